"""The page most people would write: `folium.Choropleth` and `GeoJson` in `st_folium`.

Its libraries come from this machine (Leaflet from our own route, d3 for the legend from a
package, put by the bench in the place of the two public addresses): that favours it.
"""

from __future__ import annotations

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from data.current import current_statistics
from data.views import map_view
from indicators.palettes import SEQUENTIAL

folium.Map.default_js = [("leaflet", "/fond/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/fond/leaflet/leaflet.css")]

statistics = current_statistics()
st.set_page_config(layout="wide")
st.title("Carte")
indicator_id = st.selectbox(
    "Indicateur",
    [i.id for i in statistics.catalogue.indicators],
    key="indicateur",
    format_func=lambda code: statistics.catalogue[code].short_title,
    index=[i.id for i in statistics.catalogue.indicators].index("bim"),
)
view = map_view(statistics, indicator_id)
shapes = statistics.geometries().to_crs(4326)
cells = {cell.territory.code: cell for cell in view.cells}
shapes["nom"] = [cells[code].territory.name for code in shapes["code"]]
shapes["valeur"] = [cells[code].value_text for code in shapes["code"]]
values = pd.DataFrame({"code": list(cells), "valeur": [cell.estimate.value for cell in cells.values()]})

chart = folium.Map([50.8466, 4.3528], zoom_start=11, tiles=None)
layer = folium.Choropleth(
    geo_data=shapes.to_json(),
    data=values,
    columns=["code", "valeur"],
    key_on="feature.properties.code",
    fill_color="GnBu",
    threshold_scale=[0, *view.indicator.breaks, max(view.indicator.maximum, view.indicator.breaks[-1] + 1)],
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
