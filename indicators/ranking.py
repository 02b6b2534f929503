"""Rank with caution (Goldstein & Spiegelhalter 1996; Spiegelhalter 2005).

A bare league table of small areas is mostly noise. The rank is given with the best
and the worst place that the reading intervals leave open: an area is surely before
another only when their intervals do not overlap. `rank_draws` tells the same thing as shares
of draws: each territory is drawn anew, the places are counted again.

Preconditions: a share with its denominator (drawn from the Jeffreys posterior, Beta(x + ½, n − x + ½),
Brown, Cai & DasGupta 2001) or an interval that is read as normal; the draws of two territories are
independent. The seed is fixed: the same figures give the same sentence.

Goldstein H. & Spiegelhalter D. J. (1996), «League tables and their limitations», Journal of the Royal
Statistical Society A 159, 385–443. Spiegelhalter D. J. (2005), «Funnel plots for comparing institutional
performance», Statistics in Medicine 24, 1185–1202.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from indicators.catalogue import Indicator
from indicators.comparison import reading_interval
from indicators.estimate import Estimate, Interval
from indicators.french import number, ordinal
from indicators.language import _
from indicators.method import Method

DRAWS = 2000
SEED = 20050501
USUAL_SPAN = (2.5, 97.5)
"""The places that 95 % of the draws lie between, in percent."""

METHOD = Method(
    id="rang",
    title=_("Rang avec prudence"),
    question=_(
        "À quelle place ce territoire se trouve-t-il, et quelles autres places le hasard rend-il "
        "aussi possibles\u00a0?"
    ),
    formula=_(
        "Places possibles\u00a0: un territoire n'est sûrement devant un autre que si leurs intervalles ne se "
        "touchent pas. Tirages (2\u202f000)\u00a0: chaque part est tirée dans Bêta(x + ½, n − x + ½), chaque "
        "valeur à marge dans une loi normale\u00a0; les places sont recomptées à chaque tirage."
    ),
    reference=_(
        "Goldstein et Spiegelhalter (1996), Journal of the Royal Statistical Society A 159, 385–443\u00a0; "
        "Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202"
    ),
    preconditions=_(
        "Le même indicateur, la même année, le même niveau. Chaque territoire a un dénominateur ou une marge de "
        "lecture\u00a0; sans l'un ni l'autre, il n'est pas classé."
    ),
    limits=_(
        "Un classement n'est pas un palmarès\u00a0: au milieu, les places s'échangent au moindre hasard. "
        "Être devant ne dit ni pourquoi, ni grâce à qui."
    ),
    module="indicators.ranking",
)

Uncertain = tuple[float, float] | Interval
"""A share as (numerator, denominator), or a value as its interval in percent or in its own unit."""


@dataclass(frozen=True)
class Rank:
    """Place of a territory, highest value first, and the places that are also plausible."""

    place: int
    of: int
    best: int
    worst: int
    among: str = _("quartiers")

    @property
    def text(self) -> str:
        """«12e valeur la plus élevée sur 117 quartiers (entre la 9e et la 15e)».

        Counted from the nearer end: nobody reads «110e valeur la plus élevée» with ease.
        """
        from_top = self.place <= (self.of + 1) / 2
        place, first, last = self.place, self.best, self.worst
        if not from_top:
            place, first, last = (self.of + 1 - n for n in (place, last, first))
        words = _("la plus élevée") if from_top else _("la plus basse")
        text = _("{place} valeur {words} sur {of} {among}").format(
            place=ordinal(place), words=words, of=number(self.of), among=self.among
        )
        if first != last:
            text += _(" (entre la {first} et la {last})").format(first=ordinal(first), last=ordinal(last))
        return text


def rank(
    indicator: Indicator, estimates: Mapping[str, Estimate], code: str, among: str = _("quartiers")
) -> Rank | None:
    """Rank territory `code` among all estimates of one indicator and year; `among` names them.

    Returns None when the territory has no value or no interval to read it with.
    """
    own = estimates.get(code)
    own_bounds = reading_interval(indicator, own) if own is not None else None
    if own is None or own.value is None or own_bounds is None:
        return None
    place, best, others = 1, 1, 0
    surely_below = 0
    for other_code, other in estimates.items():
        bounds = reading_interval(indicator, other)
        if other_code == code or other.value is None or bounds is None:
            continue
        others += 1
        place += other.value > own.value
        best += bounds.low > own_bounds.high
        surely_below += bounds.high < own_bounds.low
    return Rank(place=place, of=others + 1, best=best, worst=others + 1 - surely_below, among=among)


@dataclass(frozen=True)
class RankDraws:
    """The places that a territory takes over many draws, highest value first.

    `place` is the place of the published values; `median`, `low` and `high` are places over the draws
    (the last two hold 95 % of them). `share_same_place` and `share_same_tenth` are parts of the draws,
    0 to 1, in which the territory keeps its place, or its tenth of the list; `swap_shares` the part of
    the draws in which its order with each other territory is not the published one.
    """

    code: str
    place: int
    of: int
    median: float
    low: int
    high: int
    share_same_place: float
    share_same_tenth: float
    swap_shares: Mapping[str, float]
    draws: int
    among: str = _("quartiers")

    @property
    def swap_share(self) -> float:
        """The part of the draws, 0 to 1, in which the territory leaves its published place."""
        return 1 - self.share_same_place

    @property
    def text(self) -> str:
        """How often chance alone would change the place; the range of places is that of `Rank.text`."""
        return _(
            "Sur 100 tirages au hasard, la place change {swap} fois et reste dans le même dixième de la liste "
            "{tenth} fois."
        ).format(swap=_spoken_share(self.swap_share), tenth=_spoken_share(self.share_same_tenth))


def uncertain_values(indicator: Indicator, estimates: Mapping[str, Estimate]) -> dict[str, Uncertain]:
    """What `rank_draws` needs of each territory; those with no value or no interval are left out."""
    found: dict[str, Uncertain] = {}
    for code, estimate in estimates.items():
        bounds = reading_interval(indicator, estimate)
        if estimate.value is None or bounds is None or estimate.at_least:
            continue
        if indicator.is_share and estimate.denominator:
            found[code] = (estimate.value / 100 * estimate.denominator, estimate.denominator)
        else:
            found[code] = bounds
    return found


def rank_draws(
    values: Mapping[str, Uncertain],
    code: str,
    draws: int = DRAWS,
    seed: int = SEED,
    among: str = _("quartiers"),
) -> RankDraws | None:
    """Rank territory `code` again in each of `draws` draws of all territories.

    Returns None when `code` is not among `values`. Raises ValueError for a share that is no share.
    """
    if code not in values:
        return None
    codes = list(values)
    own = codes.index(code)
    published = np.array([_centre(values[one]) for one in codes])
    drawn = _draw([values[one] for one in codes], draws, np.random.default_rng(seed))
    places = 1 + (drawn > drawn[:, [own]]).sum(axis=1)
    place = 1 + int((published > published[own]).sum())
    below = (drawn < drawn[:, [own]]).mean(axis=0)
    above = (drawn > drawn[:, [own]]).mean(axis=0)
    swapped = np.where(
        published > published[own], below, np.where(published < published[own], above, 0.5 * (below + above))
    )
    low, high = np.percentile(places, USUAL_SPAN, method="inverted_cdf")
    return RankDraws(
        code=code,
        place=place,
        of=len(codes),
        median=float(np.median(places)),
        low=int(low),
        high=int(high),
        share_same_place=float((places == place).mean()),
        share_same_tenth=float((_tenth(places, len(codes)) == _tenth(np.array(place), len(codes))).mean()),
        swap_shares={one: float(share) for one, share in zip(codes, swapped, strict=True) if one != code},
        draws=draws,
        among=among,
    )


def swap_share(
    values: Mapping[str, Uncertain], code: str, other: str, draws: int = DRAWS, seed: int = SEED
) -> float:
    """The part of the draws, 0 to 1, in which two territories change their published order.

    Raises KeyError when one of the two has no value.
    """
    found = rank_draws({code: values[code], other: values[other]}, code, draws, seed)
    assert found is not None
    return found.swap_shares[other]


def _centre(value: Uncertain) -> float:
    if isinstance(value, Interval):
        return (value.low + value.high) / 2
    numerator, denominator = value
    if not 0 <= numerator <= denominator or denominator == 0:
        raise ValueError(f"{numerator} of {denominator} is not a share")
    return 100 * numerator / denominator


def _draw(values: list[Uncertain], draws: int, generator: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw every value anew; shape (draws, values), shares in percent."""
    drawn = np.empty((draws, len(values)))
    shares = [i for i, value in enumerate(values) if not isinstance(value, Interval)]
    if shares:
        counted = np.array([values[i] for i in shares], dtype=float)
        numerators, denominators = counted[:, 0], counted[:, 1]
        drawn[:, shares] = 100 * generator.beta(
            numerators + 0.5, denominators - numerators + 0.5, size=(draws, len(shares))
        )
    for i, value in enumerate(values):
        if isinstance(value, Interval):
            z = NormalDist().inv_cdf(0.5 + value.level / 2)
            drawn[:, i] = generator.normal(_centre(value), (value.high - value.low) / (2 * z), draws)
    return drawn


def _tenth(places: npt.NDArray[np.int_], of: int) -> npt.NDArray[np.int_]:
    return (places - 1) * 10 // of


def _spoken_share(share: float) -> str:
    """A part of the draws out of 100; «moins d'une» rather than a zero that would look certain."""
    percent = 100 * share
    if 0 < percent < 1:
        return _("moins d'une")
    if 99 < percent < 100:
        return _("plus de 99")
    return number(percent)
