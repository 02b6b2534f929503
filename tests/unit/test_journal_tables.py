"""The tables of the report: what was read, who was heard, when, and what was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.contents.journal import Method, TestimonyRecord
from diagnostic.journal import Journal
from diagnostic.journal_calendar import calendar
from diagnostic.journal_tables import JournalTable, readings_by_theme, report_tables
from diagnostic.witnesses import Heard, witnesses
from tests.unit.journal_sample import anneessens, entry, interview, reading

NB = "\u00a0"


def table(id: str, journal: Journal | None = None) -> JournalTable:
    found = report_tables(anneessens() if journal is None else journal)
    return next(one for one in found if one.id == id)


def test_the_report_has_its_six_tables_in_order() -> None:
    assert [one.id for one in report_tables(anneessens())] == [
        "phases", "documents_lus", "temoins", "reunions", "calendrier", "documents_produits",
    ]  # fmt: skip


def test_twenty_three_interviews_and_two_focus_groups_as_in_2021() -> None:
    assert table("temoins").sentence == f"23{NB}entretiens et 2{NB}focus groups, 30{NB}participant·es."


def test_witnesses_stand_by_sector_and_method_with_totals() -> None:
    witness = table("temoins")
    assert witness.heads == ("Secteur", "Entretien", "Focus group", "Ensemble")
    assert witness.rows == (
        ("Accès aux droits", "–", f"1{NB}(5)", f"1{NB}(5)"),
        ("Logement", "9", f"1{NB}(2)", f"10{NB}(11)"),
        ("Prévention", "6", "–", "6"),
        ("Santé", "8", "–", "8"),
    )
    assert witness.totals == ("Ensemble", "23", f"2{NB}(7)", f"25{NB}(30)")
    assert "Entre parenthèses" in witness.note and "comptée à chaque fois" in witness.note


def test_a_spreadsheet_gets_one_number_per_cell() -> None:
    plain = table("temoins").plain
    assert plain is not None
    heads, rows = plain
    assert heads == ("Secteur", "Méthode", "Nombre", "Participant·es")
    assert ("Logement", "Focus group", "1", "2") in rows and ("Santé", "Entretien", "8", "8") in rows
    assert sum(int(row[2]) for row in rows) == 25 and sum(int(row[3]) for row in rows) == 30


def test_one_interview_alone_is_in_the_singular_without_a_parenthesis() -> None:
    alone = witnesses([interview("Santé", date(2021, 5, 1))])
    assert alone.sentence == f"1{NB}entretien, 1{NB}participant·e."
    assert alone.total.text == "1"


def test_capitals_accents_and_blanks_do_not_split_a_sector() -> None:
    day = date(2021, 5, 1)
    heard = witnesses([interview(one, day) for one in ("sante", "Santé", "  Santé", "SANTÉ")])
    assert [(one.sector, one.total) for one in heard.sectors] == [("Santé", Heard(4, 4))]


RECORDS = st.builds(
    TestimonyRecord,
    function=st.just("Service"),
    sector=st.sampled_from(["Santé", "santé", "Logement", "École"]),
    on=st.dates(date(2020, 1, 1), date(2022, 12, 31)),
    method=st.sampled_from(Method),
    participants=st.integers(1, 12),
)


@given(st.lists(RECORDS, max_size=25))
@settings(max_examples=60, deadline=None)
def test_nobody_is_lost_or_counted_twice(records: list[TestimonyRecord]) -> None:
    heard = witnesses(records)
    expected = Heard(len(records), sum(one.participants for one in records))
    assert heard.total == expected
    assert sum((heard.of_method(method) for method in Method), Heard()) == expected
    journal = Journal(testimonies=tuple(entry(one, number) for number, one in enumerate(records)))
    spread = table("temoins", journal).plain
    assert spread is not None and sum(int(row[2]) for row in spread[1]) == len(records)


def test_documents_read_stand_under_their_theme_and_those_without_one_last() -> None:
    journal = anneessens()
    groups = readings_by_theme(journal.readings, journal.themes)
    assert [(one.heading, len(one.readings)) for one in groups] == [
        ("Logement", 12),
        (f"Logement{NB}› Insalubrité", 1),
        (f"Accès aux droits et aux services{NB}› Non-recours", 11),
        ("Sans thème", 1),
    ]
    read = table("documents_lus")
    assert read.sentence == f"25{NB}documents lus, dont 23{NB}avec fiche de lecture."
    assert read.rows[0][:5] == ("Logement", "Rapport 00", "Un organisme", "2000", "oui")
    assert [row[4] for row in read.rows].count("oui") == 23
    assert read.rows[-1][:2] == ("Sans thème", "Note sans thème")
    assert read.rows[0][5] == groups[0].readings[0].reference and read.rows[0][5].startswith("L-")


def test_a_theme_that_the_tree_no_longer_knows_is_not_dropped() -> None:
    journal = Journal(readings=(entry(reading("Ancien", 1999, "theme_parti"), 1),))
    assert table("documents_lus", journal).rows[0][0] == "theme parti"


def test_forty_documents_of_which_twenty_three_fiches_de_lecture_as_in_2021() -> None:
    made = table("documents_produits")
    assert made.sentence == f"40{NB}documents produits, dont 23{NB}fiches de lecture."
    assert made.rows[-1][0] == "Fiches de lecture" and made.rows[-1][3] == "23"
    assert made.totals == ("Ensemble", "", "", "40", "")


def test_without_a_fiche_de_lecture_nothing_is_said_of_them() -> None:
    made = table("documents_produits", replace(anneessens(), readings=()))
    assert made.sentence == f"17{NB}documents produits."
    assert [row[0] for row in made.rows] == ["Fiches d'entretien", "Synthèse simplifiée"] and made.note == ""


def test_meetings_stand_by_date() -> None:
    rows = table("reunions").rows
    assert [row[0] for row in rows] == ["16/04/2021", "03/05/2021", "12/05/2021"]
    assert rows[0][1:3] == ("Appui méthodologique", "Méthode")


def test_the_calendar_dates_meetings_and_phases_and_never_a_testimony() -> None:
    rows = table("calendrier").rows
    assert [row[0] for row in rows] == [
        "avril 2021", "mai 2021", "mai 2021", "mai 2021", "juin 2021", "juillet 2021", "août 2021", "août 2021",
    ]  # fmt: skip
    assert rows[3] == (
        "mai 2021",
        "dans le mois",
        "Témoignages",
        f"15{NB}entretiens{NB}: Équipe de maison médicale (6){NB}; Service logement (9)",
    )
    assert rows[4][1:] == ("18/06/2021", "Phase", f"Début{NB}: Diagnostic qualitatif")
    testimony_days = {f"{one.content.on:%d/%m/%Y}" for one in anneessens().testimonies}
    assert not testimony_days & {cell for row in rows for cell in row}


@given(st.lists(RECORDS, min_size=1, max_size=25))
@settings(max_examples=40, deadline=None)
def test_months_follow_each_other_and_every_testimony_is_in_its_month(records: list[TestimonyRecord]) -> None:
    months = calendar(Journal(testimonies=tuple(entry(one, n) for n, one in enumerate(records))))
    numbers = [(one.year, one.month) for one in months]
    assert numbers == sorted({(one.on.year, one.on.month) for one in records})
    assert all(line.day is None for month in months for line in month.lines)


def test_only_phases_with_a_date_are_in_the_table() -> None:
    assert table("phases").rows == (("Diagnostic qualitatif", "18/06/2021", "15/08/2021"),)


@pytest.mark.parametrize("one", report_tables(Journal()), ids=lambda one: one.id)
def test_an_empty_journal_says_what_is_missing(one: JournalTable) -> None:
    assert one.rows == () and one.empty.endswith(".") and one.sentence == ""


@pytest.mark.parametrize("one", report_tables(anneessens()), ids=lambda one: one.id)
def test_every_row_has_a_cell_under_every_head(one: JournalTable) -> None:
    assert {len(row) for row in one.rows} == {len(one.heads)}
    assert len(one.totals) in (0, len(one.heads))
    if one.plain:
        assert {len(row) for row in one.plain[1]} == {len(one.plain[0])}
