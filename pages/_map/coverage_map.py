"""The map of coverage: the outlines of the quartiers, coloured by coverage or by a need, with the service points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
import shapely
import streamlit as st
from streamlit_folium import st_folium

from data.places import places_of, world
from data.statistics import Statistics
from indicators.coverage.coverage_view import OUTSIDE_COLOUR, OUTSIDE_SCOPE, CoverageCell, CoverageView
from indicators.coverage.method import Method
from indicators.coverage.points import Precision, ServicePoint
from indicators.french import number
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.map_view import MapView
from indicators.palettes import ACCENT, GREEN_SPACE, INK, NON_VALUE_LOOKS, SEQUENTIAL
from pages._map.component import HEIGHT
from pages._map.elements import OPAQUE, OVER_TILES, SIGNS, Outlines, TerritoryStyle, base_map, style_of
from pages._server.geometry import geojson_of
from pages._ui.place import KEY as TERRITORY
from pages._ui.settings import display_settings
from pages._ui.url_state import choose

KEY = "carte_de_couverture"
POINT_COLOUR = "#CC8F45"
OUTSIDE_SIGN = "h"
MOST_NAMES = 12
"""Services named on the card of a point that stands for several."""


def show_coverage_map(
    statistics: Statistics,
    view: CoverageView,
    need: MapView | None,
    chosen: str,
    *,
    zoomed: bool = False,
    ring: shapely.Geometry | None = None,
) -> None:
    """Draw the map; a click on a quartier becomes the choice `territoire`.

    With `need`, the polygons show that need instead of the coverage. `zoomed` frames the quartiers
    that the question is about; `ring` (EPSG:31370) is the outline of a perimeter.
    """
    settings = display_settings()
    base = st.get_option("server.baseUrlPath")
    prefix = "/" + base.strip("/") if base else ""
    outlines = Outlines(Level.QUARTIER, BRUSSELS, "", len(view.cells))
    tiles = bool(settings.tiles)
    style = coverage_style(view, need, chosen, statistics.fingerprint, prefix, over_tiles=tiles)
    if zoomed:
        style["cadre"] = frame_of(statistics, [cell.territory.code for cell in view.in_scope])
    if ring is not None:
        style["anneau"] = geojson_of(ring)
    group = folium.FeatureGroup("style")
    TerritoryStyle(style).add_to(group)
    st_folium(
        base_map(outlines, statistics.fingerprint, prefix, settings.tiles, settings.tiles_attribution),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["territoire"],
        feature_group_to_add=group,
        on_change=lambda: _clicked(statistics),
    )


def _clicked(statistics: Statistics) -> None:
    code = (st.session_state.get(KEY) or {}).get("territoire")
    if isinstance(code, str) and code in statistics.quartiers:
        choose(TERRITORY, code)


def coverage_style(
    view: CoverageView,
    need: MapView | None,
    chosen: str,
    version: str,
    prefix: str = "",
    over_tiles: bool = False,
) -> dict[str, Any]:
    """What `DiagnosticCarte.show` expects, with the service points."""
    counts = [_count_text(view, cell.known) for cell in view.cells]
    if need is not None:
        style = style_of(need, chosen, version, prefix, over_tiles)
        style["nombres"] = counts
    else:
        style = _own_style(view, chosen, over_tiles)
        style["nombres"] = [
            " · ".join(filter(None, (count, _people_text(cell))))
            for count, cell in zip(counts, view.cells, strict=True)
        ]
    style["couleurs"] |= {"service": POINT_COLOUR}
    style["points"] = markers(view.located, view.supply.unit)
    return style


def _own_style(view: CoverageView, chosen: str, over_tiles: bool) -> dict[str, Any]:
    colours = {str(index): colour for index, colour in enumerate(SEQUENTIAL)}
    colours |= {key: look.colour for key, look in NON_VALUE_LOOKS.items()}
    colours |= {"espace_vert": GREEN_SPACE, "selection": INK, "survol": ACCENT, OUTSIDE_SIGN: OUTSIDE_COLOUR}
    signs = SIGNS | {OUTSIDE_SCOPE: OUTSIDE_SIGN}
    return {
        "indicateur": f"couverture:{view.method.value}",
        "annee": "",
        "titre": _("Carte\u00a0: {title}. Le tableau sous la carte donne les mêmes valeurs.").format(
            title=view.title
        ),
        "cle": Outlines(Level.QUARTIER, BRUSSELS, "", len(view.cells)).key,
        "territoire": chosen,
        "couleurs": colours,
        "opacite": OVER_TILES if over_tiles else OPAQUE,
        "aspects": "".join(signs.get(cell.look, cell.look) for cell in view.cells),
        "valeurs": [_value(view, cell) for cell in view.cells],
    }


def _value(view: CoverageView, cell: CoverageCell) -> str:
    """The value on a card; minutes carry their own unit."""
    if cell.value is None or view.method is Method.NEAREST:
        return cell.value_text
    return _("{value} pour 10\u202f000 habitant·es").format(value=cell.value_text)


def _people_text(cell: CoverageCell) -> str:
    return _("{n} habitant·es").format(n=cell.population_text) if cell.population else ""


def _count_text(view: CoverageView, known: int) -> str:
    if not known:
        return ""
    return view.words.counted(number(known), known)


def markers(points: Sequence[ServicePoint], unit: str) -> list[dict[str, Any]]:
    """The points for the browser: those of one position become one marker that names them all."""
    by_place: dict[tuple[float, float], list[ServicePoint]] = {}
    for point in points:
        if point.x is not None and point.y is not None:
            by_place.setdefault((point.x, point.y), []).append(point)
    found = []
    for (lon, lat), group in zip(world(by_place), by_place.values(), strict=True):
        found.append(
            {
                "lat": round(lat, 5),
                "lon": round(lon, 5),
                "nombre": len(group),
                "flou": group[0].precision is Precision.QUARTIER,
                **_card(group, unit),
            }
        )
    return found


def _card(group: Sequence[ServicePoint], unit: str) -> dict[str, Any]:
    first = group[0]
    if len(group) == 1:
        lines = [first.public, first.capacity_text(unit), first.precision_text]
        return {"titre": first.name, "lignes": [line for line in lines if line]}
    lines = [point.name for point in group[:MOST_NAMES]]
    if len(group) > MOST_NAMES:
        lines.append(_("et {n} autres").format(n=number(len(group) - MOST_NAMES)))
    lines.append(first.precision.label)
    return {"titre": _("{n} services").format(n=number(len(group))), "lignes": lines}


def frame_of(statistics: Statistics, codes: Sequence[str]) -> list[list[float]]:
    """South-west and north-east corners (lat, lon) around quartiers."""
    shapes = places_of(statistics).shapes
    west, south, east, north = shapes[shapes["code"].isin(set(codes))].total_bounds
    (lon_1, lat_1), (lon_2, lat_2) = world([(west, south), (east, north)])
    return [[round(lat_1, 4), round(lon_1, 4)], [round(lat_2, 4), round(lon_2, 4)]]
