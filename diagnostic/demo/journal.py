"""The journal of the demonstration: who was heard, what was read, who met, what was produced.

Table 2 to 4 of the report give the meetings, the documents read and the documents produced. It says
that the witnesses were met between mid-May and the end of May 2021: the day of each is ours.
"""

from __future__ import annotations

from datetime import date

from diagnostic.contents.journal import Meeting, Method, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.theme import AfomTheme
from diagnostic.demo.identity import DemoEntry
from diagnostic.demo.typesetting import typeset
from diagnostic.evidence import Document, Testimony


def _heard(key: str, function: str, sector: str, day: int, theme: str, said: str) -> DemoEntry:
    return DemoEntry(
        key,
        TestimonyRecord(
            function=function,
            sector=sector,
            on=date(2021, 5, day),
            method=Method.INTERVIEW,
            theme=theme,
            said=typeset(said),
        ),
    )


def _read(key: str, title: str, organisation: str, year: int, theme: str, notes: str) -> DemoEntry:
    return DemoEntry(
        key,
        Reading(title=title, organisation=organisation, year=year, theme=theme, notes=typeset(notes)),
    )


def _met(day: date, body: str, subject: str) -> DemoEntry:
    return DemoEntry(f"{day:%Y-%m-%d}", Meeting(on=day, body=body, subject=subject))


def _made(key: str, title: str, purpose: str, audience: str, copies: int = 1) -> DemoEntry:
    return DemoEntry(key, WorkDocument(title=title, purpose=purpose, audience=audience, copies=copies))


TESTIMONIES = (
    _heard(
        "maison-medicale", "Équipe de maison médicale", "santé", 17, AfomTheme.HEALTH,
        "Beaucoup de familles vivent dans moins de 55 m². Les patient·es qui arrivent repartent souvent après "
        "deux ans. Pour une consultation psychologique, l'équipe ne sait plus où orienter : les services "
        "voisins sont pleins. Elle découvre, en lisant la liste, des associations qu'elle ne connaissait pas.",
    ),
    _heard(
        "locataires", "Service d'accompagnement des locataires", "logement", 18, AfomTheme.HOUSING,
        "Les petits logements sont occupés par des familles, faute de trois chambres à un loyer abordable. "
        "Les loyers des logements dégradés suivent ceux des logements remis en état. Moins de logement "
        "social, c'est aussi moins d'accompagnement pour garder son logement.",
    ),
    _heard(
        "habitants", "Service d'accompagnement social des habitant·es", "action sociale", 20,
        AfomTheme.COHESION,
        "Les chiffres comptent peu de personnes âgées isolées ; le service, lui, en accompagne de très "
        "seules, et le confinement a creusé cette solitude. Les équipes changent souvent, ce qui use la "
        "coordination. Les dettes reviennent davantage dans les permanences.",
    ),
    _heard(
        "prevention", "Service de prévention", "prévention", 21, AfomTheme.PUBLIC_SPACE,
        "Le parc Fontainas fonctionne bien et se partage. Ailleurs, des femmes font un détour pour éviter "
        "certains trottoirs ; un projet les aide à reprendre place dans la rue. Il manque des liens entre "
        "les générations.",
    ),
    _heard(
        "renovation", "Service d'aide à la rénovation", "logement", 25, AfomTheme.HOUSING,
        "Les primes demandent d'habiter le bien que l'on possède : ici, c'est rarement le cas. Une façade "
        "refaite ne dit rien de l'humidité à l'intérieur.",
    ),
    _heard(
        "aide-alimentaire", "Service d'aide alimentaire", "aide alimentaire", 27, "aide_alimentaire",
        "130 personnes de plus chaque semaine. Parmi elles, des personnes sans titre de séjour dont le "
        "travail s'est arrêté avec la crise sanitaire.",
    ),
    _heard(
        "habitant", "Une personne habitant le quartier", "vie de quartier", 28, AfomTheme.COORDINATION,
        "Il y a des associations, mais difficile de savoir laquelle fait quoi. Il faudrait des rencontres "
        "aussi le soir, et penser à celles et ceux qui se déplacent avec peine.",
    ),
)  # fmt: skip

