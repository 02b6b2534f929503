"""The time zone of the person who looks: the browser tells it, else the machine's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from diagnostic.calendar_words import moment_text


def local_zone() -> tzinfo | None:
    """The zone of the browser; None stands for the zone of this machine."""
    name = st.context.timezone
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def when(at: datetime) -> str:
    """«le 22 novembre 2026 à 14:05», where the person is."""
    return moment_text(at, local_zone())


def today() -> date:
    """The day it is where the person is."""
    return datetime.now(UTC).astimezone(local_zone()).date()


def end_of(day: date) -> datetime:
    """The last instant of a day, where the person is."""
    midnight = datetime.combine(day + timedelta(days=1), time())
    zone = local_zone()
    aware = midnight.astimezone() if zone is None else midnight.replace(tzinfo=zone)
    return aware - timedelta(microseconds=1)
