"""Hostile files are refused within seconds and with little memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.readers import recognise
from data.readers.limits import MAX_FILE_BYTES, MEGABYTE
from indicators.user_error import UserError
from tests.data.readers_samples import ods_of, xlsx, zipped

SECONDS = 8.0
MEMORY = 250 * MEGABYTE
ROOT = Path(__file__).resolve().parents[2]


def sheet_xml(inside: str) -> bytes:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{inside}</worksheet>"
    ).encode()


def workbook(sheet: bytes, **extra: bytes) -> bytes:
    """A workbook whose first sheet is replaced."""
    import io

    with zipfile.ZipFile(io.BytesIO(xlsx([["code", "bim 2030"], [10, 1]]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, "xl/worksheets/sheet1.xml": sheet, **extra})


def zip_bomb(folder: Path) -> Path:
    path = folder / "bombe.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b"0" * MEGABYTE)
    return path


def lying_bomb(folder: Path) -> Path:
    """A member that unpacks to more than the directory announces."""
    raw = bytearray(zipped({"a.csv": b"code;bim 2030\n" + b"0" * 40_000_000}))
    place = raw.rindex(b"PK\x01\x02") + 24
    raw[place : place + 4] = (1_000).to_bytes(4, "little")
    path = folder / "menteuse.zip"
    path.write_bytes(raw)
    return path


def gzip_bomb(folder: Path) -> Path:
    import gzip

    path = folder / "bombe.gpkg.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        for _ in range(300):
            stream.write(b"0" * MEGABYTE)
    return path


def nested(folder: Path) -> Path:
    raw = b"code;bim 2030\n10;1\n"
    for level in range(6):
        raw = zipped({f"niveau{level}.csv": raw})
    path = folder / "poupees.zip"
    path.write_bytes(raw)
    return path


def two_gigabytes(folder: Path) -> Path:
    path = folder / "enorme.csv"
    with path.open("wb") as stream:
        stream.write(b"code;bim 2030\n")
        stream.truncate(2 * 1024 * MEGABYTE)
    return path


def hole_under_the_limit(folder: Path) -> Path:
    path = folder / "creux.csv"
    with path.open("wb") as stream:
        stream.write(b"code;bim 2030\n")
        stream.truncate(100 * MEGABYTE)
    return path


def written(name: str, raw: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(raw)
        return path

    return write


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(4_000)
OLD_MACROS = (
    OLE + bytes(500) + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le") + bytes(4_000)
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><worksheet>&b;</worksheet>' % (b"ha" * 1000)

HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "zip bomb": (zip_bomb, "archive"),
    "zip that lies about its size": (lying_bomb, "abîmée"),
    "gzip bomb": (gzip_bomb, "archive"),
    "archives in archives": (nested, "emboîtées"),
    "2 GB csv": (two_gigabytes, "Mo"),
    "sparse csv": (hole_under_the_limit, "abîmé"),
    "locked xlsx": (written("a.xlsx", LOCKED), "mot de passe"),
    "old macros": (written("a.xls", OLD_MACROS), "macros"),
    "macros": (
        written("a.xlsm", workbook(sheet_xml("<sheetData/>"), **{"xl/vbaProject.bin": b"x"})),
        "macros",
    ),
    "a million columns claimed": (
        written("a.xlsx", workbook(sheet_xml('<dimension ref="A1:BDWGN1000"/><sheetData/>'))),
        "colonnes",
    ),
    "a million empty columns": (
        written(
            "a.xlsx",
            workbook(sheet_xml("<sheetData><row r='1'>" + "<c/>" * 1_000_000 + "</row></sheetData>")),
        ),
        "colonnes",
    ),
    "a cell at the far corner": (
        written(
            "a.xlsx",
            workbook(
                sheet_xml("<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>")
            ),
        ),
        "colonnes",
    ),
    "a row beyond all rows": (
        written(
            "a.xlsx",
            workbook(
                sheet_xml("<sheetData><row r='99999999'><c r='A99999999'><v>1</v></c></row></sheetData>")
            ),
        ),
        "trop grande",
    ),
    "entities": (written("a.xlsx", workbook(LAUGHS)), "abîmé"),
    "ods repeats": (
        written(
            "a.ods",
            ods_of(
                '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">'
                '<table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell>'
                "</table:table-row></table:table>"
            ),
        ),
        "trop grande",
    ),
    "ods with a million columns": (
        written(
            "a.ods",
            ods_of(
                '<table:table table:name="a"><table:table-row><table:table-cell '
                'table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell>'
                "</table:table-row></table:table>"
            ),
        ),
        "colonnes",
    ),
    "deep json": (written("a.json", b"[" * 400_000), "JSON"),
    "deep geojson": (
        written(
            "a.geojson",
            b'{"type":"FeatureCollection","features":[{"geometry":' + b"[" * 900 + b"]" * 900 + b"}]}",
        ),
        "JSON",
    ),
    "one line of commas": (written("a.csv", b"," * 30_000_000), "trop grand"),
    "one endless cell": (written("a.csv", b"code;" + b"a" * 20_000_000), "démesuré"),
    "an open quote": (written("a.csv", b'code;bim 2030\n"' + b"10;1\n" * 2_000_000), ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    path = make(tmp_path)
    tracemalloc.start()
    before = time.perf_counter()
    try:
        with pytest.raises(UserError) as caught:
            recognise(path).read()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - before < SECONDS
    assert peak < MEMORY
    assert said in str(caught.value)
    assert path.name in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_AS n'existe pas sous Windows")
def test_a_process_with_little_memory_survives_all_of_them(tmp_path: Path) -> None:
    """The same files in a process that may not grow: no abort, no kill, only refusals."""
    import resource

    paths = []
    for index, (make, _) in enumerate(HOSTILE.values()):
        folder = tmp_path / str(index)
        folder.mkdir()
        paths.append(str(make(folder)))
    script = (
        "import sys\nfrom pathlib import Path\nfrom data.readers import recognise\n"
        "from indicators.user_error import UserError\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n        recognise(Path(name)).read()\n"
        "    except UserError:\n        print('refus')\n"
    )
    limit = 1_600 * MEGABYTE

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    result = subprocess.run(
        [sys.executable, "-c", script, *paths],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=90,
        preexec_fn=bound,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stdout.count("refus") == len(paths)


def test_the_limit_is_checked_before_the_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "enorme.xlsx"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    before = time.perf_counter()
    with pytest.raises(UserError):
        recognise(path)
    assert time.perf_counter() - before < 0.5


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(UserError):
            recognise(path)
