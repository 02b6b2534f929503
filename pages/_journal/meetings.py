"""Meetings of governance on screen: date, body, object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from diagnostic.contents.journal import Meeting
from diagnostic.entry import Entry
from diagnostic.journal_calendar import short_date
from diagnostic.journal_tables import meetings_table
from indicators.language import _
from pages._journal.cells import cell, fixed_cell, head_html, reference_cell
from pages._journal.draft import Values
from pages._journal.fields import date_field, text_field
from pages._journal.kind import Filter, JournalKind, KindWords
from pages._journal.page import JournalPage


def _blank() -> Values:
    return {"on": date.today(), "body": "", "subject": ""}


def _draw(scope: str, page: JournalPage, new: bool) -> None:
    left, middle, right = st.columns([1, 1.5, 2.5])
    with left:
        date_field(scope)
    with middle:
        text_field(_("Instance"), scope, "body", _("Comité de direction, équipe…"))
    with right:
        text_field(_("Objet"), scope, "subject", _("Avancement, méthode, choix des priorités…"))


def _row(entry: Entry[Meeting], page: JournalPage) -> str:
    one = entry.content
    return (
        fixed_cell(short_date(one.on)) + cell(one.body) + cell(one.subject) + reference_cell(entry.reference)
    )


def _filters(page: JournalPage) -> tuple[Filter[Meeting], ...]:
    return (
        Filter(
            "instance",
            _("Instance"),
            _("Toutes les instances"),
            lambda one: (one.body,),
            str,
            lambda found: sorted(found, key=str.casefold),
        ),
    )


def _read(fields: Mapping[str, object], _stored: Meeting | None) -> Meeting:
    return Meeting.model_validate(dict(fields))


MEETINGS: JournalKind[Meeting] = JournalKind(
    content=Meeting,
    key="reunion",
    words=KindWords(
        add=_("Ajouter une réunion"),
        added=_("La réunion est notée."),
        open=_("Ouvrir une réunion"),
        none_open=_("Choisir une réunion pour la modifier"),
        none_yet=_("Aucune réunion n'est encore notée. La première s'ajoute ci-dessus."),
        archived=_("Réunions archivées"),
        table=_("Réunions"),
        unknown=_("La réunion «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce journal."),
    ),
    labels={**Meeting.typed, "on": _("Date")},
    blank=_blank,
    kept_after=frozenset({"on", "body"}),
    values=lambda content: {name: getattr(content, name) for name in _blank()},
    draw=_draw,
    read=_read,
    entries=lambda page: tuple(
        sorted(page.journal.meetings, key=lambda one: (one.content.on, one.position), reverse=True)
    ),
    label=lambda entry: f"{short_date(entry.content.on)}, {entry.content.body}, {entry.content.subject}",
    details=lambda content, page: head_html(content.subject, f"{content.body} · {short_date(content.on)}"),
    heads=(_("Date"), _("Instance"), _("Objet"), _("Référence")),
    numeric=frozenset(),
    row=_row,
    summary=lambda page: meetings_table(page.journal).sentence,
    filters=_filters,
)
