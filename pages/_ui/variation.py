"""The interval of chance can be switched off: a full register has no sampling error."""

from __future__ import annotations

import streamlit as st

from indicators.language import _

KEY = "variation"


def variation_switch() -> bool:
    """A switch that follows the person from page to page; on to begin with."""
    st.session_state.setdefault(KEY, True)
    # Said again at every run: on another page it is another widget.
    st.session_state[KEY] = st.session_state[KEY]
    return st.toggle(
        _("Montrer la variation aléatoire"),
        key=KEY,
        help=_(
            "Ce que le hasard seul ferait d'un groupe de cette taille. Un registre complet compte tout le monde\u00a0: "
            "l'intervalle dit s'il faut lire un écart comme durable, pas une erreur de mesure."
        ),
    )


def variation_wanted() -> bool:
    """Whether the switch is on, where it is not drawn."""
    return bool(st.session_state.get(KEY, True))
