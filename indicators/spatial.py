"""Do neighbouring territories look alike? Moran's I and its local form. Exploratory.

Preconditions: at least ten territories with a value, at least one neighbour each; a territory without
neighbours, or whose neighbours have no value, is left out and counted. Rates of small populations are
first set on one scale by the empirical Bayes standardisation of Assunção and Reis, for a raw rate of
a small base is extreme by chance alone. P-values come from permutations with a fixed seed, two-sided;
the local ones are held to a false discovery rate of 5 % (Benjamini & Hochberg), for a hundred tests
would find five «clusters» in pure noise.

This is a tool for exploring with somebody who knows it, not a result for a public page: it says where
to look, never why.

Moran P. A. P. (1950), Biometrika 37, 17–23. Anselin L. (1995), «Local indicators of spatial
association», Geographical Analysis 27, 93–115. Assunção R. M. & Reis E. A. (1999), «A new proposal to
adjust Moran's I for population density», Statistics in Medicine 18, 2147–2162. Benjamini Y. & Hochberg
Y. (1995), Journal of the Royal Statistical Society B 57, 289–300.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from indicators.french import number, signed
from indicators.language import _
from indicators.method import Method
from indicators.user_error import UserError

if TYPE_CHECKING:
    W = Any

FEWEST = 10
ALPHA = 0.05
SEED = 19950301
PERMUTATIONS = 9999
"""Enough for a false discovery rate among some hundred territories to be reachable at all."""
_BATCH = 100
_MOST_DRAWS = 20_000_000
"""Local indices drawn at most, in all: beyond two thousand territories there are fewer permutations."""

METHOD = Method(
    id="association_spatiale",
    title=_("Ressemblance entre voisins"),
    question=_("Les quartiers voisins se ressemblent-ils plus que ne le ferait le hasard, et où\u00a0?"),
    formula=_(
        "I = Σᵢ zᵢ·Σⱼ wᵢⱼzⱼ / Σᵢ zᵢ², avec wᵢⱼ = 1/nombre de voisins de i, et z l'écart à la moyenne. "
        "Taux\u00a0: z = (taux − taux moyen)/√(a + taux moyen/population) (Assunção-Reis). Local\u00a0: "
        "Iᵢ = zᵢ·Σⱼ wᵢⱼzⱼ, retenu quand le taux de fausses découvertes reste sous 5\u00a0%."
    ),
    reference=_(
        "Moran (1950), Biometrika 37, 17–23\u00a0; Anselin (1995), Geographical Analysis 27, 93–115\u00a0; "
        "Assunção et Reis (1999), Statistics in Medicine 18, 2147–2162\u00a0; Benjamini et Hochberg (1995), "
        "Journal of the Royal Statistical Society B 57, 289–300"
    ),
    preconditions=_(
        "Au moins dix territoires qui ont une valeur et au moins un voisin. Un territoire sans voisin est "
        "laissé de côté, et compté."
    ),
    limits=_(
        "Exploratoire, pas sur les pages des élu·es. Le résultat dépend du découpage et de ce que l'on appelle "
        "«\u00a0voisin\u00a0»\u00a0; il dit où regarder, jamais pourquoi."
    ),
    module="indicators.spatial",
)


class Cluster(StrEnum):
    """What a territory and its neighbours look like together."""

    HIGH_AMONG_HIGH = "haut_haut"
    LOW_AMONG_LOW = "bas_bas"
    HIGH_AMONG_LOW = "haut_bas"
    LOW_AMONG_HIGH = "bas_haut"
    NONE = "aucun"

    @property
    def label(self) -> str:
        """The words of the legend."""
        return {
            Cluster.HIGH_AMONG_HIGH: _("valeur élevée, voisins élevés"),
            Cluster.LOW_AMONG_LOW: _("valeur basse, voisins bas"),
            Cluster.HIGH_AMONG_LOW: _("valeur élevée, voisins bas"),
            Cluster.LOW_AMONG_HIGH: _("valeur basse, voisins élevés"),
            Cluster.NONE: _("pas de ressemblance nette"),
        }[self]


@dataclass(frozen=True)
class LocalAssociation:
    """One territory: its local index, two-sided p, p adjusted for false discoveries, and its cluster."""

    index: float
    p: float
    p_adjusted: float
    cluster: Cluster


@dataclass(frozen=True)
class SpatialAssociation:
    """Moran's I of all territories and the local index of each, by code.

    `expected` is what I would be by chance, −1/(n − 1); `p` is two-sided, from permutations.
    `left_out` lists the codes with no neighbour that has a value.
    """

    index: float
    expected: float
    p: float
    local: Mapping[str, LocalAssociation]
    left_out: tuple[str, ...]
    adjusted: bool
    permutations: int

    @property
    def warning(self) -> str:
        """Printed with every use."""
        return _("Exploratoire, pas sur les pages des élu·es\u00a0: dit où regarder, jamais pourquoi.")

    @property
    def sentence(self) -> str:
        """The overall result in plain words."""
        if self.p >= ALPHA:
            reading = _("les voisins ne se ressemblent pas plus que par hasard")
        elif self.index > self.expected:
            reading = _("les voisins se ressemblent plus que par hasard")
        else:
            reading = _("les voisins diffèrent plus que par hasard")
        found = sum(one.cluster is not Cluster.NONE for one in self.local.values())
        return _(
            "I de Moran\u00a0: {index}\u00a0; {reading}. Territoires à regarder\u00a0: {n} sur {of}."
        ).format(index=signed(self.index, 2), reading=reading, n=number(found), of=number(len(self.local)))


def moran(
    values: Mapping[str, float],
    neighbours: Mapping[str, Sequence[str]],
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> SpatialAssociation:
    """Measure how alike neighbours are; values in any unit, by code.

    Raises UserError for fewer than ten territories with a neighbour, or values that are all equal.
    """
    codes, left_out = _linked(list(values), neighbours)
    return _measure(
        codes, np.array([values[code] for code in codes]), neighbours, left_out, False, permutations, seed
    )


def moran_rates(
    events: Mapping[str, float],
    bases: Mapping[str, float],
    neighbours: Mapping[str, Sequence[str]],
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> SpatialAssociation:
    """As `moran`, for events among people, adjusted for small bases (Assunção & Reis 1999).

    Territories without a positive base are left out. Raises UserError as `moran` does.
    """
    known = [code for code in events if bases.get(code, 0) > 0]
    codes, left_out = _linked(known, neighbours)
    without_base = [code for code in events if bases.get(code, 0) <= 0]
    adjusted = standardised_rates([events[code] for code in codes], [bases[code] for code in codes])
    return _measure(codes, adjusted, neighbours, sorted({*left_out, *without_base}), True, permutations, seed)


def standardised_rates(events: Sequence[float], bases: Sequence[float]) -> npt.NDArray[np.float64]:
    """The empirical Bayes standardisation of Assunção & Reis, shape (territories,), without unit."""
    from esda.smoothing import assuncao_rate

    if not events:
        return np.array([])
    return np.asarray(assuncao_rate(np.asarray(events, float), np.asarray(bases, float)), dtype=float)


def false_discovery(p_values: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """P-values adjusted after Benjamini & Hochberg (1995): at most 0.05 is a discovery at 5 %."""
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(np.asarray(p_values, float), method="bh"), dtype=float)


def _linked(codes: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """The codes that have a neighbour among themselves, and those left alone."""
    kept = set(codes)
    while True:
        alone = {code for code in kept if not (kept - {code}).intersection(neighbours.get(code, ()))}
        if not alone:
            break
        kept -= alone
    return [code for code in codes if code in kept], sorted(set(codes) - kept)


def _measure(
    codes: list[str],
    values: npt.NDArray[np.float64],
    neighbours: Mapping[str, Sequence[str]],
    left_out: Sequence[str],
    adjusted: bool,
    permutations: int,
    seed: int,
) -> SpatialAssociation:
    if len(codes) < FEWEST:
        raise UserError(
            _("{n} territoires seulement ont une valeur et un voisin qui en a une.").format(
                n=number(len(codes))
            ),
            remedy=_("Il en faut au moins dix pour parler de ressemblance entre voisins."),
        )
    if np.ptp(values) == 0:
        raise UserError(
            _("Tous les territoires ont la même valeur\u00a0: les voisins ne peuvent pas se distinguer.")
        )
    import libpysal
    from esda.moran import Moran, Moran_Local

    known = set(codes)
    weights: W = libpysal.weights.W(
        {code: sorted({n for n in neighbours[code] if n in known and n != code}) for code in codes},
        id_order=codes,
        silence_warnings=True,
    )
    overall = Moran(values, weights, permutations=0)
    permutations = min(permutations, _MOST_DRAWS // len(codes))
    with np.errstate(invalid="ignore"):
        local = Moran_Local(values, weights, permutations=permutations, seed=seed, keep_simulations=True)
    two_sided = _local_p(np.asarray(local.Is), np.asarray(local.rlisas))
    false = false_discovery(two_sided)
    kinds = {
        1: Cluster.HIGH_AMONG_HIGH,
        2: Cluster.LOW_AMONG_HIGH,
        3: Cluster.LOW_AMONG_LOW,
        4: Cluster.HIGH_AMONG_LOW,
    }
    return SpatialAssociation(
        index=float(overall.I),
        expected=float(overall.EI),
        p=_permutation_p(values, weights, float(overall.I), permutations, seed),
        local={
            code: LocalAssociation(
                index=float(local.Is[i]),
                p=float(two_sided[i]),
                p_adjusted=float(false[i]),
                cluster=kinds[int(local.q[i])] if false[i] <= ALPHA else Cluster.NONE,
            )
            for i, code in enumerate(codes)
        },
        left_out=tuple(left_out),
        adjusted=adjusted,
        permutations=permutations,
    )


def _local_p(indices: npt.NDArray[np.float64], drawn: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Two-sided p of each local index; `drawn` has shape (territories, permutations).

    Draws equal to the index count on both sides. esda counts them on one only, so that a territory at
    the mean, whose index is always 0, would come out as the surest of all.
    """
    own = indices[:, np.newaxis]
    above, below = (drawn >= own - 1e-12).sum(axis=1), (drawn <= own + 1e-12).sum(axis=1)
    return np.minimum(1, 2 * (np.minimum(above, below) + 1) / (drawn.shape[1] + 1))


def _permutation_p(
    values: npt.NDArray[np.float64], weights: W, index: float, permutations: int, seed: int
) -> float:
    """Two-sided p of I: how often a shuffled map lies at least as far from its expectation."""
    generator = np.random.default_rng(seed)
    z = values - values.mean()
    matrix = weights.sparse
    expected = -1 / (len(z) - 1)
    as_far = 0
    for start in range(0, permutations, _BATCH):
        size = min(_BATCH, permutations - start)
        shuffled = generator.permuted(np.tile(z, (size, 1)), axis=1).T
        drawn = (shuffled * (matrix @ shuffled)).sum(axis=0) / (z @ z) * len(z) / matrix.sum()
        as_far += int((np.abs(drawn - expected) >= abs(index - expected) - 1e-12).sum())
    return (as_far + 1) / (permutations + 1)
