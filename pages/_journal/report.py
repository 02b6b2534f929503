"""The tables of the report on screen, each with its CSV, all of them in one Word document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from diagnostic.journal_tables import JournalTable, report_tables
from exports.file_name import file_name
from exports.journal_docx import journal_docx
from indicators.language import _
from pages._journal.page import JournalPage
from pages._ui.csv_file import csv_file, typed
from pages._ui.downloads import DOCX
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph

_ON_ONE_LINE = (_("Date"), _("Début"), _("Fin"), _("Quoi"))
"""Heads of columns whose short words are never broken."""


def show_report(page: JournalPage, today: date) -> None:
    """Every table that the report needs, as it stands now."""
    tables = report_tables(page.journal)
    words, button = st.columns([3, 1], vertical_alignment="center")
    with words:
        st.html(
            paragraph(
                _(
                    "Ces tableaux se font d'eux-mêmes à partir des registres\u00a0: rien n'est à recopier. Ce qui "
                    "a été dit n'y figure pas."
                ),
                "surtitre",
            )
        )
    with button:
        st.download_button(
            _("Télécharger les tableaux (Word)"),
            data=lambda: journal_docx(page.current.heading, tables, today),
            file_name=_name(page, "journal", today, "docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="journal_docx",
        )
    for table in tables:
        _show(page, table, today)


def journal_csv(table: JournalTable) -> bytes:
    """One table for a Belgian spreadsheet; what people typed is never read there as a formula."""
    heads, rows = table.plain or (table.heads, table.rows)
    return csv_file(heads, [[typed(text) for text in row] for row in rows])


def _show(page: JournalPage, table: JournalTable, today: date) -> None:
    st.header(table.title, anchor=False)
    if not table.rows:
        st.html(paragraph(table.empty, "vide"))
        return
    if table.sentence:
        st.html(paragraph(table.sentence, "reponse"))
    st.html(f'<div class="registre">{_html(table)}</div>')
    if table.note:
        st.html(paragraph(table.note, "source"))
    st.download_button(
        _("Télécharger ce tableau (CSV)"),
        data=lambda: journal_csv(table),
        file_name=_name(page, table.id, today, "csv"),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"journal_csv_{table.id}",
    )


def _html(table: JournalTable) -> str:
    rows: list[str] = []
    first = 1 if table.grouped else 0
    before = ""
    for row in table.rows:
        if table.grouped and row[0] != before:
            before = row[0]
            rows.append(
                f'<tr class="groupe"><th scope="colgroup" colspan="{len(row) - 1}">{escape(before)}</th></tr>'
            )
        rows.append(f"<tr>{_cells(table, row, first)}</tr>")
    if table.totals:
        rows.append(f'<tr class="choisi">{_cells(table, table.totals, first)}</tr>')
    return html_table(
        table.heads[first:],
        rows,
        label=table.title,
        numeric={column - first for column in table.numeric},
        tall=True,
    )


def _cells(table: JournalTable, row: Sequence[str], first: int) -> str:
    last = len(row) - 1
    return "".join(
        f'<td class="nombre">{escape(text)}</td>'
        if column in table.numeric
        else f'<td class="reference">{escape(text)}</td>'
        if column == last and table.heads[last] == _("Référence")
        else f'<td class="fixe">{escape(text)}</td>'
        if table.heads[column] in _ON_ONE_LINE
        else f'<td dir="auto">{escape(text)}</td>'
        for column, text in enumerate(row)
        if column >= first
    )


def _name(page: JournalPage, kind: str, today: date, extension: str) -> str:
    return file_name(kind, page.board.territory, today, extension)
