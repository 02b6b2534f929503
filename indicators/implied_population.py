"""The population that a share and a head count imply together: is it the same for two figures?

A share printed with `d` decimals stands for every true share within half a unit of its last
decimal; dividing the count by both ends gives all the populations that would have been printed so
(rounding error propagated as an interval: Moore 1966, «Interval analysis»). Two figures whose
intervals do not touch were not taken of the same population; that they touch proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from indicators.figure import Figure
from indicators.french import enumeration, number, rounded_to_two_digits
from indicators.language import _
from indicators.method import Method
from indicators.reported_value import ReportedValue, decimals_of, value_text

METHOD = Method(
    id="denominateurs",
    title=_("La population qu'un taux et un nombre supposent"),
    question=_("Deux taux d'un même rapport parlent-ils des mêmes personnes\u00a0?"),
    formula=_(
        "Population = 100 × nombre / taux, de 100·n/(t + ½·10⁻ᵈ) à 100·n/(t − ½·10⁻ᵈ), avec d le nombre de "
        "décimales imprimées du taux. Deux fourchettes qui ne se touchent pas\u00a0: deux populations."
    ),
    reference=_(
        "Moore (1966), Interval Analysis, Prentice-Hall\u00a0; JCGM 100:2008, Guide pour l'expression de "
        "l'incertitude de mesure (GUM), F.2.2.1"
    ),
    preconditions=_(
        "Le taux et le nombre sont du même sujet, de la même section et de la même année, et le nombre n'est pas "
        "arrondi."
    ),
    limits=_(
        "Deux fourchettes qui se touchent ne prouvent pas que la population est la même. Le calcul ne dit pas "
        "laquelle a été comptée\u00a0: il faut le demander à la source."
    ),
    module="indicators.implied_population",
)


@dataclass(frozen=True)
class ImpliedPopulation:
    """`count` / `share`, and the whole numbers of people between which the rounding leaves it.

    `high` is None when the share may have been rounded from nearly nothing; it is below `low` when
    no whole number of people gives the printed share (1 of 6 is 17 %, 1 of 7 is 14 %, none is 15 %).
    """

    population: float
    low: int
    high: int | None

    @property
    def is_possible(self) -> bool:
        """True when at least one whole number of people gives the printed share."""
        return self.high is None or self.low <= self.high

    @property
    def about(self) -> str:
        """«8 900»: two digits are all that a share without decimals is worth."""
        return number(rounded_to_two_digits(self.population))

    @property
    def range_text(self) -> str:
        """«entre 8 791 et 9 012», «au moins 400»."""
        if self.high is None:
            return _("au moins {low}").format(low=number(self.low))
        return _("entre {low} et {high}").format(low=number(self.low), high=number(self.high))

    def allows(self, population: float) -> bool:
        """True when a count of people is among those the rounding leaves open."""
        return self.low <= population and (self.high is None or population <= self.high)

    def meets(self, other: ImpliedPopulation) -> bool:
        """True when both could be the same population; an impossible one meets none."""
        if not (self.is_possible and other.is_possible):
            return False
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )


def implied_population(share: float, count: float, *, decimals: int) -> ImpliedPopulation:
    """Return the population of which `count` is `share` percent, printed with `decimals` decimals.

    Raises ValueError unless 0 < share ≤ 100 and count > 0.
    """
    if not 0 < share <= 100:
        raise ValueError(f"share {share} is not between 0 (excluded) and 100")
    if count <= 0:
        raise ValueError(f"count {count} is not positive")
    half_step = 0.5 * 10**-decimals
    least = share - half_step
    return ImpliedPopulation(
        population=100 * count / share,
        # The tiny margin keeps a bound that is a whole number from being lost to binary fractions.
        low=max(ceil(count), ceil(100 * count / (share + half_step) - 1e-9)),
        high=floor(100 * count / least + 1e-9) if least > 1e-12 else None,
    )


@dataclass(frozen=True)
class ShareWithCount:
    """One subject that a report gives both as a share and as a number of people."""

    subject: str
    share: float
    count: float
    unit: str
    year: int
    section: str
    implied: ImpliedPopulation
    share_text: str
    count_text: str

    @property
    def sentence(self) -> str:
        """«40 % et 3 560 personnes (…) supposent une population d'environ 8 900 personnes, entre…»."""
        if not self.implied.is_possible:
            return _(
                "{share} et {count} ({subject})\u00a0: aucun nombre entier de {unit} ne donne ce taux. L'un des "
                "deux est à vérifier."
            ).format(share=self.share_text, count=self.count_text, subject=self.subject, unit=self.unit)
        return _(
            "{share} et {count} ({subject}) supposent une population d'environ {about} {unit}, "
            "{range} selon l'arrondi du taux."
        ).format(
            share=self.share_text,
            count=self.count_text,
            subject=self.subject,
            about=self.implied.about,
            range=self.implied.range_text,
            unit=self.unit,
        )


