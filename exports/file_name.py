"""File names that survive every system: «afom_anneessens_2026-11-21.docx»."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from indicators.territory import Territory


def file_name(kind: str, territory: Territory, day: date, extension: str) -> str:
    """Name a document by its kind, its quartier and its date, in plain ASCII."""
    plain = unicodedata.normalize("NFKD", territory.name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or territory.code
    return f"{kind}_{slug}_{day.isoformat()}.{extension}"
