"""Testimonies on screen: who was heard by function and sector, when, how, what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from diagnostic.contents.journal import Method, TestimonyRecord
from diagnostic.entry import Entry
from diagnostic.journal_calendar import short_date
from diagnostic.witnesses import sector_key, witnesses
from indicators.french import number
from indicators.language import _
from pages._journal.cells import (
    body_html,
    cell,
    count_cell,
    excerpt,
    first_cell,
    fixed_cell,
    head_html,
    reference_cell,
)
from pages._journal.draft import Values, key_of
from pages._journal.fields import date_field, long_field, sector_field, text_field, theme_field
from pages._journal.kind import Filter, JournalKind, KindWords
from pages._journal.page import JournalPage
from pages._ui.paragraph import paragraph


def _blank() -> Values:
    return {
        "function": "",
        "sector": None,
        "on": date.today(),
        "method": Method.INTERVIEW,
        "participants": 1,
        "theme": "",
        "said": "",
    }


def _values(content: TestimonyRecord) -> Values:
    return {name: getattr(content, name) for name in _blank()}


def _draw(scope: str, page: JournalPage, new: bool) -> None:
    if new:
        st.html(
            paragraph(_("Jamais de nom de personne\u00a0: la fonction et le secteur suffisent."), "source")
        )
    left, right = st.columns(2)
    with left:
        text_field(_("Fonction"), scope, "function", _("Équipe de maison médicale, habitant·e…"))
    with right:
        sector_field(scope, [one.content.sector for one in page.journal.testimonies])
    left, middle, right = st.columns(3)
    with left:
        date_field(scope)
    with middle:
        method = st.selectbox(
            _("Méthode"),
            list(Method),
            key=key_of(scope, "method"),
            format_func=lambda one: Method(one).label,
            persist_state="session",
        )
    several = method is not Method.INTERVIEW or st.session_state[key_of(scope, "participants")] != 1
    with right:
        theme_field(scope, page)
    if several:
        st.number_input(
            _("Participant·es"),
            min_value=1,
            max_value=1000,
            step=1,
            key=key_of(scope, "participants"),
            persist_state="session",
        )
    long_field(
        _("Ce qui a été dit"),
        scope,
        "said",
        _("Les idées principales, sans rien qui fasse reconnaître une personne"),
    )


def _read(fields: Mapping[str, object], _stored: TestimonyRecord | None) -> TestimonyRecord:
    return TestimonyRecord.model_validate({**fields, "sector": fields["sector"] or ""})


def _facts(content: TestimonyRecord, page: JournalPage) -> str:
    parts = [content.method.label, short_date(content.on), content.sector]
    if content.participants > 1:
        parts.append(_("{n}\u00a0participant·es").format(n=number(content.participants)))
    if content.theme:
        parts.append(page.themes.heading(content.theme))
    return " · ".join(parts)


def _row(entry: Entry[TestimonyRecord], page: JournalPage) -> str:
    content = entry.content
    return "".join(
        (
            first_cell(content.function, excerpt(content.said)),
            cell(content.sector),
            fixed_cell(short_date(content.on)),
            fixed_cell(content.method.label),
            count_cell(number(content.participants)),
            cell(page.themes.heading(content.theme) if content.theme else ""),
            count_cell(number(len(page.resting_on.get(entry.id, ())))),
            reference_cell(entry.reference),
        )
    )


def _summary(page: JournalPage) -> str:
    return witnesses(one.content for one in page.journal.testimonies).sentence


def _filters(page: JournalPage) -> tuple[Filter[TestimonyRecord], ...]:
    writings = {
        sector_key(one.content.sector): one.content.sector for one in reversed(page.journal.testimonies)
    }
    return (
        Filter(
            "secteur",
            _("Secteur"),
            _("Tous les secteurs"),
            lambda one: (sector_key(one.sector),),
            lambda key: writings.get(key, key),
        ),
        Filter(
            "methode",
            _("Méthode"),
            _("Toutes les méthodes"),
            lambda one: (one.method.value,),
            lambda value: Method(value).label,
            lambda values: [one.value for one in Method if one.value in values],
        ),
        theme_filter(page),
    )


def theme_filter(page: JournalPage) -> Filter[TestimonyRecord]:
    """By theme; a theme holds its sub-themes."""
    return Filter(
        "theme",
        _("Thème"),
        _("Tous les thèmes"),
        lambda one: theme_codes(page, one.theme),
        page.theme_words,
        lambda found: list(page.themes.order(found)),
    )


def theme_codes(page: JournalPage, theme: str) -> tuple[str, ...]:
    """A theme and the one above it; nothing for none."""
    return tuple(dict.fromkeys((theme, page.themes.top(theme)))) if theme else ()


def _label(entry: Entry[TestimonyRecord]) -> str:
    one = entry.content
    return f"{one.function} ({one.sector}), {one.method.label.lower()}, {short_date(one.on)}"


TESTIMONIES: JournalKind[TestimonyRecord] = JournalKind(
    content=TestimonyRecord,
    key="temoignage",
    words=KindWords(
        add=_("Ajouter un témoignage"),
        added=_("Le témoignage est noté."),
        open=_("Ouvrir un témoignage"),
        none_open=_("Choisir un témoignage pour le lire, le modifier ou en tirer un constat"),
        none_yet=_("Aucun témoignage n'est encore noté. Le premier s'ajoute ci-dessus."),
        archived=_("Témoignages archivés"),
        table=_("Témoignages notés"),
        unknown=_("Le témoignage «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce journal."),
    ),
    labels={
        **TestimonyRecord.typed,
        "on": _("Date"),
        "method": _("Méthode"),
        "participants": _("Participant·es"),
        "theme": _("Thème"),
    },
    blank=_blank,
    kept_after=frozenset({"on", "method"}),
    values=_values,
    draw=_draw,
    read=_read,
    entries=lambda page: tuple(
        sorted(page.journal.testimonies, key=lambda one: (one.content.on, one.position), reverse=True)
    ),
    label=_label,
    details=lambda content, page: (
        head_html(content.function, _facts(content, page)) + body_html(content.said)
    ),
    heads=(
        _("Fonction"),
        _("Secteur"),
        _("Date"),
        _("Méthode"),
        _("Participant·es"),
        _("Thème"),
        _("Constats"),
        _("Référence"),
    ),
    numeric=frozenset({4, 6}),
    row=_row,
    summary=_summary,
    filters=_filters,
    evidence=lambda entry: entry.content.as_evidence(entry.id),
    theme=lambda content: content.theme,
    quote=lambda content: content.said,
)
