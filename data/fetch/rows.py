"""Check a delimited table: as many rows and identifiers as its publisher has."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from data.fetch.address import Checks
from data.fetch.features import wrong_ids
from indicators.french import number
from indicators.user_error import Fault

_SEPARATORS = ";,|\t"


def check_rows(path: Path, checks: Checks, name: str) -> list[Fault]:
    """Return what is wrong with the table at `path`; an empty list when nothing is.

    Without an expected number of rows or an identifier column, any text passes: the readers know more.
    """
    if checks.features is None and not checks.ids_property:
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Fault("le texte n'est pas en UTF-8.", file=name)]
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = _table(text, separator)
    except csv.Error:
        return [Fault("la table ne se lit pas\u00a0: le fichier est coupé ou abîmé.", file=name)]
    header, body = (rows[0], rows[1:]) if rows else ([], [])
    for position, row in enumerate(body, start=2):
        if len(row) != len(header):
            return [Fault("la ligne est coupée.", file=name, row=position)]
    faults = []
    if checks.features is not None and len(body) != checks.features:
        what = f"{number(len(body))} lignes au lieu de {number(checks.features)}."
        faults.append(Fault(what, file=name))
    if checks.ids_property and checks.ids_property not in header:
        return [*faults, Fault("la colonne manque.", file=name, column=checks.ids_property)]
    if checks.ids_property:
        place = header.index(checks.ids_property)
        problems = wrong_ids([row[place] for row in body], checks)
        faults.extend(Fault(what, file=name, column=column) for what, column, _ in problems)
    return faults


def _table(text: str, separator: str) -> list[list[str]]:
    # The outline of a quartier in one cell is longer than the module's own limit, which is
    # global: it is put back at once.
    usual = csv.field_size_limit(max(len(text), 1))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [row for row in reader if row]
    finally:
        csv.field_size_limit(usual)
