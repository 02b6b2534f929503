"""A diagnostic on two dates: what was added, changed, moved, archived and restored between them."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import streamlit as st

from diagnostic.calendar_words import day_text
from diagnostic.history import History
from diagnostic.past_comparison import KindDifferences, Nature, PastComparison
from indicators import french
from indicators.language import _
from pages._history.change_list import differences_html
from pages._history.local_time import end_of, today
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose, settle, show_notices

FROM_KEY = "du"
TO_KEY = "au"
SHOWN = 100
"""How many differences of one kind are shown at first."""


def show_comparison(history: History, diagnostic: str) -> None:
    """Choose two dates and see what differs."""
    now = today()
    left, right = st.columns(2)
    with left:
        earlier = _day(FROM_KEY, _("Au soir du"), now - timedelta(days=7), now)
    with right:
        later = _day(TO_KEY, _("Comparé au soir du"), now, now)
    show_notices(FROM_KEY, TO_KEY)
    if earlier == later:
        st.html(paragraph(_("Choisissez deux dates différentes."), "vide"))
        return
    found = history.compare(diagnostic, end_of(earlier), end_of(later))
    earlier, later = min(earlier, later), max(earlier, later)
    st.html(f'<p class="reponse">{escape(comparison_words(found, earlier, later))}</p>')
    for group in found.groups:
        _show_group(group)


def comparison_words(found: PastComparison, earlier: date, later: date) -> str:
    """The answer in one sentence."""
    dates = _("Entre le {earlier} au soir et le {later} au soir").format(
        earlier=day_text(earlier), later=day_text(later)
    )
    if not found.count:
        return _("{dates}, rien n'a changé.").format(dates=dates)
    if found.count == 1:
        return _("{dates}, un élément a changé.").format(dates=dates)
    return _("{dates}, {n} éléments ont changé.").format(dates=dates, n=french.number(found.count))


def count_words(group: KindDifferences) -> str:
    """«3 ajouts, 1 archivage»: each nature that occurs, with how many."""
    counts = [(nature, group.count(nature)) for nature in Nature]
    return ", ".join(nature.counted(count) for nature, count in counts if count)


def _show_group(group: KindDifferences) -> None:
    st.header(group.label, anchor=False)
    st.html(paragraph(count_words(group), "surtitre"))
    key = f"historique:montrer:{group.kind}"
    shown = int(st.session_state.get(key, SHOWN))
    st.html(differences_html(group.differences[:shown]))
    rest = len(group.differences) - shown
    if rest > 0:
        st.button(
            _("Montrer la suite ({n})").format(n=rest),
            key=f"suite_{group.kind}",
            on_click=lambda: st.session_state.update({key: shown + SHOWN}),
        )


def _day(key: str, label: str, default: date, latest: date) -> date:
    """A date bound to the URL, as «2026-11-22»."""
    chosen = settle(
        key,
        _iso,
        default=default.isoformat(),
        unknown=_("«\u00a0{value}\u00a0» n'est pas une date."),
        optional=True,
    )
    day = min(date.fromisoformat(chosen), latest)
    widget = f"choix_{key}"
    st.session_state[widget] = day

    def changed() -> None:
        picked = st.session_state.get(widget)
        if picked:
            choose(key, picked.isoformat())

    st.date_input(
        label,
        key=widget,
        min_value=date(2000, 1, 1),
        max_value=latest,
        format="DD/MM/YYYY",
        on_change=changed,
    )
    return day


def _iso(text: str) -> str | None:
    try:
        return text if date.fromisoformat(text) >= date(2000, 1, 1) else None
    except ValueError:
        return None
