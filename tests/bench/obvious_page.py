"""The page most people would write: `folium.Choropleth` and `GeoJson` in `st_folium`.

Its libraries come from this machine and not from public hosts (Leaflet from our own route, d3
for the legend from a package, see local_d3.py): that favours it.
BENCH_NIVEAU, BENCH_ETENDUE and BENCH_INDICATEUR say what it shows.
"""

from __future__ import annotations

import os

import folium
import pandas as pd
import streamlit as st

from data.current import current_statistics
from data.views import map_view
from indicators.level import BRUSSELS, Level
from indicators.palettes import SEQUENTIAL
from pages._map.elements import MOST_SVG
from tests.bench.local_d3 import st_folium

folium.Map.default_js = [("leaflet", "/fond/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/fond/leaflet/leaflet.css")]

level = Level(os.environ.get("BENCH_NIVEAU", Level.QUARTIER))
extent = os.environ.get("BENCH_ETENDUE", BRUSSELS)
statistics = current_statistics()
indicators = [i.id for i in statistics.indicators(level)]
st.set_page_config(layout="wide")
st.title("Carte")
indicator_id = st.selectbox(
    "Indicateur",
    indicators,
    key="indicateur",
    format_func=lambda code: statistics.catalogue[code].short_title,
    index=indicators.index(os.environ.get("BENCH_INDICATEUR", "bim")),
)
view = map_view(statistics, indicator_id, None, level, extent)
shapes = statistics.geometries(level, extent, view.vintage).to_crs(4326)
cells = {cell.territory.code: cell for cell in view.cells}
shapes["nom"] = [cells[code].territory.name for code in shapes["code"]]
shapes["valeur"] = [cells[code].value_text for code in shapes["code"]]
values = pd.DataFrame({"code": list(cells), "valeur": [cell.estimate.value for cell in cells.values()]})
breaks = view.indicator.breaks_at(level)

chart = folium.Map([50.8466, 4.3528], zoom_start=11, tiles=None, prefer_canvas=len(shapes) > MOST_SVG)
if level is not Level.QUARTIER:
    west, south, east, north = shapes.total_bounds
    chart.fit_bounds([[south, west], [north, east]])
layer = folium.Choropleth(
    geo_data=shapes.to_json(),
    data=values,
    columns=["code", "valeur"],
    key_on="feature.properties.code",
    fill_color="GnBu",
    threshold_scale=[0, *breaks, max(view.indicator.maximum, breaks[-1] + 1, values["valeur"].max())],
    fill_opacity=0.9,
    nan_fill_color=SEQUENTIAL[0],
)
layer.add_to(chart)
folium.GeoJson(
    shapes.to_json(),
    style_function=lambda feature: {"fillOpacity": 0, "weight": 0},
    tooltip=folium.GeoJsonTooltip(["nom", "valeur"]),
).add_to(chart)
st_folium(chart, use_container_width=True, height=620, key="carte")
