"""Indicator, year and quartier: one choice, in the widget, in the URL, on every page.

Streamlit's own `bind="query-params"` writes the *label* of a selectbox in the URL and
drops the default; links must carry stable codes and always be complete, so the
binding is done here. The URL wins when a person changes it (link, back button), the
widget wins otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from indicators.language import _

PLANNED = "url:a_ecrire"
"""Where a run gathers what `write_url` writes."""
NAVIGATED = "url:page_entiere"
"""True while the whole page runs: only then can a link or the back button have changed the URL."""
PAGE = "url:page"
CHOSEN = "url:choix_fait"
"""True in a run that a choice in a widget began: the browser may still send the URL of before it."""

Choice = TypeVar("Choice", str, int)


def _last_written(key: str) -> str:
    return f"url:{key}"


def _notice_key(key: str) -> str:
    return f"avis:{key}"


def choose(key: str, value: str | int) -> None:
    """Make a choice from outside the widget (a click on the map); call it in a callback."""
    st.session_state[key] = value
    st.session_state[CHOSEN] = True


@dataclass(frozen=True)
class BoundChoice(Generic[Choice]):
    """A choice that is known before its widget is drawn: what depends on it can come first."""

    label: str
    options: Sequence[Choice]
    key: str
    value: Choice
    words: Callable[[Choice], str]
    resets: str | None = None

    def show(self) -> Choice:
        """Draw the selectbox and return the choice."""
        st.selectbox(
            self.label,
            self.options,
            key=self.key,
            format_func=self.words,
            filter_mode="contains",
            on_change=self._changed,
            placeholder=_("Choisir"),
        )
        return self.value

    def _changed(self) -> None:
        forget_notices()
        if self.resets:
            _forget_choice(self.resets)


def bound_choice(
    label: str,
    options: Sequence[Choice],
    *,
    key: str,
    default: Choice,
    words: Callable[[Choice], str] = str,
    unknown: str,
    resets: str | None = None,
    optional: bool = False,
) -> BoundChoice[Choice]:
    """Settle a choice bound to the query parameter `key` by the code of its option.

    A code of the URL that is not among `options` gives a French notice (`unknown`, with
    `{value}`) and the default. The notice stays until a valid choice is made. A new choice
    puts the choice `resets` back to its own default; an `optional` one leaves the URL when
    it is the default.
    """
    by_code = {str(option): option for option in options}
    value = settle(key, by_code.get, default=default, unknown=unknown, optional=optional)
    return BoundChoice(label, options, key, value, words, resets)


def settle(
    key: str,
    known: Callable[[str], Choice | None],
    *,
    default: Choice,
    unknown: str,
    optional: bool = False,
) -> Choice:
    """Settle a choice between URL and widget; `known` turns the code of the URL into the choice.

    For choices among more options than a widget can list; otherwise as `bound_choice`.
    """
    from_url = st.query_params.get(key)
    written = st.session_state.get(_last_written(key))
    if from_url is not None and from_url != written and (_url_counts() or key not in st.session_state):
        found = known(from_url)
        if found is not None:
            st.session_state[key] = found
            st.session_state.pop(_notice_key(key), None)
        else:
            st.session_state[key] = default
            st.session_state[_notice_key(key)] = unknown.format(value=from_url[:60])
    elif key not in st.session_state and written is not None and known(written) is not None:
        st.session_state[key] = known(written)
    value = known(str(st.session_state.get(key)))
    if value is None and written is not None:
        # A browser that answers before it has drawn the new list sends a choice that is no longer in it.
        value = known(written)
    if value is None:
        value = default
    # Kept at every run: on another page it is another widget, which would start at its first option.
    st.session_state[key] = value
    plan(key, None if optional and value == default else str(value))
    return value


def settle_again(key: str, value: str) -> None:
    """Put another choice in the place of one that was settled in this run."""
    st.session_state[key] = value
    plan(key, value)


def plan(key: str, text: str | None) -> None:
    """Say what the URL shall hold for a key (None: nothing) once the page is drawn."""
    st.session_state.setdefault(PLANNED, {})[key] = text


def _url_counts() -> bool:
    return bool(st.session_state.get(NAVIGATED)) and not st.session_state.get(CHOSEN)


def begin_page(page: str) -> None:
    """Begin a run of a whole page: what an interrupted one wanted to write no longer counts.

    Who opens another page follows its address, whatever was chosen on the one before.
    """
    st.session_state.pop(PLANNED, None)
    st.session_state[NAVIGATED] = True
    if st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        st.session_state[CHOSEN] = False


def write_url() -> None:
    """Write what was settled in the URL, in one go: each writing costs the browser a redrawing.

    Call it once, when what the choice is about has been drawn.
    """
    now = st.query_params.to_dict()
    wanted = dict(now)
    for key, text in st.session_state.pop(PLANNED, {}).items():
        if text is None:
            wanted.pop(key, None)
            st.session_state.pop(_last_written(key), None)
        else:
            wanted[key] = text
            st.session_state[_last_written(key)] = text
    st.session_state[NAVIGATED] = st.session_state[CHOSEN] = False
    if wanted != now:
        st.query_params.from_dict(wanted)


def _forget_choice(key: str) -> None:
    """Let the next run start at the default; the URL is written then."""
    st.session_state[key] = None
    st.session_state.pop(_last_written(key), None)


def forget_notices() -> None:
    """A person who makes a choice has read what was said of the address; call it in a callback."""
    st.session_state[CHOSEN] = True
    for key in [key for key in st.session_state if str(key).startswith(_notice_key(""))]:
        del st.session_state[key]


def show_notices(*keys: str) -> None:
    """Say which parts of the URL were not understood."""
    for key in keys:
        notice = st.session_state.get(_notice_key(key))
        if notice:
            st.warning(notice, icon=":material/info:")


def set_notice(key: str, text: str) -> None:
    """Say something about one parameter of the URL, until it changes."""
    st.session_state[_notice_key(key)] = text
