"""A table for a Belgian spreadsheet: «;», decimal commas, UTF-8 with BOM."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pages._ui.value_table import BOM


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write heads and rows; see `decimal` for values, `typed` for texts."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return (BOM + output.getvalue()).encode("utf-8")


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the head of a cell."""


def typed(text: str) -> str:
    """What people typed, as a cell that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def decimal(value: float | None) -> str:
    """A value with all its digits and a comma; nothing for None."""
    return "" if value is None else f"{value:.10g}".replace(".", ",")
