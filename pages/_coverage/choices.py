"""What a person asks of the coverage page: which points, which service, which measure, within which limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.coverage import LIMIT, LONGEST_LIMIT, NEEDS, SHORTEST_LIMIT, CoverageRequest
from data.known_points import known_points
from data.pentagone import SCOPE as PENTAGONE
from data.pentagone import pentagone_name
from data.point_set import PointSet
from data.scenario import CASE_LIMIT, ScenarioService, document_case, scenario_points
from data.service_points import ServicePointStore
from data.settings import DataSettings
from data.statistics import Statistics
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.distance import DETOUR, LONGEST_DETOUR, SHORTEST_DETOUR
from indicators.coverage.kinds import ALL, kind_title, known_kinds
from indicators.coverage.method import Method
from indicators.french import number
from indicators.language import _
from indicators.level import BRUSSELS
from indicators.user_error import UserError
from pages._ui.messages import show_error
from pages._ui.url_state import BoundChoice, bound_choice, choose

POINTS, KIND, METHOD = "points", "type", "methode"
LIMIT_KEY, DETOUR_KEY, NEED_KEY, FILL_KEY, SCOPE_KEY = (
    "limite_marche",
    "facteur_detour",
    "besoin",
    "colorer",
    "population_consideree",
)
SCENARIO = "scenario:services"
DETOURS = [tenths / 10 for tenths in range(round(10 * SHORTEST_DETOUR), round(10 * LONGEST_DETOUR) + 1)]
FILLS = ("couverture", "besoin")
FIRST_KIND = "ssm"


def service_store() -> ServicePointStore:
    """The imported service points of this installation."""
    return ServicePointStore(DataSettings().imports)


def typed_services() -> list[ScenarioService]:
    """The scenario of this session."""
    found: list[ScenarioService] = st.session_state.setdefault(SCENARIO, [])
    return found


def keep_services(services: Sequence[ScenarioService]) -> None:
    """Put another scenario in the place of the one of this session."""
    st.session_state[SCENARIO] = list(services)


def show_document_case(statistics: Statistics) -> None:
    """Fill the scenario with the case of document 003 and look at it; call it in a callback."""
    case = document_case(statistics)
    if case is None:
        return
    keep_services(case.services)
    choose(POINTS, PointOrigin.SCENARIO.value)
    choose(KIND, case.services[0].kind)
    choose(METHOD, Method.TWO_STEP.value)
    st.session_state[LIMIT_KEY] = CASE_LIMIT
    st.session_state[SCOPE_KEY] = PENTAGONE
    st.session_state[FILL_KEY] = FILLS[0]


@dataclass(frozen=True)
class Choices:
    """The choices that are known before their widgets are drawn."""

    points: PointSet
    origin: BoundChoice[str]
    kind: BoundChoice[str]
    method: BoundChoice[str]

    @property
    def drawn(self) -> bool:
        """True when coverage by the chosen kind can be drawn from these points."""
        return self.points.may_be_drawn(self.kind.value) and bool(self.points.of_kind(self.kind.value))

    @property
    def request(self) -> CoverageRequest:
        """The question, from the widgets or their defaults."""
        state = st.session_state
        scenario = self.points.origin is PointOrigin.SCENARIO
        return CoverageRequest(
            kind=self.kind.value,
            method=Method(self.method.value),
            limit=int(state.get(LIMIT_KEY) or LIMIT),
            detour=float(state.get(DETOUR_KEY) or DETOUR),
            scope=str(state.get(SCOPE_KEY) or BRUSSELS) if scenario else BRUSSELS,
        )


def coverage_choices(statistics: Statistics) -> Choices:
    """Settle points, kind and method from the URL and the widgets."""
    origins = [PointOrigin.KNOWN.value, PointOrigin.SCENARIO.value]
    imported: PointSet | None = None
    try:
        imported = service_store().point_set()
    except UserError as error:
        show_error(error)
    if imported is not None:
        origins.insert(0, PointOrigin.FILE.value)
    origin = bound_choice(
        _("Points à utiliser"),
        origins,
        key=POINTS,
        default=origins[0],
        words=lambda value: PointOrigin(value).label,
        unknown=_("«\u00a0{value}\u00a0» n'est pas un ensemble de points connu ici."),
        optional=True,
    )
    points = _points(statistics, origin.value, imported)
    kinds = [ALL, *dict.fromkeys([*known_kinds(), *points.kinds])]
    kind = bound_choice(
        _("Type de service"),
        kinds,
        key=KIND,
        default=FIRST_KIND,
        words=kind_title,
        unknown=_("Le type de service «\u00a0{value}\u00a0» n'est pas connu ici."),
    )
    method = bound_choice(
        _("Mesure"),
        [method.value for method in Method],
        key=METHOD,
        default=Method.NEAREST.value,
        words=lambda value: Method(value).label,
        unknown=_("La mesure «\u00a0{value}\u00a0» n'existe pas."),
        optional=True,
    )
    return Choices(points, origin, kind, method)


def _points(statistics: Statistics, origin: str, imported: PointSet | None) -> PointSet:
    if origin == PointOrigin.FILE.value and imported is not None:
        return imported
    if origin == PointOrigin.SCENARIO.value:
        times = imported.times if imported is not None else service_store().travel_times()
        return replace(scenario_points(statistics, typed_services()), times=times)
    return known_points(statistics)


def show_parameters(statistics: Statistics, choices: Choices, drawn: bool) -> tuple[str, bool]:
    """One row: the walking limit, the detour, whose people share the services, the need beside, the colours.

    Returns the need and whether the map shows it; where no coverage is drawn it always does.
    """
    if not drawn:
        need_side, _rest = st.columns([3, 3])
        with need_side:
            return _need_choice(statistics, _("Besoin montré sur la carte")), True
    shown = [_limit_choice, lambda: _detour_choice(disabled=choices.points.times is not None)]
    if choices.points.origin is PointOrigin.SCENARIO:
        shown.append(_scope_choice)
    columns = st.columns(len(shown) + 2)
    for column, show in zip(columns, shown, strict=False):
        with column:
            show()
    with columns[-2]:
        need = _need_choice(statistics, _("Besoin à mettre à côté"))
    with columns[-1]:
        return need, _fill_choice() == FILLS[1]


def _limit_choice() -> None:
    st.session_state.setdefault(LIMIT_KEY, LIMIT)
    st.number_input(
        _("Limite de trajet (minutes)"),
        SHORTEST_LIMIT,
        LONGEST_LIMIT,
        step=5,
        key=LIMIT_KEY,
        persist_state="session",
    )


def _detour_choice(*, disabled: bool) -> None:
    st.selectbox(
        _("Facteur de détour"),
        DETOURS,
        index=DETOURS.index(DETOUR),
        key=DETOUR_KEY,
        format_func=lambda factor: number(factor, 1),
        persist_state="session",
        disabled=disabled,
    )


def _scope_choice() -> None:
    names = {BRUSSELS: _("Région de Bruxelles-Capitale"), PENTAGONE: pentagone_name()}
    st.selectbox(
        _("Population considérée"),
        list(names),
        key=SCOPE_KEY,
        format_func=lambda code: names[code],
        persist_state="session",
    )


def _need_choice(statistics: Statistics, label: str) -> str:
    catalogue = statistics.catalogue
    needs = [one for one in NEEDS if one in catalogue]
    need: str = st.selectbox(
        label,
        needs,
        index=needs.index("bim") if "bim" in needs else 0,
        key=NEED_KEY,
        format_func=lambda one: catalogue[one].short_title,
        persist_state="session",
    )
    return need


def _fill_choice() -> str:
    fill: str = st.selectbox(
        _("Colorer la carte selon"),
        FILLS,
        key=FILL_KEY,
        format_func=lambda one: _("La couverture") if one == FILLS[0] else _("Le besoin"),
        persist_state="session",
    )
    return fill
