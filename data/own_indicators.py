"""Indicators of a person's own table: told in the catalogue's terms, with what the table says of them.

Nothing is invented: no direction, no margin, no denominator; the definition is that of the file.
Classes are fifths of the values of the first edition, rounded, and stay for the next ones.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from data.readers.mapping import Role
from data.readers.reading import Reading
from data.readers.years import without_year
from indicators.catalogue import Direction, Indicator, Unit
from indicators.language import _
from indicators.level import UNPLACED, Level

PREFIX = "libre_"
THEME = "importes"
THEME_TITLE = _("Indicateurs importés")
PEOPLE = "personnes"
"""Unit of a column that counts people or households: its small counts are protected."""
SMALLEST_COUNT = 5
UNITS = {"%": Unit.PERCENT, "€": Unit.EURO, "": Unit.COUNT, PEOPLE: Unit.COUNT}
"""The units that a person can choose for a column, by what is written in its mapping."""
PROTECTED = _(
    "Les nombres de moins de {smallest} sont cachés, et avec eux ceux qui permettraient de les retrouver par "
    "soustraction (secret statistique)."
)
FEWEST = 5
"""Different values that make classes of their own; below, the classes cut the range evenly."""


def own_indicators(reading: Reading) -> tuple[Indicator, ...]:
    """The indicators of the value columns that no catalogue knows, once their mapping is confirmed."""
    if reading.mapping is None or reading.to_confirm:
        return ()
    found: dict[str, Indicator] = {}
    for column in reading.mapping.of_role(Role.VALUE):
        if not column.indicator.startswith(PREFIX):
            continue
        rows = reading.observations[reading.observations["indicator"] == column.indicator]
        known = rows[rows["value"].notna() & rows["year"].notna() & rows["level"].ne(UNPLACED)]
        if len(known):
            found[column.indicator] = _indicator(
                column.indicator, _title(column.title), column.unit, known, reading.file
            )
    return tuple(found.values())


def _title(column: str) -> str:
    """The title of a column without its year: the next edition of the table is the same indicator."""
    return " ".join(without_year(column).replace("#", " ").split()) or column


def _indicator(id: str, title: str, unit: str, rows: pd.DataFrame, file: str) -> Indicator:
    values = rows["value"].to_numpy(float)
    kind = UNITS.get(unit, Unit.COUNT)
    decimals = 0 if np.all(values == np.round(values)) else 1
    years = rows["year"].astype(int)
    words = (
        _("«\u00a0{title}\u00a0»\u00a0: {n}")
        if kind is not Unit.PERCENT
        else _("«\u00a0{title}\u00a0»\u00a0: {n} sur 100")
    )
    levels = tuple(level for level in Level if level.value in set(rows["level"]))
    return Indicator(
        id=id,
        order=900,
        title=title,
        short_title=title if len(title) <= 40 else title[:39] + "…",
        definition=_("Colonne «\u00a0{title}\u00a0» du fichier «\u00a0{file}\u00a0».").format(
            title=title, file=file
        ),
        numerator=title,
        unit=kind,
        accessible_unit={Unit.PERCENT: _("sur 100"), Unit.EURO: _("euros")}.get(kind, _("unités du fichier")),
        sentence=words.replace("{title}", title.replace("{", "(").replace("}", ")")),
        theme=THEME,
        direction=Direction.NONE,
        decimals=decimals,
        published_decimals=2 if decimals else 0,
        sources=("import",),
        years=(int(years.min()), int(years.max())),
        levels=levels,
        breaks=fifths(values),
        minimum=float(min(0.0, values.min())),
        maximum=100.0 if kind is Unit.PERCENT else float(max(1.0, values.max() * 10)),
        caveats=(
            _(
                "Indicateur d'un fichier importé\u00a0: sa définition et ses limites sont celles de ce fichier."
            ),
            *((PROTECTED.format(smallest=SMALLEST_COUNT),) if unit == PEOPLE else ()),
        ),
        smallest_count=SMALLEST_COUNT if unit == PEOPLE else 0,
    )


def fifths(values: np.ndarray) -> tuple[float, ...]:
    """Four rounded bounds, strictly rising, that cut the values into five groups of about one size."""
    distinct = np.unique(values)
    quantiles = np.quantile(values, (0.2, 0.4, 0.6, 0.8))
    if len(distinct) < FEWEST:
        quantiles = np.linspace(distinct[0], max(distinct[-1], distinct[0] + 1), 6)[1:5]
    for digits in range(2, 8):
        bounds = [_rounded(bound, digits) for bound in quantiles]
        if all(low < high for low, high in pairwise(bounds)):
            return tuple(bounds)
    low, high = float(distinct[0]), float(max(distinct[-1], distinct[0] + 1))
    return tuple(float(bound) for bound in np.linspace(low, high, 6)[1:5])


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
