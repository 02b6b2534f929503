"""Small hand-made files in the layouts of the publishers, for tests that run without the mirror."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter  # type: ignore[import-untyped]

from data.readers import Reading, RefusedFile, recognise_bytes
from data.readers.mapping import TableMapping
from data.readers.reference import Reference

INHABITED = tuple(code for code, quartier in Reference.bundled().quartiers.items() if quartier.inhabited)


def xlsx(rows: Sequence[Any], sheet: str = "Feuil1") -> bytes:
    """A workbook of one sheet. Numbers stay numbers; None leaves the cell out."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, place, cell)
                elif cell is not None:
                    page.write(number, place, cell)
    return stream.getvalue()


def ods(rows: Sequence[Any], sheet: str = "Feuille1") -> bytes:
    """A LibreOffice workbook of one sheet."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return ods_of(f"<table:table table:name={quoteattr(sheet)}>{lines}</table:table>")


def ods_of(tables: str) -> bytes:
    """A LibreOffice workbook with this content."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def csv(rows: Sequence[Any], separator: str = ";", encoding: str = "utf-8", end: str = "\n") -> bytes:
    """A text table; None is an empty cell."""
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in rows]
    return (end.join(lines) + end).encode(encoding)


def geojson(features: Sequence[tuple[Any, Any]], crs: str = "") -> bytes:
    """A FeatureCollection of polygons: (properties, rings)."""
    document: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": found, "geometry": {"type": "Polygon", "coordinates": rings}}
            for found, rings in features
        ],
    }
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).encode()


def square(x: float, y: float, side: float = 100.0) -> list[list[list[float]]]:
    """The ring of a square."""
    return [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]


def quartier_rows(value: float = 20.0) -> list[list[Any]]:
    """Code, name and a value that differs for each of the inhabited quartiers."""
    known = Reference.bundled().quartiers
    return [[code, known[code].name_fr, round(value + int(code) / 100, 2)] for code in INHABITED]


def read_sample(
    name: str, raw: bytes, reference: Reference | None = None, mapping: TableMapping | None = None
) -> Reading:
    """Recognise and read bytes."""
    return recognise_bytes(name, raw).read(reference, mapping)


def refused(name: str, raw: bytes, reference: Reference | None = None) -> RefusedFile:
    """The refusal of a file that must not be read."""
    try:
        reading = read_sample(name, raw, reference)
    except RefusedFile as error:
        assert error.faults
        return error
    raise AssertionError(f"{name} a été lu comme {reading.format}")


def problems(error: RefusedFile) -> str:
    """All faults as lines."""
    return "\n".join(str(fault) for fault in error.faults)
