"""Documents read on screen: title, author or organisation, year, theme, fiche de lecture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from diagnostic.contents.journal import Reading
from diagnostic.entry import Entry
from diagnostic.journal_tables import readings_table
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
from pages._journal.fields import long_field, text_field, theme_field
from pages._journal.kind import Filter, JournalKind, KindWords
from pages._journal.page import JournalPage
from pages._journal.testimonies import theme_codes


def _blank() -> Values:
    return {"title": "", "organisation": "", "year": date.today().year, "theme": "", "notes": ""}


def _values(content: Reading) -> Values:
    return {name: getattr(content, name) for name in _blank()}


def _draw(scope: str, page: JournalPage, new: bool) -> None:
    text_field(_("Titre du document"), scope, "title")
    left, middle, right = st.columns([2, 1, 2])
    with left:
        text_field(
            _("Auteur ou organisme"), scope, "organisation", _("Observatoire de la santé et du social, CPAS…")
        )
    with middle:
        st.number_input(
            _("Année"),
            min_value=1900,
            max_value=2100,
            step=1,
            format="%d",
            key=key_of(scope, "year"),
            persist_state="session",
        )
    with right:
        theme_field(scope, page)
    long_field(
        _("Fiche de lecture"),
        scope,
        "notes",
        _("Ce que le document apporte au diagnostic\u00a0; laissez vide tant que la fiche n'est pas écrite"),
    )


def _row(entry: Entry[Reading], page: JournalPage) -> str:
    content = entry.content
    return "".join(
        (
            first_cell(content.title, excerpt(content.notes)),
            cell(content.organisation),
            count_cell(str(content.year)),
            cell(page.themes.heading(content.theme) if content.theme else ""),
            cell(_("oui") if content.notes else _("non")),
            count_cell(number(len(page.resting_on.get(entry.id, ())))),
            reference_cell(entry.reference),
        )
    )


def _filters(page: JournalPage) -> tuple[Filter[Reading], ...]:
    return (
        Filter(
            "theme",
            _("Thème"),
            _("Tous les thèmes"),
            lambda one: theme_codes(page, one.theme),
            page.theme_words,
            lambda found: list(page.themes.order(found)),
        ),
        Filter(
            "fiche",
            _("Fiche de lecture"),
            _("Avec ou sans fiche"),
            lambda one: ("avec" if one.notes else "sans",),
            lambda code: {"avec": _("Avec fiche de lecture"), "sans": _("Sans fiche de lecture")}[code],
        ),
    )


def _read(fields: Mapping[str, object], _stored: Reading | None) -> Reading:
    return Reading.model_validate(dict(fields))


def _facts(content: Reading, page: JournalPage) -> str:
    parts = [content.organisation, str(content.year)]
    if content.theme:
        parts.append(page.themes.heading(content.theme))
    return " · ".join(parts)


READINGS: JournalKind[Reading] = JournalKind(
    content=Reading,
    key="lecture",
    words=KindWords(
        add=_("Ajouter un document lu"),
        added=_("Le document est noté."),
        open=_("Ouvrir un document lu"),
        none_open=_("Choisir un document pour lire sa fiche, la modifier ou en tirer un constat"),
        none_yet=_("Aucun document lu n'est encore noté. Le premier s'ajoute ci-dessus."),
        archived=_("Documents lus archivés"),
        table=_("Documents lus"),
        unknown=_("Le document lu «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce journal."),
    ),
    labels={
        **Reading.typed,
        "organisation": _("Auteur ou organisme"),
        "year": _("Année"),
        "theme": _("Thème"),
    },
    blank=_blank,
    kept_after=frozenset({"theme"}),
    values=_values,
    draw=_draw,
    read=_read,
    entries=lambda page: tuple(
        sorted(page.journal.readings, key=lambda one: (one.content.title.casefold(), one.position))
    ),
    label=lambda entry: f"{entry.content.title}, {entry.content.organisation}, {entry.content.year}",
    details=lambda content, page: head_html(content.title, _facts(content, page)) + body_html(content.notes),
    heads=(
        _("Titre"),
        _("Auteur ou organisme"),
        _("Année"),
        _("Thème"),
        _("Fiche de lecture"),
        _("Constats"),
        _("Référence"),
    ),
    numeric=frozenset({2, 5}),
    row=_row,
    summary=lambda page: readings_table(page.journal).sentence,
    filters=_filters,
    evidence=lambda entry: entry.content.as_evidence(entry.id),
    theme=lambda content: content.theme,
)
