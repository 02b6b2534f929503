"""The grid keeps nothing; the counts of a month are protected as soon as they leave their form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from diagnostic.accompaniment_view import accompaniment_view
from diagnostic.contents.accompaniment import Criterion, CriterionCount, MonthlyCount, Outcome, OutcomeCount
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry_repository import EntryRepository
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from exports.accompaniment_docx import accompaniment_docx
from pages._accompaniment.tables import chart_words, csv_of, month_chart
from tests.app.test_pages import opened
from tests.app.test_privacy import press
from tests.app.test_privacy import words as escaped_words

PAGE = "accompagnement.py"


@pytest.fixture
def store() -> Iterator[Store]:
    opened_store = open_store(Settings().store_url)
    yield opened_store
    opened_store.close()


@pytest.fixture
def diagnostic(store: Store) -> str:
    content = Diagnosis(title="Suivi", territory_level="quartier", territory_code="8")
    return EntryRepository(store).add(content, id=str(uuid4())).id


def months(store: Store, diagnostic: str) -> dict[str, MonthlyCount]:
    return {one.content.month: one.content for one in EntryRepository(store).all(MonthlyCount, diagnostic)}


def words(app: AppTest) -> str:
    return unescape(escaped_words(app))


def everything_stored(store: Store) -> str:
    with store.engine.connect() as connection:
        tables = [
            name
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        ]
        return "".join(str(connection.execute(text(f'SELECT * FROM "{one}"')).all()) for one in tables)


def fill(app: AppTest, month: str, **counts: int) -> AppTest:
    app.selectbox(key="suivi_mois").set_value(month).run()
    for name, count in counts.items():
        app.number_input(key=f"suivi_{month}_{name}").set_value(count)
    return press(app, "Enregistrer le mois")


def test_the_grid_answers_and_leaves_no_trace(store: Store, diagnostic: str) -> None:
    app = opened(PAGE, diagnostic=diagnostic)
    assert "Aucun critère n'est coché." in words(app)
    stored, address = everything_stored(store), dict(app.query_params)
    for place in (1, 4, 5):
        app.toggle(key=f"grille_0_{place}").set_value(True).run()
    assert "Un accompagnement peut commencer." in words(app)
    assert "3 critères sur cinq sont présents." in words(app)
    assert everything_stored(store) == stored
    assert dict(app.query_params) == address
    app = press(app, "Vider la grille")
    assert "Aucun critère n'est coché." in words(app)
    assert not any(one.value for one in app.toggle)
    assert not opened(PAGE, diagnostic=diagnostic).toggle[0].value


def test_a_month_is_stored_raw_and_shown_protected(store: Store, diagnostic: str) -> None:
    month = f"{date.today():%Y-%m}"
    app = opened(PAGE, diagnostic=diagnostic)
    app = fill(
        app, month, menages=13, debuts=3, impact_psychologique=13, isolement=4, expulsion=7, en_cours=13
    )
    assert not app.exception and not app.error
    held = months(store, diagnostic)[month]
    assert (held.households, held.begun) == (13, 3)
    assert {one.criterion: one.households for one in held.criteria}[Criterion.ISOLATION] == 4
    assert {one.outcome: one.households for one in held.outcomes}[Outcome.UNDER_WAY] == 13
    shown = words(app)
    row = shown[shown.index("Par mois") if "Par mois" in shown else 0 :]
    assert '<td class="nombre">13</td>' in row and '<td class="nombre">secret</td>' in row
    assert '<td class="nombre">4</td>' not in shown and '<td class="nombre">3</td>' not in shown


def test_counts_that_cannot_be_true_stay_in_the_form(store: Store, diagnostic: str) -> None:
    month = f"{date.today():%Y-%m}"
    app = fill(opened(PAGE, diagnostic=diagnostic), month, menages=6, debuts=7, isolement=9)
    assert "ne vont pas ensemble" in app.error[0].value
    assert any("Isolement" in one.value and "9" in one.value for one in app.text)
    assert app.number_input(key=f"suivi_{month}_debuts").value == 7
    assert not months(store, diagnostic)


def test_a_month_is_corrected_in_its_form_and_can_be_taken_off(store: Store, diagnostic: str) -> None:
    month = f"{date.today():%Y-%m}"
    repository = EntryRepository(store)
    repository.add(MonthlyCount(month=month, households=9), diagnostic)
    app = opened(PAGE, diagnostic=diagnostic)
    app = fill(app, month, menages=11)
    assert months(store, diagnostic)[month].households == 11
    app = press(app, "Retirer ce mois du suivi")
    assert not months(store, diagnostic)
    assert "Aucun mois n'est encore enregistré" in words(app)
    app = fill(app, month, menages=12)
    assert not app.error
    assert months(store, diagnostic)[month].households == 12


def test_two_people_who_count_the_same_month_meet(store: Store, diagnostic: str) -> None:
    month = f"{date.today():%Y-%m}"
    mine, theirs = opened(PAGE, diagnostic=diagnostic), opened(PAGE, diagnostic=diagnostic)
    mine.selectbox(key="suivi_mois").set_value(month).run()
    fill(theirs, month, menages=8)
    mine = fill(mine, month, menages=9)
    assert [one.households for one in months(store, diagnostic).values()] == [8], "nothing is overwritten"
    assert mine.warning and "ménages accompagnés 8" in words(mine)
    assert mine.number_input(key=f"suivi_{month}_menages").value == 9
    again = press(mine, "Enregistrer le mois")
    assert not again.exception
    assert [one.households for one in months(store, diagnostic).values()] == [9]


def test_notes_that_tell_of_a_person_stop_at_the_door(store: Store, diagnostic: str) -> None:
    month = f"{date.today():%Y-%m}"
    app = opened(PAGE, diagnostic=diagnostic)
    app.selectbox(key="suivi_mois").set_value(month).run()
    app.text_area(key=f"suivi_{month}_notes").input("Rappeler Monsieur Peeters au 0470 12 34 56.")
    app = press(app, "Enregistrer le mois")
    assert "0470 12 34 56" in words(app)
    assert not months(store, diagnostic)


def test_every_file_prints_the_protected_view_alone() -> None:
    counts = [
        MonthlyCount(
            month="2025-12",
            households=13,
            begun=3,
            criteria=(
                CriterionCount(criterion=Criterion.STRAIN, households=13),
                CriterionCount(criterion=Criterion.ISOLATION, households=4),
            ),
            outcomes=(OutcomeCount(outcome=Outcome.REHOUSED, households=2),),
            notes="équipe au complet",
        ),
        MonthlyCount(month="2026-01", households=3, begun=1),
    ]
    view = accompaniment_view(counts, date(2026, 11, 22))
    table = csv_of(view).decode("utf-8-sig")
    assert "décembre 2025;13;13;0;0;secret;0" in table
    assert "janvier 2026;secret;secret" in table
    assert "équipe" not in table
    assert table.count("à la fin de l'année") == 6, "the running year gives no total"
    assert chart_words(view) == "Ménages accompagnés\u00a0: 13 en décembre 2025\u00a0; 1 mois secret."
    chart = month_chart(view)
    assert list(chart.data[0].y) == [13, None]
    assert accompaniment_docx(view, "Marolles", date(2026, 11, 22)).startswith(b"PK")
