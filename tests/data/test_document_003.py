"""The grid of document 003 can be rebuilt entirely: every theme, every kind of evidence, every list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from data.statistics import Statistics
from data.views import profile
from diagnostic.board import Board, Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Method, Reading, TestimonyRecord, WorkDocument
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Evidence, snapshot
from diagnostic.journal_tables import report_tables
from diagnostic.read_journal import read_journal
from diagnostic.repository import StatementRepository
from diagnostic.statement_qualities import Convergence
from diagnostic.store import Store, open_store
from diagnostic.witnesses import witnesses
from exports.afom_docx import afom_docx
from exports.journal_docx import journal_docx
from tests.data.document_003 import EVIDENCE, SECTIONS, grid, journal


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('d003')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def diagnostic(store: Store, statistics: Statistics) -> Entry[Diagnosis]:
    entries, statements = EntryRepository(store), StatementRepository(store)
    owner = entries.add(Diagnosis(territory_level="quartier", territory_code="10", title="Anneessens 2021"))
    for content in journal():
        entries.add(content, owner.id)
    fiche = profile(statistics, "10")
    figures = {one.indicator.id: one for one in fiche.figures}
    now = datetime.now(UTC)

    def piece(key: str) -> Evidence:
        if key in EVIDENCE:
            return EVIDENCE[key]
        return snapshot(figures[key], fiche.statistics_version, now)

    for line in grid():
        stored = statements.add(
            "quartier",
            "10",
            line.quadrant,
            line.theme,
            line.text,
            [piece(key) for key in line.says],
            diagnostic=owner.id,
        )
        if line.convergence is not Convergence.NOT_EXAMINED:
            statements.edit(stored.id, stored.version, convergence=line.convergence)
    return owner


@pytest.fixture(scope="module")
def board(store: Store, statistics: Statistics, diagnostic: Entry[Diagnosis]) -> Board:
    return StatementRepository(store).board(statistics.territory("10"), diagnostic.id)


def test_every_list_has_as_many_lines_as_the_original(board: Board) -> None:
    counts = {quadrant.value: len(board.column(quadrant)) for quadrant in Quadrant}
    assert counts == {"A": 8, "F": 50, "O": 9, "M": 17, "S": 22}
    assert len(board.statements) == 106


def test_every_theme_of_the_original_has_its_lines(board: Board) -> None:
    top = Counter(board.themes.top(one.theme) for one in board.statements)
    assert top == {
        "situation_socio_economique": 2 + 12 + 2 + 4 + 3,
        "logement": 9 + 1 + 2 + 7,
        "droits_services": 6 + 1 + 1 + 2 + 1 + 2 + 1,
        "sante": 6 + 1 + 2 + 3,
        "cohesion_sociale": 4 + 3 + 1 + 4 + 6,
        "espace_public": 5 + 1 + 2 + 1 + 1,
        "coordination": 5 + 2 + 3,
    }
    assert {theme for _section, _list, theme, _lines in SECTIONS} <= set(board.themes.ids)


def test_every_kind_of_evidence_is_there_and_what_nobody_documents_is_a_blind_spot(board: Board) -> None:
    kinds = Counter(piece.kind for one in board.statements for piece in one.evidence)
    assert kinds == {"document": 55, "temoignage": 70, "chiffre": 10}
    undocumented = [one for one in board.statements if one.convergence is Convergence.UNDOCUMENTED]
    assert len(undocumented) == sum(line.says == ("r",) for line in grid()) == 40
    assert all(one.is_blind_spot for one in undocumented)
    # A testimony alone is a zone d'ombre too: nothing written or counted confirms it.
    only_told = [one for one in board.statements if one.testimonies and not one.figures and not one.documents]
    assert only_told and all(one.is_blind_spot for one in only_told)


def test_the_journal_counts_what_the_report_counts(store: Store, diagnostic: Entry[Diagnosis]) -> None:
    entries = EntryRepository(store)
    heard = [one.content for one in entries.all(TestimonyRecord, diagnostic.id)]
    assert Counter(one.method for one in heard) == {Method.INTERVIEW: 23, Method.FOCUS_GROUP: 2}
    assert len(entries.all(Reading, diagnostic.id)) == 23
    assert len(entries.all(WorkDocument, diagnostic.id)) == 17
    told = read_journal(entries, diagnostic)
    assert witnesses(one.content for one in told.testimonies).sentence.startswith(
        "23\u00a0entretiens et 2\u00a0focus groups"
    )
    printed = docx.Document(BytesIO(journal_docx("Anneessens 2021", report_tables(told), date(2026, 11, 22))))
    words = "\n".join(one.text for one in printed.paragraphs)
    assert "40\u00a0documents produits, dont 23\u00a0fiches de lecture" in words


def test_the_word_grid_prints_every_line_and_every_reference(board: Board, tmp_path: Path) -> None:
    document = docx.Document(BytesIO(afom_docx(board, date(2026, 11, 22))))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {one.text for one in board.statements} <= cells
    assert {one.reference for one in board.statements} <= cells
    printed = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"[{len(board.numbered_references())}]" in printed
