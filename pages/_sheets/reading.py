"""A fiche thématique to read: its constats by reference, then its questions with their answers."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.thematic_sheet_view import SheetQuestion, SheetStatement, SheetView, Standing
from indicators.french import number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS
from pages._ui.evidence_picker import chips_html
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def show_statements(sheet: SheetView) -> None:
    """The constats of the fiche, each with its list, its reference and what it rests on."""
    st.subheader(_("Constats"), anchor=False)
    if not sheet.statements:
        st.html(paragraph(_("Cette fiche ne part encore d'aucun constat."), "vide"))
        return
    st.html(f'<ul class="fiche-constats">{"".join(map(_statement, sheet.statements))}</ul>')


def show_question_table(sheet: SheetView) -> None:
    """Question, who can answer, method and tools, answers: one line each."""
    st.subheader(_("Questions"), anchor=False)
    st.html(paragraph(sheet.progress, "verdict"))
    if not sheet.questions:
        return
    heads = (_("Question"), _("Qui peut répondre"), _("Méthode et outils"), _("Réponses"))
    table = html_table(
        heads,
        [_question(one, heads) for one in sheet.questions],
        label=_("Questions de la fiche «\u00a0{title}\u00a0»").format(title=sheet.title),
        tall=True,
    )
    st.html(f'<div class="fiche-questions">{table}</div>')


def _statement(one: SheetStatement) -> str:
    badge = text = ""
    if one.statement is not None:
        quadrant = one.statement.quadrant
        badge = (
            f'<span class="lettre" style="background:{QUADRANT_COLOURS[quadrant.value]}" '
            f'title="{escape(quadrant.heading)}">{quadrant.value}</span>'
        )
        text = f'<p dir="auto">{escape(one.statement.text)}</p>{chips_html(one.statement.evidence)}'
    looks = "explore" if one.is_explored else "" if one.standing is Standing.IN_GRID else "absent"
    note = f'<p class="fiche-etat {looks}">{escape(one.note)}</p>' if one.note else ""
    about = " · ".join(filter(None, (one.reference, one.theme)))
    return (
        f'<li data-reference="{one.reference}">{badge}<div class="constat">'
        f'<span class="theme">{escape(about)}</span>{text}{note}</div></li>'
    )


def _question(one: SheetQuestion, heads: tuple[str, ...]) -> str:
    about = f"<small>{escape(', '.join(one.about))}</small>" if one.about else ""
    answers = "".join(
        '<div class="reponse-notee">'
        + (f'<p dir="auto">{escape(answer.text)}</p>' if answer.text else "")
        + (f"<small>{escape(answer.origin)}</small>" if answer.origin else "")
        + "</div>"
        for answer in one.answers
    )
    cells = (
        _typed(one.who) or _missing(_("À compléter")),
        _typed(one.method) or _missing(_("À compléter")),
        answers or _missing(_("Pas encore de réponse")),
    )
    rest = "".join(
        f'<td data-titre="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True)
    )
    return f'<tr><th scope="row" dir="auto">{number(one.number)}. {escape(one.words)}{about}</th>{rest}</tr>'


def _typed(text: str) -> str:
    return f'<span dir="auto">{escape(text)}</span>' if text else ""


def _missing(text: str) -> str:
    return f'<span class="vide">{escape(text)}</span>'
