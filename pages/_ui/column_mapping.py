"""Confirm, column by column, how a free table was understood."""

from __future__ import annotations

import streamlit as st

from data.own_indicators import PEOPLE, PREFIX
from data.readers import ColumnMapping, Role, TableMapping
from data.readers.mdq_indicators import slug
from data.readers.years import without_year
from indicators.catalogue import Catalogue
from indicators.language import _

NONE = ""
UNIT_WORDS = {
    "": _("nombre (lieux, logements…)"),
    PEOPLE: _("nombre de personnes ou de ménages\u00a0: petits nombres protégés"),
    "%": _("pour cent"),
    "€": _("euros"),
}
MOST = 40


def role_words(role: Role) -> str:
    """The role of a column in words."""
    return {
        Role.CODE: _("Code du territoire"),
        Role.NAME: _("Nom du territoire"),
        Role.VALUE: _("Valeur d'un indicateur"),
        Role.YEAR: _("Année"),
        Role.IGNORED: _("À ignorer"),
    }[role]


def choose_columns(proposed: TableMapping, catalogue: Catalogue) -> TableMapping:
    """Show what was proposed for each column and return what the person makes of it."""
    st.subheader(_("Colonnes du tableau"), anchor=False)
    st.caption(
        _("Vérifiez chaque colonne. Votre choix sera repris pour la prochaine édition du même tableau.")
    )
    known = (one.id for one in catalogue.indicators if not one.id.startswith(PREFIX))
    ids = [NONE, *known]
    columns = []
    for number, column in enumerate(proposed.columns):
        if number >= MOST:
            columns.append(column.model_copy(update={"role": Role.IGNORED}))
            continue
        columns.append(_choose(column, number, ids, catalogue))
    return proposed.model_copy(update={"columns": tuple(columns), "confirmed": True})


def _choose(column: ColumnMapping, number: int, ids: list[str], catalogue: Catalogue) -> ColumnMapping:
    name, role_side, indicator_side, year_side = st.columns([2, 2, 2.5, 1], vertical_alignment="center")
    name.text(column.title or _("(sans titre)"))
    role = role_side.selectbox(
        _("Rôle de {column}").format(column=column.title),
        list(Role),
        index=list(Role).index(column.role),
        format_func=role_words,
        key=f"colonne_{number}_role",
        label_visibility="collapsed",
    )
    if role is not Role.VALUE:
        return column.model_copy(update={"role": role})
    own = f"{PREFIX}{slug(without_year(column.title))}"
    choices = [*ids, own]
    indicator = indicator_side.selectbox(
        _("Indicateur de {column}").format(column=column.title),
        choices,
        index=choices.index(column.indicator) if column.indicator in choices else 0,
        format_func=lambda i: _indicator_words(i, own, column.title, catalogue),
        key=f"colonne_{number}_indicateur",
        label_visibility="collapsed",
    )
    unit = column.unit
    if indicator == own:
        unit = indicator_side.selectbox(
            _("Unité de {column}").format(column=column.title),
            list(UNIT_WORDS),
            index=list(UNIT_WORDS).index(unit) if unit in UNIT_WORDS else 0,
            format_func=UNIT_WORDS.__getitem__,
            key=f"colonne_{number}_unite",
            label_visibility="collapsed",
        )
    year = year_side.number_input(
        _("Année de {column}").format(column=column.title),
        1990,
        2100,
        value=column.year,
        step=1,
        key=f"colonne_{number}_annee",
        label_visibility="collapsed",
        placeholder=_("année"),
    )
    changed = {
        "role": role,
        "indicator": indicator or column.indicator,
        "unit": unit,
        "year": int(year) if year else None,
    }
    return column.model_copy(update=changed)


def _indicator_words(indicator: str, own: str, title: str, catalogue: Catalogue) -> str:
    if indicator == own:
        return _("Nouvel indicateur\u00a0: {title}").format(title=title)
    return catalogue[indicator].short_title if indicator else _("Indicateur à choisir")
