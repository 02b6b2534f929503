"""The tree of themes is changed one thing at a time, and never from under what stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Reading
from diagnostic.contents.theme import DEFAULT_TREE, Theme, ThemeTree
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from diagnostic.theme_editing import ThemeRefused, moved, new_id, renamed, with_added, without
from diagnostic.theme_uses import ThemeUses, theme_uses

SMALL = ThemeTree(
    [
        Theme(id="logement", heading="Logement"),
        Theme(id="insalubrite", heading="Insalubrité", parent="logement"),
        Theme(id="expulsions", heading="Expulsions", parent="logement"),
        Theme(id="sante", heading="Santé"),
    ]
)
REPORT = Document(title="Rapport", organisation="CPAS", year=2021)


def ids(themes: tuple[Theme, ...]) -> list[str]:
    return [one.id for one in themes]


def test_a_new_name_keeps_the_id_and_so_every_statement() -> None:
    themes = renamed(SMALL, "logement", "  Habiter   le quartier ")
    assert ids(themes) == list(SMALL.ids)
    assert themes[0] == Theme(id="logement", heading="Habiter le quartier")
    assert ThemeTree(themes).heading("insalubrite") == "Habiter le quartier\u00a0› Insalubrité"


def test_a_theme_is_added_below_its_like_with_an_id_made_of_its_words() -> None:
    themes, added = with_added(SMALL, "Économie & emploi")
    assert added == "economie_emploi" and ids(themes)[-1] == added
    themes, added = with_added(SMALL, "Énergie", "logement")
    assert ids(themes) == ["logement", "insalubrite", "expulsions", "energie", "sante"]
    with pytest.raises(ThemeRefused, match="premier niveau"):
        with_added(SMALL, "Moisissures", "insalubrite")


@pytest.mark.parametrize("heading", ["", "   ", "SANTÉ", " santé "])
def test_a_theme_has_a_name_of_its_own(heading: str) -> None:
    with pytest.raises(ThemeRefused):
        with_added(SMALL, heading)
    with pytest.raises(ThemeRefused):
        renamed(SMALL, "logement", heading)


def test_the_same_words_may_stand_under_two_themes_but_ids_differ() -> None:
    themes, first = with_added(SMALL, "Accès", "logement")
    _themes, second = with_added(ThemeTree(themes), "Accès", "sante")
    assert (first, second) == ("acces", "acces_2")


def test_a_theme_moves_among_its_like_and_takes_its_sub_themes_along() -> None:
    assert ids(moved(SMALL, "logement", up=False)) == ["sante", "logement", "insalubrite", "expulsions"]
    assert ids(moved(SMALL, "expulsions", up=True)) == ["logement", "expulsions", "insalubrite", "sante"]
    for end, up in (("logement", True), ("sante", False), ("insalubrite", True), ("expulsions", False)):
        assert moved(SMALL, end, up=up) == SMALL.themes


def test_a_theme_that_is_used_stays_and_the_refusal_says_by_how_many() -> None:
    uses = {"sante": ThemeUses(statements=3, archived=1, testimonies=1)}
    with pytest.raises(ThemeRefused, match="3\u00a0constats \\(dont 1\u00a0archivé\\) et 1\u00a0témoignage"):
        without(SMALL, "sante", uses)
    assert ids(without(SMALL, "insalubrite", uses)) == ["logement", "expulsions", "sante"]


def test_a_theme_leaves_neither_orphans_nor_an_empty_tree() -> None:
    with pytest.raises(ThemeRefused, match="2 sous-thèmes"):
        without(SMALL, "logement", {})
    with pytest.raises(ThemeRefused, match="dernier"):
        without(ThemeTree(SMALL.themes[-1:]), "sante", {})
    with pytest.raises(ThemeRefused, match="n'est plus"):
        without(SMALL, "parti", {})


def test_uses_are_counted_in_the_store_with_what_is_archived(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/constats.sqlite")
    statements, entries = StatementRepository(store), EntryRepository(store)
    first, second = (
        statements.add("quartier", "10", Quadrant.WEAKNESS, "insalubrite", text, [REPORT])
        for text in ("Humidité", "Peu de place")
    )
    statements.archive(second.id, second.version)
    entries.add(
        Reading(title="Rapport", organisation="CPAS", year=2021, theme="insalubrite"), first.diagnostic
    )
    other = entries.add(Diagnosis(territory_level="quartier", territory_code="8"))
    assert theme_uses(store, first.diagnostic) == {"insalubrite": ThemeUses(2, 1, readings=1)}
    assert theme_uses(store, other.id) == {}
    with pytest.raises(ThemeRefused, match="2\u00a0constats \\(dont 1\u00a0archivé\\) et 1\u00a0document lu"):
        without(DEFAULT_TREE, "insalubrite", theme_uses(store, first.diagnostic))
    store.close()


@given(st.text(max_size=80), st.lists(st.text(max_size=50), max_size=5))
@settings(max_examples=80, deadline=None)
def test_ids_are_always_new_and_always_allowed(heading: str, others: list[str]) -> None:
    taken: tuple[str, ...] = ()
    for words in (*others, heading, heading):
        id = new_id(words, taken)
        assert id not in taken
        assert Theme(id=id, heading="x").id == id
        taken += (id,)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_moving_up_then_down_changes_nothing_and_no_theme_is_lost(data: st.DataObject) -> None:
    tree = DEFAULT_TREE
    id = data.draw(st.sampled_from(tree.ids))
    up = ThemeTree(moved(tree, id, up=True))
    assert sorted(up.ids) == sorted(tree.ids)
    if up != tree:
        assert ThemeTree(moved(up, id, up=False)) == tree
