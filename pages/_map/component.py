"""Show the map and hear its clicks."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from data.statistics import Statistics
from indicators.map_view import MapView
from pages._map.elements import Outlines, base_map, style_group
from pages._ui.place import KEY as TERRITORY
from pages._ui.settings import display_settings
from pages._ui.url_state import choose

KEY = "carte_des_territoires"
HEIGHT = 620


def show_map(statistics: Statistics, view: MapView, chosen: str) -> None:
    """Draw the map; a click on a polygon becomes the choice `territoire`."""
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
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["territoire"],
        feature_group_to_add=style_group(
            view, chosen, statistics.fingerprint, prefix, over_tiles=bool(settings.tiles)
        ),
        on_change=lambda: _clicked(statistics),
    )


def _clicked(statistics: Statistics) -> None:
    code = (st.session_state.get(KEY) or {}).get("territoire")
    if isinstance(code, str) and code in statistics:
        choose(TERRITORY, code)
