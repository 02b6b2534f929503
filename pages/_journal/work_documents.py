"""Documents that the team made, on screen: what for, for whom, how many."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from diagnostic.contents.journal import WorkDocument
from diagnostic.entry import Entry
from diagnostic.journal_tables import documents_table
from indicators.french import number
from indicators.language import _
from pages._journal.cells import (
    body_html,
    cell,
    count_cell,
    excerpt,
    first_cell,
    head_html,
    reference_cell,
)
from pages._journal.draft import Values, key_of
from pages._journal.fields import long_field, text_field
from pages._journal.kind import JournalKind, KindWords
from pages._journal.page import JournalPage
from pages._ui.paragraph import paragraph


def _blank() -> Values:
    return {"title": "", "purpose": "", "audience": "", "copies": 1, "notes": ""}


def _draw(scope: str, page: JournalPage, new: bool) -> None:
    if new:
        st.html(
            paragraph(
                _(
                    "Les fiches de lecture n'ont pas à être ajoutées ici\u00a0: celles des documents lus sont "
                    "comptées d'elles-mêmes."
                ),
                "source",
            )
        )
    left, right = st.columns([4, 1])
    with left:
        text_field(_("Titre"), scope, "title", _("Guide d'entretien, synthèse simplifiée…"))
    with right:
        st.number_input(
            _("Nombre de documents"),
            min_value=1,
            max_value=1000,
            step=1,
            key=key_of(scope, "copies"),
            persist_state="session",
        )
    left, right = st.columns(2)
    with left:
        text_field(_("But"), scope, "purpose")
    with right:
        text_field(_("Pour qui"), scope, "audience", _("Équipe, témoins-clés, habitant·es…"))
    if not new:
        long_field(_("Notes"), scope, "notes")


def _row(entry: Entry[WorkDocument], page: JournalPage) -> str:
    one = entry.content
    return "".join(
        (
            first_cell(one.title, excerpt(one.notes)),
            cell(one.purpose),
            cell(one.audience),
            count_cell(number(one.copies)),
            reference_cell(entry.reference),
        )
    )


def _read(fields: Mapping[str, object], _stored: WorkDocument | None) -> WorkDocument:
    return WorkDocument.model_validate(dict(fields))


def _facts(content: WorkDocument) -> str:
    parts = [part for part in (content.purpose, content.audience) if part]
    if content.copies > 1:
        parts.append(_("{n}\u00a0documents").format(n=number(content.copies)))
    return " · ".join(parts)


WORK_DOCUMENTS: JournalKind[WorkDocument] = JournalKind(
    content=WorkDocument,
    key="produit",
    words=KindWords(
        add=_("Ajouter un document produit"),
        added=_("Le document est noté."),
        open=_("Ouvrir un document produit"),
        none_open=_("Choisir un document pour le modifier"),
        none_yet=_("Aucun document produit n'est encore noté. Le premier s'ajoute ci-dessus."),
        archived=_("Documents produits archivés"),
        table=_("Documents produits"),
        unknown=_("Le document produit «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce journal."),
    ),
    labels={**WorkDocument.typed, "copies": _("Nombre de documents")},
    blank=_blank,
    kept_after=frozenset(),
    values=lambda content: {name: getattr(content, name) for name in _blank()},
    draw=_draw,
    read=_read,
    entries=lambda page: page.journal.documents,
    label=lambda entry: entry.content.title,
    details=lambda content, page: head_html(content.title, _facts(content)) + body_html(content.notes),
    heads=(_("Titre"), _("But"), _("Pour qui"), _("Nombre"), _("Référence")),
    numeric=frozenset({3}),
    row=_row,
    summary=lambda page: documents_table(page.journal).sentence,
    filters=lambda page: (),
)
