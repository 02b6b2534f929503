"""What reading a file gives: tidy observations, other tables, and what to know about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from indicators.estimate import Status
from indicators.user_error import Fault

if TYPE_CHECKING:
    from data.readers.mapping import TableMapping

COLUMNS = (
    "indicator",
    "level",
    "code",
    "year",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
    "row",
)
"""Columns of the observations.

indicator: id of the catalogue, or `mdq_<page>` / a slug when the catalogue has none ·
level: secteur, quartier, commune, region, non_localise (people whom Statbel cannot place
in a sector, code xxxxxZZZZ) · code: text · year: Int64, missing when the file does not say
it · value, numerator, denominator: floats in the unit of the indicator · status: a Status ·
source: id of a source of the catalogue, or the id of the format · row: spreadsheet row.
"""


@dataclass(frozen=True)
class Reading:
    """A file that was read and checked. Nothing of it has been stored.

    `tables` holds what is not an observation, by name: `secteurs_quartiers` (sector, quartier,
    commune, names), `contours` (GeoDataFrame in EPSG:31370: level, code, name_fr, name_nl),
    `communes` (REFNIS), `codes_postaux`, `services`, `regionaux` (rows Moyenne, Total, Seuil).
    `mapping` is set by the generic importer: how each column was understood, to be confirmed.
    """

    format: str
    title: str
    file: str
    sha256: str
    rows: int
    observations: pd.DataFrame
    tables: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()
    mapping: TableMapping | None = None

    @property
    def to_confirm(self) -> bool:
        """True while nobody has confirmed how the columns were understood."""
        return self.mapping is not None and not self.mapping.confirmed

    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators found, in the order of the file."""
        return tuple(dict.fromkeys(self.observations["indicator"]))


@dataclass(frozen=True)
class Found:
    """What a reader hands back before it becomes a Reading."""

    observations: pd.DataFrame
    rows: int
    tables: dict[str, Any] = field(default_factory=dict)
    mapping: TableMapping | None = None


def observed(
    indicator: str,
    level: str | Sequence[str],
    codes: Sequence[str],
    year: int | Sequence[int | None] | None,
    values: np.ndarray,
    statuses: Sequence[str],
    rows: Sequence[int],
    source: str,
    numerator: np.ndarray | None = None,
    denominator: np.ndarray | None = None,
) -> pd.DataFrame:
    """Lay out one indicator in the tidy columns. All sequences have one length."""
    count = len(codes)
    years = [year] * count if year is None or isinstance(year, int) else list(year)
    return pd.DataFrame(
        {
            "indicator": [indicator] * count,
            "level": [level] * count if isinstance(level, str) else list(level),
            "code": list(codes),
            "year": pd.array(years, dtype="Int64"),
            "value": values,
            "numerator": np.full(count, np.nan) if numerator is None else numerator,
            "denominator": np.full(count, np.nan) if denominator is None else denominator,
            "status": list(statuses),
            "source": [source] * count,
            "row": list(rows),
        },
        columns=list(COLUMNS),
    )


def stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put observations under each other; an empty list gives an empty table."""
    if not parts:
        return observed("", "quartier", [], None, np.empty(0), [], [], "")
    return pd.concat(parts, ignore_index=True)


def share(numerator: np.ndarray, denominator: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Hundred times numerator over denominator, and the status: no whole, no share."""
    known = np.isfinite(numerator) & np.isfinite(denominator) & (denominator > 0)
    values = np.full(len(numerator), np.nan)
    np.divide(numerator * 100, denominator, out=values, where=known)
    return values, [
        Status.OBSERVED.value if k else Status.NOT_APPLICABLE.value if d == 0 else Status.UNAVAILABLE.value
        for k, d in zip(known, denominator, strict=True)
    ]
