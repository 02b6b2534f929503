"""CSV and TXT: the encoding, the separator and the rows, found out from the bytes."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from data.readers.cells import Cell
from data.readers.fault_log import refusal
from data.readers.limits import MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from data.readers.sheet import Sheet
from indicators.user_error import Fault

SEPARATORS = (";", "|", "\t", ",")
LEGACY_ENCODINGS = {"cp1252": "Windows-1252", "cp850": "DOS (850)", "mac_roman": "Mac Roman"}

csv.field_size_limit(MAX_CELL_TEXT)

_EXPECTED_LETTERS = set("éèêëàâäçîïôöûùüÉÈÊËÀÂÄÇÎÏÔÖÛÙÜœŒ€²µ°’«»–·æßñóíáú")
_FREQUENT_LETTERS = set("éèêëàâçîïôùûüÉÈœ€²°’«»–·")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨ª«´®¯§¢¹»¼]|â\u20ac[\u2122\u201c\u0153]")


@dataclass(frozen=True)
class TextTable:
    """A text file laid out in rows, with how it was understood."""

    sheet: Sheet
    separator: str
    encoding: str
    warnings: tuple[Fault, ...]


def read_text_table(name: str, content: bytes) -> TextTable:
    """Decode and split a text file. Raises RefusedFile when it is not a table of text."""
    text, encoding, warnings = decoded(name, content)
    separator = separator_of(text)
    return TextTable(Sheet("", _rows(name, text, separator)), separator, encoding, warnings)


def decoded(name: str, content: bytes) -> tuple[str, str, tuple[Fault, ...]]:
    """Turn bytes into text: a byte order mark, else UTF-8, else the likeliest old encoding, said so."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return _checked(name, content.decode(encoding)), encoding, ()
            except UnicodeError as error:
                raise refusal(
                    name, f"le texte annoncé en {encoding.upper()} est abîmé.", _SAVE_AGAIN
                ) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(name, content)
    warnings: tuple[Fault, ...] = ()
    if _MOJIBAKE.search(text):
        row = text[: _MOJIBAKE.search(text).start()].count("\n") + 1  # type: ignore[union-attr]
        warnings = (
            Fault(
                "des accents sont abîmés (par exemple «\u00a0Ã©\u00a0» au lieu de «\u00a0é\u00a0»).",
                "Le fichier a été enregistré dans un autre encodage que celui où il a été ouvert.",
                row=row,
            ),
        )
    return _checked(name, text), "utf-8", warnings


TOO_LARGE = "le tableau est trop grand pour être un fichier de statistiques."
_SAVE_AGAIN = "Enregistrez-le à nouveau en «\u00a0CSV UTF-8\u00a0»."


def _legacy(name: str, content: bytes) -> tuple[str, str, tuple[Fault, ...]]:
    best, best_score, best_text = "", -1.0, ""
    for encoding in LEGACY_ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = Counter(sign for sign in text if ord(sign) > 127)
        total = sum(strange.values())
        score = sum(n * _likelihood(sign) for sign, n in strange.items()) / total
        if score > best_score:
            best, best_score, best_text = encoding, score, text
    if best_score < 0.3:
        raise refusal(name, "l'encodage du texte n'est pas reconnu, ou le fichier est abîmé.", _SAVE_AGAIN)
    warning = Fault(
        f"le fichier n'est pas en UTF-8\u00a0; il a été lu comme {LEGACY_ENCODINGS[best]}.",
        "Vérifiez les accents des noms.",
    )
    return _checked(name, best_text), best, (warning,)


def _likelihood(sign: str) -> float:
    """How much a letter speaks for French or Dutch: é often, Ä or Ú hardly, control signs never."""
    if sign in _FREQUENT_LETTERS:
        return 1.0
    return 0.4 if sign in _EXPECTED_LETTERS else 0.0


def _checked(name: str, text: str) -> str:
    if "\x00" in text:
        raise refusal(name, "le fichier est abîmé ou n'est pas du texte (octet nul).")
    return text


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the same number of cells, more than one."""
    sample = text[:100_000].splitlines()[:60]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        if width < 2:
            continue
        # A decimal comma cuts too, but less evenly, and never better than the true separator.
        score = count / len(widths) * (1.0 if separator != "," else 0.9) + min(width, 20) / 1000
        if score > best_score:
            best, best_score = separator, score
    return best


def _lines(name: str, text: str, separator: str) -> Iterator[str]:
    """Lines with their ends, one at a time: a copy of the whole text would cost four times its size."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        if len(line) > MAX_COLUMNS and '"' not in line and line.count(separator) >= MAX_COLUMNS:
            raise refusal(name, TOO_LARGE)
        yield line
        start = end


def _rows(name: str, text: str, separator: str) -> list[list[Cell]]:
    reader = csv.reader(_lines(name, text, separator), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in reader:
            rows.append(row)  # type: ignore[arg-type]
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS or len(row) > MAX_COLUMNS:
                raise refusal(name, TOO_LARGE)
    except csv.Error as error:
        if "field larger" in str(error):
            raise refusal(name, "une case contient un texte démesuré.") from error
        fault = Fault(
            "les guillemets ne se ferment pas, ou la ligne est abîmée.",
            _SAVE_AGAIN,
            file=name,
            row=max(reader.line_num, 1),
        )
        refused = refusal(name, fault.problem)
        refused.faults = (fault,)
        raise refused from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
