"""The annotated map to take away: a picture and a Word document, drawn when somebody clicks."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import shapely
import streamlit as st

from data.statistics import Statistics
from diagnostic.annotated_map import AnnotatedMap
from diagnostic.board import Board
from exports.file_name import file_name
from indicators.language import _
from indicators.level import BRUSSELS, Level
from pages._ui.downloads import DOCX


def map_buttons(
    statistics: Statistics, view: AnnotatedMap, board: Board, outline: shapely.Geometry, today: date
) -> None:
    """PNG and Word of what is shown, filters included."""
    left, right = st.columns(2)
    with left:
        st.download_button(
            _("Télécharger la carte (PNG)"),
            data=lambda: _png(statistics, view, outline),
            file_name=file_name("carte-annotee", view.territory, today, "png"),
            mime="image/png",
            icon=":material/image:",
            on_click="ignore",
            width="stretch",
            key="carte_annotee_png",
        )
    with right:
        st.download_button(
            _("Télécharger la carte et la liste (Word)"),
            data=lambda: _docx(statistics, view, board, outline, today),
            file_name=file_name("carte-annotee", view.territory, today, "docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="carte_annotee_docx",
        )


def _png(statistics: Statistics, view: AnnotatedMap, outline: shapely.Geometry) -> bytes:
    from exports.annotated_map_image import annotated_map_image

    return annotated_map_image(view, outline, neighbours_of(statistics, view), source_of(statistics))


def _docx(
    statistics: Statistics, view: AnnotatedMap, board: Board, outline: shapely.Geometry, today: date
) -> bytes:
    from exports.annotated_map_docx import annotated_map_docx

    return annotated_map_docx(
        view, board, outline, neighbours_of(statistics, view), source_of(statistics), today
    )


def neighbours_of(statistics: Statistics, view: AnnotatedMap) -> gpd.GeoDataFrame | None:
    """The quartiers around a territory of Brussels, None elsewhere."""
    if view.territory.region != BRUSSELS or Level.QUARTIER not in statistics.levels:
        return None
    return statistics.geometries(Level.QUARTIER, BRUSSELS)


def source_of(statistics: Statistics) -> str:
    """Where the outlines come from."""
    return _("Contours\u00a0: {source}. Constats\u00a0: équipe du diagnostic.").format(
        source=statistics.outlines(Level.QUARTIER, BRUSSELS).attribution
    )
