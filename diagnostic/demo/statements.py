"""The constats of the demonstration: the facts of the report of 2021, in our words."""

from __future__ import annotations

from dataclasses import dataclass

from diagnostic.board import Quadrant
from diagnostic.contents.theme import AfomTheme
from diagnostic.demo.identity import demo_id
from diagnostic.demo.journal import (
    FOOD,
    MEDICAL,
    PREVENTION,
    RENOVATION,
    REPORT,
    RESIDENT,
    SOCIAL,
    TENANTS,
)
from diagnostic.demo.typesetting import typeset
from diagnostic.evidence import Evidence
from diagnostic.statement_place import place_of
from diagnostic.statement_qualities import Convergence, Priority, Status


@dataclass(frozen=True)
class DemoStatement:
    """One line of the demonstration; `key` makes its id, and must never change."""

    key: str
    quadrant: Quadrant
    theme: AfomTheme
    text: str
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """The same on every machine, so that installing twice adds nothing."""
        return demo_id(self.key)


@dataclass(frozen=True)
class Decided:
    """What the people of the demonstration decided about one of its lines."""

    convergence: Convergence
    priority: Priority
    status: Status = Status.VALIDATED


def _line(key: str, quadrant: str, theme: AfomTheme, text: str, *evidence: Evidence) -> DemoStatement:
    return DemoStatement(key, Quadrant(quadrant), theme, typeset(text), evidence)


