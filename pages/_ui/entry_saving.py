"""Writing an entry from a form: what stops it is told, and nothing that was typed leaves the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from pydantic import ValidationError

from diagnostic.entry_faults import EntryChanged
from diagnostic.personal_data import PersonalDataFound
from indicators.language import _
from indicators.user_error import Fault, UserError
from pages._ui.messages import show_error
from pages._ui.privacy_check import ask, forget

Result = TypeVar("Result")


def save(scope: str, write: Callable[[], Result], labels: dict[str, str] | None = None) -> Result | None:
    """Do a write and return what it gives; None when something stopped it, which is then on screen.

    `scope` names the form, as in `show_questions`, which the page calls below its buttons.
    `labels` tell fields of a content that pydantic may refuse.
    """
    try:
        done = write()
    except ValidationError as error:
        show_error(_as_user_error(error, labels or {}))
    except PersonalDataFound:
        ask(scope)
        st.rerun()
    except EntryChanged as error:
        st.session_state[f"{scope}:conflit"] = error.theirs
        st.warning(
            _(
                "Quelqu'un d'autre a modifié cet élément pendant que vous écriviez. Rien n'a été écrasé\u00a0: votre "
                "texte est encore à l'écran. Comparez-le à la version enregistrée, puis enregistrez de nouveau."
            ),
            icon=":material/group:",
        )
    except UserError as error:
        show_error(error)
    else:
        forget(scope)
        st.session_state.pop(f"{scope}:conflit", None)
        return done
    return None


def done(write: Callable[[], None]) -> bool:
    """Do a write that gives nothing back; False when it could not be done, which is then on screen."""
    try:
        write()
    except UserError as error:
        show_error(error)
        return False
    return True


def version_to_replace(scope: str, shown: int) -> int:
    """The version that a write replaces: the one shown, or the one a conflict has just shown."""
    theirs: Any = st.session_state.get(f"{scope}:conflit")
    return shown if theirs is None else int(theirs.version)


def theirs_of(scope: str) -> Any:
    """The entry as somebody else stored it, after a conflict in this form; None otherwise."""
    return st.session_state.get(f"{scope}:conflit")


def _as_user_error(error: ValidationError, labels: dict[str, str]) -> UserError:
    faults = tuple(
        Fault(
            _("ce champ est vide, trop long ou ne convient pas."),
            column=labels.get(str(detail["loc"][0]), str(detail["loc"][0])) if detail["loc"] else "",
            value=str(detail.get("input", ""))[:60],
        )
        for detail in error.errors()
    )
    return UserError(
        _("Le formulaire n'est pas complet."),
        remedy=_("Complétez-le\u00a0: ce que vous avez écrit est resté à l'écran."),
        faults=faults,
    )
