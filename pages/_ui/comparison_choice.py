"""What is compared with what: the chosen territory first, then up to three others (`territoires`)."""

from __future__ import annotations

import streamlit as st

from data.side_by_side import default_territories
from indicators.language import _
from indicators.level import Level
from indicators.side_by_side import MOST_TERRITORIES
from indicators.territory import Kind
from pages._ui.place import FORMER_KEY, KEY, LONGEST_LIST, Place, label_of
from pages._ui.url_state import choose, forget_notices, settle, settle_again

TERRITORIES_KEY = "territoires"
WIDGET_KEY = "choix_territoires"
VIEW_KEY = "vue"


def first_of_link() -> None:
    """A link that only names the territories to compare opens on the first of them."""
    wanted = st.query_params.get(TERRITORIES_KEY)
    if wanted and KEY not in st.query_params and FORMER_KEY not in st.query_params:
        st.query_params[KEY] = wanted.split(",")[0]


def compared(place: Place) -> tuple[str, ...]:
    """Settle the codes of the territories to compare, the chosen one first.

    Without a choice, the one that `default_territories` proposes stands beside it. Codes that are
    not known, or too many, give a notice and are left out.
    """
    statistics = place.statistics

    def known(text: str) -> str | None:
        codes = text.split(",") if text else []
        good = len(set(codes)) == len(codes) <= MOST_TERRITORIES
        return text if good and all(code in statistics for code in codes) else None

    kept = settle(
        TERRITORIES_KEY,
        known,
        default="",
        unknown=_(
            "Les territoires «\u00a0{value}\u00a0» de l'adresse ne peuvent pas être comparés\u00a0: deux à quatre codes connus, séparés par des virgules."
        ),
        optional=True,
    )
    if not kept:
        return default_territories(statistics, place.code, comparable(place))
    codes = kept.split(",")
    # Another territory was chosen since: it takes the first place, and the others stay.
    others = [code for code in codes if code != place.code] if place.code in codes else codes[1:]
    found = (place.code, *others[: MOST_TERRITORIES - 1])
    settle_again(TERRITORIES_KEY, ",".join(found))
    return found


def comparable(place: Place) -> list[str]:
    """What can stand beside a territory: those of its level; quartiers and perimeters beside each other."""
    found = place.options[:LONGEST_LIST]
    if place.level in (Level.QUARTIER, Level.PERIMETER):
        statistics = place.statistics
        quartiers = [code for code, one in statistics.quartiers.items() if one.kind is Kind.INHABITED]
        found = [*found, *statistics.territories(Level.PERIMETER), *quartiers]
    return list(dict.fromkeys(found))


def show_others(place: Place, codes: tuple[str, ...]) -> None:
    """A list to choose the other territories from."""
    statistics = place.statistics
    offered = dict.fromkeys([*comparable(place), *codes])
    options = [code for code in offered if code != place.code]
    st.session_state[WIDGET_KEY] = list(codes[1:])
    st.multiselect(
        _("Comparer avec (un à trois)"),
        options,
        key=WIDGET_KEY,
        format_func=lambda code: label_of(statistics.territory(code)),
        max_selections=MOST_TERRITORIES - 1,
        placeholder=_("Choisir"),
        filter_mode="contains",
        select_all=False,
        on_change=_others_chosen,
        args=(place.code,),
    )


def _others_chosen(code: str) -> None:
    forget_notices()
    choose(TERRITORIES_KEY, ",".join((code, *st.session_state[WIDGET_KEY])))


def view_choice(options: dict[str, str]) -> str:
    """Settle and show which part of the page is seen (`vue`); `options` are codes and their words."""
    chosen = settle(
        VIEW_KEY,
        {one: one for one in options}.get,
        default=next(iter(options)),
        unknown=_("La vue «\u00a0{value}\u00a0» n'existe pas\u00a0; voici la première."),
    )
    st.pills(
        _("Ce que l'on compare"),
        list(options),
        key=VIEW_KEY,
        format_func=options.__getitem__,
        label_visibility="collapsed",
        required=True,
        on_change=forget_notices,
    )
    return chosen
