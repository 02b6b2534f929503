"""From bytes to a JSON value that is safe to look at: bounded, unambiguous, holdable by every database."""

from __future__ import annotations

import json
from collections import Counter
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from diagnostic.portable.faults import FileRefused
from diagnostic.statement_rules import printable
from indicators.french import number
from indicators.language import _

MOST_BYTES = 50 * 1024 * 1024
"""What the page lets through; a diagnostic of ten thousand statements weighs half of it."""
DEEPEST = 40
MOST_LISTS = 600_000
MOST_ITEMS = 3_000_000
"""Far more than a real diagnostic of the largest size has; empty lists by the million fill the memory."""
_MEGABYTE = 1024 * 1024
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00")


class _Ambiguous(ValueError):
    """Two values under one name, or a number that is none."""


def bytes_of(source: bytes | Path) -> bytes:
    """The content of a file that is not too large; a larger one is refused without reading it all.

    Raises FileRefused.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        content = bytes(source[: MOST_BYTES + 1])
        size = len(source)
    else:
        try:
            size = source.stat().st_size
            if size > MOST_BYTES:
                _refuse_size(size)
            with source.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise FileRefused(
                _("Le fichier «\u00a0{name}\u00a0» ne peut pas être lu.").format(name=source.name),
                remedy=_("Vérifiez qu'il existe et que vous avez le droit de le lire."),
            ) from error
        size = len(content)
    if size > MOST_BYTES:
        _refuse_size(size)
    return content


def json_value(content: bytes) -> Any:
    """The JSON value of some bytes. Raises FileRefused with what is wrong and where."""
    text = _decoded(content)
    if not text.strip():
        _refuse(_("Ce fichier est vide."))
    if content.count(b"{") + content.count(b"[") > MOST_LISTS or content.count(b",") > MOST_ITEMS:
        _refuse(_("Ce fichier a beaucoup trop d'éléments pour un diagnostic."))
    try:
        value = json.loads(
            text, object_pairs_hook=_named_once, parse_constant=_not_a_number, parse_float=_finite
        )
    except RecursionError:
        _refuse(_("Ce fichier emboîte trop de listes les unes dans les autres."))
    except json.JSONDecodeError as error:
        raise FileRefused(
            _("Ce fichier n'est pas du JSON, ou il est abîmé à la ligne {line}, signe {column}.").format(
                line=number(error.lineno), column=number(error.colno)
            ),
            remedy=_AGAIN,
        ) from error
    except ValueError as error:  # _Ambiguous, or a number of thousands of digits
        words = str(error) if isinstance(error, _Ambiguous) else _("Un nombre est trop long.")
        raise FileRefused(words, remedy=_AGAIN) from error
    _check_depth(value)
    return value


_AGAIN = _("Exportez-le de nouveau depuis l'application d'où il vient\u00a0; rien n'a été écrit.")


def unholdable(text: str) -> bool:
    """Tell whether a text has signs that no database can keep (NUL, halves of letters)."""
    return printable(text) != text


def _refuse(problem: str) -> NoReturn:
    raise FileRefused(problem, remedy=_AGAIN)


def _refuse_size(size: int) -> NoReturn:
    raise FileRefused(
        _("Ce fichier pèse {size}\u00a0Mo\u00a0; le maximum est {limit}\u00a0Mo.").format(
            size=number(-(-size // _MEGABYTE)), limit=number(MOST_BYTES // _MEGABYTE)
        ),
        remedy=_(
            "Un diagnostic entier pèse rarement plus de 5\u00a0Mo\u00a0: vérifiez que c'est le bon fichier."
        ),
    )


def _decoded(content: bytes) -> str:
    try:
        if content.startswith(_OTHER_ENCODINGS):
            raise ValueError
        return content.decode("utf-8-sig")
    except ValueError as error:
        raise FileRefused(
            _("Ce fichier n'est pas un texte en UTF-8."),
            remedy=_(
                "Un tableur ou un éditeur l'a peut-être réenregistré\u00a0: reprenez le fichier tel que l'application "
                "l'a donné."
            ),
        ) from error


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(name for name, _value in pairs).most_common(1)[0][0]
        raise _Ambiguous(
            _("Le champ «\u00a0{name}\u00a0» est écrit deux fois au même endroit.").format(
                name=printable(twice[:60])
            )
        )
    return found


def _not_a_number(word: str) -> NoReturn:
    raise _Ambiguous(_("«\u00a0{word}\u00a0» n'est pas un nombre.").format(word=word))


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise _Ambiguous(_("«\u00a0{word}\u00a0» est un nombre trop grand.").format(word=digits[:40]))
    return value


def _check_depth(value: Any) -> None:
    """Walk level by level, without calling oneself."""
    level = [value]
    for _depth in range(DEEPEST):
        level = [
            item
            for one in level
            if isinstance(one, dict | list)
            for item in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    _refuse(_("Ce fichier emboîte trop de listes les unes dans les autres."))
