"""A small plan d'actions, as an example: the report of 2021 was written before there was one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diagnostic.contents.action_plan import ActionState, PlanNode, Rung, Stake
from diagnostic.demo.identity import DemoEntry
from diagnostic.demo.statements import statement_ids
from diagnostic.demo.typesetting import typeset

EXAMPLE = "Exemple pour la démonstration : cet axe n'est pas dans le rapport de 2021."
MEDICAL_HOUSES = "Maisons médicales du quartier"
TENANTS_SERVICE = "Service d'accompagnement des locataires"
CPAS = "CPAS de Bruxelles"


@dataclass(frozen=True)
class Branch:
    """A node and what stands under it; its rung is its depth. `statements` are keys of constats."""

    key: str
    title: str
    under: tuple[Branch, ...] = ()
    notes: str = ""
    statements: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    stakes: tuple[Stake, ...] = ()
    state: ActionState = ActionState.TO_PREPARE
    begins: date | None = None
    ends: date | None = None

    def entries(self, rung: Rung = Rung.AXIS, parent: str = "") -> Iterator[DemoEntry]:
        """The node, then those under it, each knowing what it stands under."""
        node = PlanNode(
            rung=rung,
            parent=parent,
            title=typeset(self.title),
            notes=typeset(self.notes),
            statements=statement_ids(*self.statements),
            partners=self.partners,
            stakes=self.stakes,
            state=self.state,
            begins=self.begins,
            ends=self.ends,
        )
        here = DemoEntry(self.key, node)
        yield here
        for branch in self.under:
            assert rung.below is not None
            yield from branch.entries(rung.below, here.id)


HOUSING = Branch(
    "logement",
    "Logement",
    notes=EXAMPLE,
    under=(
        Branch(
            "logement-sain",
            "Vivre dans un logement sain, et pouvoir y rester",
            statements=("logements-petits", "loyers"),
            under=(
                Branch(
                    "reperer",
                    "Repérer l'insalubrité avant qu'elle n'abîme la santé",
                    statements=("reperer-l-insalubrite",),
                    under=(
                        Branch(
                            "permanence",
                            "Ouvrir une permanence logement et santé, commune aux services",
                            statements=("reperer-l-insalubrite", "logements-petits"),
                            partners=(MEDICAL_HOUSES, TENANTS_SERVICE, CPAS),
                            stakes=(Stake.DETECTION, Stake.GUIDANCE, Stake.PARTNERSHIPS),
                            begins=date(2022, 1, 10),
                            ends=date(2022, 12, 16),
                            under=(
                                Branch("local", "Un local, une demi-journée par semaine"),
                                Branch(
                                    "fiche-de-visite", "Une fiche de visite que tous les services emploient"
                                ),
                            ),
                        ),
                    ),
                ),
                Branch(
                    "avant-l-expulsion",
                    "Agir avant l'expulsion",
                    under=(
                        Branch(
                            "alerte",
                            "Convenir d'un même chemin dès le premier courrier d'huissier",
                            partners=(CPAS, TENANTS_SERVICE, "Justice de paix"),
                            stakes=(Stake.DETECTION, Stake.POLICY),
                            begins=date(2022, 2, 1),
                            ends=date(2022, 6, 30),
                            under=(Branch("contact", "Une adresse de contact par service, tenue à jour"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
HEALTH = Branch(
    "social-sante",
    "Social et santé",
    notes=EXAMPLE,
    under=(
        Branch(
            "souffrance",
            "Que la souffrance psychique trouve une réponse près de chez soi",
            statements=("sante-mentale",),
            under=(
                Branch(
                    "premiere-ligne",
                    "Épauler les équipes de première ligne",
                    statements=("sante-mentale", "maisons-medicales"),
                    under=(
                        Branch(
                            "intervision",
                            "Se réunir chaque trimestre sur des situations rendues anonymes",
                            statements=("sante-mentale", "planning-familial"),
                            partners=(MEDICAL_HOUSES, "Planning familial", "Service de santé mentale voisin"),
                            stakes=(Stake.PARTNERSHIPS, Stake.GUIDANCE, Stake.TALENTS),
                            begins=date(2022, 3, 1),
                            under=(
                                Branch("appui", "Un·e psychologue pour animer, deux heures par trimestre"),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Branch(
            "droits",
            "Que chaque habitant·e ait une assurance-maladie et les droits qui vont avec",
            statements=("bim-sans-assurance",),
            under=(
                Branch(
                    "sans-assurance",
                    "Repérer les droits perdus ou jamais demandés",
                    statements=("bim-sans-assurance",),
                    under=(
                        Branch(
                            "assurance",
                            "Vérifier les droits à chaque première visite",
                            statements=("bim-sans-assurance",),
                            partners=(MEDICAL_HOUSES, "Mutualités", CPAS),
                            stakes=(Stake.DETECTION, Stake.INFORMATION),
                            under=(Branch("aide-memoire", "Un aide-mémoire d'une page pour l'accueil"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
ACROSS = Branch(
    "transversal",
    "Transversal",
    notes=EXAMPLE,
    under=(
        Branch(
            "savoir-ou-aller",
            "Que chacun·e sache à qui s'adresser, et ait l'occasion de le faire",
            statements=("offre-peu-lisible",),
            under=(
                Branch(
                    "lisible",
                    "Rendre l'offre lisible",
                    under=(
                        Branch(
                            "repertoire",
                            "Publier un répertoire commun et le revoir deux fois par an",
                            statements=("repertoire", "offre-peu-lisible"),
                            partners=("Coordination sociale de la Senne", CPAS),
                            stakes=(Stake.INFORMATION, Stake.ANALYSIS),
                            state=ActionState.UNDER_WAY,
                            begins=date(2021, 10, 4),
                            ends=date(2022, 3, 31),
                            under=(Branch("relais", "Une fonction de contact par service"),),
                        ),
                    ),
                ),
                Branch(
                    "rencontre",
                    "Multiplier les occasions de se rencontrer",
                    statements=("rencontres",),
                    under=(
                        Branch(
                            "stand",
                            "Tenir un stand commun au marché, le premier mardi du mois",
                            statements=("rencontres", "coordination-sociale"),
                            partners=("Service de prévention", MEDICAL_HOUSES, "Maisons de quartier"),
                            stakes=(Stake.COHESION, Stake.TALENTS, Stake.INFORMATION),
                            state=ActionState.UNDER_WAY,
                            begins=date(2021, 10, 5),
                            under=(Branch("tente", "Une tente, une table et quelques chaises"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
PLAN = tuple(entry for axis in (HOUSING, HEALTH, ACROSS) for entry in axis.entries())
