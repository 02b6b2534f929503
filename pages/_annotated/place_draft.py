"""What somebody has just drawn or typed, kept on screen until it is stored or erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely
import streamlit as st

from data.places import world
from data.statistics import Statistics
from diagnostic.statement_place import SHAPES, Shape, place_of, shape_label, typed_positions
from diagnostic.statement_qualities import StatementPlace
from indicators.language import _
from indicators.level import Level
from indicators.territory import Territory
from indicators.user_error import UserError
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph

DRAFT = "annotee:dessin"
CHOSEN = "annotee:constat"
OF = "annotee:diagnostic"
FAULT = "annotee:faute"
TYPED = "annotee_positions"
TYPED_SHAPE = "annotee_forme"


def begin(diagnostic: str) -> None:
    """What was drawn for one diagnostic is not kept for another."""
    if st.session_state.get(OF) != diagnostic:
        erase()
        st.session_state[CHOSEN] = ""
        st.session_state[OF] = diagnostic


def heard(value: Mapping[str, Any]) -> None:
    """Take over a click on a mark or a finished drawing; call it in a callback."""
    drawn = value.get("dessin")
    if isinstance(drawn, Mapping) and drawn.get("forme") in SHAPES:
        keep(drawn["forme"], drawn.get("positions") or ())
    elif isinstance(value.get("constat"), str):
        st.session_state[CHOSEN] = value["constat"]


def keep(shape: Shape, positions: Sequence[Sequence[float]]) -> None:
    """Keep a place as the draft, or the reason why it cannot be one."""
    try:
        place = place_of(shape, positions)
    except UserError as error:
        erase()
        st.session_state[FAULT] = (error.problem, error.remedy)
        return
    st.session_state[FAULT] = None
    st.session_state[DRAFT] = {"forme": place.shape, "positions": [list(one) for one in place.positions]}


def draft() -> dict[str, Any] | None:
    """The draft as plain values, None when there is none."""
    held: dict[str, Any] | None = st.session_state.get(DRAFT)
    return held


def draft_place(label: str) -> StatementPlace | None:
    """The draft as a place with its label."""
    held = draft()
    return None if held is None else place_of(held["forme"], held["positions"], label)


def erase() -> None:
    """Forget the draft."""
    st.session_state[DRAFT] = None
    st.session_state[FAULT] = None


def show_fault() -> None:
    """Say why the last drawing could not be kept."""
    fault = st.session_state.get(FAULT)
    if fault:
        problem, remedy = fault
        show_error(UserError(problem, remedy=remedy))


def show_without_mouse(statistics: Statistics, territory: Territory) -> None:
    """The same by keyboard: the middle of a territory, or positions typed line by line."""
    with st.expander(_("Placer sans dessiner"), icon=":material/keyboard:"):
        centres, typed = st.columns(2, gap="large")
        with centres:
            options = _members(statistics, territory)
            code = st.selectbox(
                _("Au milieu de"),
                list(options),
                format_func=lambda one: options[one].name,
                key=f"annotee_milieu_{territory.code}",
                filter_mode="contains",
            )
            st.button(
                _("Placer au milieu"),
                icon=":material/my_location:",
                on_click=_keep_centre,
                args=(statistics, code),
                disabled=code is None,
            )
        with typed:
            st.segmented_control(
                _("Forme"), SHAPES, format_func=shape_label, default="point", key=TYPED_SHAPE
            )
            st.text_area(
                _("Positions, une par ligne\u00a0: latitude et longitude"),
                key=TYPED,
                height=90,
                placeholder="50,8440 4,3455",
                persist_state="session",
            )
            st.button(_("Placer ces positions"), icon=":material/edit_location:", on_click=_keep_typed)


def _members(statistics: Statistics, territory: Territory) -> dict[str, Territory]:
    """The territory itself, and the quartiers and sectors inside it that have an outline."""
    found = {territory.code: territory}
    for level in (Level.QUARTIER, Level.SECTOR):
        if level in statistics.levels and territory.level != level:
            found |= statistics.members(level, territory.code)
    if territory.level == Level.QUARTIER and Level.SECTOR in statistics.levels:
        sectors = statistics.territories(Level.SECTOR)
        drawn = statistics.outlined(Level.SECTOR)
        found |= {code: s for code, s in sectors.items() if s.quartier == territory.code and code in drawn}
    return found


def _keep_centre(statistics: Statistics, code: str) -> None:
    outline = statistics.outline(code)
    if outline is not None:
        keep("point", world([centre_of(outline)]))


def centre_of(outline: shapely.Geometry) -> tuple[float, float]:
    """A point inside an outline (EPSG:31370, metres)."""
    point = outline.representative_point()
    return float(point.x), float(point.y)


def _keep_typed() -> None:
    shape: Shape = st.session_state.get(TYPED_SHAPE) or "point"
    try:
        positions = typed_positions(str(st.session_state.get(TYPED) or ""))
    except UserError as error:
        st.session_state[FAULT] = (error.problem, " ".join([error.remedy, *map(str, error.faults)]))
        return
    keep(shape, positions)


def draft_words(held: Mapping[str, Any]) -> str:
    """«Zone de 4 points», or the position of a point."""
    positions = held["positions"]
    if held["forme"] == "point":
        longitude, latitude = positions[0]
        return _("Point à {lat} {lon} (latitude, longitude).").format(
            lat=_degrees(latitude), lon=_degrees(longitude)
        )
    return _("{shape} de {n} points.").format(shape=shape_label(held["forme"]), n=len(positions))


def _degrees(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")


def warning() -> str:
    """The sentence that stands wherever a place is given."""
    return paragraph(
        _(
            "Ne dessinez pas un domicile\u00a0: un logement désigne les personnes qui y vivent. Montrez une rue, un "
            "îlot, une place. Les positions sont arrondies à une dizaine de mètres."
        ),
        "source",
    )
