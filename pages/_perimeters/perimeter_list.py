"""The perimeters of the store, each with what it is made of, who made it and when."""

from __future__ import annotations

from html import escape

import streamlit as st

from data.perimeter_disclosure import perimeter_check
from data.statistics import Statistics
from data.with_perimeters import StatisticsWithPerimeters
from diagnostic.perimeter_repository import PerimeterRepository
from indicators.language import _
from indicators.perimeter import Perimeter
from indicators.user_error import UserError
from pages._perimeters.draft import EDITED, fill
from pages._perimeters.words import facts, names_of
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph


def show_perimeters(statistics: StatisticsWithPerimeters, repository: PerimeterRepository) -> None:
    """One card per perimeter in use."""
    for perimeter in sorted(statistics.perimeters.values(), key=lambda one: one.name.casefold()):
        with st.container(border=True, key=f"perimetre_{perimeter.code}"):
            _show(statistics, repository, perimeter)


def _show(
    statistics: StatisticsWithPerimeters, repository: PerimeterRepository, perimeter: Perimeter
) -> None:
    names = names_of(statistics, perimeter)
    st.html(
        f"<h3>{escape(perimeter.name)}</h3>"
        f"<p>{escape(perimeter.composition(names))}</p>"
        f'<p class="source">{escape(facts(statistics, perimeter.code))}</p>'
        f'<p class="source">{escape(perimeter.provenance)}</p>'
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for page, label, icon in (
            ("fiche.py", _("Fiche"), ":material/description:"),
            ("carte.py", _("Carte"), ":material/map:"),
            ("afom.py", _("Grille AFOM"), ":material/grid_view:"),
        ):
            st.page_link(page, label=label, icon=icon, query_params={"territoire": perimeter.code})
        st.button(
            _("Modifier"),
            key=f"modifier_{perimeter.code}",
            on_click=_change,
            args=(perimeter,),
            icon=":material/edit:",
        )
        st.button(
            _("Archiver"),
            key=f"archiver_{perimeter.code}",
            on_click=_archive,
            args=(statistics, repository, perimeter, True),
            icon=":material/archive:",
        )
    if perimeter.version > 1:
        with st.expander(_("Versions précédentes")):
            for old in reversed(repository.versions(perimeter.code)[:-1]):
                old_names = names_of(statistics, old)
                st.html(
                    paragraph(f"{old.provenance}\u00a0: {old.name}. {old.composition(old_names)}", "source")
                )


def show_archived(statistics: Statistics, repository: PerimeterRepository) -> None:
    """The perimeters that were put away; each can come back."""
    archived = repository.all(archived=True)
    if not archived:
        return
    with st.expander(_("Périmètres archivés ({n})").format(n=len(archived))):
        for perimeter in archived:
            words, button = st.columns([4, 1], vertical_alignment="center")
            with words:
                st.html(paragraph(f"{perimeter.name} · {perimeter.provenance}"))
            with button:
                st.button(
                    _("Rétablir"),
                    key=f"retablir_{perimeter.code}",
                    on_click=_archive,
                    args=(statistics, repository, perimeter, False),
                )


def _change(perimeter: Perimeter) -> None:
    st.query_params[EDITED] = perimeter.code
    fill(perimeter)


def _archive(
    statistics: Statistics, repository: PerimeterRepository, perimeter: Perimeter, archived: bool
) -> None:
    try:
        repository.edit(
            perimeter.code, perimeter.version, archived=archived, check=perimeter_check(statistics)
        )
    except UserError as error:
        show_error(error)
