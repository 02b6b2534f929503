"""The page «Recherche»: one box, results by kind, and nothing typed becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant
from diagnostic.contents.accompaniment import MonthlyCount
from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.entry_repository import EntryRepository
from diagnostic.repository import StatementRepository
from diagnostic.search.index import index_of
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from pages._ui.search_results import address_of
from tests.app.test_pages import opened


@pytest.fixture(scope="module")
def here() -> Iterator[Store]:
    store = open_store(Settings().store_url)
    yield store
    store.close()


@pytest.fixture(scope="module")
def diagnostic(here: Store) -> str:
    entries, statements = EntryRepository(here), StatementRepository(here)
    whole = entries.add(Diagnosis(title="Essai de recherche", territory_level="quartier", territory_code="7"))
    heard = entries.add(
        TestimonyRecord(
            function="Éducatrice de rue",
            sector="jeunesse",
            on=date(2026, 3, 2),
            said="Des soirées zwanzeuses.",
        ),
        whole.id,
    )
    proof = [heard.content.as_evidence(heard.id)]
    statements.add(
        "quartier", "7", Quadrant.STRENGTH, "cohesion_sociale", "L’ambiance zwanzeuse <b>plaît</b> & dure.",
        proof, diagnostic=whole.id,
    )  # fmt: skip
    aside = statements.add(
        "quartier", "7", Quadrant.THREAT, "cohesion_sociale", "Moins de zwanze.", proof, diagnostic=whole.id
    )
    statements.archive(aside.id, aside.version)
    return whole.id


def words(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def test_an_empty_box_tells_what_to_write(diagnostic: str) -> None:
    app = opened("recherche.py", diagnostic=diagnostic)

    assert not app.exception
    assert "humidité" in words(app)
    assert app.text_input(key="mots").value == ""


def test_the_word_is_found_in_every_kind_and_marked(diagnostic: str) -> None:
    app = opened("recherche.py", diagnostic=diagnostic)
    app.text_input(key="mots").input("ZWANZE").run()

    shown = words(app)
    assert not app.exception
    assert "2 constats" in shown and "1 témoignage" in shown
    assert "<mark>zwanzeuse</mark> &lt;b&gt;plaît&lt;/b&gt; &amp; dure." in shown
    assert "archivé" in shown
    assert app.query_params["mots"] == "ZWANZE"


def test_a_link_to_a_search_opens_it(diagnostic: str) -> None:
    app = opened("recherche.py", diagnostic=diagnostic, mots="zwanze", portee="ici")

    assert app.text_input(key="mots").value == "zwanze"
    assert "3 passages trouvés." in words(app)
    assert f"/journal?diagnostic={diagnostic}&amp;registre=temoignages&amp;temoignage=" in words(app)


def test_what_is_archived_or_of_another_kind_can_be_left_out(diagnostic: str) -> None:
    app = opened("recherche.py", diagnostic=diagnostic, mots="zwanze")
    app.toggle(key="chercher_archives").set_value(False).run()
    assert "2 passages trouvés." in words(app)

    app.multiselect(key="genres_cherches").set_value(["temoignage"]).run()
    assert "1 passage trouvé." in words(app)


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_no_query_breaks_the_page(diagnostic: str, query: str) -> None:
    app = opened("recherche.py", diagnostic=diagnostic, mots=query)

    assert not app.exception
    assert not app.error
    assert "<script" not in words(app)
    assert "Rien ne contient" in words(app)


def test_a_result_leads_to_the_page_where_it_is_read(here: Store, diagnostic: str) -> None:
    entries, day = EntryRepository(here), date(2026, 3, 2)
    sheet = ThematicSheet(title="Fiche boemvogel")
    stored = [
        entries.add(content, diagnostic)
        for content in (
            TestimonyRecord(function="Boemvogel", sector="jeunesse", on=day),
            Reading(title="Boemvogel", organisation="Observatoire", year=2020),
            Meeting(on=day, body="Bureau", subject="Boemvogel"),
            WorkDocument(title="Boemvogel"),
            sheet,
            PlanNode(rung=Rung.AXIS, title="Boemvogel"),
            MonthlyCount(month="2026-03", notes="Boemvogel"),
        )
    ]
    hits = index_of(here).search("boemvogel").hits
    assert {one.id for one in hits} == {one.id for one in stored}

    for hit in hits:
        page, _mark, asked = address_of(hit).lstrip("/").partition("?")
        parameters = dict(parse_qsl(asked))
        app = opened(f"{page}.py", **parameters)
        assert not app.exception, hit.kind
        assert not app.warning, hit.kind
        assert app.selectbox(key="diagnostic").value == diagnostic
        for name in parameters.keys() - {"diagnostic"}:
            assert app.session_state[name] == parameters[name], hit.kind
