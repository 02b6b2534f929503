"""Bring a person to the form that a click further up has opened."""

from __future__ import annotations

import streamlit as st

ASKED = "plan:defiler"
ANCHOR = "ecrire"
_SCRIPT = """<span hidden></span><script>
setTimeout(() => {
  const form = document.getElementById('ecrire');
  if (form) form.scrollIntoView({ behavior: 'smooth' });
}, 300);
</script>"""


def ask_to_scroll() -> None:
    """Bring the person to the form once it is drawn; call it in a callback."""
    st.session_state[ASKED] = True


def scroll_if_asked() -> None:
    """Call it below the form; the script is fixed and holds nothing that was typed."""
    if st.session_state.pop(ASKED, False):
        st.html(_SCRIPT, unsafe_allow_javascript=True)
