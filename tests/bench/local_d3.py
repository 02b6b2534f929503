"""`st_folium` with d3 from this machine, instead of the two public hosts that it asks.

Imported by the page, once: the component must be declared while the server runs. Not replaced
in the browser: Playwright switches the cache of a page off as soon as it answers a request itself.
"""

from __future__ import annotations

from typing import Any

import streamlit_folium

LOCAL = "/fond/d3/d3.js"
component = streamlit_folium._component_func


def with_local_d3(js_links: list[str], **arguments: Any) -> Any:
    """The component of `st_folium`, with other addresses."""
    links = dict.fromkeys(LOCAL if link.startswith("https:") else link for link in js_links)
    return component(js_links=list(links), **arguments)


streamlit_folium._component_func = with_local_d3
st_folium = streamlit_folium.st_folium
