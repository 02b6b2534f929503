"""Refusals that help: where it is wrong, what stands there, what to do. Nothing is guessed."""

from __future__ import annotations

import json

import pytest

from data.readers import Reference
from data.readers.cells import read_numbers
from data.readers.codes import is_destroyed
from indicators.estimate import Status
from tests.data.readers_samples import (
    INHABITED,
    csv,
    geojson,
    problems,
    quartier_rows,
    read_sample,
    refused,
    square,
    xlsx,
)


@pytest.mark.parametrize("cell", [2.1004e105, "2.1004e+105", "2,1E+105", "2E+105", 0, "0", 0.0, float("inf")])
def test_what_excel_makes_of_a_sector_code_is_recognised(cell: object) -> None:
    assert is_destroyed(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["21004E101", "21004E80-", "21004E800", "", None, 10, "Anneessens"])
def test_what_is_no_destroyed_code_is_left_alone(cell: object) -> None:
    assert not is_destroyed(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("broken", ["2,1E+105", "2.1004e+105", "0"])
def test_a_destroyed_code_is_named_by_row(broken: str) -> None:
    rows = [
        ["cd_sector", "nom", "menages_2020"],
        *[[f"21004A{i:02d}-", "X", i] for i in range(11, 31)],
        [broken, "LAEKEN", 5],
    ]
    error = refused("menages.csv", csv(rows))
    (fault,) = error.faults
    assert (fault.row, fault.column, fault.value) == (22, "cd_sector", broken)
    assert "LAEKEN" in fault.problem
    assert "n'est pas deviné" in fault.remedy


def test_a_point_between_three_digits_is_not_decided() -> None:
    rows = [["code", "menages_2020"], ["1", "1.188"], ["2", "950"], ["3", "2.040"]]
    error = refused("menages.csv", csv(rows))
    assert [(f.row, f.value) for f in error.faults] == [(2, "1.188"), (4, "2.040")]
    assert "milliers" in error.faults[0].problem


def test_another_value_of_the_column_settles_what_the_point_is() -> None:
    assert read_numbers(["1.188", "13.18"]).values.tolist() == [1.188, 13.18]
    assert read_numbers(["1.188", "1.188.000"]).values.tolist() == [1188, 1_188_000]
    assert read_numbers(["1 188", "1\u202f188,5", "13,18", "12 %"]).values.tolist() == [
        1188,
        1188.5,
        13.18,
        12,
    ]


def test_a_fraction_of_a_person_is_a_thousands_dot_read_as_decimal() -> None:
    rows = [["CD_REFNIS", "CD_SECTOR", "POPULATION"], ["21001", "21001A00-", 1.188]]
    (fault,) = refused("population 2020.xlsx", xlsx(rows)).faults
    assert (fault.row, fault.column, fault.value) == (2, "POPULATION", "1.188")


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("VS", Status.SUPPRESSED),
        ("< 200 habitants", Status.SUPPRESSED),
        ("ND", Status.UNAVAILABLE),
        ("-", Status.UNAVAILABLE),
        ("GM", Status.UNAVAILABLE),
        ("", Status.UNAVAILABLE),
        (None, Status.UNAVAILABLE),
        (float("nan"), Status.UNAVAILABLE),
        ("sans objet", Status.NOT_APPLICABLE),
    ],
)
def test_a_missing_mark_keeps_its_meaning_and_is_never_zero(mark: object, status: Status) -> None:
    numbers = read_numbers([mark, 0])  # type: ignore[list-item]
    assert numbers.statuses == [status.value, "observe"]
    assert not numbers.known[0]
    assert numbers.values[1] == 0


@pytest.mark.parametrize(
    "cell", ["douze", "1,2,3", "1.2.3", "#REF!", True, "12 habitants", "=A1", "nan", "1e5"]
)
def test_what_is_no_number_is_a_fault_that_quotes_the_cell(cell: object) -> None:
    rows: list[list[object]] = [
        ["code", "bim 2030"],
        *[[code, 20 + int(code) / 100] for code in INHABITED[:9]],
        [INHABITED[9], cell],
    ]
    (fault,) = refused("bim.xlsx", xlsx(rows)).faults
    assert fault.row == 11
    assert fault.column == "bim 2030"


