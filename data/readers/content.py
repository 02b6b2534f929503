"""From bytes to content: what kind of file it is, told by its bytes and never by its name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from data.readers.archive import Archive, gunzipped
from data.readers.fault_log import refusal
from data.readers.layer import Layer, read_geojson, read_geopackage, read_shapefile
from data.readers.limits import MAX_CELLS, MAX_FILE_BYTES, MAX_JSON_DEPTH, MAX_TEXT_BYTES, MEGABYTE
from data.readers.ods import read_ods
from data.readers.sheet import Sheet
from data.readers.text_table import decoded, read_text_table
from data.readers.xls import OLE, read_xls
from data.readers.xlsx import read_xlsx
from indicators.user_error import Fault

_SQLITE = b"SQLite format 3\x00"
_SHAPE_PARTS = {"shp", "shx", "dbf", "prj", "cpg"}
_DATA_SUFFIXES = {".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".geojson", ".gpkg"}


@dataclass(frozen=True)
class Content:
    """A file laid out: sheets of a workbook or text, a JSON document, or layers of shapes."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...] = ()
    document: Any = None
    layers: tuple[Layer, ...] = ()
    separator: str = ""
    encoding: str = ""
    notes: tuple[Fault, ...] = ()


def open_content(path: Path) -> Content:
    """Read a file from disk. Raises RefusedFile: missing, too big, locked, damaged, unknown."""
    try:
        if path.is_dir():
            raise refusal(path.name, "c'est un dossier.", "Choisissez un fichier.")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise refusal(
                path.name,
                f"le fichier pèse {size // MEGABYTE} Mo\u00a0; la limite est de {MAX_FILE_BYTES // MEGABYTE} Mo.",
                "Ce n'est pas un fichier de statistiques.",
            )
        with path.open("rb") as stream:
            raw = stream.read(size + 1)
        if path.suffix.lower() == ".shp":
            parts = {
                part: beside.read_bytes()
                for part in _SHAPE_PARTS
                if (beside := path.with_suffix("." + part)).is_file()
                and beside.stat().st_size <= MAX_FILE_BYTES
            }
            layer = read_shapefile(path.name, {**parts, "shp": raw})
            return Content(path.name, _sha(raw), layers=(layer,))
    except OSError as error:
        raise refusal(path.name, f"le fichier ne se lit pas ({error.strerror}).") from error
    return content_of(path.name, raw)


def _sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def content_of(name: str, raw: bytes, depth: int = 0) -> Content:
    """Lay out the bytes of a file. Raises RefusedFile.

    Archives are opened to two levels (a GeoPackage in a gzip in a ZIP is one too many).
    """
    if len(raw) > MAX_FILE_BYTES and depth == 0:
        raise refusal(name, "le fichier est trop grand.")
    if not raw.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise refusal(name, "le fichier est vide.", "Téléchargez-le à nouveau.")
    sha = _sha(raw)
    if raw.startswith(b"\x1f\x8b"):
        _refuse_nesting(name, depth)
        return replace(content_of(name, gunzipped(name, raw), depth + 1), sha256=sha)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_zip(name, raw, sha, depth)
    if raw.startswith(OLE):
        return Content(name, sha, sheets=_filled(name, read_xls(name, raw)))
    if raw.startswith(_SQLITE):
        return Content(name, sha, layers=_some_layers(name, read_geopackage(name, raw)))
    return _from_text(name, raw, sha)


def _refuse_nesting(name: str, depth: int) -> None:
    if depth >= 2:
        raise refusal(name, "des archives sont emboîtées dans des archives.", "Sortez-en le fichier utile.")


