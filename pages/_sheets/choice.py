"""Which fiche thématique is open: one choice, in the widget and in the URL (`fiche_thematique`)."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.entry import Entry
from indicators.language import _
from pages._ui.url_state import choose, forget_notices, settle, show_notices

KEY = "fiche_thematique"
_NEXT = f"{KEY}:a_ouvrir"


def open_next(id: str) -> None:
    """Open a fiche («» for all of them) in the next run."""
    st.session_state[_NEXT] = id


def chosen_sheet(known: Mapping[str, Entry[ThematicSheet]]) -> Entry[ThematicSheet] | None:
    """Settle the fiche and show the list; None while all of them are looked at."""
    planned = st.session_state.pop(_NEXT, None)
    if planned is not None:
        choose(KEY, planned)
    id = settle(
        KEY,
        lambda code: code if code in known or not code else None,
        default="",
        unknown=_("La fiche «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce diagnostic."),
        optional=True,
    )
    show_notices(KEY)
    if not known:
        return None
    st.selectbox(
        _("Fiche"),
        ["", *known],
        key=KEY,
        format_func=lambda code: heading_of(known[code]) if code else _("Toutes les fiches"),
        filter_mode="contains",
        on_change=forget_notices,
    )
    return known.get(id)


def heading_of(sheet: Entry[ThematicSheet]) -> str:
    """The title of a fiche, told archived when it is."""
    if sheet.archived:
        return _("{title} (archivée)").format(title=sheet.content.title)
    return sheet.content.title
