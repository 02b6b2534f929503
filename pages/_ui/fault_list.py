"""The faults of a file as a table: where, what is wrong, what to do."""

from __future__ import annotations

from html import escape

import streamlit as st

from data.readers import RefusedFile
from indicators.french import number
from indicators.language import _
from indicators.user_error import Fault, UserError
from pages._ui.html_table import html_table
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph

FAULTS_SHOWN = 100


def show_refusal(refused: RefusedFile) -> None:
    """Say that nothing changed, why, and each fault on its row."""
    st.error(_("Ce fichier n'est pas importé, et rien n'a changé."), icon=":material/block:")
    show_error(UserError(refused.problem, remedy=refused.remedy))
    st.html(faults_html(refused.faults, _("Fautes du fichier")))


def faults_html(faults: tuple[Fault, ...], label: str) -> str:
    """The faults in a real table; beyond a hundred they are counted."""
    heads = (_("Feuille"), _("Ligne"), _("Colonne"), _("Valeur"), _("Ce qui ne va pas"), _("Que faire"))
    rows = []
    for fault in faults[:FAULTS_SHOWN]:
        row = number(fault.row) if fault.row is not None else ""
        texts = (fault.sheet, row, fault.column, fault.value, fault.problem, fault.remedy)
        rows.append("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in texts) + "</tr>")
    table = html_table(heads, rows, label=label)
    if len(faults) <= FAULTS_SHOWN:
        return table
    words = _("{shown} fautes sur {all}.").format(shown=FAULTS_SHOWN, all=number(len(faults)))
    return table + paragraph(words, "source")
