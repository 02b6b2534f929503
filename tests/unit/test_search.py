"""Search over everything: what is found, how it is shown, and that nothing that is typed can break it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.contents.theme import Theme
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document, Testimony
from diagnostic.repository import StatementRepository
from diagnostic.search.index import Hit, Results, SearchIndex, index_of
from diagnostic.search.snippet import LENGTH, Segment, segments
from diagnostic.search.words import as_match, folded_text, terms_of, words_of
from diagnostic.store import Store
from tests.unit.portable_samples import store_in

REPORT = Document(title="Rapport du référent de quartier", organisation="CPAS de Bruxelles", year=2021)
NURSE = Testimony(function="Infirmière scolaire", sector="santé", month="2026-03", method="entretien")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def owner(store: Store) -> str:
    return EntryRepository(store).add(
        Diagnosis(title="Cohésion à Anneessens", territory_level="quartier", territory_code="10")
    ).id  # fmt: skip


def line(store: Store, owner: str, text: str, theme: str = "logement") -> Statement:
    return StatementRepository(store).add(
        "quartier", "10", Quadrant.WEAKNESS, theme, text, [REPORT, NURSE], diagnostic=owner
    )  # fmt: skip


def found(store: Store, query: str, **options: object) -> list[str]:
    """The references of what is found."""
    results: Results = index_of(store).search(query, **options)  # type: ignore[arg-type]
    return [one.reference for one in results.hits]


def marked(parts: tuple[Segment, ...]) -> list[str]:
    return [one.text for one in parts if one.found]


# What is found


@pytest.mark.parametrize(
    "query",
    [
        "humidité", "humidite", "HUMIDITÉ", "humidite\u0301", "l'humidité", "l’humidité", "humid",
        "humidités", "logement humidité", "logements", "humidité du logement", "«\u00a0humidité\u00a0»",
        "rapport référent", "CPAS", "2021", "infirmière", "infirmieres santé", "faiblesses",
    ],
)  # fmt: skip
def test_a_statement_is_found_by_its_words_its_theme_and_its_evidence(
    store: Store, owner: str, query: str
) -> None:
    wanted = line(store, owner, "Dans beaucoup de logements, l’humidité abîme les murs.")
    line(store, owner, "Les loyers montent.", "sante")

    assert wanted.reference in found(store, query)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("hôpitaux", "Un hôpital proche"),
        ("hopital", "Deux hôpitaux proches"),
        ("habitant", "Des habitant·es isolé·es"),
        ("habitants", "Des habitant·es isolé·es"),
        ("habitant·es", "Un habitant du quartier"),
        ("habitantes isolées", "Des habitant·es isolé·es"),
        ("coeur", "Au cœur du quartier"),
        ("cœur", "Au coeur du quartier"),
        ("ecole", "L’École communale"),
        ("ete", "e\u0301te\u0301"),
        ("16 038", "Sous 16\u202f038\u00a0€ par an"),
        ("مدرسة", "مدرسة الحي"),
    ],
)
def test_french_typography_does_not_stand_in_the_way(store: Store, owner: str, query: str, text: str) -> None:
    wanted = line(store, owner, text)
    line(store, owner, "Autre chose.")

    assert found(store, query) == [wanted.reference]


def test_every_word_must_be_there(store: Store, owner: str) -> None:
    line(store, owner, "Des logements chers.")

    assert found(store, "logements chers")
    assert not found(store, "logements sombres")


def test_a_statement_is_found_by_its_reference(store: Store, owner: str) -> None:
    wanted = line(store, owner, "Un.")
    line(store, owner, "Deux.")

    assert found(store, wanted.reference) == found(store, wanted.id[:8]) == [wanted.reference]


def test_every_kind_of_entry_is_found(store: Store, owner: str) -> None:
    entries = EntryRepository(store)
    day = date(2026, 3, 2)
    stored = [
        entries.add(content, owner)
        for content in (
            TestimonyRecord(function="Éducateur de rue", sector="jeunesse", on=day, said="Le parc zinnekes."),
            Reading(title="Étude zinnekes", organisation="Observatoire", year=2020),
            Meeting(on=day, body="Bureau", subject="Zinnekes"),
            WorkDocument(title="Affiche", notes="pour les zinnekes"),
            ThematicSheet(
                title="Fiche", questions=(Question(text="Où ?", answers=(Answer(text="Zinnekes"),)),)
            ),
            PlanNode(rung=Rung.AXIS, title="Zinnekes"),
        )
    ]
    own = line(store, owner, "Des zinnekes.")

    results = index_of(store).search("zinneke")

    assert {one.reference for one in results.hits} == {one.reference for one in stored} | {own.reference}
    assert list(results.totals) == [
        "constat", "temoignage", "lecture", "reunion", "document_produit", "fiche_thematique", "plan",
    ]  # fmt: skip


def test_themes_are_found_by_the_heading_that_the_diagnostic_gives_them(store: Store, owner: str) -> None:
    wanted = line(store, owner, "Un constat.", "insalubrite")
    assert found(store, "insalubrité", kinds=["constat"]) == [wanted.reference]

    entries = EntryRepository(store)
    whole = entries.get(owner, Diagnosis)
    renamed = (Theme(id="insalubrite", heading="Moisissures"),)
    entries.edit(owner, whole.version, whole.content.model_copy(update={"themes": renamed}))

    assert found(store, "moisissures", kinds=["constat"]) == [wanted.reference]
    assert not found(store, "insalubrité", kinds=["constat"])


def test_one_diagnostic_one_kind_or_all(store: Store, owner: str) -> None:
    entries = EntryRepository(store)
    other = entries.add(Diagnosis(title="Voisin", territory_level="quartier", territory_code="8")).id
    mine = line(store, owner, "Le parc.")
    theirs = entries.add(Meeting(on=date(2026, 1, 5), body="Bureau", subject="Le parc"), other)

    assert set(found(store, "parc")) == {mine.reference, theirs.reference}
    assert found(store, "parc", diagnostic=other) == [theirs.reference]
    assert found(store, "parc", kinds=["constat"]) == [mine.reference]
    assert found(store, "parc", diagnostic=other, kinds=["constat"]) == []


def test_what_is_archived_is_found_last_and_says_so(store: Store, owner: str) -> None:
    aside = line(store, owner, "Le parc.")
    StatementRepository(store).archive(aside.id, aside.version)
    lines = [line(store, owner, f"Un parc plus loin, numéro {n}, avec bien des mots.") for n in range(3)]

    hits = index_of(store).search("parc").hits

    assert [one.archived for one in hits] == [False, False, False, True]
    assert hits[-1].reference == aside.reference
    assert set(found(store, "parc", archived=False)) == {one.reference for one in lines}


def test_more_is_counted_than_is_shown(store: Store, owner: str) -> None:
    for n in range(7):
        line(store, owner, f"Parc {n}")

    results = index_of(store).search("parc", limit=3)

    assert len(results.hits) == 3
    assert (results.total, results.totals) == (7, {"constat": 7})


def test_the_words_in_the_text_count_more_than_those_of_the_evidence(store: Store, owner: str) -> None:
    line(store, owner, "Les loyers montent.")
    wanted = line(store, owner, "Une infirmière scolaire ne suffit pas.")

    assert found(store, "infirmière")[0] == wanted.reference


# Kept up with the store


def test_what_changes_is_found_at_once(store: Store, owner: str) -> None:
    statements = StatementRepository(store)
    one = line(store, owner, "Un marché animé.")
    assert found(store, "marché") == [one.reference]

    changed = statements.edit(one.id, one.version, text="Une brocante animée.")
    assert (found(store, "marché"), found(store, "brocante")) == ([], [one.reference])

    statements.archive(one.id, changed.version)
    (hit,) = index_of(store).search("brocante").hits
    assert hit.archived


def test_only_what_changed_is_indexed_again(store: Store, owner: str) -> None:
    for n in range(5):
        line(store, owner, f"Parc {n}")
    index = SearchIndex(store)

    assert index.refresh() == 6
    assert index.refresh() == 0
    line(store, owner, "Un de plus.")
    assert index.refresh() == 1


def test_a_store_with_fewer_changes_is_another_one(store: Store, tmp_path: Path, owner: str) -> None:
    """A restored backup: nothing of what was there before may still be found."""
    for n in range(3):
        line(store, owner, f"Parc {n}")
    index = SearchIndex(store)
    assert index.search("parc").total == 3

    with store.writing() as session:
        for trigger in ("revision_no_delete", "statement_no_delete"):
            session.execute(sql(f"DROP TRIGGER {trigger}"))
        session.execute(sql("DELETE FROM revision WHERE id > 1"))
        session.execute(sql("DELETE FROM statement WHERE text <> 'Parc 0'"))

    assert index.search("parc").total == 1


def test_every_store_has_one_index_of_its_own(store: Store, tmp_path: Path, owner: str) -> None:
    line(store, owner, "Parc")
    with store_in(tmp_path, "autre") as other:
        assert index_of(store) is index_of(store)
        assert index_of(store).search("parc").total == 1
        assert index_of(other).search("parc").total == 0


def test_several_people_search_while_others_write(store: Store, owner: str) -> None:
    line(store, owner, "Le premier parc.")
    index = index_of(store)
    faults: list[Exception] = []

    def search() -> None:
        try:
            for _turn in range(10):
                assert index.search("parc").total >= 1
        except (AssertionError, sqlite3.Error, RuntimeError, KeyError) as error:
            faults.append(error)

    threads = [threading.Thread(target=search) for _n in range(4)]
    for thread in threads:
        thread.start()
    for n in range(8):
        line(store, owner, f"Parc {n}")
    for thread in threads:
        thread.join()

    assert not faults
    assert index.search("parc").total == 9


# How it is shown


def test_the_words_found_are_marked_as_they_were_typed(store: Store, owner: str) -> None:
    line(store, owner, "L’Humidité des logements & l’<b>humidité</b> des caves.")

    (hit,) = index_of(store).search("humidite logement").hits

    assert marked(hit.snippet) == ["Humidité", "logements", "humidité"]
    assert (
        "".join(one.text for one in hit.snippet) == "L’Humidité des logements & l’<b>humidité</b> des caves."
    )
    assert marked(hit.title) == ["Logement"]


def test_what_a_statement_rests_on_is_shown_when_the_words_stand_there(store: Store, owner: str) -> None:
    line(store, owner, "Les loyers montent.")

    (hit,) = index_of(store).search("infirmière").hits

    assert marked(hit.snippet) == ["Infirmière"]
    assert hit.snippet[0].text == "Les loyers montent."


def test_a_long_text_is_cut_around_the_words(store: Store) -> None:
    text = "Avant tout cela. " * 60 + "Le parc Fontainas fait l'unanimité. " + "Après tout cela. " * 60

    parts = segments(text, terms_of("unanimité parc"))

    assert marked(parts) == ["parc", "unanimité"]
    shown = "".join(one.text for one in parts)
    assert shown.startswith("… ") and shown.endswith("\u00a0…")
    assert len(shown) <= LENGTH + 5
    assert shown[2:-2] in text
    assert shown[2:-2].split()[0] in ("Avant", "tout", "cela.")


@settings(max_examples=100)
@given(st.text(max_size=600), st.text(max_size=30))
def test_a_snippet_only_leaves_out(text: str, query: str) -> None:
    parts = segments(text, terms_of(query))

    inside = [one for one in parts if one not in (Segment("… "), Segment("\u00a0…"))]
    assert "".join(one.text for one in inside) in text
    assert "".join(one.text for one in segments(text, terms_of(query), whole=True)) == text


@settings(max_examples=100)
@given(st.text(alphabet="aeéÈçœÆ’'·•-,. \u00a0\u202fB19%«»\n", max_size=40))
def test_what_is_marked_is_what_was_indexed(text: str) -> None:
    """A text is read word by word to mark it, and in one go to index it."""
    assert " ".join(word.folded for word in words_of(text)) == folded_text(text)


# Hostile queries


HOSTILE = [
    "", " ", '"', '""', "*", "**", "NEAR(", "NEAR(a b, 3)", "a OR", "AND", "NOT", "OR OR", "parc*", '"parc',
    "title:parc", "-parc", "^parc", "(parc", "parc)", "{title}: parc", "' OR 1=1 --", "%", "_", "\0", "\ud800",
    "parc\0*", "😀", "\u200b", "x" * 10_000, "parc " * 5_000, "a" * 199 + "é", "é" * 300, "+", "parc + parc",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_is_wrong(store: Store, owner: str, query: str) -> None:
    line(store, owner, "Le parc, or et and not near.")

    assert index_of(store).search(query).total in (0, 1)


@pytest.mark.parametrize("query", ["parc*", '"parc', "-parc", "(parc", "{title}: parc", "parc )", "NOT parc"])
def test_signs_of_the_query_language_command_nothing(store: Store, owner: str, query: str) -> None:
    wanted = line(store, owner, "Le parc title NOT.")

    assert found(store, query) == [wanted.reference]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_no_text_breaks_the_search(store: Store, query: str) -> None:
    hits: tuple[Hit, ...] = index_of(store).search(query).hits

    assert hits == ()
    assert as_match(terms_of(query)).count('"') % 2 == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèàçœïôû", min_size=3, max_size=12))
def test_a_word_is_found_by_itself_and_by_its_beginning(store: Store, owner: str, word: str) -> None:
    wanted = line(store, owner, f"Avant {word} après.")

    for query in (word, word.upper(), word[:2]):
        results = index_of(store).search(query, limit=10_000)
        assert wanted.reference in {one.reference for one in results.hits}