def test_a_row_that_stands_twice() -> None:
    (fault,) = refused("bim.csv", csv([["code", "bim 2030"], ["10", "1,5"], ["11", "2"], ["10", "3"]])).faults
    assert (fault.row, fault.value) == (4, "10")
    assert "ligne 2" in fault.problem


def test_an_unknown_code() -> None:
    rows = [["code", "bim 2030"], *[[code, 20] for code in INHABITED[:20]], [555, 20]]
    (fault,) = refused("bim.csv", csv(rows)).faults
    assert (fault.row, fault.value) == (22, "555")


def test_a_share_above_100() -> None:
    rows = [["code", "Taux de chômage (%) 2030"], ["10", "31,7"], ["11", "317"]]
    (fault,) = refused("chomage.csv", csv(rows)).faults
    assert (fault.row, fault.value) == (3, "317")


def test_a_name_that_is_another_quartier_s() -> None:
    rows = [["code", "territoire", "bim 2030"], [10, "Anneessens", 40], [7, "Marolles", 20]]
    (fault,) = refused("bim.csv", csv(rows)).faults
    assert (fault.row, fault.value) == (3, "Marolles")
    assert "quartier 8" in fault.problem


def export(columns: list[list[object]], titles: list[tuple[str, int]]) -> bytes:
    """A Monitoring export with these columns (one value per inhabited quartier)."""
    known = Reference.bundled().quartiers
    body = [[int(c), known[c].name_fr, *(column[i] for column in columns)] for i, c in enumerate(INHABITED)]
    header = [
        ["Code", "Territoire", *(label for label, _ in titles)],
        [None, None, *("%" for _ in titles)],
        [None, None, *(year for _, year in titles)],
    ]
    return xlsx([*header, *body], "Donnees")


def series(year: int, base: float = 20.0) -> list[object]:
    """A plausible series: every quartier different, all slowly growing."""
    return [round(base + i / 10 + (year - 2000) * (0.01 + i / 1000), 3) for i in range(len(INHABITED))]


YEARS = list(range(2000, 2012))
TITLES = [("Part des ménages sans voiture", year) for year in YEARS]


def test_a_row_that_holds_another_quartier_s_values() -> None:
    columns = [series(year) for year in YEARS]
    for column in columns:
        column[30] = column[5]
    error = refused("export.xlsx", export(columns, TITLES))
    (fault,) = error.faults
    assert fault.row == 34
    assert "ligne 9" in fault.problem


def test_a_column_that_holds_another_indicator() -> None:
    columns = [series(year) for year in YEARS]
    columns[-1] = [float(40 + i / 7) for i in range(len(INHABITED))]
    (fault,) = refused("export.xlsx", export(columns, TITLES)).faults
    assert fault.column.startswith("N")
    assert "autre indicateur" in fault.problem


def test_a_column_that_repeats_another_title() -> None:
    columns = [series(2000), series(2000)]
    (fault,) = refused("export.xlsx", export(columns, [("Part des A", 2000), ("Part des B", 2000)])).faults
    assert "répète la colonne" in fault.problem


def test_a_title_that_belies_the_figures_in_force() -> None:
    bim = Reference.bundled().figures[("bim", "quartier", 2024)]
    column: list[object] = [bim.get(code, "ND") for code in INHABITED]
    error = refused("export.xlsx", export([column], [("Taux de chômage", 2023)]))
    assert "«\u00a0bim\u00a0» de 2024" in problems(error)


def test_a_leap_between_two_years_is_a_warning() -> None:
    columns = [series(2000), series(2001)]
    columns[1][3] = 60.0
    reading = read_sample(
        "export.xlsx", export(columns, [("Taux de chômage", 2000), ("Taux de chômage", 2001)])
    )
    (leap,) = [w for w in reading.warnings if "saut" in w.problem]
    assert leap.row == 7


