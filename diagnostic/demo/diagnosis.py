"""The diagnostic itself: title, aim, team by function, phases with the dates of the report."""

from __future__ import annotations

from datetime import date

from diagnostic.contents.diagnosis import Diagnosis, Phase, PhaseKind, TeamMember
from diagnostic.demo.identity import CODE, LEVEL
from diagnostic.demo.typesetting import typeset

CPAS = "CPAS de Bruxelles"
CITY = "Ville de Bruxelles"

DIAGNOSIS = Diagnosis(
    title="Anneessens, diagnostic de 2021 (démonstration)",
    territory_level=LEVEL,
    territory_code=CODE,
    aim=typeset(
        "Montrer une démarche entière sur un exemple. Les faits et les dates viennent du rapport du référent de "
        "quartier Anneessens (2021) ; les phrases sont celles de l'outil. Sont des exemples inventés : le jour "
        "de chaque entretien, le plan d'actions et le suivi mensuel."
    ),
    team=(
        TeamMember(function="Référent·e de quartier", organisation=CPAS),
        TeamMember(function="Référent·e du quartier voisin", organisation=CPAS),
        TeamMember(function="Développement territorial et communautaire", organisation=CPAS),
        TeamMember(function="Direction de l'action sociale", organisation=CPAS),
        TeamMember(function="Planification", organisation=CITY),
        TeamMember(function="Coordination des maisons de quartier", organisation=CITY),
        TeamMember(function="Appui méthodologique", organisation="Sacopar"),
    ),
    # First and last days: meetings and steps that the report dates; it gives the last two by month only.
    phases=(
        Phase(phase=PhaseKind.PREPARATION, begins=date(2021, 4, 16), ends=date(2021, 5, 12)),
        Phase(phase=PhaseKind.QUANTITATIVE, begins=date(2021, 5, 12), ends=date(2021, 6, 17)),
        Phase(phase=PhaseKind.QUALITATIVE, begins=date(2021, 6, 18), ends=date(2021, 8, 16)),
        Phase(phase=PhaseKind.RESTITUTION, begins=date(2021, 8, 16), ends=date(2021, 9, 30)),
        Phase(phase=PhaseKind.PLAN, begins=date(2021, 10, 1), ends=date(2021, 11, 30)),
    ),
)