READINGS = (
    _read(
        "rapport", "Rapport du référent de quartier Anneessens", "CPAS de Bruxelles", 2021,
        "",
        "La source de cette démonstration : chiffres du quartier, paroles recueillies, grille AFOM et fiches "
        "thématiques. Deux nombres s'y contredisent pour les Cinq Blocs (100 ou 150 logements), et les cinq "
        "postes du logement à finalité sociale ne font pas le total imprimé.",
    ),
    _read(
        "expulsions",
        "Précarités, mal-logement et expulsions domiciliaires",
        "Observatoire de la Santé et du Social", 2019, AfomTheme.HOUSING,
        "Quatre moments où l'on perd pied : les loyers impayés de plus de deux mois, l'audience où l'on ne va "
        "pas, les services qu'on ne connaît pas, les obligations du bail qui ne sont pas tenues, d'un côté "
        "ou de l'autre.",
    ),
    _read(
        "non-recours",
        "Aperçu du non-recours aux droits sociaux",
        "Observatoire de la Santé et du Social", 2016, "non_recours",
        "Un droit se perd parce qu'on l'ignore, parce qu'il faut trop de preuves, parce que le vocabulaire "
        "décourage, parce que personne ne le propose, ou parce qu'une mauvaise expérience a suffi.",
    ),
    _read(
        "logement-bruxelles",
        "Le logement à Bruxelles : diagnostic et enjeux".replace(" :", "\u00a0:"),
        "Brussels Studies Institute", 2016, AfomTheme.HOUSING,
        "Une vue régionale, pour situer un parc surtout privé et ancien comme celui d'Anneessens.",
    ),
    _read(
        "aide-alimentaire",
        "Recensement des services d'aide alimentaire à Bruxelles",
        "Fédération des services sociaux", 2021, "aide_alimentaire",
        "Qui distribue quoi, et où : à comparer avec ce que dit le service rencontré dans le quartier.",
    ),
)  # fmt: skip

MEETINGS = (
    _met(date(2021, 4, 16), "Sacopar", "Première réunion de méthode"),
    _met(date(2021, 5, 3), "Équipe", "Avancement du projet"),
    _met(date(2021, 5, 12), "Sacopar", "Méthode, à partir des documents rédigés"),
    _met(date(2021, 5, 20), "Équipe", "Notions de promotion de la santé"),
    _met(date(2021, 6, 3), "Comité de direction", "Présentation de la démarche"),
    _met(date(2021, 6, 11), "Sacopar", "Fiches thématiques"),
    _met(date(2021, 6, 15), "Coordination sociale", "Rencontre avec la présidence"),
    _met(date(2021, 6, 24), "Sacopar", "Fiches thématiques, fin"),
)

WORK_DOCUMENTS = (
    _made(
        "tableau-de-bord", "Tableau de bord des contacts",
        "Savoir qui a été contacté et où l'on en est", "L'équipe",
    ),
    _made(
        "tableur", "Tableur des données quantitatives",
        "Passer des taux aux nombres de personnes et comparer avec la Ville", "Référent·e de quartier",
    ),
    _made(
        "brochure", "Brochure courte", "Dire en peu de mots ce qu'est un contrat local social-santé",
        "Toute personne contactée",
    ),
    _made(
        "guide", "Guide d'entretien", "Poser les mêmes questions à chaque témoin", "Référent·e de quartier",
    ),
    _made(
        "synthese-simplifiee", "Synthèse simplifiée", "Rendre les chiffres lisibles par qui lit peu",
        "Habitant·es, avec une personne relais",
    ),
    _made(
        "grille", "Grille AFOM", "Faire ressortir ce qui est propre au quartier, et les zones d'ombre",
        "Cellule du contrat local social-santé",
    ),
)  # fmt: skip

JOURNAL = (*TESTIMONIES, *READINGS, *MEETINGS, *WORK_DOCUMENTS)


def _testimony(key: str) -> Testimony:
    entry = next(one for one in TESTIMONIES if one.key == key)
    assert isinstance(entry.content, TestimonyRecord)
    return entry.content.as_evidence(entry.id)


def _document(key: str) -> Document:
    entry = next(one for one in READINGS if one.key == key)
    assert isinstance(entry.content, Reading)
    return entry.content.as_evidence(entry.id)


MEDICAL = _testimony("maison-medicale")
TENANTS = _testimony("locataires")
SOCIAL = _testimony("habitants")
PREVENTION = _testimony("prevention")
RENOVATION = _testimony("renovation")
FOOD = _testimony("aide-alimentaire")
RESIDENT = _testimony("habitant")
REPORT = _document("rapport")
