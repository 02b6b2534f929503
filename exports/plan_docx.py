"""The plan d'actions of one diagnostic as a Word document to hand in."""

from __future__ import annotations

from datetime import date

from docx.document import Document

from diagnostic.plan_view import PlanView
from exports.fiche_content import long_date
from exports.word_document import blank_document, to_bytes
from exports.word_plan import PlanParts
from exports.word_text import Words, write
from indicators.language import _


def plan_docx(view: PlanView, heading: str, generated_on: date) -> bytes:
    """Print the plan, landscape A4: axes, tree, actions, calendar, stakes, urgent statements without action.

    `heading` names the diagnostic. Archived nodes are not printed; those that hang on nothing come after
    the tree. Whatever people typed is printed as it is.
    """
    title = _("Plan d'actions {name}").format(name=view.territory.name)
    day = long_date(generated_on)
    document = blank_document(
        title,
        _("Axes, buts, objectifs, actions et moyens, avec partenaires, calendrier et suivi"),
        generated_on,
        _("{title}, {day}").format(title=title, day=day),
        landscape=True,
    )
    write(document.add_paragraph(style="Title"), Words(title))
    write(document.add_paragraph(style="Subtitle"), Words(", ".join(one for one in (heading, day) if one)))
    add_plan(document, view, generated_on)
    return to_bytes(document)


def add_plan(document: Document, view: PlanView, today: date, level: int = 1, first_table: int = 1) -> int:
    """Add the parts of the plan to a document, headings from `level` on; the number of the next table."""
    parts = PlanParts(document, view, today, level, first_table)
    parts.axes()
    parts.tree()
    parts.actions()
    parts.calendar()
    parts.partners()
    parts.stakes()
    parts.waiting()
    parts.sources()
    return parts.table_number
