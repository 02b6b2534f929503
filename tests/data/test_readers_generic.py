"""The free table: proposed, confirmed column by column, remembered for the next edition."""

from __future__ import annotations

import io

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from data.readers import ColumnMapping, Reference, Role, TableMapping, recognise_bytes
from indicators.user_error import UserError
from tests.data.readers_samples import INHABITED, csv, ods, problems, read_sample, refused, xlsx

ROWS = [
    ["Quartier", "Ménages aidés 2024 (nombre)", "Remarque"],
    ["ANNEESSENS", "12,5", "à revoir"],
    ["béguinage dixmude", "7", ""],
    ["Onze-Lieve-Vrouw-ter-Sneeuw", "VS", ""],
]


def test_names_are_matched_without_accents_capitals_or_hyphens_in_both_languages() -> None:
    reading = read_sample("aides.csv", csv(ROWS))
    assert reading.format == "tableau"
    assert reading.observations["code"].tolist() == ["10", "3", "5"]
    assert reading.observations["status"].tolist() == ["observe", "observe", "secret"]


def test_an_unknown_name_gets_a_proposal_and_is_never_accepted_by_likeness() -> None:
    rows = [*ROWS, ["Aneesens", "3", ""]]
    (fault,) = refused("aides.csv", csv(rows)).faults
    assert (fault.row, fault.value) == (5, "Aneesens")
    assert "«\u00a0Anneessens\u00a0» (10)" in fault.remedy


def test_a_name_confirmed_by_a_person_is_taken() -> None:
    rows = [*ROWS[:1], *ROWS[2:], ["Aneesens", "3", ""]]
    mapping = TableMapping(
        signature="",
        level="quartier",
        columns=(
            ColumnMapping(title="Quartier", role=Role.NAME),
            ColumnMapping(title="Ménages aidés 2024 (nombre)", role=Role.VALUE, indicator="aides", year=2024),
            ColumnMapping(title="Remarque", role=Role.IGNORED),
        ),
        names={"Aneesens": "10"},
        confirmed=True,
    )
    reading = read_sample("aides.csv", csv(rows), mapping=mapping)
    assert reading.observations["code"].tolist() == ["3", "5", "10"]
    assert not reading.to_confirm


def test_a_proposal_waits_for_confirmation() -> None:
    reading = read_sample("aides.csv", csv(ROWS))
    assert reading.to_confirm
    assert reading.mapping is not None
    assert [column.role for column in reading.mapping.columns] == [Role.NAME, Role.VALUE, Role.IGNORED]
    assert reading.mapping.columns[1].year == 2024


def test_a_mapping_survives_json_and_serves_the_next_edition() -> None:
    first = read_sample("aides 2024.csv", csv(ROWS)).mapping
    assert first is not None
    kept = TableMapping.from_json(first.model_copy(update={"confirmed": True}).to_json())
    next_rows = [["Quartier", "Ménages aidés 2025 (nombre)", "Remarque"], *ROWS[1:]]
    proposed = read_sample("aides 2025.csv", csv(next_rows)).mapping
    assert proposed is not None
    assert proposed.signature == kept.signature
    applied = kept.for_edition([column.title for column in proposed.columns], "aides 2025.csv")
    reading = read_sample("aides 2025.csv", csv(next_rows), mapping=applied)
    assert reading.observations["year"].tolist() == [2025, 2025, 2025]
    assert not reading.to_confirm


def test_a_mapping_of_other_columns_is_not_applied() -> None:
    mapping = read_sample("aides.csv", csv(ROWS)).mapping
    assert mapping is not None
    with pytest.raises(UserError, match="ne sont plus celles"):
        mapping.for_edition(["Quartier", "Autre"], "autre.csv")
    with pytest.raises(UserError, match="abîmée"):
        TableMapping.from_json("{")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_separator_and_encoding_are_found(separator: str, encoding: str) -> None:
    rows = [["quartier", "part 2024"], ["Béguinage - Dixmude", "7.5"], ["Cureghem Vétérinaire", "8.5"]]
    reading = read_sample("parts.csv", csv(rows, separator, encoding))
    assert reading.observations["code"].tolist() == ["3", "12"]
    legacy = encoding in {"cp1252", "mac_roman", "cp850"}
    assert any("UTF-8" in w.problem for w in reading.warnings) == legacy


