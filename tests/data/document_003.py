"""A grid of the size and shape of the one in document 003 (Anneessens, 2021), in our own few words.

Every section, list and kind of evidence of the original is here, line for line; the sentences are ours.
A line for which the original names nobody rests on the report itself, and is «non documenté».
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diagnostic.board import Quadrant
from diagnostic.contents.journal import Meeting, Method, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document, Evidence, Testimony
from diagnostic.statement_qualities import Convergence


def _witness(function: str, sector: str) -> Testimony:
    return Testimony(function=function, sector=sector, month="2021-05", method="entretien")


REPORT = Document(title="Rapport du référent de quartier", organisation="CPAS de Bruxelles", year=2021)
EVIDENCE: dict[str, Evidence] = {
    "r": REPORT,
    "mq": Document(title="Monitoring des Quartiers", organisation="IBSA", year=2021),
    "pd": Document(title="Prédiagnostic", organisation="Observatoire de la Santé et du Social", year=2021),
    "mm": _witness("Équipe de maison médicale", "santé"),
    "al": _witness("Service d'accompagnement des locataires", "logement"),
    "as": _witness("Service d'accompagnement social", "action sociale"),
    "ah": _witness("Service d'accompagnement des habitant·es", "action sociale"),
    "pr": _witness("Service de prévention", "prévention"),
    "ar": _witness("Service d'aide à la rénovation", "logement"),
    "sa": _witness("Service pour les personnes sans abri", "sans-abrisme"),
    "aa": _witness("Service d'aide alimentaire", "aide alimentaire"),
    "ha": _witness("Une personne habitant le quartier", "vie de quartier"),
}


@dataclass(frozen=True)
class Line:
    """One line of the grid; `says` are keys of EVIDENCE, «bim» stands for the figure of the fiche."""

    quadrant: Quadrant
    theme: str
    text: str
    says: tuple[str, ...]

    @property
    def convergence(self) -> Convergence:
        """What the original leaves without a source is said to be undocumented."""
        return Convergence.UNDOCUMENTED if self.says == ("r",) else Convergence.NOT_EXAMINED


SECTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("6.1.1", "A", AfomTheme.SOCIO_ECONOMIC, """
        Aîné·es en petit nombre, souvent en famille | pd
        Âge moyen plus bas qu'en ville et qu'en Région | part_65_plus"""),
    ("6.1.2", "A", AfomTheme.RIGHTS, """
        Deux maisons médicales connues de toutes et tous | r
        Davantage de colis demandés | r
        Quatre habitant·es sur dix inscrit·es en maison médicale | pd
        Moins de personnes invalides qu'en ville | pd
        Peu de maladies respiratoires | pd
        Parc Fontainas partagé entre publics | mm al as pr"""),
    ("6.2.1", "F", AfomTheme.SOCIO_ECONOMIC, """
        Revenus bas | revenu_imposable_median
        Chômage des jeunes élevé | chomage
        Un ménage sur deux d'une seule personne | isoles_30_plus
        Jeunes qui vivent seul·es | isoles_moins_30
        Revenu médian sous celui de la Ville | revenu_imposable_median
        Plus d'une personne sur deux au statut BIM | bim
        Enfants sans revenu du travail à la maison | pd
        Assurance-maladie absente pour certain·es | pd
        Aîné·es avec GRAPA | pd
        Revenus de remplacement fréquents | pd
        Revenu d'intégration fréquent | cpas
        Beaucoup d'arrivées et de départs en deux ans | mm"""),
    ("6.2.3", "F", "insalubrite", """
        Familles dans de petites surfaces | mm al
        Peu de logement social, donc peu de suivi | al
        Biens anciens, étroits et chers | mm al as ah pr
        Bâti d'avant 1945 en majorité | pd
        Humidité et petites réparations en attente | ah
        Marché privé dominant | logements_sociaux
        Salubrité rarement contrôlée | r
        Primes réservées à qui habite son bien | ar mq
        Bâti le plus abîmé de la Ville selon un service | al"""),
    ("6.2.5", "F", "fracture_numerique", """
        Guichets fermés depuis la crise sanitaire | mm"""),
    ("6.2.6", "F", "barriere_linguistique", """
        Langues multiples | r"""),
    ("6.2.7", "F", "immigration", """
        Nouveaux et anciens habitant·es sans lien | ah
        Mineur·es arrivé·es seul·es | sa"""),
    ("6.2.8", "F", AfomTheme.HEALTH, """
        Pas de dentiste depuis trois ans pour un tiers | pd
        Couverture de santé absente | pd mq
        Troubles psychiques en hausse | r
        Espace public occupé de façon négative | r
        Consommations sur la place | r
        Services de santé mentale rares et pleins | mm ah"""),
    ("6.2.9", "F", "sante_mentale", """
        Précarité et souffrance psychique liées | ah"""),
    ("6.2.10", "F", "visibilite_offre", """
        Honte de demander de l'aide | al
        Offre associative peu connue | mm
        Jeunes sans emploi | as ha pr
        Rôles des associations peu clairs | ha
        Équipes qui changent souvent | as"""),
    ("6.3.1", "F", "isolement", """
        Hommes seuls peu vus | ah
        Un ménage sur deux | isoles_30_plus
        Familles monoparentales | pd
        Solitude accrue par le confinement | pr ah"""),
    ("6.3.2", "F", "violence_genre", """
        Violences dans les familles en hausse | as al pr mm
        Rue occupée surtout par des hommes | mm al as pr
        Harcèlement au boulevard Lemonnier | al pr ha"""),
    ("6.3.3", "F", "insecurite", """
        Groupes de jeunes qui inquiètent | pr
        Chantiers qui isolent | pr
        Propreté insuffisante sur la place | pr
        Éclairage faible | al
        Déchets dans les rues voisines | pr"""),
    ("6.3.4", "F", "amenagement", """
        Verdure rare | ha"""),
    ("6.4.1", "O", AfomTheme.HOUSING, """
        Rénovation de Potiers et Verdure annoncée | r"""),
    ("6.4.2", "O", AfomTheme.RIGHTS, """
        Réseau d'aide et de soins de quartier | r"""),
    ("6.4.3", "O", "sante_mentale", """
        Lieu de consommation à moindre risque en projet | r
        Activités d'été sur les places | r"""),
    ("6.4.4", "O", AfomTheme.COORDINATION, """
        Envie de relancer la coordination sociale | mm al as pr ah
        Groupe diagnostic formé par des associations | pr"""),
    ("6.4.5", "O", "amenagement", """
        Plan d'aménagement directeur | r
        Plan régional de mobilité | r"""),
    ("6.4.6", "O", AfomTheme.COHESION, """
        Place des femmes dans l'espace public en projet | pr"""),
    ("6.5.1", "M", AfomTheme.SOCIO_ECONOMIC, """
        Dettes en hausse dans les permanences | r
        Aide alimentaire plus demandée | aa"""),
    ("6.5.2", "M", "acces_logement", """
        Loyers tirés vers le haut | r
        Logements sociaux perdus avec la rénovation | al"""),
    ("6.5.4", "M", "sante_mentale", """
        Crise qui déstabilise | ha
        Aucun service de santé mentale sur place | mm
        Première ligne sans soutien | al as"""),
    ("6.5.5", "M", "milieux_accueil", """
        Halte-accueil absente | al
        Places d'accueil rares | mq"""),
    ("6.5.7", "M", "mixite_sociale", """
        Hausse du niveau de vie près de Fontainas | ha as al
        Sud du quartier plus pauvre | al
        Générations qui se croisent peu | r
        Insertion peu accompagnée | r"""),
    ("6.5.8", "M", "emploi", """
        Travail non déclaré au nord | mm
        Logement étroit et école difficile | al
        Décrochage scolaire | r
        Retard scolaire depuis la crise | mm"""),
    ("6.6.1", "S", AfomTheme.HOUSING, """
        Agir localement contre l'insalubrité | r
        Aider davantage à rénover | r
        Parler du prix et de l'entretien | r
        Repérer les biens insalubres | r
        Ouvrir un guichet logement et santé | r
        Améliorer les logements | r
        Encourager l'habitat partagé | r"""),
    ("6.6.2", "S", AfomTheme.PUBLIC_SPACE, """
        Planter davantage | r"""),
    ("6.6.3", "S", AfomTheme.PUBLIC_SPACE, """
        Penser aux personnes à mobilité réduite | r"""),
    ("6.6.4", "S", "milieux_accueil", """
        Soutenir les parents tôt | r"""),
    ("6.6.5", "S", "scolarite", """
        Donner la priorité à l'insertion des jeunes | r
        Construire des projets avec les jeunes | r
        Proposer du sport | r"""),
    ("6.6.6", "S", AfomTheme.COHESION, """
        Offrir des lieux de rencontre | r
        Relier les générations | r
        Rassurer dans l'espace public | r
        Créer du lien, aussi pour les hommes seuls | r
        Ouvrir en soirée | r
        Rejoindre les femmes au foyer | r"""),
    ("6.6.7", "S", AfomTheme.COORDINATION, """
        Associer les indépendant·es | r
        Augmenter et relier l'aide aux plus démuni·es | r
        Tenir un répertoire | r"""),
)  # fmt: skip


