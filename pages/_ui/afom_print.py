"""The grid on an A3 sheet: what the browser prints, and the same as a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from exports.afom_a3 import afom_a3_docx, decided, rows_by_theme
from exports.fiche_content import long_date
from exports.file_name import file_name
from indicators.french import number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS
from pages._board.component import print_component
from pages._ui.downloads import DOCX
from pages._ui.paragraph import paragraph

MOST_ON_SCREEN = 2000
STYLE = """<style>
.afom-a3 { background: #FFF; color: #1E2A32; overflow-x: auto; }
.afom-a3 table { border-collapse: collapse; min-width: 60rem; table-layout: fixed; width: 100%; }
.afom-a3 th, .afom-a3 td { border: 1px solid #D8DEE0; padding: .5rem .6rem; text-align: left; vertical-align: top; width: 20%; }
.afom-a3 thead th { color: #FFF; font-size: 1.05rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.afom-a3 .bande th { background: #F3F7F7; color: #0F4C5C; font-size: 1rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.afom-a3 .ligne { break-inside: avoid; margin: 0 0 .7rem; }
.afom-a3 .ligne p { font-size: .95rem; line-height: 1.4; margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.afom-a3 .ligne small { color: #4A5860; font-size: .8rem; }
.afom-a3 .titre { font-size: 1.6rem; font-weight: 650; margin: 0 0 .2rem; }
.afom-a3 h2 { color: #0F4C5C; margin: 0 0 .6rem; padding: 0; }
.afom-a3 .references { margin-top: 1.5rem; }
.afom-a3 ol { columns: 2; column-gap: 2rem; margin: 0; padding-left: 2rem; }
.afom-a3 li { break-inside: avoid; font-size: .9rem; line-height: 1.45; margin: 0 0 .4rem; }
@media (max-width: 640px) { .afom-a3 ol { columns: 1; } }
@page { size: A3 landscape; margin: 12mm; }
@media print {
  [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stElementContainer"]:not(:has(.afom-a3)),
  [data-testid="stLayoutWrapper"]:not(:has(.afom-a3)) { display: none !important; }
  html, body, #root, #root *:has(.afom-a3) { display: block !important; height: auto !important; margin: 0 !important; max-height: none !important; max-width: none !important; min-height: 0 !important; overflow: visible !important; padding: 0 !important; position: static !important; width: auto !important; }
  .afom-a3 { overflow: visible; }
  .afom-a3 table { min-width: 0; }
  .afom-a3 .ligne p { font-size: 10.5pt; }
  .afom-a3 .ligne small { font-size: 8pt; }
  .afom-a3 .bande { break-after: avoid; }
  .afom-a3 .references { break-before: page; margin: 0; }
}
</style>"""


def show_print(board: Board, today: date) -> None:
    """Show the sheet as it is printed; `board` holds only the lines to print."""
    if len(board.statements) > MOST_ON_SCREEN:
        st.info(
            _(
                "Cette grille compte {n} constats\u00a0: choisissez un thème dans les filtres du tableau pour l'imprimer "
                "depuis le navigateur. Le document Word les contient tous."
            ).format(n=number(len(board.statements)))
        )
    printer, word, _rest = st.columns([1.3, 2, 3], vertical_alignment="center")
    with word:
        st.download_button(
            _("Télécharger en A3 (Word)"),
            data=lambda: afom_a3_docx(board, today),
            file_name=file_name("afom-a3", board.territory, today, "docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="afom_a3_docx",
        )
    if len(board.statements) > MOST_ON_SCREEN:
        return
    with printer:
        print_component(_("Imprimer"))
    st.html(
        paragraph(
            _("Choisissez le papier A3, en paysage\u00a0: la feuille ci-dessous s'imprime seule."), "source"
        )
    )
    st.html(STYLE + sheet_html(board, today))


def sheet_html(board: Board, today: date) -> str:
    """The sheet: a table of five columns with a band for each theme, then the references."""
    numbers = board.numbered_references()
    title = _("Grille AFOM {name}").format(name=board.territory.name)
    heads = "".join(
        f'<th scope="col" style="background:{QUADRANT_COLOURS[one.value]}">{one.value}\u00a0 '
        f"{escape(one.heading)} ({number(len(board.column(one)))})</th>"
        for one in Quadrant
    )
    rows = "".join(
        f'<tr class="bande"><th scope="colgroup" colspan="5">{escape(heading)}</th></tr>'
        f"<tr>{''.join(_cell(lines, numbers) for lines in lists)}</tr>"
        for heading, lists in rows_by_theme(board)
    )
    empty = "" if board.statements else paragraph(_("Aucun constat à imprimer pour le moment."), "vide")
    references = ""
    if numbers:
        items = "".join(f"<li>{escape(reference)}</li>" for reference in numbers)
        references = f'<div class="references"><h2>{escape(_("Références"))}</h2><ol>{items}</ol></div>'
    return (
        f'<div class="afom-a3" tabindex="0" role="region" aria-label="{escape(title)}"><p class="titre">{escape(title)}</p>'
        f"{paragraph(long_date(today), 'source')}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"{empty}{references}</div>"
    )


def _cell(lines: tuple[Statement, ...], numbers: Mapping[str, int]) -> str:
    blocks = []
    for one in lines:
        cited = dict.fromkeys(numbers[piece.reference] for piece in one.evidence)
        marks = "\u00a0".join(f"[{n}]" for n in cited)
        blocks.append(
            f'<div class="ligne"><p dir="auto">{escape(one.text)} {marks}</p>'
            f"<small>{escape(decided(one))}</small></div>"
        )
    return f"<td>{''.join(blocks)}</td>"
