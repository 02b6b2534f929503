"""The fiche thématique of the demonstration: housing, one of the two themes that the report had to explore."""

from __future__ import annotations

from datetime import date

from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.contents.theme import AfomTheme
from diagnostic.demo.identity import DemoEntry
from diagnostic.demo.journal import RENOVATION, TENANTS
from diagnostic.demo.statements import statement_ids
from diagnostic.demo.typesetting import typeset


def _question(text: str, who: str, method: str, *answers: Answer) -> Question:
    return Question(text=typeset(text), who=typeset(who), method=typeset(method), answers=answers)


HOUSING = ThematicSheet(
    title="Logement",
    theme=AfomTheme.HOUSING,
    aim=typeset(
        "Comprendre ce que vivent les locataires du parc privé, et à quel moment les services peuvent encore agir."
    ),
    statements=statement_ids(
        "logement-finalite-sociale", "logements-petits", "aides-a-la-renovation", "loyers", "cinq-blocs"
    ),
    questions=(
        _question(
            "Combien de logements sont reconnus insalubres, et que devient le ménage après une plainte ?",
            "Service d'accompagnement des locataires, Inspection régionale du logement",
            "Entretiens ; liste des visites, sans adresses",
            Answer(
                text=typeset(
                    "Personne ne tient ce nombre pour le quartier. Les équipes décrivent surtout des logements "
                    "trop petits et humides."
                ),
                on=date(2021, 5, 18),
                testimony=TENANTS.record,
            ),
        ),
        _question(
            "Avant une expulsion, qui prévient qui, et jusqu'à quand peut-on l'éviter ?",
            "CPAS, justice de paix, huissiers, associations de locataires",
            "Focus group des services publics, puis entretiens par téléphone",
        ),
        _question(
            "Où reloger une famille nombreuse ou une personne qui fuit des violences ?",
            "Agences immobilières sociales, maisons d'accueil, maisons médicales",
            "Entretiens ; relevé des logements de transit et de leurs critères",
        ),
        _question(
            "À qui les rénovations des quinze dernières années ont-elles profité ?",
            "Service d'aide à la rénovation, Ville, Le Logement bruxellois",
            "Lecture des bilans, entretien",
            Answer(
                text=typeset(
                    "Peu aux locataires : les primes s'adressent à qui habite son propre bien, et une façade "
                    "refaite n'oblige à rien à l'intérieur."
                ),
                on=date(2021, 5, 25),
                testimony=RENOVATION.record,
            ),
        ),
        _question(
            "Comment vit-on dans son logement, et quelles solutions a-t-on déjà essayées ?",
            "Habitant·es, par l'intermédiaire des associations",
            "Entretiens chez les personnes qui le souhaitent ; photos sans visages",
        ),
    ),
)

SHEETS = (DemoEntry("logement", HOUSING),)
