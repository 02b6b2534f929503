"""What a statement must be before it is written: some words, and something it rests on."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from diagnostic.evidence import EVIDENCE_LIST, Evidence
from indicators import french
from indicators.language import _
from indicators.user_error import UserError

MAX_CHARACTERS = 20_000
MAX_ROLE_CHARACTERS = 120
_REPLACEMENT = "\ufffd"
_LINE_CONTROLS = "\t\n\r"
_INVISIBLE = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")


class EmptyText(UserError):
    """Nothing that can be seen was typed."""

    def __init__(self) -> None:
        super().__init__(_("Ce constat est vide."), remedy=_("Écrivez au moins un mot, puis enregistrez."))


class TextTooLong(UserError):
    """More than `MAX_CHARACTERS` characters."""

    def __init__(self, length: int) -> None:
        super().__init__(
            _("Ce constat compte {length} caractères\u00a0; le maximum est {limit}.").format(
                length=french.number(length), limit=french.number(MAX_CHARACTERS)
            ),
            remedy=_("Coupez-le en plusieurs constats\u00a0: votre texte est resté à l'écran."),
        )


class NoEvidence(UserError):
    """Nothing to rest on: an opinion is not yet a statement."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce constat ne s'appuie encore sur rien."),
            remedy=_(
                "Joignez au moins un chiffre, un témoignage (fonction, secteur, mois) ou un document, "
                "puis enregistrez\u00a0: votre texte est resté à l'écran."
            ),
        )


def printable(text: str) -> str:
    """Make visible, as «�», the few characters that no database or Word document can hold.

    These are NUL and the other C0 controls (tab and line ends excepted), lone surrogates,
    U+FFFE and U+FFFF. Everything else is kept: emoji, tags, right-to-left. Refusing them
    would punish people for an invisible character pasted from a PDF.
    """
    return "".join(_REPLACEMENT if _unholdable(character) else character for character in text)


def _unholdable(character: str) -> bool:
    if character in _LINE_CONTROLS:
        return False
    return character < " " or "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"


def checked_text(text: str) -> str:
    """The text as it is stored: outer white space gone, inside kept as typed.

    Raises
    ------
    EmptyText : no visible character (blanks, zero-width characters).
    TextTooLong : more than `MAX_CHARACTERS` after stripping.
    """
    stripped = text.strip()
    if all(unicodedata.category(character) in _INVISIBLE for character in stripped):
        raise EmptyText
    if len(stripped) > MAX_CHARACTERS:
        raise TextTooLong(len(stripped))
    return printable(stripped)


def checked_role(role: str) -> str:
    """The function of who writes, cut to what the history can show."""
    return printable(role.strip())[:MAX_ROLE_CHARACTERS]


def checked_evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The pieces of evidence as JSON documents, in their order.

    Raises
    ------
    NoEvidence : there is none.
    """
    pieces = EVIDENCE_LIST.validate_python(tuple(evidence))
    if not pieces:
        raise NoEvidence
    documents: list[dict[str, Any]] = json.loads(EVIDENCE_LIST.dump_json(pieces))
    return [printable_json(document) for document in documents]


def printable_json(value: Any) -> Any:
    """A JSON value whose texts every database can hold (see `printable`)."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [printable_json(item) for item in value]
    if isinstance(value, dict):
        return {key: printable_json(item) for key, item in value.items()}
    return value
