"""How far apart the territories are: extremes, slope and relative index of inequality, Gini.

Four readings of one spread, none of which is enough alone: the two ends of the list, the ends
without the outermost tenths, the gradient along deprivation, and the whole distribution of incomes.

Preconditions: one indicator, one year, one level; a population for each territory where a method
weights by it; another indicator that ranks the territories (deprivation) for the slope index. The
indices compare territories, not people: what differs inside a territory is not seen, so that a Gini
between quartiers is always lower than one between people and must never be read as such.

Mackenbach J. P. & Kunst A. E. (1997), «Measuring the magnitude of socio-economic inequalities in
health», Social Science & Medicine 44, 757–771 (slope index: regression on the ridit, weighted by
population; relative index: ratio of its two ends). Lerman R. I. & Yitzhaki S. (1989), «Improving the
accuracy of estimates of Gini coefficients», Journal of Econometrics 42, 43–47 (weighted Gini).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator, Unit
from indicators.french import number, with_unit
from indicators.gini import gini
from indicators.language import _
from indicators.method import Method
from indicators.slope_index import SlopeIndex, slope_index
from indicators.user_error import UserError

MINIMUM = 10
"""Territories below which a spread says more about the choice of territories than about the city."""

METHOD = Method(
    id="ecarts",
    title=_("Écarts entre territoires"),
    question=_("De combien les quartiers diffèrent-ils, d'un bout à l'autre de la ville\u00a0?"),
    formula=_(
        "Extrêmes\u00a0: différence et rapport de la valeur la plus haute et de la plus basse, puis du neuvième "
        "et du premier décile. Indice de pente\u00a0: droite valeur = a + b·r, pondérée par la population, r "
        "étant le rang ridit (part de la population moins défavorisée, plus la moitié de la sienne)\u00a0; "
        "l'indice de pente est b, l'indice relatif (a + b)/a. Gini (revenus)\u00a0: "
        "ΣᵢΣⱼ pᵢpⱼ|xᵢ − xⱼ| / (2·P²·x̄), avec p la population, P son total, x̄ la moyenne pondérée."
    ),
    reference=_(
        "Mackenbach et Kunst (1997), Social Science & Medicine 44, 757–771\u00a0; Lerman et Yitzhaki (1989), "
        "Journal of Econometrics 42, 43–47"
    ),
    preconditions=_(
        "Au moins dix territoires, une même année, la population de chacun\u00a0; pour l'indice de pente, un "
        "autre indicateur qui les range du moins au plus défavorisé. L'indice relatif n'existe que si la "
        "droite reste au-dessus de zéro."
    ),
    limits=_(
        "Ces nombres comparent des quartiers, pas des personnes\u00a0: les écarts à l'intérieur d'un quartier "
        "restent invisibles, et un Gini entre quartiers est toujours plus petit qu'un Gini entre personnes. "
        "Les extrêmes sont souvent de petits quartiers, où le hasard pèse."
    ),
    module="indicators.inequality",
)


@dataclass(frozen=True)
class Extremes:
    """The highest and lowest value and their territories; `ratio` is None when the lowest is not positive."""

    high_code: str
    low_code: str
    high: float
    low: float

    @property
    def difference(self) -> float:
        """In the unit of the indicator (points for a share)."""
        return self.high - self.low

    @property
    def ratio(self) -> float | None:
        """How many times the lowest value goes into the highest."""
        return self.high / self.low if self.low > 0 else None


def extremes(values: Mapping[str, float]) -> Extremes:
    """Return the two ends of the list; the first code in order decides between equals.

    Raises ValueError when there is no value.
    """
    return _ends(values, 0, -1)


def decile_extremes(values: Mapping[str, float]) -> Extremes:
    """Return the territories at the ninth and the first decile: a tenth of them lies beyond each.

    The deciles are values of real territories (inverse of the empirical distribution), not means.
    Raises ValueError when there is no value.
    """
    last = len(values) - 1
    low = max(0, -(-len(values) // 10) - 1)
    return _ends(values, low, last - low)


def _ends(values: Mapping[str, float], low: int, high: int) -> Extremes:
    if not values:
        raise ValueError("no value to take the extremes of")
    ordered = sorted(values, key=lambda code: (values[code], code))
    return Extremes(
        high_code=ordered[high],
        low_code=ordered[low],
        high=float(values[ordered[high]]),
        low=float(values[ordered[low]]),
    )


@dataclass(frozen=True)
class Inequality:
    """The spread of one indicator and year, ready to be said.

    `places` begins a sentence for each code («Dans le quartier Anneessens»), `among` names the
    territories, `ranked_by` what the slope index ranks them by. `left_out` counts the territories
    without what the weighted measures need.
    """

    indicator: Indicator
    year: int
    territories: int
    extremes: Extremes
    deciles: Extremes
    places: Mapping[str, str]
    among: str
    slope: SlopeIndex | None = None
    ranked_by: str = ""
    gini: float | None = None
    left_out: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the numbers say in plain words, the two ends first."""
        said = [self._extremes_sentence, self._deciles_sentence]
        if self.slope is not None:
            said.append(self._slope_sentence)
        if self.gini is not None:
            said.append(self._gini_sentence)
        said.append(self.between_sentence)
        if self.left_out:
            said.append(
                _(
                    "Territoires hors des mesures pondérées, faute de population ou de rang connus\u00a0: {n}."
                ).format(n=number(self.left_out))
            )
        return tuple(said)

    @property
    def between_sentence(self) -> str:
        """What these numbers do not see; printed with them, always."""
        return _(
            "Ces nombres comparent les {among} entre eux, pas les personnes\u00a0: à l'intérieur d'un même "
            "territoire aussi, les situations diffèrent."
        ).format(among=self.among)

    def _gap(self, difference: float) -> str:
        text = self.indicator.format_number(abs(difference))
        return with_unit(text, _("points") if self.indicator.is_share else self.indicator.unit_symbol)

    def _times(self, ends: Extremes) -> str:
        if ends.ratio is None:
            return _("écart de {gap}").format(gap=self._gap(ends.difference))
        return _("{n}\u00a0fois plus, ou {gap} d'écart").format(
            n=number(ends.ratio, 0 if ends.ratio >= 10 else 1), gap=self._gap(ends.difference)
        )

    @property
    def _extremes_sentence(self) -> str:
        ends = self.extremes
        other = self.places[ends.low_code]
        return _("{high_place}, {high}\u00a0; {low_place}, {low}\u00a0: {times} ({year}).").format(
            high_place=self.places[ends.high_code],
            high=self.indicator.format(ends.high),
            low_place=other[:1].lower() + other[1:],
            low=self.indicator.format(ends.low),
            times=self._times(ends),
            year=self.year,
        )

    @property
    def _deciles_sentence(self) -> str:
        return _(
            "Sans les extrêmes, sur {n}\u00a0{among}\u00a0: un dixième a {high} ou plus, un dixième {low} ou "
            "moins\u00a0; {times}."
        ).format(
            n=number(self.territories),
            among=self.among,
            high=self.indicator.format(self.deciles.high),
            low=self.indicator.format(self.deciles.low),
            times=self._times(self.deciles),
        )

    @property
    def _slope_sentence(self) -> str:
        slope = self.slope
        assert slope is not None
        if not slope.certain:
            return _(
                "Du bout le moins défavorisé au plus défavorisé («\u00a0{ranked_by}\u00a0»), aucune pente "
                "nette\u00a0: l'indicateur ne monte ni ne descend sûrement."
            ).format(ranked_by=self.ranked_by)
        ends = sorted((abs(slope.interval.low), abs(slope.interval.high)))
        possible = all(
            self.indicator.minimum <= end <= self.indicator.maximum for end in (slope.least, slope.most)
        )
        text = _(
            "Du bout le moins défavorisé au plus défavorisé («\u00a0{ranked_by}\u00a0»), l'indicateur "
            "{moves}{span}\u00a0: {gap} d'écart (entre {low} et {high})."
        ).format(
            ranked_by=self.ranked_by,
            moves=_("monte") if slope.slope > 0 else _("descend"),
            span=_(" de {least} à {most}").format(
                least=self.indicator.format(slope.least), most=self.indicator.format(slope.most)
            )
            if possible
            else "",
            gap=self._gap(slope.slope),
            low=self.indicator.format_number(ends[0]),
            high=self._gap(ends[1]),
        )
        if slope.relative is not None:
            text += _(" Rapport des deux bouts de la pente\u00a0: {n}.").format(n=number(slope.relative, 1))
        return text

    @property
    def _gini_sentence(self) -> str:
        assert self.gini is not None
        return _(
            "Indice de Gini entre {among}\u00a0: {n} (0\u00a0: la même valeur partout\u00a0; 1\u00a0: tout au "
            "même endroit). Un Gini entre personnes serait plus élevé."
        ).format(among=self.among, n=number(self.gini, 2))


