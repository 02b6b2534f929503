"""The diagnostic that a person works on: one choice, in the widget and in the URL (`diagnostic`)."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.statistics import Statistics
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry import Entry
from diagnostic.usual_diagnostic import diagnostics_of
from indicators.language import _
from indicators.territory import Territory
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.place import DEFAULT
from pages._ui.place import KEY as TERRITORY_KEY
from pages._ui.url_state import forget_notices, plan, settle, show_notices

KEY = "diagnostic"


@dataclass(frozen=True)
class CurrentDiagnostic:
    """A stored diagnostic and its territory (None when the statistics in force do not know it)."""

    entry: Entry[Diagnosis]
    territory: Territory | None

    @property
    def id(self) -> str:
        """The id of the diagnostic."""
        return self.entry.id

    @property
    def content(self) -> Diagnosis:
        """What is stored of it."""
        return self.entry.content

    @property
    def heading(self) -> str:
        """Its title, or the name of its territory."""
        return heading_of(self.entry.content, self.territory)

    @property
    def link(self) -> dict[str, str]:
        """The query parameters of a link to another page about it."""
        return {KEY: self.id}


def heading_of(content: Diagnosis, territory: Territory | None) -> str:
    """The title of a diagnostic, or «Diagnostic\u00a0: Anneessens» by its territory."""
    return content.heading(territory.name if territory is not None else content.territory_code)


def territory_of(statistics: Statistics, content: Diagnosis) -> Territory | None:
    """The territory of a diagnostic; None when it is not known here."""
    code = content.territory_code
    return statistics.territory(code) if code in statistics else None


def chosen_diagnostic(statistics: Statistics) -> CurrentDiagnostic | None:
    """Settle the diagnostic from the URL and the widget, and show the list; None when there is none yet.

    The first choice is the diagnostic of the territory that the person comes from.
    """
    stored = {one.id: one for one in entries().all(Diagnosis)}
    if not stored:
        st.info(
            _(
                "Il n'y a pas encore de diagnostic. Composez-en un, chargez la démonstration, ou écrivez un "
                "premier constat dans la grille AFOM\u00a0: le diagnostic se crée avec lui."
            )
        )
        st.page_link("diagnostics.py", label=_("Composer un diagnostic"), icon=":material/add:")
        return None
    place = str(st.session_state.get(TERRITORY_KEY) or DEFAULT)
    of_place = [one.id for one in stored.values() if one.content.territory_code == place]
    chosen = settle(
        KEY,
        lambda id: id if id in stored else None,
        default=(of_place or list(stored))[0],
        unknown=_("Le diagnostic «\u00a0{value}\u00a0» de l'adresse n'est pas dans cette base."),
    )
    options = sorted(
        stored,
        key=lambda id: heading_of(
            stored[id].content, territory_of(statistics, stored[id].content)
        ).casefold(),
    )
    st.selectbox(
        _("Diagnostic"),
        options,
        key=KEY,
        format_func=lambda id: heading_of(stored[id].content, territory_of(statistics, stored[id].content)),
        filter_mode="contains",
        on_change=forget_notices,
    )
    show_notices(KEY)
    entry = stored[chosen]
    st.session_state[TERRITORY_KEY] = entry.content.territory_code
    return CurrentDiagnostic(entry, territory_of(statistics, entry.content))


def follow_link(statistics: Statistics) -> None:
    """On a page that chooses by territory: a link that names a diagnostic leads to its territory."""
    asked = st.query_params.get(KEY)
    if not asked or TERRITORY_KEY in st.query_params:
        return
    for one in entries().all(Diagnosis):
        if one.id == asked and one.content.territory_code in statistics:
            st.query_params[TERRITORY_KEY] = one.content.territory_code


def diagnostic_of(territory: Territory) -> CurrentDiagnostic | None:
    """The diagnostic of a territory chosen beside it (several can stand for one territory).

    None while the default diagnostic is not stored yet and there is no other.
    """
    found = diagnostics_of(entries(), territory)
    if not found:
        plan(KEY, None)
        return None
    by_id = {one.id: one for one in found}
    default = found[0].id
    chosen = settle(
        KEY,
        lambda id: id if id in by_id else None,
        default=default,
        unknown=_("Le diagnostic «\u00a0{value}\u00a0» de l'adresse n'est pas de ce territoire."),
        optional=True,
    )
    if len(found) > 1:
        st.selectbox(
            _("Diagnostic"),
            list(by_id),
            key=KEY,
            format_func=lambda id: heading_of(by_id[id].content, territory),
            on_change=forget_notices,
        )
    return CurrentDiagnostic(by_id[chosen], territory)


def no_territory(current: CurrentDiagnostic) -> None:
    """Say that the statistics in force do not know the territory of a diagnostic."""
    st.html(
        paragraph(
            _(
                "Le territoire «\u00a0{code}\u00a0» de ce diagnostic n'est pas dans les statistiques de cette "
                "installation\u00a0: importez-les, ou rétablissez son périmètre. Ce qui est écrit reste lisible."
            ).format(code=current.content.territory_code),
            "vide",
        )
    )
