"""Show the map and hear its clicks."""

from __future__ import annotations

from collections.abc import Callable

import shapely
import streamlit as st
from streamlit_folium import st_folium

from data.statistics import Statistics
from indicators.map_view import MapView
from pages._map.elements import Outlines, base_map, style_group
from pages._server.geometry import geojson_of
from pages._ui.place import KEY as TERRITORY
from pages._ui.settings import display_settings
from pages._ui.url_state import choose

KEY = "carte_des_territoires"
HEIGHT = 620


def show_map(
    statistics: Statistics,
    view: MapView,
    chosen: str,
    *,
    ring: shapely.Geometry | None = None,
    clicked: Callable[[str], None] | None = None,
    key: str = KEY,
    height: int = HEIGHT,
) -> None:
    """Draw the map; a click on a polygon becomes the choice `territoire`, or goes to `clicked`.

    `ring` (EPSG:31370) is surrounded in the place of the chosen polygon.
    """
    settings = display_settings()
    prefix = (
        "/" + st.get_option("server.baseUrlPath").strip("/") if st.get_option("server.baseUrlPath") else ""
    )
    st_folium(
        base_map(
            Outlines.of(view),
            statistics.fingerprint,
            prefix,
            settings.tiles,
            settings.tiles_attribution,
        ),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["territoire"],
        feature_group_to_add=style_group(
            view,
            chosen,
            statistics.fingerprint,
            prefix,
            over_tiles=bool(settings.tiles),
            ring=geojson_of(ring) if ring is not None else None,
        ),
        on_change=lambda: _clicked(statistics, key, clicked or _choose),
    )


def _choose(code: str) -> None:
    choose(TERRITORY, code)


def _clicked(statistics: Statistics, key: str, then: Callable[[str], None]) -> None:
    code = (st.session_state.get(key) or {}).get("territoire")
    if isinstance(code, str) and code in statistics:
        then(code)
