"""For any small table: what was written is what is read. For any damage: a UserError or a whole reading."""

from __future__ import annotations

import random
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.readers import recognise_bytes
from indicators.user_error import UserError
from tests.data.readers_samples import (
    INHABITED,
    csv,
    geojson,
    ods,
    quartier_rows,
    read_sample,
    square,
    xlsx,
    zipped,
)

MARKS = {"VS": "secret", "ND": "indisponible", "-": "indisponible", "sans objet": "sans_objet"}

cells = st.one_of(
    st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda value: round(value, 6)),
    st.integers(min_value=0, max_value=10**9).map(float),
    st.sampled_from(sorted(MARKS)),
)
tables = st.lists(st.sampled_from(INHABITED), min_size=2, max_size=25, unique=True).flatmap(
    lambda codes: st.tuples(st.just(codes), st.lists(cells, min_size=len(codes), max_size=len(codes)))
)


def written(cell: object, decimal: str) -> str:
    """A number as a European or an English spreadsheet writes it; six decimals settle the point."""
    return f"{cell:.6f}".replace(".", decimal) if isinstance(cell, float) else str(cell)


def check_identity(raw: bytes, name: str, codes: list[str], column: list[object]) -> None:
    table = read_sample(name, raw).observations
    assert table["code"].tolist() == codes
    for cell, value, status in zip(column, table["value"], table["status"], strict=True):
        if isinstance(cell, float):
            assert value == pytest.approx(cell, rel=1e-12, abs=1e-9)
            assert status == "observe"
        else:
            assert pd.isna(value)
            assert status == MARKS[str(cell)]


# A first row with a plain number keeps the column a column of numbers when all else are marks.
ANCHOR = ("9", 1.5)


@given(
    tables,
    st.sampled_from([(";", ","), (";", "."), ("\t", ","), ("|", "."), (",", ".")]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=150, deadline=None)
def test_text_written_is_text_read(table, marks, encoding) -> None:  # type: ignore[no-untyped-def]
    codes, column = with_anchor(*table)
    separator, decimal = marks
    rows = [["code", "valeur 2031"], *([c, written(v, decimal)] for c, v in zip(codes, column, strict=True))]
    check_identity(csv(rows, separator, encoding), "a.csv", codes, column)


@given(tables, st.sampled_from([xlsx, ods]))
@settings(max_examples=100, deadline=None)
def test_a_workbook_written_is_a_workbook_read(table, wrap) -> None:  # type: ignore[no-untyped-def]
    codes, column = with_anchor(*table)
    rows = [["code", "valeur 2031"], *([int(c), v] for c, v in zip(codes, column, strict=True))]
    check_identity(wrap(rows), "a.xlsx", codes, column)


def with_anchor(codes: list[str], column: list[object]) -> tuple[list[str], list[object]]:
    kept = [(code, value) for code, value in zip(codes, column, strict=True) if code != ANCHOR[0]]
    return [ANCHOR[0], *(code for code, _ in kept)], [ANCHOR[1], *(value for _, value in kept)]


# Damage: a reader says what is wrong, or reads all there is; it never stumbles.

EXPORT = [
    ["Code", "Territoire", "Taux de chômage"],
    [None, None, "%"],
    [None, None, 2016],
    *quartier_rows(),
]
SAMPLES: dict[str, bytes] = {
    "libre.csv": csv([["code", "territoire", "bim 2030"], *quartier_rows()]),
    "export.csv": csv(EXPORT),
    "export.xlsx": xlsx(EXPORT, "Donnees"),
    "export.ods": ods(EXPORT),
    "population 2024.zip": zipped(
        {
            "a.txt": csv(
                [["CD_REFNIS", "CD_SECTOR", "TOTAL"], *(["21004", f"21004A{i:02d}-", i] for i in range(60))],
                "|",
            )
        }
    ),
    "secteurs.geojson": geojson(
        [({"CD_SECTOR": f"21004A{i:02d}-"}, square(4.30 + i / 500, 50.85, 0.002)) for i in range(30)]
    ),
    "ecran.json": b'[["Code","Territoire","A (%) 2024"],["Moyenne","1,5"],["10","Anneessens","1.5"],["8","Marolles","VS"]]',
    "organisations.json": b'[{"id":1,"nameOfficialFr":"A","lon":4.3,"lat":50.8},{"id":2,"nameOfficialFr":"B"}]',
}
ENCODINGS = ("cp1252", "utf-16", "utf-16-be", "utf-32", "mac_roman", "cp037", "utf-7")


def truncated(raw: bytes, dice: random.Random) -> bytes:
    return raw[: dice.randrange(len(raw))]


def overwritten(raw: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(dice.randrange(1, 12)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def shuffled(raw: bytes, dice: random.Random) -> bytes:
    pieces = [raw[place : place + 64] for place in range(0, len(raw), 64)]
    dice.shuffle(pieces)
    return b"".join(pieces)


def lines_shuffled(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines)


def cut_inside(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw))
    return raw[:start] + raw[start + dice.randrange(1, 400) :]


def inserted(raw: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(raw))
    return raw[:place] + dice.randbytes(dice.randrange(1, 200)) + raw[place:]


def reencoded(raw: bytes, dice: random.Random) -> bytes:
    try:
        return raw.decode("utf-8").encode(dice.choice(ENCODINGS), "replace")
    except UnicodeDecodeError:
        return raw.decode("latin-1").encode("utf-8")


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    truncated,
    overwritten,
    shuffled,
    lines_shuffled,
    cut_inside,
    inserted,
    reencoded,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", SAMPLES)
def test_damage_raises_nothing_but_a_user_error(
    name: str, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    dice = random.Random(f"{name} {damage.__name__}")
    assert recognise_bytes(name, SAMPLES[name]).read().rows
    for _ in range(60):
        raw = damage(SAMPLES[name], dice)
        try:
            reading = recognise_bytes(name, raw).read()
        except UserError as error:
            assert str(error)
        else:
            observed = reading.observations["status"].eq("observe")
            assert (reading.observations["value"].notna() == observed).all()


@given(st.binary(max_size=600))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_raise_nothing_but_a_user_error(raw: bytes) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"SQLite format 3\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{",
        b"[",
        b"code;bim 2030\n",
    ):
        try:
            recognise_bytes("quelconque", start + raw).read()
        except UserError as error:
            assert str(error)


@given(
    st.lists(
        st.lists(
            st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.none(), st.booleans()), max_size=5
        ),
        max_size=8,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_rows_of_json_raise_nothing_but_a_user_error(rows: list[list[object]]) -> None:
    import json

    for raw in (json.dumps(rows), json.dumps([["Code", "Territoire", "A 2024"], ["Moyenne", "1"], *rows])):
        try:
            recognise_bytes("lignes.json", raw.encode()).read()
        except UserError as error:
            assert str(error)


def test_a_damaged_workbook_is_refused_or_read_as_if_nothing_had_happened() -> None:
    """Checksums of the archive see to it that no damage changes a figure."""
    whole = recognise_bytes("export.xlsx", SAMPLES["export.xlsx"]).read().observations
    dice = random.Random(7)
    for _ in range(300):
        try:
            found = recognise_bytes("export.xlsx", overwritten(SAMPLES["export.xlsx"], dice)).read()
        except UserError:
            continue
        pd.testing.assert_frame_equal(found.observations, whole)
