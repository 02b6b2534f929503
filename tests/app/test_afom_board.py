"""The AFOM page: views, filters, duplicates, moves and what stops them, without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.evidence import Document, Evidence, Testimony
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.statement_qualities import Convergence, Priority, Status
from diagnostic.store import open_store
from indicators.territory import Kind, Territory
from pages._ui.board_moves import ANSWER, REFUSAL, make_move
from tests.app.test_pages import opened
from tests.app.test_privacy import press, words

REPORT = Document(title="Rapport", organisation="CPAS", year=2021)


@contextmanager
def stored() -> Iterator[StatementRepository]:
    store = open_store(Settings().store_url)
    try:
        yield StatementRepository(store)
    finally:
        store.close()


def place(code: str) -> Territory:
    return Territory("quartier", code, "", "", Kind.INHABITED, (), 0.5)


def fill(
    code: str, *lines: tuple[str, Quadrant], evidence: tuple[Evidence, ...] = (REPORT,)
) -> list[Statement]:
    with stored() as repository:
        return [
            repository.add("quartier", code, quadrant, "logement", text, evidence, "référente")
            for text, quadrant in lines
        ]


def told(app: AppTest) -> dict[str, Any]:
    """What the component of the page was told."""
    found: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return found


def texts(app: AppTest) -> dict[str, list[str]]:
    return {one["letter"]: [row[2] for row in one["rows"]] for one in told(app)["lists"]}


def test_the_five_lists_are_told_with_their_lines_in_their_order() -> None:
    fill("24", ("Premier", Quadrant.STRENGTH), ("Second", Quadrant.STRENGTH), ("Une menace", Quadrant.THREAT))
    found = texts(opened("afom.py", territoire="24"))
    assert found == {"A": ["Premier", "Second"], "F": [], "O": [], "M": ["Une menace"], "S": []}


def test_filters_thin_the_board_say_how_many_and_are_cleared_at_once() -> None:
    fill("25", ("Loyers élevés", Quadrant.WEAKNESS), ("Caves humides", Quadrant.WEAKNESS))
    app = opened("afom.py", territoire="25")
    app.text_input(key="filtre_mots").input("ELEVES").run()
    assert texts(app)["F"] == ["Loyers élevés"]
    assert "Un constat sur 2 répond aux filtres." in words(app)
    app = press(app, "Effacer les filtres")
    assert texts(app)["F"] == ["Loyers élevés", "Caves humides"]
    assert app.text_input(key="filtre_mots").value == ""


def test_a_filter_of_another_grid_does_not_hide_lines_unseen() -> None:
    fill("26", ("Ici", Quadrant.WEAKNESS))
    with stored() as repository:
        repository.add("quartier", "27", Quadrant.WEAKNESS, "sante", "Là-bas", (REPORT,), "autre")
    app = opened("afom.py", territoire="26")
    app.multiselect(key="filtre_themes").select("logement").run()
    app.selectbox(key="territoire").select("27").run()
    assert not app.exception
    assert texts(app)["F"] == ["Là-bas"]


def test_the_room_hides_the_controls_and_keeps_the_filters() -> None:
    fill("28", ("Pour la salle", Quadrant.STRENGTH), ("Pour personne", Quadrant.THREAT))
    app = opened("afom.py", territoire="28")
    app.text_input(key="filtre_mots").input("salle").run()
    app.segmented_control(key="vue").set_value("projecteur").run()
    assert not app.exception
    assert [row[0] for one in told(app)["lists"] for row in one["rows"]] == ["Pour la salle"]
    assert "un constat choisi sur 2" in told(app)["words"]["title"]
    assert app.query_params["vue"] == "projecteur"
    assert not [one for one in app.text_input if str(one.key).startswith("filtre_")]


def test_the_sheet_lists_every_line_with_its_numbers_and_its_references() -> None:
    fill("29", ("Une ligne <b>à imprimer</b>", Quadrant.WEAKNESS))
    app = opened("afom.py", territoire="29", vue="a3")
    assert not app.exception
    assert "Une ligne &lt;b&gt;à imprimer&lt;/b&gt; [1]" in words(app)
    assert REPORT.reference in words(app)
    assert "A3 landscape" in words(app)


def test_an_unknown_view_gives_a_notice_and_the_board() -> None:
    app = opened("afom.py", territoire="30", vue="perspective")
    assert any("perspective" in warning.value for warning in app.warning)
    assert told(app)["lists"]


def test_two_lines_that_look_alike_are_shown_and_kept_apart() -> None:
    fill(
        "31",
        ("Peu de logements sociaux pour beaucoup de demandes.", Quadrant.WEAKNESS),
        ("Il manque des logements sociaux, les demandes sont nombreuses.", Quadrant.WEAKNESS),
    )
    app = opened("afom.py", territoire="31")
    assert any(one.label == "Constats qui se ressemblent (1)" for one in app.expander)
    app.session_state["doublons_ouverts"] = True
    app.run()
    assert "Presque les mêmes mots" in words(app)
    app = press(app, "Garder les deux")
    assert any(one.label == "Constats qui se ressemblent (0)" for one in app.expander)
    assert len(texts(app)["F"]) == 2, "nothing was joined"
    app = press(app, "Revoir les paires gardées (1)")
    assert any(one.label == "Constats qui se ressemblent (1)" for one in app.expander)


def sent(one: Statement, quadrant: str, after: str = "", number: int = 1) -> dict[str, Any]:
    return {
        "number": number,
        "id": one.id,
        "version": one.version,
        "quadrant": quadrant,
        "rank": 0,
        "after": after,
        "before": "",
    }


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session of its own, in the place of the one of a visit."""
    held: dict[str, Any] = {}
    for module in ("board_moves", "current_role"):
        monkeypatch.setattr(f"pages._ui.{module}.st.session_state", held)
    return held


