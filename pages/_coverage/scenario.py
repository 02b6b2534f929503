"""Type a scenario: services at the middle of a quartier, one line each; and the case of document 003."""

from __future__ import annotations

from html import escape

import streamlit as st

from data.scenario import CASE_QUARTIER, DocumentCase, ScenarioService, document_case
from data.statistics import Statistics
from indicators.coverage.kinds import FIRST_LINE_PSYCHOLOGIST, kind_title, known_kinds
from indicators.french import number
from indicators.language import _
from indicators.territory import Kind
from pages._coverage.choices import KIND, keep_services, show_document_case, typed_services
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose

MOST = 60
MOST_AT_ONCE = 20


def show_scenario(statistics: Statistics) -> None:
    """The list of the scenario, a form to add to it, and the ready-made case."""
    services = typed_services()
    case = document_case(statistics)
    st.subheader(_("Le scénario"), anchor=False)
    if case is not None:
        st.html(paragraph(_case_words(statistics, case), "source"))
        st.button(
            _("Cas du document 003"),
            icon=":material/play_arrow:",
            key="cas_003",
            on_click=show_document_case,
            args=(statistics,),
        )
    if len(services) < MOST:
        with st.expander(_("Ajouter un service au scénario"), icon=":material/add:", expanded=not services):
            _form(statistics)
    for index, one in enumerate(services):
        words, action = st.columns([5, 1], vertical_alignment="center")
        words.html(f"<p>{escape(_line(statistics, one))}</p>")
        action.button(
            _("Retirer"),
            key=f"retirer_{index}",
            on_click=_remove,
            args=(index,),
            width="stretch",
            help=_("Retirer ce service du scénario"),
        )
    if services:
        st.button(_("Vider le scénario"), key="vider_scenario", on_click=keep_services, args=([],))


def _case_words(statistics: Statistics, case: DocumentCase) -> str:
    return _(
        "Le document 003 ({year}, section {section}) compte {n} psychologue de première ligne conventionné·e pour tout "
        "le {place}. Il ne dit pas où\u00a0: le point est placé au milieu ({quartier})."
    ).format(
        year=case.year,
        section=case.section,
        n=number(case.count),
        place=case.territory,
        quartier=statistics.quartiers[CASE_QUARTIER].name,
    )


def _line(statistics: Statistics, one: ScenarioService) -> str:
    capacity = (
        _("capacité inconnue")
        if one.capacity is None
        else _("capacité {n}").format(n=number(one.capacity, 0 if float(one.capacity).is_integer() else 1))
    )
    name = statistics.quartiers[one.quartier].name
    return " · ".join(filter(None, (one.name or kind_title(one.kind), name, capacity)))


def _remove(index: int) -> None:
    services = typed_services()
    keep_services([one for position, one in enumerate(services) if position != index])


def _form(statistics: Statistics) -> None:
    inhabited = sorted(
        (one for one in statistics.quartiers.values() if one.kind is Kind.INHABITED),
        key=lambda one: one.name.casefold(),
    )
    names = {one.code: one.name for one in inhabited}
    with st.form("scenario_ajout", border=False):
        columns = st.columns([2, 2, 1, 1], vertical_alignment="bottom")
        kinds = list(known_kinds())
        columns[0].selectbox(
            _("Type du service à ajouter"),
            kinds,
            index=kinds.index(FIRST_LINE_PSYCHOLOGIST),
            format_func=kind_title,
            key="scenario_type",
        )
        columns[1].selectbox(
            _("Quartier du service"),
            list(names),
            index=list(names).index("10") if "10" in names else 0,
            format_func=lambda code: names[code],
            key="scenario_quartier",
        )
        columns[2].number_input(
            _("Capacité (si connue)"), 0.0, 10_000.0, value=None, step=0.5, key="scenario_capacite"
        )
        columns[3].number_input(_("Combien"), 1, MOST_AT_ONCE, value=1, step=1, key="scenario_nombre")
        st.form_submit_button(_("Ajouter au scénario"), icon=":material/add:", on_click=_add)


def _add() -> None:
    """Add what the form says, and look at its kind."""
    state = st.session_state
    added = ScenarioService(state["scenario_type"], state["scenario_quartier"], state["scenario_capacite"])
    count = int(state["scenario_nombre"] or 1)
    keep_services([*typed_services(), *[added] * count][:MOST])
    choose(KIND, added.kind)
