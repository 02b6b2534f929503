"""What stands beside and under the annotated map: one statement, the legend, the tables."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.annotated_map import AnnotatedMap, Mark
from diagnostic.board import Quadrant, Statement
from diagnostic.repository import StatementRepository
from indicators.language import _
from indicators.palettes import INK
from indicators.theme_looks import ThemeLook
from pages._annotated.place_draft import CHOSEN
from pages._annotated.place_form import statement_words
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.evidence_picker import chips_html
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.svg import svg_image


def show_statement(repository: StatementRepository, view: AnnotatedMap, current: CurrentDiagnostic) -> None:
    """Choose a statement of the map, here or by a click on it, and see what it rests on."""
    if not view.marks:
        return
    by_id = {mark.statement.id: mark for mark in view.marks}
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state[CHOSEN] = ""
    st.selectbox(
        _("Constat sur la carte"),
        ["", *by_id],
        key=CHOSEN,
        format_func=lambda id: statement_words(by_id[id].statement, view) if id else _("Choisir, ou cliquer"),
        filter_mode="contains",
    )
    mark = by_id.get(str(st.session_state.get(CHOSEN) or ""))
    if mark is None:
        return
    with st.container(border=True, key="constat_choisi"):
        st.html(_card(mark))
        st.page_link(
            "afom.py",
            label=_("Voir dans la grille AFOM"),
            icon=":material/grid_view:",
            query_params=current.link,
        )
        if st.button(_("Retirer de la carte"), icon=":material/wrong_location:", type="tertiary"):
            _take_off(repository, mark.statement)


def _take_off(repository: StatementRepository, statement: Statement) -> None:
    done = save(
        "retirer_lieu",
        lambda: repository.put_on_map(statement.id, statement.version, None, role=current_role()),
    )
    if done is not None:
        st.toast(_("Le constat reste dans la grille, sans lieu."), icon=":material/check:")
        st.rerun()


def _card(mark: Mark) -> str:
    statement = mark.statement
    head = " · ".join([mark.badge, statement.quadrant.heading, mark.heading])
    return (
        f'<div class="constat" data-reference="{statement.reference}"><span class="theme">{escape(head)}</span>'
        f'<p dir="auto">{escape(statement.text)}</p>{chips_html(statement.evidence)}'
        f"{paragraph(mark.where, 'source')}"
        f"{paragraph(f'{statement.reference}, {statement.status.label.lower()}', 'source')}</div>"
    )


def legend_html(view: AnnotatedMap) -> str:
    """Themes by colour and dash, lists by letter, services by a square on its tip."""
    items = [
        f'<li>{_line(entry.look)}<span>{escape(entry.heading)}</span><span class="compte">{entry.count}</span></li>'
        for entry in view.legend
    ]
    if view.services:
        items.append(
            f"<li>{_service()}<span>{escape(_('Service'))}</span>"
            f'<span class="compte">{len(view.services)}</span></li>'
        )
    letters = ", ".join(f"{one.value} {one.heading.lower()}" for one in Quadrant)
    words = _(
        "La couleur et le trait disent le thème\u00a0; sur la carte, chaque constat porte son numéro et la lettre "
        "de sa liste ({letters})."
    ).format(letters=letters)
    listed = f'<ul class="legende" aria-label="{escape(_("Légende"))}">{"".join(items)}</ul>' if items else ""
    return paragraph(words, "source") + listed


def _line(look: ThemeLook) -> str:
    dashes = f'stroke-dasharray="{look.css}"' if look.dashes else ""
    return svg_image(
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15" viewBox="0 0 24 15">'
        f'<line x1="0" y1="7.5" x2="24" y2="7.5" stroke="{look.colour}" stroke-width="5" {dashes}/></svg>'
    )


def _service() -> str:
    return svg_image(
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15" viewBox="0 0 24 15">'
        f'<rect x="8.5" y="4" width="7" height="7" transform="rotate(45 12 7.5)" fill="#FFF" stroke="{INK}" '
        'stroke-width="1.8"/></svg>'
    )


def marks_table(view: AnnotatedMap) -> str:
    """Everything that is drawn, in words."""
    rows = [
        f'<tr><th scope="row">{escape(mark.badge)}</th><td dir="auto">{escape(mark.statement.text)}</td>'
        f"<td>{escape(mark.heading)}</td><td>{escape(mark.where)}</td><td>{chips_html(mark.statement.evidence)}</td>"
        f"<td>{escape(mark.statement.reference)}</td></tr>"
        for mark in view.marks
    ]
    heads = (_("N°"), _("Constat"), _("Thème"), _("Lieu"), _("Preuves"), _("Référence"))
    return f'<div class="annotee">{html_table(heads, rows, label=_("Constats sur la carte"))}</div>'


def unplaced_html(view: AnnotatedMap) -> str:
    """The statements that have no place yet."""
    items = "".join(
        f'<li dir="auto">{escape(statement.quadrant.value)} · {escape(statement.text)}</li>'
        for statement in view.without_place
    )
    return f'<ul class="phrases">{items}</ul>'


def services_table(view: AnnotatedMap) -> str:
    """The services of the map, in words."""
    rows = [
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(one.kind)}</td><td>{escape(one.detail)}</td>'
        f"<td>{escape(one.precision)}</td></tr>"
        for one in view.services
    ]
    heads = (_("Service"), _("Type"), _("Public et adresse"), _("Position"))
    return html_table(heads, rows, label=_("Services sur la carte"))