def test_sums_of_sectors_must_be_the_quartier() -> None:
    table = [["Commune_Code", "Quartier_Code", "SecteurStatistique_Code"], [21004, 10, "21004A10-"]]
    reference = Reference.bundled().with_companion(read_sample("table.xlsx", xlsx(table)))
    rows = [["CD_REFNIS", "CD_SECTOR", "POPULATION"], ["21004", "21004A10-", 12]]
    error = refused("population 2019.xlsx", xlsx(rows), reference)
    assert "n'est pas sa population" in problems(error)


def test_a_ring_that_does_not_close() -> None:
    ring = square(4.35, 50.85, 0.01)
    ring[0].pop()
    (fault,) = refused("secteurs.geojson", geojson([({"CD_SECTOR": "21004A10-"}, ring)])).faults
    assert "ne se ferme pas" in fault.problem
    assert fault.value == "21004A10-"


def test_a_shape_that_crosses_itself_beyond_repair() -> None:
    bow = [[[4.3, 50.8], [4.4, 50.9], [4.4, 50.8], [4.3, 50.9], [4.3, 50.8]]]
    assert "se coupe" in problems(refused("secteurs.geojson", geojson([({"CD_SECTOR": "21004A10-"}, bow)])))


def test_holes_and_overlaps_are_warnings() -> None:
    ring = [[0, 0], [30, 0], [30, 30], [0, 30], [0, 0]]
    hole = [[10, 10], [20, 10], [20, 20], [10, 20], [10, 10]]
    places = [[[150_000 + x * 10, 170_000 + y * 10] for x, y in line] for line in (ring, hole)]
    raw = geojson(
        [({"CD_SECTOR": "21004A10-"}, places), ({"CD_SECTOR": "21004A11-"}, square(150_290, 170_000, 50))],
        "EPSG:31370",
    )
    warned = " ".join(w.problem for w in read_sample("secteurs.geojson", raw).warnings)
    assert "1 trous" in warned
    assert "se recouvrent" in warned


def test_a_layer_that_was_cut_by_the_service() -> None:
    document = json.loads(geojson([({"CD_SECTOR": "21004A10-"}, square(4.35, 50.85, 0.01))]))
    document["numberMatched"] = 145
    assert "annonce 145 formes" in problems(refused("wfs.json", json.dumps(document).encode()))


def test_quartiers_without_outline_are_an_error() -> None:
    raw = geojson([({"mdzone": 10}, square(4.35, 50.85, 0.01))])
    assert "144 quartiers sur 145" in problems(refused("quartiers.geojson", raw))


def test_coordinates_out_of_belgium() -> None:
    raw = geojson([({"CD_SECTOR": "21004A10-"}, square(50.85, 4.35, 0.01))])
    assert "Belgique" in problems(refused("secteurs.geojson", raw))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "vide"),
        (b"\n\n \n", "vide"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><html><body>Login</body></html>", "page web"),
        (b"<?xml version='1.0'?><ows:ExceptionReport/>", "XML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, ""),
        (b"bonjour\n", "format n'est pas reconnu"),
        (b'{"a": 1', "JSON"),
        (b'a;b\n"1;2\n', "guillemets"),
    ],
)
def test_what_is_no_table_is_said_in_plain_words(raw: bytes, said: str) -> None:
    assert said in problems(refused("fichier.csv", raw))


def test_a_refusal_has_one_line_per_fault_and_tells_that_nothing_was_imported() -> None:
    error = refused(
        "bim.csv",
        csv([["code", "bim 2030"], ["10", "x"], ["11", "5"], ["10", "3"], ["12", "4"], ["13", "4"]]),
    )
    lines = str(error).splitlines()
    assert lines[0].startswith("«\u00a0bim.csv\u00a0»")
    assert "Rien n'a été importé." in lines[0]
    assert len(lines) == 1 + len(error.faults)


def test_all_inhabited_quartiers_read_without_a_warning() -> None:
    rows = [["code", "territoire", "Part des A (%) 2031"], *quartier_rows()]
    assert read_sample("a.csv", csv(rows)).warnings == ()
