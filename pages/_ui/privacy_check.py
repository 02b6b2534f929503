"""Show what seems to tell of a person, and let the one who writes take it out or keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from diagnostic.personal_data import (
    FUNCTION,
    ORGANISATION,
    SECTOR,
    TEXT,
    TITLE,
    Found,
    search_fields,
)
from diagnostic.privacy.findings import Finding, Kind
from diagnostic.privacy.search import without
from indicators.language import _
from pages._ui.paragraph import paragraph


def fields_of(prefix: str) -> dict[str, str]:
    """The widgets that a statement is typed in, by the name of their field."""
    return {
        TEXT: f"{prefix}_texte",
        FUNCTION: f"{prefix}_fonction",
        SECTOR: f"{prefix}_secteur",
        TITLE: f"{prefix}_titre",
        ORGANISATION: f"{prefix}_organisme",
    }


def kept_by(scope: str) -> frozenset[str]:
    """What the person said to be an institution, in this form."""
    return frozenset(st.session_state.get(f"{scope}:gardes", ()))


def keep(scope: str, keys: Iterable[str]) -> None:
    """Take as kept what was asked about before, where it was stored first."""
    st.session_state[f"{scope}:gardes"] = sorted(kept_by(scope) | set(keys))


def ask(scope: str) -> None:
    """Begin to ask: `show_questions` asks from the next run on, until nothing is left."""
    st.session_state[f"{scope}:a_verifier"] = True


def forget(scope: str) -> None:
    """The text is stored: nothing is asked any more."""
    for name in ("gardes", "a_verifier"):
        st.session_state.pop(f"{scope}:{name}", None)


def show_questions(scope: str, widgets: Mapping[str, str], kept: frozenset[str] = frozenset()) -> None:
    """One question per finding: take it out, or keep it because it is an institution.

    `widgets` maps names of fields to keys of text widgets; `kept` is what was stored before.
    """
    if not st.session_state.get(f"{scope}:a_verifier"):
        return
    texts = {field: str(st.session_state.get(key) or "") for field, key in widgets.items()}
    found = search_fields(texts, kept | kept_by(scope))
    if not found:
        st.session_state.pop(f"{scope}:a_verifier", None)
        st.info(_("Plus rien à vérifier\u00a0: vous pouvez enregistrer."), icon=":material/check:")
        return
    with st.container(border=True, key=f"verifier_{scope}"):
        st.html(
            paragraph(
                _(
                    "Rien n'est encore enregistré. Le diagnostic ne garde rien sur une personne\u00a0: regardez "
                    "ces passages. Rien n'est envoyé ailleurs."
                )
            )
        )
        for number, one in enumerate(found):
            _question(scope, widgets[one.field], number, one)


def _question(scope: str, widget: str, number: int, one: Found) -> None:
    words, remove, keep = st.columns([5, 1.3, 2.6], vertical_alignment="center")
    with words:
        st.html(paragraph(f"{one.field}\u00a0: {one.finding.words}"))
    with remove:
        st.button(
            _("Retirer"),
            key=f"{scope}_retirer_{number}_{one.finding.start}",
            on_click=_remove,
            args=(widget, one.finding),
            width="stretch",
        )
    # A national number names one person: no institution has one.
    if one.finding.kind is not Kind.NATIONAL_NUMBER:
        with keep:
            st.button(
                _("Garder\u00a0: c'est une institution"),
                key=f"{scope}_garder_{number}_{one.finding.start}",
                on_click=_keep,
                args=(scope, one.finding),
                width="stretch",
            )


def _remove(widget: str, finding: Finding) -> None:
    st.session_state[widget] = without(str(st.session_state.get(widget) or ""), [finding])


def _keep(scope: str, finding: Finding) -> None:
    st.session_state[f"{scope}:gardes"] = [*st.session_state.get(f"{scope}:gardes", ()), finding.key]
