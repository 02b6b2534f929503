"""A figure printed by a référent's report: quoted as it stands, its flaws included.

`data.statistics.ReportedFigure` is one; nothing here depends on where it was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from indicators.french import number, with_unit
from indicators.language import _

_SYMBOLS = frozenset({"%", "€", "m²", "€/mois"})


class ReportedValue(Protocol):
    """Subject, value in `unit`, year, section of the report and remark, all as printed."""

    @property
    def subject(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def unit(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def section(self) -> str: ...
    @property
    def remark(self) -> str: ...


def value_text(reported: ReportedValue, *, with_words: bool = False) -> str:
    """«17,12 %», «496 €/mois», «769»; `with_words` also writes a unit that is a word: «297 personnes»."""
    text = number(reported.value, decimals_of(reported.value))
    return with_unit(text, reported.unit if with_words or reported.unit in _SYMBOLS else "")


def decimals_of(value: float) -> int:
    """How many decimals a printed number has, two at most: 40 → 0, 11,4 → 1, 17,12 → 2."""
    return next((decimals for decimals in (0, 1) if round(value, decimals) == round(value, 2)), 2)


def section_text(reported: ReportedValue) -> str:
    """«Rapport du référent de quartier, section 7.1.1»."""
    return _("Rapport du référent de quartier, section {section}").format(section=reported.section)


def first_of(reported: Iterable[ReportedValue], subject: str, unit: str = "") -> ReportedValue | None:
    """The first figure of a subject, in one unit when it is given."""
    return next((one for one in reported if one.subject == subject and unit in ("", one.unit)), None)
