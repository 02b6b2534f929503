"""One example for each method, worked out on the spot from the statistics.

Only what document 003 prints is quoted; every other number is computed here, by the very module that
the method describes, so that the page of methods cannot say something else than the product does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from data.reported_profile import reported_profile
from data.statistics import Statistics
from data.views import figure, peers_of
from indicators import composite, count_interval, trend_direction
from indicators.aggregation import Whole, aggregate
from indicators.classes import fixed_breaks, labels_of
from indicators.comparison import STRICT_LEVEL, reading_interval
from indicators.coverage.per_inhabitant import PER, per_inhabitant
from indicators.disclosure.groups import NamedGroup, refusal
from indicators.disclosure.thresholds import SITE_DEFAULT
from indicators.estimate import Estimate, Interval, Nature
from indicators.figure import Figure
from indicators.french import number, rounded_to_two_digits, with_unit
from indicators.inequality import inequality
from indicators.interval import wilson
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.ranking import rank_draws, uncertain_values
from indicators.reported_value import first_of
from indicators.rounding import rounding_interval
from indicators.spatial import SpatialAssociation, moran_rates
from indicators.territory import Kind
from indicators.user_error import UserError

Example = Callable[[Statistics, str], str]
DEFAULT = "10"
"""Anneessens: whose report is quoted, and who stands in for a territory without the figures."""
SISTER = "8"
MAIN, AGE, SOCIAL, JOBLESS, POPULATION, INCOME = (
    "bim",
    "part_65_plus",
    "cpas",
    "chomage",
    "population",
    "revenu_equivalent_median",
)
SLOW = frozenset({"association_spatiale"})
"""Methods whose example takes seconds: worked out when somebody asks."""
ENCLAVE, FEW = "enclave", 7
"""An imagined enclave of seven people, as in the rule that the two can never both be shown."""


@lru_cache(maxsize=2048)
def method_example(statistics: Statistics, method_id: str, code: str) -> str:
    """An example sentence for a territory, or for Anneessens where the territory has no such figure.

    Empty for a method that is not known here. Raises UserError for an unknown territory.
    """
    make = EXAMPLES.get(method_id)
    statistics.territory(code)
    for one in dict.fromkeys((code, DEFAULT)):
        text = make(statistics, one) if make else ""
        if text:
            return text
    return ""


def _figure(statistics: Statistics, indicator_id: str, code: str) -> Figure | None:
    """The figure where the territory has a value."""
    try:
        found = figure(statistics, statistics.catalogue[indicator_id], code)
    except UserError:
        return None
    return found if found.estimate.value is not None else None


def _spoken(shown: Figure) -> str:
    """«Dans le quartier Anneessens, BIM 2024 : 43,6 %»."""
    return _("{place}, {title} {year}\u00a0: {value}").format(
        place=shown.territory.place,
        title=shown.indicator.short_title,
        year=shown.year,
        value=shown.value_text,
    )


def _bounds(shown: Figure, interval: Interval, decimals: int | None = None) -> str:
    """«de 42,7 % à 44,6 %»."""
    digits = shown.indicator.decimals if decimals is None else decimals
    unit = shown.indicator.unit_symbol
    return _("de {low} à {high}").format(
        low=with_unit(number(interval.low, digits), unit), high=with_unit(number(interval.high, digits), unit)
    )


def _proportion(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, MAIN, code)
    if shown is None or not shown.estimate.denominator or shown.estimate.value is None:
        return ""
    usual = wilson(shown.estimate.value, shown.estimate.denominator)
    strict = wilson(shown.estimate.value, shown.estimate.denominator, STRICT_LEVEL)
    if usual is None or strict is None:
        return ""
    return _("{figure} de {people} habitant·es. À 95\u00a0%, {usual}\u00a0; à 99,8\u00a0%, {strict}.").format(
        figure=_spoken(shown),
        people=number(shown.estimate.denominator),
        usual=_bounds(shown, usual),
        strict=_bounds(shown, strict),
    )


def _rate(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, SOCIAL, code)
    if shown is None or shown.head_count is None:
        return ""
    events, people = shown.head_count.count, shown.head_count.denominator
    bounds = count_interval.rate_interval(events, people)
    if bounds is None:
        return ""
    return _(
        "{figure}, soit environ {events} personnes sur {people}, ou {rate} pour 1\u202f000\u00a0: de {low} à {high} "
        "pour 1\u202f000 ({method})."
    ).format(
        figure=_spoken(shown),
        events=number(events if shown.head_count.exact else rounded_to_two_digits(events)),
        people=number(people),
        rate=number(1000 * events / people, 1),
        low=number(bounds.low, 1),
        high=number(bounds.high, 1),
        method="Byar" if events >= count_interval.BYAR_FROM else "Garwood",
    )


def _register(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, MAIN, code)
    bounds = reading_interval(shown.indicator, shown.estimate) if shown else None
    if shown is None or bounds is None:
        return ""
    return _(
        "{figure}, lu dans un registre qui compte tout le monde\u00a0: ce chiffre n'a pas d'erreur d'échantillon. "
        "Sa variation aléatoire va {bounds}."
    ).format(figure=_spoken(shown), bounds=_bounds(shown, bounds))


def _comparison(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, MAIN, code)
    if shown is None or shown.main_comparison is None:
        return ""
    comparison = shown.main_comparison
    return _("{figure}. {benchmark}. Écart\u00a0: {gap}. Résultat\u00a0: {word}, par {method}.").format(
        figure=_spoken(shown),
        benchmark=comparison.benchmark_text,
        gap=comparison.difference_text,
        word=comparison.strong_word,
        method=comparison.method_text,
    )


def _head_count(statistics: Statistics, code: str) -> str:
    for indicator_id in (AGE, MAIN):
        shown = _figure(statistics, indicator_id, code)
        if shown is not None and shown.head_count is not None:
            return _("{figure}, {working}\u00a0: {text}.").format(
                figure=_spoken(shown), working=shown.head_count.working, text=shown.head_count.text
            )
    return ""


def _rounding(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, AGE, code)
    if shown is None or shown.estimate.value is None or shown.estimate.nature is not Nature.PUBLISHED:
        return ""
    decimals = shown.indicator.published_decimals
    low, high = rounding_interval(shown.estimate.value, decimals)
    return _(
        "{place}, {title} {year}\u00a0: la source imprime {value} avec {n} décimales\u00a0; le vrai chiffre est entre "
        "{low} et {high}."
    ).format(
        place=shown.territory.place,
        title=shown.indicator.short_title,
        year=shown.year,
        value=with_unit(number(shown.estimate.value, decimals), shown.indicator.unit_symbol),
        n=decimals,
        low=with_unit(number(low, decimals + 1), shown.indicator.unit_symbol),
        high=with_unit(number(high, decimals + 1), shown.indicator.unit_symbol),
    )


def _peers(statistics: Statistics, shown: Figure) -> dict[str, Estimate]:
    codes = peers_of(statistics, shown.territory).codes
    estimates = statistics.estimates(shown.indicator, shown.year, shown.territory.level, {*codes})
    return {code: estimates[code] for code in codes if code in estimates}


def _ranking(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, MAIN, code)
    if shown is None:
        return ""
    values = uncertain_values(shown.indicator, _peers(statistics, shown))
    drawn = rank_draws(values, code, among=peers_of(statistics, shown.territory).words)
    if drawn is None or shown.rank is None:
        return ""
    return _("{figure}\u00a0: {rank}. {draws}").format(
        figure=_spoken(shown), rank=shown.rank.text, draws=drawn.text
    )


def _disclosure(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, POPULATION, code)
    if shown is None or shown.estimate.value is None or shown.estimate.value < SITE_DEFAULT:
        return ""
    name = shown.territory.name
    refused = refusal(
        frozenset({code, ENCLAVE}),
        [NamedGroup(name, frozenset({code}))],
        {code: shown.estimate.value, ENCLAVE: float(FEW)},
        SITE_DEFAULT,
    )
    if refused is None:
        return ""
    return _(
        "{name} compte {people} habitant·es ({year}) et ses chiffres sont montrés. Un périmètre qui réunirait {name} et "
        "une enclave de {few} personnes est refusé\u00a0: «\u00a0{words}\u00a0»"
    ).format(
        name=name,
        people=number(shown.estimate.value),
        year=shown.year,
        few=number(FEW),
        words=refused.user_error().problem,
    )


def _aggregation(statistics: Statistics, code: str) -> str:
    if statistics.territory(code).level != Level.QUARTIER:
        return ""  # Anything larger may hold the sister already.
    other = SISTER if code != SISTER else DEFAULT
    pair = [_figure(statistics, MAIN, one) for one in (code, other)]
    first, second = pair
    if first is None or second is None or first.year != second.year:
        return ""
    members: dict[str, Estimate | None] = {f.territory.code: f.estimate for f in (first, second)}
    names = {f.territory.code: f.territory.name for f in (first, second)}
    whole = aggregate(first.indicator, Whole("perimetre", "exemple", first.year), members, names)
    if whole.value is None or first.estimate.value is None or second.estimate.value is None:
        return ""
    plain = (first.estimate.value + second.estimate.value) / 2
    return _(
        "{title} {year}\u00a0: {first} ({first_name}) et {second} ({second_name}) font ensemble {together}, car les "
        "personnes sont additionnées. La moyenne des deux taux ({plain}) ne compterait pas les habitant·es."
    ).format(
        title=first.indicator.short_title,
        year=first.year,
        first=first.value_text,
        first_name=first.territory.name,
        second=second.value_text,
        second_name=second.territory.name,
        together=first.indicator.format(whole.value),
        plain=first.indicator.format(plain),
    )


def _classes(statistics: Statistics, code: str) -> str:
    """The same bounds for two years: what moves is the territory, not the scale."""
    shown = _figure(statistics, MAIN, code)
    if shown is None or shown.estimate.value is None:
        return ""
    fixed = fixed_breaks(shown.indicator, shown.territory.level)
    labels = labels_of(shown.indicator, fixed.breaks)
    said = [
        _("{value} en {year}\u00a0: classe «\u00a0{label}\u00a0»").format(
            value=shown.indicator.format(one.value), year=one.year, label=labels[fixed.index(one.value)]
        )
        for one in dict.fromkeys((shown.series[0], shown.estimate) if shown.series else (shown.estimate,))
        if one.value is not None
    ]
    return _("{place}, {title}\u00a0: {said}. Les limites sont les mêmes pour toutes les années.").format(
        place=shown.territory.place, title=shown.indicator.short_title, said="\u00a0; ".join(said)
    )


def _spread(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, INCOME, code)
    if shown is None:
        return ""
    found = {one: e.value for one, e in _peers(statistics, shown).items() if e.value is not None}
    people = statistics.denominators(statistics.catalogue[MAIN], shown.year, shown.territory.level, {*found})
    try:
        said = inequality(
            shown.indicator,
            shown.year,
            found,
            {one: count for one, (count, _year) in people.items()},
            {one: statistics.territory(one).place for one in found},
            among=peers_of(statistics, shown.territory).words,
        )
    except UserError:
        return ""
    return " ".join(said.sentences[:3])


def _composite(statistics: Statistics, code: str) -> str:
    shown = [f for one in (MAIN, JOBLESS) if (f := _figure(statistics, one, code)) is not None]
    if len(shown) < 2:
        return ""
    values = {
        one.indicator.id: {
            peer: e.value for peer, e in _peers(statistics, one).items() if e.value is not None
        }
        for one in shown
    }
    try:
        index = composite.compose(
            [one.indicator for one in shown], values, {one.indicator.id: 1.0 for one in shown}
        )
    except UserError:
        return ""
    if code not in index.fifths:
        return ""
    return _("{names}, à poids égaux. {place}\u00a0: {stability}. {warning}").format(
        names=" + ".join(f"{one.indicator.short_title} {one.year}" for one in shown),
        place=shown[0].territory.place,
        stability=index.stability_text(code),
        warning=index.warning,
    )


def _access(statistics: Statistics, code: str) -> str:
    medical = first_of(statistics.reported_figures(code), "maisons médicales", "services")
    people = _figure(statistics, POPULATION, code)
    if medical is None or people is None:
        return ""
    then = next((e.value for e in people.series if e.year == medical.year), None)
    if not then:
        return ""
    offer = per_inhabitant({code: then}, {code: medical.value})[code]
    return _(
        "{place}, le rapport de {year} compte {n} maisons médicales et les statistiques {people} habitant·es\u00a0: "
        "{offer} pour {per} habitant·es. Cela ne dit ni les places libres, ni les maisons médicales juste à côté."
    ).format(
        place=people.territory.place,
        year=medical.year,
        n=number(medical.value),
        people=number(then),
        offer=number(offer, 2),
        per=number(PER),
    )


@lru_cache(maxsize=2)
def _association(statistics: Statistics) -> tuple[SpatialAssociation, int] | None:
    """Moran's I of the main indicator among the inhabited quartiers, and its year."""
    indicator = statistics.catalogue[MAIN]
    year = statistics.best_year(MAIN)
    inhabited = {code for code, one in statistics.quartiers.items() if one.kind is Kind.INHABITED}
    shares = {
        code: one
        for code, one in statistics.estimates(indicator, year, Level.QUARTIER, inhabited).items()
        if one.numerator is not None and one.denominator
    }
    shapes = statistics.geometries(Level.QUARTIER, BRUSSELS)
    codes = list(shapes["code"])
    neighbours: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in shapes.sindex.query(shapes.geometry, predicate="touches").T:
        neighbours[codes[one]].append(codes[other])
    try:
        return moran_rates(
            {code: one.numerator or 0.0 for code, one in shares.items()},
            {code: one.denominator or 0.0 for code, one in shares.items()},
            neighbours,
            permutations=999,
        ), year
    except UserError:
        return None


