"""What a server wrote, made fit to be shown in a terminal."""

from __future__ import annotations

LENGTH = 80


def quoted(text: str, length: int = LENGTH) -> str:
    """Return `text` on one line, without control characters, cut after `length` characters.

    A server could otherwise send escape sequences that rewrite what the person has on screen.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 10 * length]).split())
    return line if len(line) <= length else line[: length - 1] + "…"
