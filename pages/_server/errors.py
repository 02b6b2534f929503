"""No traceback on screen: what went wrong in French, the details in the log."""

from __future__ import annotations

import logging

import streamlit as st

from indicators.language import _
from indicators.user_error import UserError
from pages._ui.messages import show_error

log = logging.getLogger("diagnostic")


def report_script_error(error: Exception) -> bool:
    """Show a UserError as it is, anything else as an apology; return True: it is shown."""
    if isinstance(error, UserError):
        show_error(error)
        return True
    log.error("Erreur inattendue", exc_info=error)
    st.error(
        _(
            "Une erreur inattendue s'est produite. Ce qui était enregistré l'est toujours. "
            "Rechargez la page\u00a0; si l'erreur revient, transmettez le journal de l'application."
        )
    )
    return True
