"""An indicator that follows an action: where it started, where it should go, where it is now.

The words stay neutral. A value is only said to go towards a target when a newer one exists, when the
series is not broken in between, and when the difference is larger than what the reading interval of the
newest value (`indicators.comparison.reading_interval`) leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from diagnostic.contents.action_plan import FollowUp
from indicators.catalogue import Catalogue, Direction, Indicator
from indicators.comparison import reading_interval
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.french import number
from indicators.language import _


class Course(StrEnum):
    """Where the newest value stands between the start and the target."""

    UNKNOWN = "inconnue"
    SAME_YEAR = "meme_annee"
    BROKEN = "interrompue"
    UNSURE = "prudence"
    STILL = "stable"
    REACHED = "atteinte"
    TOWARDS = "vers"
    AWAY = "autre_sens"
    FAVOURABLE = "favorable"
    ATTENTION = "attention"
    CHANGED = "changee"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Course.UNKNOWN: _("aucune valeur dans les statistiques en vigueur"),
            Course.SAME_YEAR: _("pas encore de valeur plus récente que le départ"),
            Course.BROKEN: _(
                "la série est interrompue depuis le départ\u00a0: les deux valeurs ne se comparent pas"
            ),
            Course.UNSURE: _("valeur à lire avec prudence\u00a0: pas de comparaison"),
            Course.STILL: _("écart trop petit pour être lu"),
            Course.REACHED: _("la cible est atteinte"),
            Course.TOWARDS: _("va vers la cible"),
            Course.AWAY: _("s'éloigne de la cible"),
            Course.FAVOURABLE: _("évolue dans le sens favorable"),
            Course.ATTENTION: _("évolue dans l'autre sens"),
            Course.CHANGED: _("a changé"),
        }[self]


@dataclass(frozen=True)
class FollowUpLine:
    """One follow-up, in words; `latest` is None when the indicator is not known for the territory today."""

    follow_up: FollowUp
    indicator: Indicator | None
    latest: Figure | None
    course: Course

    @property
    def title(self) -> str:
        """Which indicator."""
        return self.follow_up.baseline.title

    @property
    def short_title(self) -> str:
        """The same, for a narrow column."""
        return self.follow_up.baseline.short_title

    @property
    def baseline_text(self) -> str:
        """«43,6 % (2024)»: the value that was frozen when the action was written."""
        return f"{self.follow_up.baseline.value_text} ({self.follow_up.baseline.year})"

    @property
    def target_value_text(self) -> str:
        """«40,0 %», or nothing while nobody set a value."""
        target = self.follow_up.target
        if target is None:
            return ""
        if self.indicator is not None:
            return self.indicator.format(target)
        return number(target, 0 if target == int(target) else 1)

    @property
    def target_text(self) -> str:
        """«40,0 % en 2028», «40,0 %», or «sans cible chiffrée»."""
        value, year = self.target_value_text, self.follow_up.target_year
        if not value:
            return _("sans cible chiffrée")
        return value if year is None else _("{value} en {year}").format(value=value, year=year)

    @property
    def latest_text(self) -> str:
        """«43,6 % (2024)», or «non disponible»."""
        if self.latest is None:
            return _("non disponible")
        return f"{self.latest.value_text} ({self.latest.year})"

    @property
    def goes_against_the_catalogue(self) -> bool:
        """True when the target asks for what the catalogue holds to be less favourable."""
        start, target = self.follow_up.baseline.value, self.follow_up.target
        if self.indicator is None or start is None or target is None or target == start:
            return False
        wanted = Direction.GOOD if target > start else Direction.BAD
        return self.indicator.direction not in (Direction.NONE, wanted)

    @property
    def note(self) -> str:
        """What to check in the target, or nothing."""
        if not self.goes_against_the_catalogue:
            return ""
        return _(
            "La cible va dans l'autre sens que celui que le catalogue tient pour favorable\u00a0: à vérifier."
        )

    @property
    def sentence(self) -> str:
        """«BIM : 43,6 % (2024) → 40,0 % en 2028 ; dernière valeur 43,6 % (2024), …»."""
        return _(
            "{title}\u00a0: {start} → {target}\u00a0; dernière valeur\u00a0: {latest}, {course}."
        ).format(
            title=self.short_title,
            start=self.baseline_text,
            target=self.target_text,
            latest=self.latest_text,
            course=self.course.label,
        ) + (f" {self.note}" if self.note else "")


def follow_up_line(
    follow_up: FollowUp, figures: Mapping[str, Figure], catalogue: Catalogue | None = None
) -> FollowUpLine:
    """Hold a follow-up against the figures of today (by indicator) of the territory of the diagnostic."""
    id = follow_up.baseline.indicator
    latest = figures.get(id)
    if latest is not None and latest.territory.code != follow_up.baseline.territory_code:
        latest = None
    indicator = latest.indicator if latest is not None else None
    if indicator is None and catalogue is not None and id in catalogue:
        indicator = catalogue[id]
    return FollowUpLine(follow_up, indicator, latest, _course(follow_up, latest))


def _course(follow_up: FollowUp, latest: Figure | None) -> Course:
    start = follow_up.baseline.value
    if latest is None or latest.estimate.value is None or start is None:
        return Course.UNKNOWN
    return _why_not_compared(follow_up, latest) or _compared(start, follow_up.target, latest)


def _why_not_compared(follow_up: FollowUp, latest: Figure) -> Course | None:
    now, started = latest.estimate, follow_up.baseline.year
    if now.year <= started:
        return Course.SAME_YEAR
    if any(started <= gap.after and now.year >= gap.before for gap in latest.indicator.trend_gaps):
        return Course.BROKEN
    return Course.UNSURE if now.at_least or now.to_verify else None


def _compared(start: float, target: float | None, latest: Figure) -> Course:
    indicator, now = latest.indicator, latest.estimate.value
    assert now is not None
    if target is not None and _is_reached(start, now, target, indicator):
        return Course.REACHED
    if _cannot_be_told_from(start, indicator, latest.estimate):
        return Course.STILL
    if target is not None:
        return Course.TOWARDS if abs(now - target) < abs(start - target) else Course.AWAY
    if indicator.direction is Direction.NONE:
        return Course.CHANGED
    better = (now > start) == (indicator.direction is Direction.GOOD)
    return Course.FAVOURABLE if better else Course.ATTENTION


def _is_reached(start: float, now: float, target: float, indicator: Indicator) -> bool:
    """A target above the start is a floor, one below it a ceiling; an equal one follows the catalogue."""
    if target != start:
        return now >= target if target > start else now <= target
    if indicator.direction is Direction.NONE:
        return indicator.format(now) == indicator.format(target)
    return now >= target if indicator.direction is Direction.GOOD else now <= target


def _cannot_be_told_from(start: float, indicator: Indicator, now: Estimate) -> bool:
    assert now.value is not None
    interval = reading_interval(indicator, now)
    if interval is not None:
        return interval.low <= start <= interval.high
    return indicator.format(start) == indicator.format(now.value)
