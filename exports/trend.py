"""The series of one figure, cut into the runs that may be drawn as one line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from exports.safe_text import typeset
from indicators.catalogue import Indicator
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.french import number, with_unit
from indicators.language import _
from indicators.profile import Profile
from indicators.trend_direction import recent_trend

_FEWEST_YEARS = 3
_HEADROOM = 1.06


@dataclass(frozen=True)
class Axis:
    """A vertical axis from zero: its top and step in the unit of the indicator."""

    top: float
    step: float

    @property
    def decimals(self) -> int:
        """How many decimals the labels need."""
        return 0 if float(self.step).is_integer() else 1

    @property
    def ticks(self) -> tuple[float, ...]:
        """Every labelled height."""
        return tuple(self.step * i for i in range(round(self.top / self.step) + 1))


def trend_figure(profile: Profile, preferred: str) -> Figure | None:
    """Choose the figure whose series is drawn: the one of the map, else the first long one."""
    long = [f for f in profile.figures if len(observed(f)) >= _FEWEST_YEARS]
    return next((f for f in long if f.indicator.id == preferred), long[0] if long else None)


def observed(figure: Figure) -> tuple[Estimate, ...]:
    """The years that have a value, oldest first."""
    return tuple(e for e in figure.series if e.value is not None)


def years(figure: Figure) -> tuple[int, ...]:
    """Every year from the first to the last value, the missing ones too."""
    points = observed(figure)
    return tuple(range(points[0].year, points[-1].year + 1))


def lines(figure: Figure) -> tuple[tuple[Estimate, ...], ...]:
    """Spread the segments of a series over as few chart series as draw all its breaks.

    A missing year shows as a gap within one series. A break between two years that follow
    one another needs a second series: otherwise the line would run across the break.
    """
    drawn: list[list[Estimate]] = []
    for segment in figure.trend_segments():
        for line in drawn:
            if segment[0].year - line[-1].year > 1:
                line.extend(segment)
                break
        else:
            drawn.append(list(segment))
    return tuple(tuple(line) for line in drawn)


def axis(figure: Figure, most_steps: int = 6) -> Axis:
    """Choose round steps from zero to just above the highest value."""
    highest = max((e.value or 0 for e in observed(figure)), default=0) or 1
    magnitude = 10 ** math.floor(math.log10(highest / most_steps))
    for factor in (1, 2, 5, 10, 20):
        step = factor * magnitude
        if highest * _HEADROOM / step <= most_steps:
            break
    step = max(step, 0.1)
    return Axis(top=step * math.ceil(highest * _HEADROOM / step), step=step)


def tick_text(indicator: Indicator, axis_: Axis, value: float) -> str:
    """Write one height of the axis: «40 %», «20 000»."""
    return with_unit(number(value, axis_.decimals), indicator.unit_symbol if indicator.is_share else "")


def point_text(indicator: Indicator, value: float) -> str:
    """Write the value of a point; a unit of several words stands on the axis only."""
    is_long = " " in indicator.unit_symbol
    return indicator.format_number(value) if is_long else indicator.format(value)


def value_title(indicator: Indicator) -> str:
    """Title of the vertical axis: what is counted, in which unit."""
    return indicator.accessible_unit


def break_notes(figure: Figure) -> tuple[str, ...]:
    """Say every break that the drawing shows, with its reason."""
    first, last = years(figure)[0], years(figure)[-1]
    reasons: dict[str, list[str]] = {}
    for gap in figure.indicator.trend_gaps:
        if first <= gap.after and gap.before <= last:
            reasons.setdefault(gap.reason, []).append(f"{gap.after}–{gap.before}")
    notes = [
        _("Ligne interrompue ({years})\u00a0: {reason}.").format(
            years=", ".join(spans), reason=typeset(reason)
        )
        for reason, spans in reasons.items()
    ]
    present = {e.year for e in observed(figure)}
    missing = [str(year) for year in years(figure) if year not in present]
    if missing:
        notes.append(_("Années sans valeur\u00a0: {years}.").format(years=", ".join(missing)))
    return tuple(notes)


def reading_notes(figure: Figure) -> tuple[str, ...]:
    """The breaks of the drawing, then where its last unbroken years are heading."""
    direction = recent_trend(figure.indicator, figure.trend_segments())
    return (*break_notes(figure), *filter(None, [direction]))


def span_text(figure: Figure) -> str:
    """«2010–2024»."""
    return f"{years(figure)[0]}–{years(figure)[-1]}"


def source_line(figure: Figure) -> str:
    """Publisher, title and span of the series drawn."""
    return _("Source\u00a0: {publisher}, {title}, {span}.").format(
        publisher=figure.source.publisher, title=figure.source.title, span=span_text(figure)
    )
