"""Every method of the product, in the order in which a figure is made and read.

A method with a module of its own describes itself there (`METHOD`); the others, which live in modules
that do more than one thing, are described here. The page of methods prints this register.
"""

from __future__ import annotations

from indicators import (
    classes,
    composite,
    count_interval,
    implied_population,
    inequality,
    interval,
    ranking,
    rounding,
    spatial,
    trend_direction,
)
from indicators.language import _
from indicators.method import Method

FULL_REGISTER = Method(
    id="registre_complet",
    title=_("Part tirée d'un registre complet"),
    question=_(
        "Quand tout le monde est compté (BIM, CPAS), que veut encore dire un intervalle autour de la part\u00a0?"
    ),
    formula=_(
        "Même calcul que l'intervalle d'une proportion\u00a0; il est nommé «\u00a0variation aléatoire\u00a0», "
        "jamais «\u00a0erreur d'échantillon\u00a0»"
    ),
    reference=_(
        "Brillinger (1986), «\u00a0The natural variability of vital rates and associated statistics\u00a0», "
        "Biometrics 42, 693–734"
    ),
    preconditions=_(
        "Un registre qui compte toutes les personnes concernées, et le dénominateur de l'indicateur."
    ),
    limits=_(
        "Un registre n'a pas d'erreur d'échantillon, mais il a des absents\u00a0: le BIM de l'AIM correspond à "
        "98\u00a0% environ de la population du registre national, moins là où vivent beaucoup de "
        "fonctionnaires européen·nes ou de frontalier·ères."
    ),
    module="indicators.interval",
)

COMPARISON = Method(
    id="comparaison",
    title=_("Comparaison avec un repère"),
    question=_("Ce territoire est-il vraiment différent de la Région, ou est-ce le hasard\u00a0?"),
    formula=_(
        "«\u00a0Plus élevé\u00a0» quand le repère est sous l'intervalle du territoire à 95\u00a0%, «\u00a0plus "
        "bas\u00a0» quand il est au-dessus, «\u00a0comparable\u00a0» sinon\u00a0; «\u00a0nettement\u00a0» quand "
        "il reste dehors à 99,8\u00a0%. Sans dénominateur, valeur ± marge de lecture du catalogue."
    ),
    reference=_(
        "Public Health England (2018), Technical Guidance\u00a0: Confidence Intervals\u00a0; Public Health "
        "Outcomes Framework"
    ),
    preconditions=_(
        "Le même indicateur et la même année des deux côtés. Une valeur absente, ou connue seulement comme "
        "«\u00a0au moins\u00a0», n'est pas comparée."
    ),
    limits=_(
        "Le repère est pris comme exact. Le territoire fait partie de la Région\u00a0: un grand quartier tire "
        "son propre repère. Sur cent comparaisons sans différence réelle, cinq sortiraient quand même à "
        "95\u00a0%. La couleur ne vient jamais sans le mot et le symbole\u00a0; un indicateur sans sens "
        "favorable garde des couleurs neutres."
    ),
    module="indicators.comparison",
)

HEAD_COUNT = Method(
    id="nombre_absolu",
    title=_("Du taux au nombre de personnes"),
    question=_("Combien de personnes un taux représente-t-il\u00a0?"),
    formula=_(
        "Nombre = taux × dénominateur de l'indicateur / 100, de la plus basse à la plus haute valeur que "
        "l'arrondi du taux permet\u00a0: 32,4\u00a0% de 2\u202f310 font 748 (747 à 750)"
    ),
    reference=_(
        "Arithmétique\u00a0; fourchette de l'arrondi selon le JCGM 100:2008, Guide pour l'expression de "
        "l'incertitude de mesure (GUM)"
    ),
    preconditions=_("Le dénominateur de l'indicateur lui-même, de la même année."),
    limits=_(
        "Quand un autre dénominateur en tient lieu (population d'une autre source ou d'une autre année), le "
        "nombre n'est qu'un ordre de grandeur, écrit avec deux chiffres et le mot «\u00a0environ\u00a0»."
    ),
    module="indicators.head_count",
)

