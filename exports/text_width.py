"""How wide a text will be in Arial, to know before printing where its lines will break.

Widths are those of Helvetica (Adobe Font Metrics), which Arial and Liberation Sans share,
in thousandths of the size. Office offers no measuring without a window; guessing by the
number of characters overflows with capitals and wastes half the line with «illi».
"""

from __future__ import annotations

import re
import unicodedata

_BY_WIDTH = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " \u00a0,./:;I[]\\ft!",
    333: "()-`r·•",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "ckszvxyJ",
    556: "0123456789abdeghnopqu#$L_?«»–€",
    584: "+<=>~−≈±",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@—…▲●▼œŒ",
    200: "\u202f\u2009",
}
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}
_BOLD = 1.07
_BREAKABLE = re.compile(r"[^ \t-]+-*|-+|[ \t]+")


def _character_width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    wide = unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF
    return 1300 if wide else 700


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Return the width of one line, in points."""
    return sum(map(_character_width, text)) / 1000 * points * (_BOLD if bold else 1.0)


def wrap(text: str, points: float, width: float, *, bold: bool = False) -> list[str]:
    """Cut a text into the lines it takes in a column `width` points wide.

    Breaks at spaces, after hyphens and at line ends, never at no-break spaces; a word longer than the column
    is cut, as Office does. An empty text takes one empty line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for piece in _BREAKABLE.findall(paragraph):
            needed = text_width(piece, points, bold=bold)
            if used + needed <= width or piece[0] in " \t":
                line, used = line + piece, used + needed
                continue
            if line:
                lines.append(line.rstrip(" \t"))
            line, used = piece, needed
            while used > width and len(line) > 1:
                fitting = _fitting_prefix(line, points, width, bold)
                lines.append(line[:fitting])
                line = line[fitting:]
                used = text_width(line, points, bold=bold)
        lines.append(line.rstrip(" \t"))
    return lines


def _fitting_prefix(word: str, points: float, width: float, bold: bool) -> int:
    used = 0.0
    for index, character in enumerate(word):
        used += text_width(character, points, bold=bold)
        if used > width:
            return max(index, 1)
    return len(word)
