"""Days and instants as people write them: «le 22 novembre 2026 à 14:05»."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from diagnostic.evidence import MONTHS
from indicators.french import NBSP
from indicators.language import _


def day_text(day: date) -> str:
    """«1er mai 2021», «22 novembre 2026»."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def month_text(month: str) -> str:
    """«2021-05» → «mai 2021»."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def moment_text(at: datetime, zone: tzinfo | None = None) -> str:
    """«le 22 novembre 2026 à 14:05», in `zone` (None: that of this machine).

    Raises ValueError for an instant without a time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {at!r}")
    local = at.astimezone(zone)
    return _("le {day} à {time}").format(day=day_text(local.date()), time=f"{local:%H:%M}")