DISCLOSURE = Method(
    id="secret",
    title=_("Secret statistique"),
    question=_(
        "Un chiffre affiché, seul ou par soustraction, pourrait-il parler de quelques personnes\u00a0?"
    ),
    formula=_(
        "Caché si 0 < personnes < seuil (200 par défaut, davantage si la source le demande). Dans un tableau, "
        "d'autres cases sont cachées jusqu'à ce qu'aucune somme ne rende une case cachée. Un périmètre est "
        "refusé si, combiné avec ceux déjà montrés, il isole un groupe sous le seuil."
    ),
    reference=_(
        "Cox (1980), Journal of the American Statistical Association 75, 377–385\u00a0; Willenborg et de Waal "
        "(2001), Elements of Statistical Disclosure Control, chap. 4\u00a0; règle «\u00a0VS\u00a0» du Monitoring "
        "des Quartiers"
    ),
    preconditions=_(
        "Le nombre de personnes du groupe\u00a0; inconnu, il compte comme petit. La règle de l'éditeur passe "
        "d'abord."
    ),
    limits=_(
        "L'outil ne connaît que ce qu'il a lui-même montré\u00a0: un chiffre publié ailleurs peut s'ajouter au "
        "calcul. Un secret n'est jamais un zéro, ni une petite valeur."
    ),
    module="indicators.disclosure",
)

AGGREGATION = Method(
    id="agregation",
    title=_("Réunir plusieurs territoires"),
    question=_("Quel est le chiffre d'un périmètre fait de plusieurs quartiers ou secteurs\u00a0?"),
    formula=_(
        "Part = Σ numérateurs / Σ dénominateurs\u00a0; nombre = Σ nombres. Jamais une moyenne de taux. Un membre "
        "caché donne «\u00a0au moins\u00a0»"
    ),
    reference=_(
        "Openshaw (1984), The Modifiable Areal Unit Problem, CATMOG 38\u00a0; Robinson (1950), American "
        "Sociological Review 15, 351–357"
    ),
    preconditions=_(
        "Une même année, un même indicateur, numérateurs et dénominateurs connus. Les territoires où personne "
        "ne vit n'ajoutent rien."
    ),
    limits=_(
        "Une médiane, un loyer moyen ou un taux sans dénominateur ne s'additionnent pas\u00a0: l'étendue des "
        "membres est montrée à la place. Si un membre n'a pas de chiffre, il n'y a pas de somme."
    ),
    module="indicators.aggregation",
)

COVERAGE = Method(
    id="accessibilite",
    title=_("Accessibilité des services"),
    question=_(
        "À quelle distance est le service le plus proche, et combien de personnes se le partagent\u00a0?"
    ),
    formula=_(
        "Distance\u00a0: temps de marche du centre du quartier au service le plus proche. Offre\u00a0: services "
        "pour 10\u202f000 habitant·es. 2SFCA\u00a0: Rⱼ = Sⱼ / Σ Pₖ des lieux à moins de d₀, puis Aᵢ = Σ Rⱼ des "
        "services à moins de d₀. E2SFCA\u00a0: les deux sommes sont pondérées par zone (1\u00a0; 0,68\u00a0; 0,22)."
    ),
    reference=_(
        "Luo et Wang (2003), Environment and Planning B 30, 865–884\u00a0; Luo et Qi (2009), Health & Place 15, "
        "1100–1107\u00a0; Guagliardo (2004), International Journal of Health Geographics 3:3\u00a0; "
        "bibliothèque access (PySAL)"
    ),
    preconditions=_(
        "La place de chaque service, la population de chaque quartier, un temps de trajet (ligne droite corrigée "
        "d'un détour, ou matrice importée)."
    ),
    limits=_(
        "Un service proche peut être complet, fermé aux nouvelles demandes ou dans une autre langue\u00a0; le "
        "répertoire est incomplet. Tout un quartier est ramené à son centre."
    ),
    module="indicators.coverage",
)

METHODS: tuple[Method, ...] = (
    interval.METHOD,
    count_interval.METHOD,
    FULL_REGISTER,
    COMPARISON,
    HEAD_COUNT,
    rounding.METHOD,
    implied_population.METHOD,
    ranking.METHOD,
    DISCLOSURE,
    AGGREGATION,
    classes.METHOD,
    inequality.METHOD,
    composite.METHOD,
    COVERAGE,
    spatial.METHOD,
    trend_direction.METHOD,
)


def method(method_id: str) -> Method:
    """Return one method of the register. Raises KeyError for an unknown id."""
    for one in METHODS:
        if one.id == method_id:
            return one
    raise KeyError(method_id)