def inequality(
    indicator: Indicator,
    year: int,
    values: Mapping[str, float],
    population: Mapping[str, float],
    places: Mapping[str, str],
    deprivation: Mapping[str, float] | None = None,
    ranked_by: str = "",
    among: str = _("quartiers"),
) -> Inequality:
    """Measure the spread of one indicator and year between territories.

    `values` and `population` go by code, in the unit of the indicator and in people; `places` begins a
    sentence for each. `deprivation` (higher: more deprived) adds the slope index and `ranked_by` names
    it; a Gini index is given for incomes only. Raises UserError for fewer than ten territories.
    """
    if len(values) < MINIMUM:
        raise UserError(
            _("Il n'y a que {n} valeurs pour cette année\u00a0: c'est trop peu pour parler d'écarts.").format(
                n=number(len(values))
            ),
            remedy=_("Choisissez une autre année ou un niveau qui compte au moins dix territoires."),
        )
    weighed = {code: value for code, value in values.items() if population.get(code, 0) > 0}
    ranked = {code for code in weighed if deprivation is not None and code in deprivation}
    slope = None
    if deprivation is not None and len(ranked) >= MINIMUM and len({deprivation[c] for c in ranked}) > 1:
        slope = slope_index(weighed, deprivation, population)
    has_gini = indicator.unit is Unit.EURO and len(weighed) >= MINIMUM and min(weighed.values()) >= 0
    used = ranked if slope is not None else set(weighed)
    return Inequality(
        indicator=indicator,
        year=year,
        territories=len(values),
        extremes=extremes(values),
        deciles=decile_extremes(values),
        places=places,
        among=among,
        slope=slope,
        ranked_by=ranked_by,
        gini=gini(weighed, population) if has_gini else None,
        left_out=len(values) - len(used) if slope is not None or has_gini else 0,
    )