def test_a_move_is_stored_where_the_card_was_put_and_answered(state: dict[str, Any]) -> None:
    one, two, three = fill(
        "32", ("Un", Quadrant.STRENGTH), ("Deux", Quadrant.THREAT), ("Trois", Quadrant.THREAT)
    )
    with stored() as repository:
        board = repository.board(place("32"))
        make_move(repository, board, sent(one, "M", after=two.id, number=7))
        assert [line.text for line in repository.board(place("32")).column(Quadrant.THREAT)] == [
            "Deux",
            "Un",
            "Trois",
        ]
    assert state == {ANSWER: 7}
    assert three.version == 1


def test_a_move_of_a_line_that_was_rewritten_is_answered_and_refused(state: dict[str, Any]) -> None:
    (one,) = fill("33", ("Avant", Quadrant.STRENGTH))
    with stored() as repository:
        board = repository.board(place("33"))
        repository.edit(one.id, one.version, text="Après")
        make_move(repository, board, sent(one, "M", number=3))
        assert repository.get(one.id).quadrant is Quadrant.STRENGTH
    assert state[ANSWER] == 3
    assert isinstance(state[REFUSAL], EditConflict)


def test_what_the_browser_invents_changes_nothing(state: dict[str, Any]) -> None:
    with stored() as repository:
        make_move(repository, Board(place("34"), ()), {"number": "x", "quadrant": "Z"})
    assert state == {}


def dialog(code: str, statement_id: str) -> AppTest:
    """The page with the dialog of one line open, as a click on its card opens it."""

    def page(code: str, statement_id: str) -> None:
        from data.views import profile
        from pages._ui.perimeters import known_statistics
        from pages._ui.statement_dialog import open_statement_dialog
        from pages._ui.statements import statements

        fiche = profile(known_statistics(), code, None)
        board = statements().board(fiche.territory)
        line = next(one for one in board.statements if one.id == statement_id)
        open_statement_dialog(statements(), fiche, board, line)

    return AppTest.from_function(page, default_timeout=60, args=(code, statement_id)).run()


def test_the_dialog_shows_figures_and_voices_side_by_side_and_people_decide() -> None:
    from data.current import current_statistics
    from data.views import profile
    from diagnostic.default_diagnostic import default_id
    from diagnostic.entry_repository import EntryRepository
    from diagnostic.evidence import snapshot
    from tests.unit.exports_samples import TODAY

    code = "35"
    fiche = profile(current_statistics(), code, None)
    figure = next(one for one in fiche.figures if one.indicator.id == "bim")
    frozen = snapshot(figure, fiche.statistics_version, datetime.now(UTC))
    (one,) = fill(code, ("Beaucoup de droits à ouvrir", Quadrant.WEAKNESS), evidence=(frozen,))
    with stored() as repository:
        record = EntryRepository(repository.store).add(
            TestimonyRecord(
                function="Équipe de maison médicale", sector="santé", on=TODAY, said="On renonce aux soins."
            ),
            default_id("quartier", code),
        )
        voice: Testimony = record.content.as_evidence(record.id)
        one = repository.edit(one.id, one.version, evidence=(frozen, voice))
    app = dialog(code, one.id)
    assert not app.exception
    shown = words(app)
    for said in (
        "Ce que disent les chiffres",
        "Ce que disent les personnes",
        "On renonce aux soins.",
        frozen.source_text,
    ):
        assert said in shown
    prefix = f"edition_{one.id}_{one.version}"
    app.selectbox(key=f"{prefix}_convergence").select(Convergence.DIVERGE)
    app.selectbox(key=f"{prefix}_statut").select(Status.VALIDATED)
    app.selectbox(key=f"{prefix}_priorite").select(Priority.HIGH)
    app.button(key=f"{prefix}_enregistrer").click().run()
    assert not app.exception
    with stored() as repository:
        now = repository.get(one.id)
    assert (now.convergence, now.status, now.priority) == (
        Convergence.DIVERGE,
        Status.VALIDATED,
        Priority.HIGH,
    )
    assert now.evidence == (frozen, voice)
