"""Look into a file before it is kept: a name and a content type prove nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from data.fetch.address import Address
from data.fetch.failures import failure, page_instead
from data.fetch.features import check_geojson
from data.fetch.quoted import quoted
from data.fetch.retrieved import BLOCK
from data.fetch.rows import check_rows
from indicators.french import number
from indicators.user_error import Fault

_HEAD = 4096
_BOM = b"\xef\xbb\xbf"
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<!--")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SQLITE = b"SQLite format 3\x00"
_SPREADSHEET_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}
_READ_IN_ONE_PIECE = {".geojson", ".json", ".csv", ".txt"}
_READ_AT_MOST = 60_000_000


def check_content(path: Path, address: Address, name: str) -> None:
    """Hold the file at `path` against what `address` expects of it.

    `name` is the name under which the file will be kept; its suffix says which form is expected.
    Raises UserError with the fault that was found; the file itself is never changed.
    """
    faults = _faults(path, address, name)
    if faults:
        raise failure(address, "le fichier reçu n'est pas celui qui est attendu.", faults=tuple(faults))


def _faults(path: Path, address: Address, name: str) -> list[Fault]:
    size, checks = path.stat().st_size, address.checks
    with path.open("rb") as file:
        head = file.read(_HEAD)
    _refuse_page(head, address, name)
    if size < checks.minimum_bytes:
        what = f"{number(size)}\u00a0octets seulement, au moins {number(checks.minimum_bytes)} attendus."
        return [Fault(what, file=name)]
    if size > checks.maximum_bytes:
        return [Fault(f"plus de {number(checks.maximum_bytes)}\u00a0octets.", file=name)]
    suffix = Path(name).suffix.lower()
    if suffix in _READ_IN_ONE_PIECE and size > _READ_AT_MOST:
        return [Fault(f"plus de {number(_READ_AT_MOST)}\u00a0octets pour un fichier de texte.", file=name)]
    if suffix in {".geojson", ".json"}:
        return check_geojson(path, checks, name)
    if suffix in {".csv", ".txt"}:
        return _binary(path, name) or check_rows(path, checks, name)
    problem = {".xlsx": _spreadsheet, ".zip": _archive, ".xls": _old_spreadsheet, ".gpkg": _geopackage}[
        suffix
    ](path, head)
    return [Fault(problem, file=name)] if problem else []


def _refuse_page(head: bytes, address: Address, name: str) -> None:
    start = head.removeprefix(_BOM).lstrip().lower()
    if start.startswith(_PAGE_STARTS) or (start.startswith(b"<") and b"<html" in start):
        raise page_instead(address, faults=(Fault("c'est une page web.", file=name),))
    if start.startswith(b"<"):
        text = re.sub(r"<[^>]*>?", " ", head.decode("utf-8", errors="replace"))
        raise failure(
            address,
            "le service a répondu par un message d'erreur (XML) au lieu du fichier.",
            faults=(Fault("c'est du XML.", file=name, value=quoted(text)),),
        )


def _binary(path: Path, name: str) -> list[Fault]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if b"\x00" in block:
                return [Fault("ce n'est pas un fichier de texte.", file=name)]
    return []


def _archive(path: Path, head: bytes) -> str:
    return "" if _members(path) else "ce n'est pas une archive ZIP complète."


def _spreadsheet(path: Path, head: bytes) -> str:
    complete = _members(path).issuperset(_SPREADSHEET_PARTS)
    return "" if complete else "ce n'est pas un classeur XLSX complet."


def _members(path: Path) -> set[str]:
    # Only the list at the end is read, nothing is unpacked: a bomb stays folded, and a file
    # cut short has no list.
    try:
        with zipfile.ZipFile(path) as archive:
            return {entry.filename for entry in archive.infolist()}
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds on crafted bytes
        return set()


def _old_spreadsheet(path: Path, head: bytes) -> str:
    return "" if head.startswith(_OLE) else "ce n'est pas un classeur XLS."


def _geopackage(path: Path, head: bytes) -> str:
    if not head.startswith(_SQLITE) or len(head) < 100:
        return "ce n'est pas un GeoPackage."
    # The header of SQLite states its page size (1 stands for 65 536) and its number of pages.
    page = int.from_bytes(head[16:18]) or 1
    page = 65_536 if page == 1 else page
    if path.stat().st_size < page * int.from_bytes(head[28:32]):
        return "le GeoPackage est coupé."
    return ""
