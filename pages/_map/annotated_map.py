"""The annotated map: statements and services on the outline of their territory, and what somebody draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import folium
import shapely
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium

from data.places import places_of, world
from data.statistics import Statistics
from diagnostic.annotated_map import AnnotatedMap, Mark
from diagnostic.statement_place import SHAPES, label_position, shape_label
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.palettes import INK
from indicators.territory import Territory
from pages._map.elements import LEAFLET, OPAQUE, OVER_TILES, OWN, Outlines, script_safe
from pages._server.geometry import geojson_of
from pages._ui.settings import display_settings

KEY = "carte_annotee"
HEIGHT = 620
MARGIN_M = 120
MOST_NAMES = 25
LONGEST_LINE = 160


class AnnotatedBackground(MacroElement):
    """Draws the territory and its neighbours once, with the drawing tools."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DiagnosticAnnotee.start({{ this._parent.get_name() }}, {{ this.options_json }});"
        "{% endmacro %}"
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "fond_annote"
        self.options_json = script_safe(dict(options))


class AnnotatedMarks(MacroElement):
    """Sends the marks, the services and the draft."""

    _template = Template(
        "{% macro script(this, kwargs) %}DiagnosticAnnotee.show({{ this.view_json }});{% endmacro %}"
    )

    def __init__(self, marks: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "annotations"
        self.view_json = script_safe(dict(marks))


@dataclass(frozen=True)
class Ground:
    """What lies under the marks: an outline in metres (EPSG:31370) and the address of the neighbours."""

    outline: shapely.Geometry
    neighbours: str
    names: tuple[dict[str, Any], ...]

    @property
    def frame(self) -> list[list[float]]:
        """South-west and north-east corners (lat, lon), with a margin."""
        west, south, east, north = self.outline.buffer(MARGIN_M).bounds
        (lon_1, lat_1), (lon_2, lat_2) = world([(west, south), (east, north)])
        return [[round(lat_1, 4), round(lon_1, 4)], [round(lat_2, 4), round(lon_2, 4)]]


def ground_of(statistics: Statistics, territory: Territory, outline: shapely.Geometry) -> Ground:
    """The quartiers around a territory of Brussels; elsewhere its own outline alone."""
    if territory.region != BRUSSELS or Level.QUARTIER not in statistics.levels:
        return Ground(outline, "", ())
    places = places_of(statistics)
    outlines = Outlines(Level.QUARTIER, BRUSSELS, "", len(places.shapes))
    window = shapely.box(*outline.buffer(6 * MARGIN_M).bounds)
    seen = places.shapes.iloc[sorted(places.tree.query(window, predicate="intersects"))]
    names = []
    for code, shape in zip(seen["code"], seen.geometry, strict=True):
        visible = shape.intersection(window)
        names.append((-visible.area, str(code), visible.representative_point()))
    chosen = sorted(names)[:MOST_NAMES]
    positions = world([(point.x, point.y) for _area, _code, point in chosen])
    return Ground(
        outline,
        outlines.address(statistics.fingerprint),
        tuple(
            {
                "nom": statistics.quartiers[code].name,
                "lon": round(lon, 5),
                "lat": round(lat, 5),
                "ici": code == territory.code,
            }
            for (_area, code, _point), (lon, lat) in zip(chosen, positions, strict=True)
        ),
    )


def show_annotated_map(
    ground: Ground,
    view: AnnotatedMap,
    chosen: str,
    draft: Mapping[str, Any] | None,
    heard: Callable[[Mapping[str, Any]], None],
) -> None:
    """Draw the map; `heard` gets {«constat»: id} after a click, {«dessin»: …} after a drawing."""
    settings = display_settings()
    base = st.get_option("server.baseUrlPath")
    prefix = "/" + base.strip("/") if base else ""
    group = folium.FeatureGroup("annotations")
    AnnotatedMarks(marks_of(view, chosen, draft)).add_to(group)
    st_folium(
        annotated_base(ground, prefix, settings.tiles, settings.tiles_attribution),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["annotation"],
        feature_group_to_add=group,
        on_change=lambda: _heard(heard),
    )


def _heard(then: Callable[[Mapping[str, Any]], None]) -> None:
    value = (st.session_state.get(KEY) or {}).get("annotation")
    if isinstance(value, dict):
        then(value)


def annotated_base(
    ground: Ground, prefix: str = "", tiles: str | None = None, attribution: str = ""
) -> folium.Map:
    """The map without any mark: the same territory gives the same script, so the iframe stays."""
    (south, west), (north, east) = ground.frame
    chart = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=14,
        min_zoom=9,
        max_zoom=19,
        tiles=None,
        zoom_control=False,
        attributionControl=bool(tiles),
        zoomSnap=0.25,
    )
    chart.default_js = [
        ("leaflet", f"{prefix}{LEAFLET}/leaflet.js"),
        ("annotee", f"{prefix}{OWN}/annotee.js"),
    ]
    chart.default_css = [
        ("leaflet_css", f"{prefix}{LEAFLET}/leaflet.css"),
        ("annotee_css", f"{prefix}{OWN}/annotee.css"),
    ]
    if tiles:
        folium.TileLayer(tiles, attr=attribution or " ", control=False).add_to(chart)
    AnnotatedBackground(
        {
            "adresse": prefix + ground.neighbours if ground.neighbours else "",
            "contour": geojson_of(ground.outline),
            "cadre": ground.frame,
            "noms": list(ground.names),
            "encre": INK,
            "opacite": (OVER_TILES - 0.4) if tiles else OPAQUE,
            "mots": _words(),
        }
    ).add_to(chart)
    return chart


def _words() -> dict[str, Any]:
    return {
        "outils": _("Dessiner sur la carte"),
        "formes": {shape: shape_label(shape) for shape in SHAPES},
        "annuler": _("Annuler le point"),
        "effacer": _("Effacer"),
        "terminer": _("Terminer"),
        "point": _("Touchez la carte à l'endroit du constat."),
        "ligne": _("Touchez la carte à chaque coude de la ligne, puis «\u00a0Terminer\u00a0»."),
        "zone": _("Touchez la carte à chaque coin de la zone, puis «\u00a0Terminer\u00a0»."),
    }


def marks_of(view: AnnotatedMap, chosen: str, draft: Mapping[str, Any] | None) -> dict[str, Any]:
    """What `DiagnosticAnnotee.show` expects."""
    return {
        "titre": _("{title}. Les tableaux sous la carte disent la même chose.").format(title=view.title),
        "marques": [_mark(mark) for mark in view.marks],
        "services": [
            {
                "lat": round(service.latitude, 5),
                "lon": round(service.longitude, 5),
                "titre": service.name,
                "lignes": [text for text in (service.kind, service.detail, service.precision) if text],
                "flou": not service.exact,
            }
            for service in view.services
        ],
        "choisi": chosen,
        "brouillon": dict(draft) if draft else None,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    text = " ".join(mark.statement.text.split())
    return {
        "id": mark.statement.id,
        "numero": mark.badge,
        "forme": mark.place.shape,
        "positions": [list(position) for position in mark.place.positions],
        "repere": list(label_position(mark.place)),
        "couleur": mark.look.colour,
        "tirets": mark.look.css,
        "titre": f"{mark.badge}\u00a0· {mark.statement.quadrant.heading}",
        "lignes": [
            text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…",
            mark.heading,
            mark.where,
        ],
    }