def grid() -> tuple[Line, ...]:
    """Every line, in the order of the original."""
    lines = []
    for _section, quadrant, theme, text in SECTIONS:
        for line in text.strip().splitlines():
            words, _separator, says = line.partition("|")
            lines.append(Line(Quadrant(quadrant), str(theme), words.strip(), tuple(says.split())))
    return tuple(lines)


def journal() -> tuple[TestimonyRecord | Reading | Meeting | WorkDocument, ...]:
    """23 interviews, 2 focus groups, 23 documents read, each with its fiche, 17 other documents made, meetings."""
    sectors = (
        "logement",
        "santé",
        "santé mentale",
        "prévention",
        "sans-abrisme",
        "action sociale",
        "justice",
    )
    interviews = [
        TestimonyRecord(
            function=f"Service {number + 1}",
            sector=sectors[number % len(sectors)],
            on=date(2021, 5 + number % 4, 1 + number),
            method=Method.INTERVIEW,
        )
        for number in range(23)
    ]
    groups = [
        TestimonyRecord(
            function="Associations du logement",
            sector="logement",
            on=date(2021, 7, 27),
            method=Method.FOCUS_GROUP,
            participants=2,
        ),
        TestimonyRecord(
            function="Associations de l'accès aux droits",
            sector="action sociale",
            on=date(2021, 8, 3),
            method=Method.FOCUS_GROUP,
            participants=6,
        ),
    ]
    themes = ("logement", "non_recours", "sante", "coordination")
    readings = [
        Reading(
            title=f"Rapport {number + 1}",
            organisation="Observatoire",
            year=2010 + number % 12,
            theme=themes[number % len(themes)],
            notes="Fiche de lecture.",
        )
        for number in range(23)
    ]
    made = [
        WorkDocument(title=f"Document {number + 1}", purpose="Présenter", audience="Partenaires")
        for number in range(17)
    ]
    meetings = [
        Meeting(on=date(2021, 4, 16), body="Appui méthodologique", subject="Méthode"),
        Meeting(on=date(2021, 6, 3), body="Comité de direction", subject="Présentation"),
        Meeting(on=date(2021, 6, 15), body="Coordination sociale", subject="Rencontre"),
    ]
    return (*interviews, *groups, *readings, *made, *meetings)
