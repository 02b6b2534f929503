"""The two Folium elements of the map: a layer that does not change with the figures, a style that travels.

`st_folium` rebuilds its whole iframe when the generated script changes. So the script
of the layer is constant, and each change of indicator sends a few kilobytes of style in
a feature group (measured recipe: shared/spec/platform.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from indicators.language import _
from indicators.level import BRUSSELS
from indicators.map_view import MapView
from indicators.palettes import (
    ACCENT,
    GREEN_SPACE,
    INK,
    NON_VALUE_LOOKS,
    PATTERN_INK,
    SEQUENTIAL,
)

CENTRE = (50.8466, 4.3528)
MOST_SVG = 2000
LEAFLET = "/fond/leaflet"
OWN = "/fond/carte"
SIGNS = {"zero": "z", "secret": "s", "indisponible": "i", "sans_objet": "o"}
"""One sign per territory says its look; the classes are their own digits."""
OPAQUE = 1.0
OVER_TILES = 0.75


def script_safe(value: Any) -> str:
    """Write JSON that can stand inside a script: no text in it can close the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class TerritoryLayer(MacroElement):
    """Fetches the outlines once and keeps them in the browser."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DiagnosticCarte.start({{ this._parent.get_name() }}, {{ this.options_json }});"
        "{% endmacro %}"
    )

    def __init__(self, address: str, key: str, on_canvas: bool) -> None:
        super().__init__()
        self._name = "contours"
        self.options_json = script_safe(
            {
                "adresse": address,
                "cle": key,
                "canevas": on_canvas,
                "encre": INK,
                "trames": {"fond": NON_VALUE_LOOKS["secret"].colour, "encre": PATTERN_INK},
                "echec": _("Les contours n'ont pas pu être chargés. Rechargez la page."),
            }
        )


class TerritoryStyle(MacroElement):
    """Sends colours and card texts for one indicator and year."""

    _template = Template(
        "{% macro script(this, kwargs) %}DiagnosticCarte.show({{ this.view_json }});{% endmacro %}"
    )

    def __init__(self, style: dict[str, Any]) -> None:
        super().__init__()
        self._name = "style"
        self.view_json = script_safe(style)


@dataclass(frozen=True)
class Outlines:
    """Which outlines a map draws: the level, the extent, the vintage of the sectors, how many."""

    level: str
    extent: str
    vintage: str
    count: int

    @classmethod
    def of(cls, view: MapView) -> Outlines:
        """The outlines of a view."""
        return cls(view.level, view.extent.code if view.extent else BRUSSELS, view.vintage, len(view.cells))

    @property
    def key(self) -> str:
        """What a style must name to be for this map: «secteur/04000/2022»."""
        return f"{self.level}/{self.extent}/{self.vintage}"

    def address(self, version: str) -> str:
        """Where the browser fetches them; kept for ever, for the version is in it."""
        return f"/geo/{self.level}/{self.extent}.geojson?m={self.vintage}&v={version}"

    def words_address(self, indicator_id: str, year: int, version: str) -> str:
        """Where the browser fetches what the cards of a large map say."""
        return f"/geo/{self.level}/{self.extent}/{indicator_id}/{year}.json?v={version}"

    @property
    def on_canvas(self) -> bool:
        """True when there are too many for SVG."""
        return self.count > MOST_SVG


def base_map(
    outlines: Outlines, version: str, prefix: str = "", tiles: str | None = None, attribution: str = ""
) -> folium.Map:
    """The map without any figure: same arguments, same script, so the iframe stays.

    `version` is that of the statistics; `prefix` is the base path of the server.
    """
    chart = folium.Map(
        location=CENTRE,
        zoom_start=11,
        min_zoom=7,
        prefer_canvas=outlines.on_canvas,
        max_zoom=17,
        tiles=None,
        zoom_control=False,
        attributionControl=bool(tiles),
        zoomSnap=0.25,
    )
    chart.default_js = [
        ("leaflet", f"{prefix}{LEAFLET}/leaflet.js"),
        ("carte", f"{prefix}{OWN}/carte.js"),
    ]
    chart.default_css = [
        ("leaflet_css", f"{prefix}{LEAFLET}/leaflet.css"),
        ("carte_css", f"{prefix}{OWN}/carte.css"),
    ]
    if tiles:
        folium.TileLayer(tiles, attr=attribution or " ", control=False).add_to(chart)
    TerritoryLayer(prefix + outlines.address(version), outlines.key, outlines.on_canvas).add_to(chart)
    return chart


def style_group(
    view: MapView,
    chosen: str,
    version: str,
    prefix: str = "",
    over_tiles: bool = False,
    ring: dict[str, Any] | None = None,
) -> folium.FeatureGroup:
    """The feature group that recolours the map: a few kilobytes, twenty for all of Belgium.

    `ring` is the outline (GeoJSON, WGS 84) of what is chosen across the polygons.
    """
    group = folium.FeatureGroup("style")
    style = style_of(view, chosen, version, prefix, over_tiles)
    TerritoryStyle(style | {"anneau": ring} if ring else style).add_to(group)
    return group


def style_of(
    view: MapView, chosen: str, version: str, prefix: str = "", over_tiles: bool = False
) -> dict[str, Any]:
    """What `DiagnosticCarte.show` expects: looks in the order of the outlines, colours per look.

    The words of the cards come along, or of a large map the address where they wait.
    """
    outlines = Outlines.of(view)
    words = words_of(view)
    if outlines.on_canvas:
        address = outlines.words_address(view.indicator.id, view.year, version)
        words = {"valeurs": [], "nombres": [], "textes": prefix + address}
    colours = {str(index): colour for index, colour in enumerate(SEQUENTIAL)}
    colours |= {key: look.colour for key, look in NON_VALUE_LOOKS.items()}
    colours |= {"espace_vert": GREEN_SPACE, "selection": INK, "survol": ACCENT}
    return {
        "indicateur": view.indicator.id,
        "annee": view.year,
        "titre": _("Carte\u00a0: {title}. Le tableau sous la carte donne les mêmes valeurs.").format(
            title=view.title
        ),
        "cle": outlines.key,
        "territoire": chosen,
        "couleurs": colours,
        "opacite": OVER_TILES if over_tiles else OPAQUE,
        "aspects": "".join(SIGNS.get(cell.look, cell.look) for cell in view.cells),
        **words,
    }


def words_of(view: MapView) -> dict[str, Any]:
    """What the cards say, in the order of the outlines."""
    return {
        "valeurs": [cell.value_text for cell in view.cells],
        "nombres": [cell.count_text for cell in view.cells],
    }