@pytest.mark.parametrize("wrap", [xlsx, ods, csv], ids=["xlsx", "ods", "csv"])
def test_titles_may_stand_under_a_heading(wrap) -> None:  # type: ignore[no-untyped-def]
    rows: list[list[object]] = [
        ["Relevé du CPAS", None, None],
        [None, None, None],
        ["code", "nom du quartier", "dossiers 2024"],
        [10, "Anneessens", 41],
        [8, "Marolles", 35],
    ]
    reading = read_sample("releve.xlsx", wrap(rows))
    assert reading.observations["code"].tolist() == ["10", "8"]
    assert reading.observations["row"].tolist() == [4, 5]


def test_rows_of_totals_are_left_out_and_said() -> None:
    rows = [["code", "quartier", "dossiers 2024"], ["10", "Anneessens", 41], ["", "Total", 41]]
    reading = read_sample("releve.csv", csv(rows))
    assert len(reading.observations) == 1
    assert [w.row for w in reading.warnings if "total" in w.problem] == [3]


def test_a_column_of_years_goes_with_the_values() -> None:
    rows = [["code", "annee", "dossiers"], ["10", 2023, 40], ["10", 2024, 41], ["8", 2024, 3]]
    reading = read_sample("releve.csv", csv(rows))
    assert reading.observations["year"].tolist() == [2023, 2024, 2024]


def test_years_as_titles() -> None:
    rows = [["code", "2022", "2023"], ["10", 40, 41], ["8", 3, 4]]
    reading = read_sample("bim.csv", csv(rows))
    assert reading.observations["year"].tolist() == [2022, 2022, 2023, 2023]


def test_each_official_name_of_the_code_column_is_known() -> None:
    for title in ["Code", "MDRC", "MDZONE", "mdzone", "MD_ID", "Quartier_Code", "territory_code", "lau2"]:
        reading = read_sample("bim 2024.csv", csv([[title, "bim"], ["10", "1,5"], ["8", "2,5"]]))
        assert reading.observations["code"].tolist() == ["10", "8"], title
        assert reading.indicators() == ("bim",)


def test_a_percentage_format_is_read_as_a_person_sees_it() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0.00%"})
        page = book.add_worksheet()
        page.write_row(0, 0, ["code", "Part aidée 2024"])
        page.write_row(1, 0, ["10"])
        page.write_number(1, 1, 0.4363, percent)
    assert read_sample("part.xlsx", stream.getvalue()).observations["value"].tolist() == [43.63]


def test_communes_by_name() -> None:
    rows = [["Commune", "logements 2024"], ["Molenbeek-Saint-Jean", 5], ["ETTERBEEK", 6]]
    reading = read_sample("communes.csv", csv(rows))
    assert reading.observations["level"].tolist() == ["commune", "commune"]
    assert reading.observations["code"].tolist() == ["21012", "21005"]


def test_a_cut_row_and_a_row_too_long_are_named() -> None:
    text = b"code;nom;valeur 2024\n10;Anneessens;1\n8;Marolles\n7;Sablon;2;3\n"
    error = refused("a.csv", text)
    assert [fault.row for fault in error.faults] == [3, 4]


def test_known_quartiers_of_the_reference_can_be_replaced() -> None:
    reference = Reference(quartiers={})
    with pytest.raises(UserError):
        recognise_bytes("a.csv", csv([["code", "bim 2024"], ["10", "5"]])).read(reference)


def test_a_mixed_table_says_every_fault_at_once() -> None:
    rows = [["code", "bim 2030"], *[[code, 10] for code in INHABITED[:30]], ["10", "x"], ["400", "7"]]
    said = problems(refused("a.csv", csv(rows)))
    assert "déjà ligne" in said
    assert "aucun quartier" in said
    assert "pas un nombre" in said
