"""The anonymous follow-up of accompaniments as a Word document: the protected view, nothing else."""

from __future__ import annotations

from datetime import date

from docx.document import Document

from diagnostic.accompaniment_view import ENDINGS, AccompanimentView, MonthRow, ProtectedCount, month_label
from diagnostic.contents.accompaniment import Criterion
from exports.fiche_content import long_date
from exports.look import QUIET
from exports.word_document import blank_document, to_bytes
from exports.word_table import Cell, add_caption, add_table, table_word
from exports.word_text import Words, write
from indicators.french import enumeration, number
from indicators.language import _


def accompaniment_docx(view: AccompanimentView, heading: str, generated_on: date) -> bytes:
    """Print the months by criterion and the years, landscape A4.

    `heading` is the name of the diagnostic. Counts that the threshold hides are written «secret».
    """
    title = _("Accompagnements\u00a0: suivi anonyme")
    day = long_date(generated_on)
    document = blank_document(
        f"{title}, {heading}",
        _("Ménages accompagnés par mois et par critère, débuts et issues par année"),
        generated_on,
        _("{title}, {heading}, {day}").format(title=title, heading=heading, day=day),
        landscape=True,
    )
    write(document.add_paragraph(style="Title"), Words(title))
    write(document.add_paragraph(style="Subtitle"), Words(f"{heading}, {day}"))
    for text in (
        _("Ces nombres comptent des ménages. Rien n'est enregistré sur aucun d'eux."),
        view.rule,
        view.rule_of_years,
    ):
        write(document.add_paragraph(), Words(text, colour=QUIET))
    if view.is_empty:
        write(document.add_paragraph(), Words(_("Aucun mois n'est encore enregistré."), colour=QUIET))
        return to_bytes(document)
    _add_years(document, view)
    _add_months(document, view)
    if view.set_aside:
        write(document.add_paragraph(), Words(set_aside_words(view), colour=QUIET))
    return to_bytes(document)


def set_aside_words(view: AccompanimentView) -> str:
    """Which months hold numbers that cannot be true."""
    months = enumeration([month_label(month) for month in view.set_aside])
    return _("Mis de côté, car leurs nombres ne vont pas ensemble\u00a0: {months}.").format(months=months)


def month_heads() -> tuple[str, ...]:
    """The column heads of the table of months."""
    return _("Mois"), _("Ménages accompagnés"), *(one.label for one in Criterion)


def year_heads() -> tuple[str, ...]:
    """The column heads of the table of years."""
    return (
        _("Année"),
        _("Mois enregistrés"),
        _("Ménages accompagnés, moyenne par mois"),
        _("Accompagnements commencés"),
        *(one.label for one in ENDINGS),
        _("En cours à la fin"),
    )


def year_cells(view: AccompanimentView) -> list[tuple[str, ...]]:
    """The texts of the table of years, one row per year."""
    rows = []
    for year in view.years:
        later = _("à la fin de l'année")
        endings = [later] * len(ENDINGS) if year.endings is None else [one.text for one in year.endings]
        rows.append(
            (
                str(year.year),
                number(year.months),
                year.mean_text,
                _text(year.begun, later),
                *endings,
                _text(year.under_way, later),
            )
        )
    return rows


def month_cells(row: MonthRow) -> tuple[str, ...]:
    """The texts of one row of the table of months."""
    return row.label, row.households.text, *(one.text for one in row.criteria)


def _text(count: ProtectedCount | None, later: str) -> str:
    return later if count is None else count.text


def _add_years(document: Document, view: AccompanimentView) -> None:
    document.add_heading(_("Par année"), 1)
    title = _("Débuts et issues des accompagnements, par année")
    add_caption(document, table_word(), title, 1)
    rows = [tuple(_cell(text, place == 0) for place, text in enumerate(row)) for row in year_cells(view)]
    add_table(document, year_heads(), rows, (1.2, 1.8, 2.6, 2.6, 2, 2.2, 2.6, 2.6, 2), title)


def _add_months(document: Document, view: AccompanimentView) -> None:
    document.add_heading(_("Par mois"), 1)
    title = _("Ménages accompagnés, et ménages qui présentent chaque critère, par mois")
    add_caption(document, table_word(), title, 2)
    rows = [
        tuple(_cell(text, place == 0) for place, text in enumerate(month_cells(row))) for row in view.months
    ]
    add_table(document, month_heads(), rows, (2.4, 2.2, 3, 3, 3, 3, 3), title)


def _cell(text: str, bold: bool) -> Cell:
    return (Words(text, bold=bold),)