@dataclass(frozen=True)
class Denominators:
    """Which populations the figures of one report were taken of.

    `known` is what the statistics count there in the year of the report, None when they do not.
    """

    pairs: tuple[ShareWithCount, ...]
    known: float | None = None
    known_year: int | None = None
    known_source: str = ""

    @property
    def disagree(self) -> bool:
        """True when two of the figures cannot have been taken of one population."""
        return any(not a.implied.meets(b.implied) for a in self._possible for b in self._possible)

    @property
    def _possible(self) -> tuple[ShareWithCount, ...]:
        return tuple(pair for pair in self.pairs if pair.implied.is_possible)

    @property
    def verdict(self) -> str:
        """What the ranges say together; nothing to say of a single pair."""
        if len(self._possible) < 2:
            return ""
        about = enumeration([pair.implied.about for pair in self._possible])
        if self.disagree:
            return _(
                "{about}\u00a0: ces fourchettes ne se touchent pas. Les taux ne sont donc pas calculés sur la "
                "même population, alors qu'ils se lisent dans le même rapport."
            ).format(about=about)
        return _("{about}\u00a0: ces taux peuvent être calculés sur la même population.").format(about=about)

    @property
    def known_sentence(self) -> str:
        """The population of the statistics beside those that the report implies."""
        if self.known is None:
            return ""
        fitting = [p.share_text for p in self.pairs if p.implied.allows(self.known)]
        words = (
            _("c'est compatible avec {shares}").format(shares=enumeration(fitting))
            if fitting
            else _("ce nombre n'est dans aucune des fourchettes")
        )
        return _("Les statistiques comptent {n} habitant·es en {year} ({source})\u00a0: {words}.").format(
            n=number(self.known), year=self.known_year, source=self.known_source, words=words
        )

    @property
    def source_text(self) -> str:
        """«Rapport du référent de quartier, sections 6.1.2 et 6.2.1, 2021.»"""
        sections = enumeration(list(dict.fromkeys(pair.section for pair in self.pairs)))
        return _("Rapport du référent de quartier, {word} {sections}, {year}.").format(
            word=_("section") if sections.count(" ") == 0 else _("sections"),
            sections=sections,
            year=self.pairs[0].year,
        )

    @property
    def advice(self) -> str:
        """What a denominator is, and what to do."""
        return _(
            "Un taux est une part d'un groupe, son dénominateur\u00a0: toutes les personnes domiciliées, les "
            "personnes affiliées à une mutualité, les ménages… Deux taux de dénominateurs différents ne "
            "s'additionnent pas, et chacun ne redevient un nombre de personnes qu'avec le sien. Demandez à la "
            "source qui elle a compté, et en quelle année."
        )


def denominators(reported: Iterable[ReportedValue], population: Figure | None = None) -> Denominators | None:
    """Put the shares of a report beside their counts: same subject, same section, same year.

    `reported` are figures of one territory; `population` counts its people, in the same year
    if its series has it. Returns None when the report gives no share with its count.
    """
    listed = tuple(reported)
    pairs = tuple(
        pair
        for share in listed
        if share.unit == "%" and 0 < share.value <= 100
        for count in listed
        if _same_place(share, count) and (pair := _pair(share, count)) is not None
    )
    if not pairs:
        return None
    ordered = tuple(sorted(pairs, key=lambda pair: pair.implied.population))
    years = {pair.year for pair in ordered}
    for estimate in population.series if population else ():
        if years == {estimate.year} and estimate.value is not None:
            assert population is not None
            return Denominators(ordered, estimate.value, estimate.year, population.source.publisher)
    return Denominators(ordered)


def _same_place(share: ReportedValue, count: ReportedValue) -> bool:
    return (share.subject, share.section, share.year) == (count.subject, count.section, count.year)


def _pair(share: ReportedValue, count: ReportedValue) -> ShareWithCount | None:
    if count.unit != "personnes" or count.value <= 0:
        return None
    return ShareWithCount(
        subject=share.subject,
        share=share.value,
        count=count.value,
        unit=count.unit,
        year=share.year,
        section=share.section,
        implied=implied_population(share.value, count.value, decimals=decimals_of(share.value)),
        share_text=value_text(share),
        count_text=value_text(count, with_words=True),
    )
