"""The outlines of the statistics: what a map can draw, and in which vintage."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import geopandas as gpd
import shapely

from data.known_territories import KnownTerritories
from data.outlines import LAMBERT_72
from indicators.catalogue import Indicator, Source
from indicators.level import BELGIUM, Level

_WITHIN = "($extent = '01000' OR t.region = $extent OR list_contains(t.commune_codes, $extent))"


_DRAWN_ROWS = f"""(
    SELECT code, wkb, source, vintage FROM (
        SELECT g.level, g.code, g.wkb, g.source, g.vintage, t.commune_codes[1] AS commune
        FROM geometry g JOIN territory t USING (level, code) WHERE g.level = $level AND {_WITHIN})
    QUALIFY level <> 'secteur' OR vintage = coalesce(
        max(vintage) FILTER (list_contains($chosen, vintage)
            OR list_contains($chosen, commune || ':' || vintage)) OVER (PARTITION BY commune),
        max(vintage) OVER (PARTITION BY commune)))"""


_DRAWN = f"{_DRAWN_ROWS} ORDER BY length(code), code"


BUNDLED_OUTLINES = "urbis_md"


class DrawnOutlines(KnownTerritories):
    """Outlines of territories (EPSG:31370)."""

    @cache  # noqa: B019
    def outlined(self, level: str) -> frozenset[str]:
        """The codes of one level that have an outline, in any vintage."""
        rows = self._rows("SELECT DISTINCT code FROM geometry WHERE level = ?", [level])
        return frozenset(code for (code,) in rows)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that a map can show: at least two territories with an outline."""
        rows = self._rows("SELECT level, count(DISTINCT code) FROM geometry GROUP BY level")
        drawn = {level for level, count in rows if count > 1}
        return tuple(level for level in Level if level in drawn)

    def vintages(self, extent: str) -> tuple[str, ...]:
        """The vintages of the sectors drawn in a commune, a Region or Belgium, newest first."""
        rows = self._rows(
            "SELECT DISTINCT g.vintage FROM geometry g JOIN territory t USING (level, code) "
            f"WHERE g.level = 'secteur' AND {_WITHIN} ORDER BY ALL DESC",
            {"extent": extent},
        )
        return tuple(vintage for (vintage,) in rows)

    def best_vintage(self, indicator: Indicator, year: int, extent: str) -> str:
        """Which vintage of the sectors the figures of one indicator and year belong to.

        One year («2022») where all communes agree; else the year of each commune that is drawn
        in several («21001:2022,21004:2025»). Elsewhere there is nothing to choose.
        """
        rows = self._rows(
            "SELECT t.commune_codes[1], g.vintage, count(o.code) FROM geometry g JOIN territory t USING (level, code) "
            "LEFT JOIN observation o ON o.level = g.level AND o.code = g.code AND o.indicator = $id "
            f"AND o.year = $year WHERE g.level = 'secteur' AND {_WITHIN} GROUP BY ALL ORDER BY ALL",
            {"id": indicator.id, "year": year, "extent": extent},
        )
        layers: dict[str, list[tuple[int, str]]] = {}
        for commune, vintage, matched in rows:
            layers.setdefault(commune, []).append((matched, vintage))
        several = {commune: max(found)[1] for commune, found in layers.items() if len(found) > 1}
        years = set(several.values()) or {vintage for _commune, vintage, _matched in rows}
        if len(years) == 1:
            return years.pop()
        return ",".join(f"{commune}:{vintage}" for commune, vintage in several.items())

    @cache  # noqa: B019
    def drawn_for(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:
        """The years that the sectors of a map were drawn for, oldest first."""
        rows = self._rows(
            f"SELECT DISTINCT vintage FROM {_DRAWN_ROWS} ORDER BY vintage", _asked(level, extent, vintage)
        )
        return tuple(found for (found,) in rows if found)

    def geometries(
        self, level: str = Level.QUARTIER, extent: str | None = None, vintage: str = ""
    ) -> gpd.GeoDataFrame:
        """Outlines as a GeoDataFrame with the columns code and geometry, EPSG:31370.

        `extent` keeps a commune, a Region or Belgium. Of sectors drawn in several vintages,
        `vintage` (as `best_vintage` writes it) is taken where the commune has it, the newest
        one elsewhere.
        """
        rows = self._rows(
            f"SELECT code, wkb FROM {_DRAWN}",
            _asked(level, extent or BELGIUM, vintage),
        )
        shapes = gpd.GeoSeries.from_wkb([bytes(wkb) for _code, wkb in rows])
        return gpd.GeoDataFrame(
            {"code": [code for code, _wkb in rows]}, geometry=shapes.values, crs=LAMBERT_72
        )

    @cache  # noqa: B019
    def outline(self, code: str) -> shapely.Geometry | None:
        """The newest outline of one territory (EPSG:31370), None when no file draws it."""
        rows = self._rows(
            "SELECT wkb FROM geometry WHERE level = ? AND code = ? ORDER BY vintage DESC LIMIT 1",
            [self.territory(code).level, code],
        )
        return shapely.from_wkb(bytes(rows[0][0])) if rows else None

    @cache  # noqa: B019
    def drawn(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:
        """The codes of `geometries`, without reading the outlines."""
        rows = self._rows(f"SELECT code FROM {_DRAWN}", _asked(level, extent, vintage))
        return tuple(code for (code,) in rows)

    @cache  # noqa: B019
    def outlines(self, level: str, extent: str, vintage: str = "") -> Source:
        """The publications behind the outlines of a map, as one."""
        rows = self._rows(
            f"SELECT source FROM {_DRAWN_ROWS} GROUP BY source ORDER BY count(*) DESC",
            _asked(level, extent, vintage),
        )
        found = [self.catalogue.source(source) for (source,) in rows]
        if not found:
            return self.catalogue.source(BUNDLED_OUTLINES)
        if len(found) == 1:
            return found[0]

        def joined(texts: list[str]) -> str:
            return "\u00a0; ".join(dict.fromkeys(texts))

        return Source(
            id="contours",
            publisher=joined([one.publisher for one in found]),
            title=joined([one.title for one in found]),
            licence=joined([one.licence for one in found]),
            attribution=joined([one.attribution for one in found]),
        )


def _asked(level: str, extent: str, vintage: str) -> dict[str, Any]:
    return {"level": level, "extent": extent, "chosen": vintage.split(",")}