def _spatial(statistics: Statistics, code: str) -> str:
    found = _association(statistics.published)
    if found is None or code not in found[0].local:
        return ""
    association, year = found
    return _("{title} {year}, quartiers habités. {sentence} {name}\u00a0: {cluster}. {warning}").format(
        title=statistics.catalogue[MAIN].short_title,
        year=year,
        sentence=association.sentence,
        name=statistics.territory(code).name,
        cluster=association.local[code].cluster.label,
        warning=association.warning,
    )


def _trend(statistics: Statistics, code: str) -> str:
    shown = _figure(statistics, MAIN, code)
    segments = shown.trend_segments() if shown else ()
    if shown is None or not segments or len(segments[-1]) < 2:
        return ""
    try:
        points = trend_direction.points_of(shown.indicator, segments[-1])
    except ValueError:
        return ""
    return _("{place}, {title}. {sentence}").format(
        place=shown.territory.place,
        title=shown.indicator.short_title,
        sentence=trend_direction.mann_kendall(points).sentence(shown.indicator),
    )


def _denominators(statistics: Statistics, code: str) -> str:
    found = reported_profile(statistics, code).denominators
    if found is None:
        return ""
    return " ".join([*(pair.sentence for pair in found.pairs), found.verdict, found.known_sentence]).strip()


EXAMPLES: Mapping[str, Example] = {
    "intervalle_proportion": _proportion,
    "intervalle_taux": _rate,
    "registre_complet": _register,
    "comparaison": _comparison,
    "nombre_absolu": _head_count,
    "arrondi": _rounding,
    "rang": _ranking,
    "secret": _disclosure,
    "agregation": _aggregation,
    "classes": _classes,
    "ecarts": _spread,
    "indice_compose": _composite,
    "accessibilite": _access,
    "association_spatiale": _spatial,
    "tendance": _trend,
    "denominateurs": _denominators,
}
"""By id of the method, as in `indicators.methods_register`."""