def _from_zip(name: str, raw: bytes, sha: str, depth: int) -> Content:
    archive = Archive(name, raw)
    if "[Content_Types].xml" in archive.names or "xl/workbook.xml" in archive.names:
        return Content(name, sha, sheets=_filled(name, read_xlsx(archive)))
    if "mimetype" in archive.names and archive.read("mimetype")[:80].strip().startswith(
        b"application/vnd.oasis"
    ):
        return Content(name, sha, sheets=_filled(name, read_ods(archive)))
    _refuse_nesting(name, depth)
    members = [
        member for member in archive.names if not member.endswith("/") and not member.startswith("__MACOSX/")
    ]
    drawn = [member for member in members if member.lower().endswith(".shp")]
    if len(drawn) == 1:
        stem = drawn[0][:-4]
        parts = {
            member[len(stem) + 1 :].lower(): archive.read(member)
            for member in members
            if member.startswith(stem + ".") and member[len(stem) + 1 :].lower() in _SHAPE_PARTS
        }
        return Content(name, sha, layers=(read_shapefile(name, parts),))
    tables = [member for member in members if PurePosixPath(member).suffix.lower() in _DATA_SUFFIXES]
    if len(tables) != 1:
        raise refusal(
            name,
            f"l'archive contient {len(tables)} fichiers de données\u00a0; il en faut un seul.",
            "Sortez le fichier utile de l'archive et déposez-le seul.",
            value=", ".join(tables[:4]),
        )
    # The name of the archive stays: it is the one the person knows, and it holds the year.
    return replace(content_of(name, archive.read(tables[0]), depth + 1), sha256=sha)


def _filled(name: str, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    if not sheets:
        raise refusal(name, "le classeur est vide.")
    return sheets


def _some_layers(name: str, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    if not any(len(layer.shapes) for layer in layers):
        raise refusal(name, "la couche géographique est vide.")
    return layers


def _from_text(name: str, raw: bytes, sha: str) -> Content:
    if len(raw) > MAX_TEXT_BYTES:
        raise refusal(name, f"le texte dépasse {MAX_TEXT_BYTES // MEGABYTE} Mo.")
    start = raw[:2000].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(b"%pdf"):
        raise refusal(name, "c'est un document PDF.", "Demandez le tableau en CSV ou en XLSX.")
    if start.startswith((b"<!doctype html", b"<html")):
        raise refusal(
            name,
            "c'est une page web (souvent une page de connexion ou d'erreur), pas un tableau.",
            "Téléchargez le fichier lui-même.",
        )
    if start.startswith(b"<"):
        raise refusal(
            name, "c'est un document XML, souvent le message d'erreur d'un service.", value=start[:60]
        )
    if start.startswith((b"{", b"[")):
        return _from_json(name, raw, sha)
    table = read_text_table(name, raw)
    if not table.sheet.rows:
        raise refusal(name, "le fichier est vide.")
    return Content(
        name, sha, (table.sheet,), separator=table.separator, encoding=table.encoding, notes=table.warnings
    )


def _from_json(name: str, raw: bytes, sha: str) -> Content:
    text, encoding, notes = decoded(name, raw)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refusal(name, "le JSON est abîmé ou incomplet.", "Téléchargez le fichier à nouveau.") from error
    if _depth(document) > MAX_JSON_DEPTH:
        raise refusal(name, "le JSON est trop profondément emboîté.")
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        layer = read_geojson(name, document)
        return Content(name, sha, layers=_some_layers(name, (layer,)), document=document, notes=notes)
    sheets: tuple[Sheet, ...] = ()
    if isinstance(document, list) and document:
        if all(isinstance(row, list) for row in document):
            sheets = (Sheet("", [[_plain(cell) for cell in row] for row in document]),)
        elif all(isinstance(row, dict) for row in document):
            titles = list(dict.fromkeys(key for row in document for key in row))
            if len(titles) * len(document) > MAX_CELLS:
                raise refusal(name, "le tableau est trop grand.")
            rows = [titles, *([_plain(row.get(title)) for title in titles] for row in document)]
            sheets = (Sheet("", rows),)
    return Content(name, sha, sheets, document=document, encoding=encoding, notes=notes)


def _depth(document: Any) -> int:
    """How many lists and objects stand inside each other; stops counting beyond the limit."""
    level, depth = [document], 0
    while level and depth <= MAX_JSON_DEPTH:
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner += [value for value in item.values() if isinstance(value, dict | list)]
            elif isinstance(item, list):
                inner += [value for value in item if isinstance(value, dict | list)]
        level, depth = inner, depth + 1
    return depth


def _plain(value: Any) -> Any:
    """A cell of a JSON table: nested objects become text."""
    return value if value is None or isinstance(value, str | int | float | bool) else json.dumps(value)
