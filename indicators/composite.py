"""A composite index that its user builds: z-scores, visible weights, and how much they decide.

Each chosen indicator is centred and scaled over the territories that have all of them, turned so that
higher means more attention, and averaged with the user's weights. Weights are opinions: the index is
drawn a thousand times with each weight anywhere between half and one and a half times what the user
set, and each territory carries the share of draws in which it stays in its fifth.

Preconditions: at least two indicators with a weight above zero, the same year as far as possible; an
indicator without a good direction gets its sign from the user, never from the tool; a territory that
lacks one value is left out and named, for a missing value is neither a zero nor a mean.

OECD & JRC (2008), «Handbook on constructing composite indicators» (normalisation p. 83, weighting p. 89).
Saisana M., Saltelli A. & Tarantola S. (2005), «Uncertainty and sensitivity analysis techniques as tools
for the quality assessment of composite indicators», Journal of the Royal Statistical Society A 168, 307–323.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from indicators.catalogue import Direction, Indicator
from indicators.french import NBSP, enumeration, number, with_unit
from indicators.language import _
from indicators.method import Method
from indicators.user_error import Fault, UserError

DRAWS = 1000
SEED = 20050307
SPREAD = 0.5
"""How far each weight is moved, as a part of itself."""
FIFTHS = 5
FEWEST_TERRITORIES = 5
FIRM = 0.9
"""Share of draws from which a territory is said to stay firmly in its fifth."""

METHOD = Method(
    id="indice_compose",
    title=_("Indice composé"),
    question=_(
        "Quels territoires réunissent plusieurs difficultés à la fois, et le choix des poids change-t-il "
        "la réponse\u00a0?"
    ),
    formula=_(
        "Score = Σ wᵢ·sᵢ·zᵢ / Σ wᵢ, avec zᵢ = (valeur − moyenne) / écart-type sur les territoires complets, "
        "sᵢ = +1 quand une valeur élevée demande de l'attention et −1 sinon, wᵢ le poids. Stabilité\u00a0: part "
        "de 1\u202f000 tirages, chaque poids entre 0,5·wᵢ et 1,5·wᵢ, où le territoire garde son cinquième."
    ),
    reference=_(
        "OCDE et JRC (2008), Handbook on Constructing Composite Indicators\u00a0; Saisana, Saltelli et "
        "Tarantola (2005), Journal of the Royal Statistical Society A 168, 307–323"
    ),
    preconditions=_(
        "Au moins deux indicateurs et cinq territoires. Un indicateur sans sens favorable reçoit son signe de "
        "la personne qui compose. Un territoire auquel il manque une valeur est laissé de côté, et nommé."
    ),
    limits=_(
        "Ce n'est pas un indice officiel\u00a0: les poids sont des choix. Un score compare les territoires "
        "choisis entre eux, il ne mesure rien en soi\u00a0; deux indicateurs qui disent la même chose comptent "
        "deux fois."
    ),
    module="indicators.composite",
)


def not_official() -> str:
    """The sentence that stands beside every composite index, everywhere."""
    return _(
        "Indice composé par l'utilisateur ou l'utilisatrice à partir des indicateurs et des poids "
        "indiqués\u00a0; ce n'est pas un indice officiel."
    )


@dataclass(frozen=True)
class Ingredient:
    """One indicator of the recipe: its weight, its sign and what it is centred and scaled by.

    `weight` is as given, `part` its part of all weights (0 to 1); `mean` and `deviation` are over the
    territories of the index, in the unit of the indicator.
    """

    indicator: Indicator
    weight: float
    part: float
    sign: int
    mean: float
    deviation: float

    @property
    def text(self) -> str:
        """«BIM (poids 1, 50 % ; plus élevé = plus d'attention ; moyenne 28,1 %, écart-type 9,4)»."""
        decimals = self.indicator.decimals
        return _(
            "{name} (poids {weight}, soit {part}\u00a0; {sense} = plus d'attention\u00a0; moyenne {mean}, "
            "écart-type {deviation})"
        ).format(
            name=self.indicator.short_title,
            weight=number(self.weight, 0 if float(self.weight).is_integer() else 2),
            part=with_unit(number(100 * self.part), "%"),
            sense=_("plus élevé") if self.sign > 0 else _("plus bas"),
            mean=self.indicator.format(self.mean),
            deviation=number(self.deviation, max(decimals, 1)),
        )


@dataclass(frozen=True)
class CompositeIndex:
    """A composite index with everything that was decided to make it.

    `scores` are weighted means of z-scores by code, higher meaning more attention; `fifths` go from 0
    to 4 (most attention), `stability` is the share of draws (0 to 1) in which a code keeps its fifth.
    `left_out` says for each code without all values what is missing.
    """

    ingredients: tuple[Ingredient, ...]
    scores: Mapping[str, float]
    fifths: Mapping[str, int]
    stability: Mapping[str, float]
    left_out: Mapping[str, str]
    draws: int

    @property
    def warning(self) -> str:
        """Never called official; part of the result, so that no export can lose it."""
        return not_official()

    @property
    def recipe(self) -> str:
        """How the index was made, so that anybody can make it again."""
        parts = f"{NBSP}; ".join(one.text for one in self.ingredients)
        text = _(
            "Moyenne pondérée de scores z (valeur moins moyenne, divisée par l'écart-type) sur {n} "
            "territoires\u00a0: {parts}. {warning}"
        ).format(n=number(len(self.scores)), parts=parts, warning=self.warning)
        if self.left_out:
            text += _(" Laissés de côté faute d'une valeur\u00a0: {n}.").format(n=number(len(self.left_out)))
        return text

    @property
    def firm(self) -> int:
        """How many territories keep their fifth in at least nine draws of ten."""
        return sum(share >= FIRM for share in self.stability.values())

    @property
    def sensitivity(self) -> str:
        """How much the weights decide, in one sentence."""
        return _(
            "Quand chaque poids bouge de moitié en plus ou en moins, {firm} territoires sur {n} restent dans "
            "leur cinquième au moins 9 fois sur 10\u00a0; pour les autres, le choix des poids compte."
        ).format(firm=number(self.firm), n=number(len(self.scores)))

    def stability_text(self, code: str) -> str:
        """«cinquième 5 sur 5 (attention la plus forte), stable dans 94 tirages sur 100»."""
        place = self.fifths[code] + 1
        end = {1: _(" (attention la plus faible)"), FIFTHS: _(" (attention la plus forte)")}.get(place, "")
        return _("cinquième {place} sur 5{end}, stable dans {n} tirages sur 100").format(
            place=place, end=end, n=number(floor(100 * self.stability[code] + 1e-9))
        )


def compose(
    indicators: Sequence[Indicator],
    values: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
    signs: Mapping[str, int] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> CompositeIndex:
    """Compose an index of several indicators.

    `values` goes by indicator id, then by code, in the unit of the indicator, observed values only;
    `weights` and `signs` (+1: higher means more attention, −1: lower does) by indicator id. A sign is
    required for an indicator without a good direction and may turn any other. Raises UserError for fewer
    than two indicators with a weight, a negative weight, a missing sign, fewer than five complete
    territories, or an indicator that is the same everywhere.
    """
    signs = signs or {}
    chosen = _chosen(indicators, weights)
    directed = _signs(chosen, signs)
    codes, left_out = _complete(chosen, values)
    if len(codes) < FEWEST_TERRITORIES:
        raise UserError(
            _("{n} territoires seulement ont une valeur pour chacun des indicateurs choisis.").format(
                n=number(len(codes))
            ),
            remedy=_("Retirez l'indicateur qui manque le plus souvent, ou choisissez une autre année."),
        )
    table = np.array([[values[one.id][code] for one in chosen] for code in codes], dtype=float)
    means, deviations = table.mean(axis=0), table.std(axis=0)
    flat = [one.short_title for one, column in zip(chosen, table.T, strict=True) if np.ptp(column) == 0]
    if flat:
        raise UserError(
            _("Même valeur partout\u00a0: {names}.").format(names=enumeration(flat)),
            remedy=_(
                "Un indicateur qui ne varie pas ne peut pas départager les territoires\u00a0: retirez-le."
            ),
        )
    turned = (table - means) / deviations * directed
    given = np.array([float(weights[one.id]) for one in chosen])
    scores = turned @ given / given.sum()
    fifths = _fifths(scores[np.newaxis, :])[0]
    drawn = np.random.default_rng(seed).uniform(1 - SPREAD, 1 + SPREAD, (draws, len(chosen))) * given
    stability = (_fifths(drawn @ turned.T / drawn.sum(axis=1, keepdims=True)) == fifths).mean(axis=0)
    return CompositeIndex(
        ingredients=tuple(
            Ingredient(one, float(w), float(w / given.sum()), int(sign), float(mean), float(deviation))
            for one, w, sign, mean, deviation in zip(chosen, given, directed, means, deviations, strict=True)
        ),
        scores={code: float(score) for code, score in zip(codes, scores, strict=True)},
        fifths={code: int(fifth) for code, fifth in zip(codes, fifths, strict=True)},
        stability={code: float(share) for code, share in zip(codes, stability, strict=True)},
        left_out=left_out,
        draws=draws,
    )


def _chosen(indicators: Sequence[Indicator], weights: Mapping[str, float]) -> list[Indicator]:
    wrong = [one for one in indicators if not 0 <= weights.get(one.id, 0) < float("inf")]
    if wrong:
        raise UserError(
            _("Un poids est un nombre positif ou nul."),
            faults=tuple(
                Fault(_("poids refusé"), value=str(weights[one.id]), column=one.short_title) for one in wrong
            ),
        )
    chosen = [one for one in dict.fromkeys(indicators) if weights.get(one.id, 0) > 0]
    if len(chosen) < 2:
        raise UserError(
            _("Un indice composé réunit au moins deux indicateurs."),
            remedy=_("Choisissez-en un autre et donnez-lui un poids au-dessus de zéro."),
        )
    return chosen


def _signs(chosen: Sequence[Indicator], signs: Mapping[str, int]) -> npt.NDArray[np.float64]:
    usual = {Direction.BAD: 1, Direction.GOOD: -1}
    found = {one.id: signs.get(one.id, usual.get(one.direction, 0)) for one in chosen}
    unsigned = [one.short_title for one in chosen if found[one.id] not in (1, -1)]
    if unsigned:
        raise UserError(
            _("Sans sens favorable dans le catalogue\u00a0: {names}.").format(names=enumeration(unsigned)),
            remedy=_("Dites si c'est une valeur élevée ou une valeur basse qui demande de l'attention."),
        )
    return np.array([found[one.id] for one in chosen], dtype=float)


def _complete(
    chosen: Sequence[Indicator], values: Mapping[str, Mapping[str, float]]
) -> tuple[list[str], dict[str, str]]:
    """The codes that have every indicator, and what each of the others lacks."""
    codes: list[str] = []
    left_out: dict[str, str] = {}
    for code in sorted({code for one in chosen for code in values.get(one.id, {})}):
        missing = [one.short_title for one in chosen if code not in values.get(one.id, {})]
        if missing:
            left_out[code] = _("pas de valeur pour {names}").format(names=enumeration(missing))
        else:
            codes.append(code)
    return codes, left_out


def _fifths(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int_]:
    """The fifth, 0 to 4, of each score within its row; equal scores share the lower one."""
    rounded = scores.round(12)
    below = np.array([np.searchsorted(np.sort(row), row) for row in rounded], dtype=int)
    return below * FIFTHS // scores.shape[1]
