"""Map classes: fixed breaks by default, the same for every year; other ways of cutting on request.

Fixed thresholds are those of the catalogue: they are printed, and no year moves them. Quantiles, natural
breaks and equal widths are taken from the values in sight; two such maps are not comparable, and the
method is therefore recorded with its breaks wherever they are used.

Everywhere a break belongs to the upper class, as the words say («de 15 à moins de 25 %»). mapclassify
counts it to the lower one: its bounds of quantiles and natural breaks are moved up to the next value
that exists, which leaves every territory in the class that mapclassify gives it.

Preconditions: finite values of one indicator, year and level; at least two different ones.

Jenks G. F. (1977), «Optimal data classification for choropleth maps», University of Kansas. Fisher W. D.
(1958), «On grouping for maximum homogeneity», Journal of the American Statistical Association 53,
789–798. Rey S. J. et al., mapclassify (PySAL).
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from indicators.catalogue import Indicator
from indicators.french import number, with_unit
from indicators.language import _
from indicators.level import Level
from indicators.method import Method
from indicators.user_error import UserError

CLASSES = 5
JENKS_AT_MOST = 600
"""Values from which natural breaks are sought; of more values, as many are taken at regular ranks."""

METHOD = Method(
    id="classes",
    title=_("Classes d'une carte"),
    question=_("Où passent les limites entre les couleurs d'une carte\u00a0?"),
    formula=_(
        "Par défaut, quatre seuils fixes du catalogue. Au choix\u00a0: quantiles (autant de territoires par "
        "classe), seuils naturels (Fisher-Jenks\u00a0: la somme des écarts à l'intérieur des classes est la plus "
        "petite possible), intervalles égaux ((max − min)/5). Une limite appartient à la classe du dessus."
    ),
    reference=_(
        "Fisher (1958), Journal of the American Statistical Association 53, 789–798\u00a0; Jenks (1977), "
        "Optimal Data Classification for Choropleth Maps\u00a0; bibliothèque mapclassify (PySAL)"
    ),
    preconditions=_(
        "Au moins deux valeurs différentes. Les quatre non-valeurs et le zéro n'entrent dans aucune classe."
    ),
    limits=_(
        "Deux cartes en quantiles, en seuils naturels ou en intervalles égaux ne se comparent pas\u00a0: leurs "
        "limites bougent avec les valeurs. Seuls les seuils fixes permettent de comparer deux années."
    ),
    module="indicators.classes",
)


class ClassMethod(StrEnum):
    """How the breaks of a map are found."""

    FIXED = "fixes"
    QUANTILES = "quantiles"
    NATURAL = "naturels"
    EQUAL = "egaux"

    @property
    def label(self) -> str:
        """The name of the method, as chosen on the map and printed in exports."""
        return {
            ClassMethod.FIXED: _("seuils fixes"),
            ClassMethod.QUANTILES: _("quantiles"),
            ClassMethod.NATURAL: _("seuils naturels (Jenks)"),
            ClassMethod.EQUAL: _("intervalles égaux"),
        }[self]


@dataclass(frozen=True)
class Classification:
    """The breaks of a map and how they were found.

    `breaks` are the inner bounds, strictly increasing, one fewer than the classes; `asked` is the number
    of classes that was asked for, larger than `classes` when too few values differ. `read_from` counts
    the values that the breaks were sought among, 0 for fixed ones.
    """

    method: ClassMethod
    breaks: tuple[float, ...]
    asked: int = CLASSES
    read_from: int = 0

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.breaks) + 1

    @property
    def label(self) -> str:
        """What every export records: «quantiles, 5 classes»."""
        return _("{method}, {n}\u00a0classes").format(method=self.method.label, n=number(self.classes))

    @property
    def note(self) -> str:
        """What to know before comparing two maps; nothing for fixed breaks."""
        if self.method is ClassMethod.FIXED:
            return ""
        text = _("Limites tirées des valeurs affichées\u00a0: ne pas comparer avec une autre année.")
        if self.classes < self.asked:
            text += _(" Moins de classes que demandé\u00a0: trop de valeurs égales.")
        return text

    def index(self, value: float) -> int:
        """The class of a value, 0 (lowest) up; a break belongs to the upper class."""
        return bisect_right(self.breaks, value)


def class_index(indicator: Indicator, value: float, level: str = Level.QUARTIER) -> int:
    """Return the class of a value, 0 (lowest) to 4; a break belongs to the upper class."""
    return bisect_right(indicator.breaks_at(level), value)


def class_labels(indicator: Indicator, level: str = Level.QUARTIER) -> tuple[str, ...]:
    """Say the five classes in words: «moins de 15 %», «de 15 à 25 %», …"""
    return labels_of(indicator, indicator.breaks_at(level))


def labels_of(indicator: Indicator, breaks: Sequence[float]) -> tuple[str, ...]:
    """Say the classes between any breaks in words, one label more than there are breaks."""
    if not breaks:
        return (_("toutes les valeurs"),)
    decimals = 0 if all(float(b).is_integer() for b in breaks) else indicator.decimals
    if len({number(b, decimals) for b in breaks}) < len(breaks):
        decimals = max(decimals, indicator.published_decimals)
    texts = [number(b, decimals) for b in breaks]
    unit = indicator.unit_symbol
    middle = [f"de {low} à moins de {with_unit(high, unit)}" for low, high in pairwise(texts)]
    return (
        f"moins de {with_unit(texts[0], unit)}",
        *middle,
        f"{with_unit(texts[-1], unit)} ou plus",
    )


def fixed_breaks(indicator: Indicator, level: str = Level.QUARTIER) -> Classification:
    """The default: the breaks of the catalogue, whatever the values and the year."""
    return Classification(ClassMethod.FIXED, indicator.breaks_at(level))


def breaks_by(
    method: ClassMethod | str,
    values: Sequence[float],
    k: int = CLASSES,
    fixed: Sequence[float] = (),
    decimals: int | None = None,
) -> Classification:
    """Cut values into `k` classes by one of the four methods.

    `fixed` holds the breaks of FIXED, which come back as they are. `decimals` rounds the bounds of EQUAL,
    the only ones that are no published values, so that the printed words stay true. Fewer classes come
    back when too few values differ. Raises UserError when there is nothing to cut, ValueError for values
    that are not finite, for k below 2 or for FIXED without breaks.
    """
    method = ClassMethod(method)
    if method is ClassMethod.FIXED:
        if not fixed:
            raise ValueError("fixed breaks are given, not found")
        return Classification(method, tuple(fixed), len(fixed) + 1)
    if k < 2:
        raise ValueError(f"{k} is not a number of classes")
    sorted_values = np.sort(np.asarray(values, dtype=float))
    if not np.isfinite(sorted_values).all():
        raise ValueError("a value is not finite")
    different = int(np.unique(sorted_values).size)
    if different < 2:
        raise UserError(
            _("Il n'y a pas deux valeurs différentes\u00a0: rien ne peut être réparti en classes."),
            remedy=_("Choisissez les seuils fixes, ou une autre année."),
        )
    if method is ClassMethod.EQUAL:
        breaks = _equal_widths(sorted_values, k, decimals)
    elif method is ClassMethod.QUANTILES:
        breaks = _quantiles(sorted_values, min(k, different))
    else:
        breaks = _natural_breaks(sorted_values, min(k, different))
    inner = sorted({b for b in breaks if sorted_values[0] < b <= sorted_values[-1]})
    return Classification(method, tuple(inner), k, len(sorted_values))


def _equal_widths(values: npt.NDArray[np.float64], k: int, decimals: int | None) -> list[float]:
    """The bounds of mapclassify, rounded unless rounding would leave no bound at all."""
    uppers = [float(upper) for upper in _inner_bounds("EqualInterval", values, k)]
    rounded = uppers if decimals is None else [round(upper, decimals) for upper in uppers]
    return rounded if any(values[0] < bound <= values[-1] for bound in rounded) else uppers


def _quantiles(values: npt.NDArray[np.float64], k: int) -> list[float]:
    """Where each class of mapclassify but the first begins: the next value that exists."""
    starts = np.searchsorted(values, _inner_bounds("Quantiles", values, k), side="right")
    return [float(values[start]) for start in starts if start < len(values)]


def _natural_breaks(values: npt.NDArray[np.float64], k: int) -> list[float]:
    """Where each class of mapclassify but the first begins, after the widest gap that the sample leaves."""
    sample = _thinned(values, k)
    found = []
    for upper in _inner_bounds("FisherJenks", sample, k):
        last = np.searchsorted(values, upper, side="right") - 1
        above = sample[sample > upper]
        if not above.size:
            continue
        between = values[last : np.searchsorted(values, above[0], side="left") + 1]
        found.append(float(between[np.diff(between).argmax() + 1]))
    return found


def _inner_bounds(classifier: str, values: npt.NDArray[np.float64], k: int) -> npt.NDArray[np.float64]:
    """The upper bounds of all classes but the last; mapclassify counts a value on a bound below it."""
    import mapclassify

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        bins = getattr(mapclassify, classifier)(values, k=k).bins
    return np.asarray(bins, dtype=float)[:-1]


def _thinned(values: npt.NDArray[np.float64], k: int) -> npt.NDArray[np.float64]:
    """At most `JENKS_AT_MOST` of the sorted values, at regular ranks, both ends kept.

    The search takes the square of the number of values. When the sample loses too many different
    values, the different values themselves are sampled.
    """
    if len(values) <= JENKS_AT_MOST:
        return values
    sample = values[np.linspace(0, len(values) - 1, JENKS_AT_MOST).round().astype(int)]
    if np.unique(sample).size >= k:
        return sample
    different = np.unique(values)
    return different[
        np.linspace(0, len(different) - 1, min(JENKS_AT_MOST, len(different))).round().astype(int)
    ]