DEMO = (
    _line(
        "population-jeune", "A", AfomTheme.SOCIO_ECONOMIC,
        "Anneessens est un quartier jeune, davantage que Bruxelles-Ville et que la Région. "
        "Selon le rapport de 2021, les aîné·es y sont peu nombreux·ses, et la plupart ont leur famille "
        "auprès d'elles et eux.",
        REPORT,
    ),
    _line(
        "maisons-medicales", "A", AfomTheme.HEALTH,
        "Avec deux maisons médicales, les soins de première ligne sont à portée de main : 3 560 personnes, "
        "soit 40 %, étaient inscrites en maison médicale selon le rapport de 2021.",
        REPORT, MEDICAL,
    ),
    _line(
        "planning-familial", "A", AfomTheme.RIGHTS,
        "Un planning familial reçoit dans le quartier et propose des consultations psychologiques (2021) : "
        "une porte d'entrée proche pour qui hésite à demander de l'aide.",
        REPORT,
    ),
    _line(
        "parc-fontainas", "A", AfomTheme.PUBLIC_SPACE,
        "Le parc Fontainas fait l'unanimité des témoins rencontrés en mai 2021 : "
        "des publics différents s'y côtoient et chacun·e y trouve sa place.",
        REPORT, MEDICAL, PREVENTION,
    ),
    _line(
        "revenus", "F", AfomTheme.SOCIO_ECONOMIC,
        "La moitié des déclarations fiscales restent sous 16 038 € imposables par an (rapport de 2021, année "
        "des revenus non précisée). En 2021, 600 personnes ont un revenu d'intégration ou son équivalent "
        "(RIS/ERIS) et 1 060 un revenu de remplacement ; en 2016, 570 enfants grandissaient dans un ménage "
        "sans revenu du travail.",
        REPORT,
    ),
    _line(
        "bim-sans-assurance", "F", AfomTheme.RIGHTS,
        "Selon le rapport de 2021, 53 % de la population bénéficie de l'intervention majorée (BIM) et "
        "832 habitant·es vivent sans assurance-maladie : la question du non-recours mérite d'être creusée.",
        REPORT,
    ),
    _line(
        "logement-finalite-sociale", "F", AfomTheme.HOUSING,
        "Sur 4 492 ménages, 769 occupent un logement à finalité sociale, soit 17,12 % (rapport de 2021) ; "
        "dans les Marolles, c'est le cas de 2 053 ménages sur 6 162. Les cinq postes cités font 756, "
        "le total imprimé est 769.",
        REPORT,
    ),
    _line(
        "logements-petits", "F", AfomTheme.HOUSING,
        "On vit ici surtout en appartement (81 %), sur 63 m² en moyenne (rapport de 2021). "
        "Les équipes de terrain rencontrent des familles logées à l'étroit, souvent dans l'humidité.",
        REPORT, MEDICAL, TENANTS, SOCIAL,
    ),
    _line(
        "aides-a-la-renovation", "F", AfomTheme.HOUSING,
        "Les aides à la rénovation profitent peu au quartier : elles supposent d'habiter le bien que l'on "
        "possède, une situation qui concernait 20 % des logements en 2001, dernier chiffre connu du rapport.",
        REPORT, RENOVATION,
    ),
    _line(
        "jeunes-isoles", "F", AfomTheme.COHESION,
        "Un ménage sur deux se compose d'une seule personne (50 %) et 11,4 % sont des familles "
        "monoparentales. L'isolement touche aussi les jeunes adultes : le rapport de 2021 compte "
        "1 430 isolé·es de 18 à 30 ans (13 %).",
        REPORT, MEDICAL,
    ),
    _line(
        "aines-isoles", "F", AfomTheme.COHESION,
        "Le chiffre et le terrain ne disent pas la même chose : 297 personnes âgées isolées, c'est peu au "
        "regard de la population (rapport de 2021), mais un service qui les accompagne décrit une "
        "grande solitude, accrue par le confinement.",
        REPORT, SOCIAL,
    ),
    _line(
        "offre-peu-lisible", "F", AfomTheme.COORDINATION,
        "L'offre associative se lit mal : des équipes comme des habitant·es ne savent pas toujours "
        "à quel service s'adresser, ni pour quelle demande.",
        REPORT, MEDICAL, RESIDENT,
    ),
    _line(
        "potiers-verdure", "O", AfomTheme.HOUSING,
        "Le Logement bruxellois annonce la rénovation de ses sites Potiers et Verdure : "
        "des ménages locataires y gagneront en confort (rapport de 2021).",
        REPORT,
    ),
    _line(
        "coordination-sociale", "O", AfomTheme.COORDINATION,
        "Les intervenant·es rencontré·es en mai 2021 sont prêt·es à reprendre la coordination sociale, "
        "pourvu qu'on y avance ensemble sur quelques sujets précis.",
        REPORT, MEDICAL, SOCIAL, PREVENTION,
    ),
    _line(
        "espaces-publics", "O", AfomTheme.PUBLIC_SPACE,
        "Le plan d'aménagement directeur et le plan Good Move ouvrent une discussion sur les rues et les "
        "places ; un projet aide déjà les femmes à y prendre leur place.",
        REPORT, PREVENTION,
    ),
    _line(
        "loyers", "M", AfomTheme.HOUSING,
        "Un logement remis en état se loue plus cher et entraîne les prix autour de lui, y compris ceux des "
        "biens dégradés. Le seul loyer moyen disponible, 496 € par mois, date de 2009.",
        REPORT, TENANTS, RESIDENT,
    ),
    _line(
        "cinq-blocs", "M", AfomTheme.HOUSING,
        "La démolition des Cinq Blocs, que tout le monde compte avec Anneessens (250 logements sociaux), "
        "réduirait l'offre sociale de 100 ou de 150 logements : le rapport de 2021 donne les deux nombres.",
        REPORT, TENANTS,
    ),
    _line(
        "aide-alimentaire", "M", AfomTheme.SOCIO_ECONOMIC,
        "Le besoin d'aide alimentaire grandit : à lui seul, un service voit arriver chaque semaine "
        "130 personnes supplémentaires (2021), dont des personnes sans titre de séjour que la crise "
        "sanitaire a privées de revenus.",
        FOOD, REPORT,
    ),
    _line(
        "sante-mentale", "M", AfomTheme.HEALTH,
        "Aucun service de santé mentale n'est établi dans le quartier (2021) et ceux des environs n'ont plus "
        "de place : la première ligne accueille des souffrances lourdes et demande à être épaulée.",
        REPORT, MEDICAL, TENANTS, SOCIAL,
    ),
    _line(
        "repertoire", "S", AfomTheme.COORDINATION,
        "Tenir à jour un répertoire commun des services : qui fait quoi, pour qui, où et quand.",
        REPORT, MEDICAL, RESIDENT,
    ),
    _line(
        "reperer-l-insalubrite", "S", AfomTheme.HOUSING,
        "Repérer les logements insalubres à l'échelle du quartier et accompagner chaque ménage concerné "
        "vers la solution qui lui convient.",
        REPORT, TENANTS,
    ),
    _line(
        "rencontres", "S", AfomTheme.COHESION,
        "Multiplier les occasions de se rencontrer entre générations, y compris en soirée, "
        "et penser aussi aux hommes qui vivent seuls.",
        REPORT, SOCIAL, PREVENTION,
    ),
)  # fmt: skip

DECIDED = {
    "logements-petits": Decided(Convergence.CONVERGE, Priority.HIGH),
    "aines-isoles": Decided(Convergence.DIVERGE, Priority.MIDDLE),
    "offre-peu-lisible": Decided(Convergence.UNDOCUMENTED, Priority.HIGH, Status.TO_REVIEW),
    "sante-mentale": Decided(Convergence.NOT_EXAMINED, Priority.HIGH),
}
"""By key; the other lines are as they were written: drafts."""


def statement_ids(*keys: str) -> tuple[str, ...]:
    """The ids of some lines, for what is built on them."""
    known = {line.key: line.id for line in DEMO}
    return tuple(known[key] for key in keys)


PLACES = {
    "parc-fontainas": place_of("point", [(4.3438, 50.8440)], "Parc Fontainas (environ)"),
    "cinq-blocs": place_of(
        "zone",
        [(4.3424, 50.8503), (4.3440, 50.8503), (4.3440, 50.8492), (4.3424, 50.8492)],
        "Cinq Blocs (environ)",
    ),
    "espaces-publics": place_of(
        "ligne", [(4.3447, 50.8437), (4.3415, 50.8415), (4.3394, 50.8400)], "Boulevard Lemonnier (environ)"
    ),
}
"""Where some of its lines stand on the annotated map: by eye, to the nearest street."""
