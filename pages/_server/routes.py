"""Routes beside Streamlit's own: health, geometry, Leaflet and our map script."""

from __future__ import annotations

import asyncio
import gzip
import json
from importlib.metadata import version
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet

from data.current import current_statistics
from data.views import map_view
from indicators.language import _
from indicators.user_error import UserError
from pages._map.elements import words_of
from pages._server.geometry import outlines_document
from pages._server.version import APP_VERSION

FOREVER = "public, max-age=31536000, immutable"


async def health(request: Request) -> JSONResponse:
    """Answer 200 with the versions of app and data; `etat` says when data are missing."""
    answer: dict[str, object] = {"application": APP_VERSION, "streamlit": version("streamlit")}
    try:
        statistics = current_statistics()
    except UserError as error:
        answer |= {"etat": "sans_statistiques", "donnees": None, "message": str(error)}
    else:
        answer |= {
            "etat": "ok",
            "donnees": {
                "version": statistics.fingerprint,
                "construites": statistics.built_at.isoformat(timespec="seconds"),
            },
        }
    return JSONResponse(answer, headers={"cache-control": "no-store"})


async def outlines(request: Request) -> Response:
    """The outlines of one level in one extent; the address carries the version of the data."""
    level, extent = request.path_params["level"], request.path_params["extent"]
    vintage = request.query_params.get("m", "")
    try:
        statistics = current_statistics()
    except UserError as error:
        return JSONResponse({"message": str(error)}, status_code=503)
    if level not in statistics.levels or extent not in statistics:
        return JSONResponse({"message": _("Ces contours n'existent pas.")}, status_code=404)
    body = await asyncio.to_thread(outlines_document, statistics, level, extent, vintage[:20_000])
    headers = {"cache-control": FOREVER, "content-encoding": "gzip"}
    return Response(body, media_type="application/geo+json", headers=headers)


async def words(request: Request) -> Response:
    """What the cards of a large map say: too much to send with every change of colour."""
    asked = request.path_params
    try:
        statistics = current_statistics()
        if asked["level"] not in statistics.levels or asked["extent"] not in statistics:
            return JSONResponse({"message": _("Ces contours n'existent pas.")}, status_code=404)
        view = await asyncio.to_thread(
            map_view,
            statistics,
            asked["indicator"],
            int(asked["year"]),
            asked["level"],
            asked["extent"],
        )
    except UserError as error:
        return JSONResponse({"message": str(error)}, status_code=404)
    body = await asyncio.to_thread(lambda: gzip.compress(json.dumps(words_of(view)).encode(), 4))
    headers = {"cache-control": FOREVER, "content-encoding": "gzip"}
    return Response(body, media_type="application/json", headers=headers)


ROUTES: list[BaseRoute] = [
    Route("/sante", health),
    Route("/geo/{level}/{extent}.geojson", outlines),
    Route("/geo/{level}/{extent}/{indicator}/{year:int}.json", words),
    Mount("/fond/leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
    Mount("/fond/carte", StaticFiles(directory=Path(__file__).parents[1] / "_map" / "static")),
]
