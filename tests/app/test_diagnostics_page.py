"""Diagnostics: made, changed, copied, put away and taken back; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.contents.diagnosis import Diagnosis, PhaseKind, TeamMember
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.demo import DEMO, install_demo
from diagnostic.demo.identity import DIAGNOSTIC
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory
from pages._diagnoses.room_words import PURPOSES
from pages._ui.diagnostic_frame import ROOMS
from tests.app.test_pages import opened
from tests.app.test_privacy import press, words


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of its own, the same for the page and for who looks into it."""
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path))
    found = open_store(Settings().store_url)
    yield found
    found.close()


@pytest.fixture
def entries(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(entries: EntryRepository) -> Entry[Diagnosis]:
    return entries.add(
        Diagnosis(
            title="Marolles 2027",
            territory_level="quartier",
            territory_code="8",
            team=(TeamMember(function="Référent·e de quartier", organisation="CPAS"),),
        )
    )


def page(**parameters: str) -> AppTest:
    app = opened("diagnostics.py", **parameters)
    assert not app.exception and not app.error
    return app


def has(app: AppTest, label: str) -> bool:
    return any(button.label == label for button in app.button)


def titles(entries: EntryRepository, *, archived: bool = False) -> list[str]:
    return [one.content.title for one in entries.all(Diagnosis, archived=archived)]


def test_the_first_diagnostic_is_made_from_an_empty_page(entries: EntryRepository) -> None:
    app = page()
    app.text_input(key="nouveau_diagnostic_titre").input("Anneessens 2027").run()
    app.selectbox(key="nouveau_diagnostic_territoire").select("10").run()
    app.text_area(key="nouveau_diagnostic_but").input("Comprendre le non-recours.").run()
    app = press(app, "Créer le diagnostic")
    (made,) = entries.all(Diagnosis)
    assert (made.content.title, made.content.territory_code) == ("Anneessens 2027", "10")
    assert made.content.aim == "Comprendre le non-recours."
    assert app.selectbox(key="diagnostic").value == made.id, "it is opened"
    assert app.query_params["diagnostic"] == made.id
    assert app.text_input(key="nouveau_diagnostic_titre").value == ""
    assert "Sans dates" in words(app) and "Grille AFOM" in words(app)


def test_two_diagnostics_of_one_name_could_not_be_told_apart(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    app.text_input(key="nouveau_diagnostic_titre").input("MAROLLES 2027").run()
    app = press(app, "Créer le diagnostic")
    assert "s'appelle déjà" in app.error[0].value
    assert titles(entries) == ["Marolles 2027"]
    assert app.text_input(key="nouveau_diagnostic_titre").value == "MAROLLES 2027"


def test_title_team_and_phases_are_changed_together(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    scope = f"diagnostic_{diagnostic.id}"
    app.text_input(key=f"{scope}_titre").input("Marolles, seconde vague").run()
    app = press(app, "Ajouter une fonction")
    function = next(one for one in app.text_input if one.label == "Fonction 2")
    function.input("Maison médicale").run()
    app.date_input(key=f"{scope}_debut_preparation").set_value(date(2027, 1, 11)).run()
    app.date_input(key=f"{scope}_fin_preparation").set_value(date(2027, 2, 26)).run()
    app = press(app, "Enregistrer")
    assert not app.error and not app.exception
    content = entries.get(diagnostic.id, Diagnosis).content
    assert content.title == "Marolles, seconde vague"
    assert [member.function for member in content.team] == ["Référent·e de quartier", "Maison médicale"]
    assert (content.phases[0].begins, content.phases[0].ends) == (date(2027, 1, 11), date(2027, 2, 26))
    assert [phase.phase for phase in content.phases] == list(PhaseKind)
    app = press(app, "Retirer")
    press(app, "Enregistrer")
    assert [one.function for one in entries.get(diagnostic.id, Diagnosis).content.team] == ["Maison médicale"]


def test_a_phase_that_ends_before_it_begins_is_refused_and_stays_on_screen(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    scope = f"diagnostic_{diagnostic.id}"
    app.date_input(key=f"{scope}_debut_restitution").set_value(date(2027, 5, 2)).run()
    app.date_input(key=f"{scope}_fin_restitution").set_value(date(2027, 5, 1)).run()
    app = press(app, "Enregistrer")
    assert "ne se suivent pas" in app.error[0].value
    assert any("Restitution" in text.value for text in app.text)
    assert app.date_input(key=f"{scope}_fin_restitution").value == date(2027, 5, 1)
    assert entries.get(diagnostic.id, Diagnosis) == diagnostic


def test_the_second_of_two_people_sees_both_versions_and_decides(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    scope = f"diagnostic_{diagnostic.id}"
    app.text_input(key=f"{scope}_titre").input("Mon titre").run()
    theirs = diagnostic.content.model_copy(update={"title": "Leur titre"})
    entries.edit(diagnostic.id, 1, theirs)
    app = press(app, "Enregistrer")
    assert any("Quelqu'un d'autre" in one.value for one in app.warning)
    assert "Leur titre" in words(app)
    assert app.text_input(key=f"{scope}_titre").value == "Mon titre"
    assert titles(entries) == ["Leur titre"]
    app = press(app.run(), "Enregistrer mon texte à la place")
    assert titles(entries) == ["Mon titre"]
    assert has(app, "Enregistrer")


def test_who_has_typed_nothing_follows_what_others_store(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    entries.edit(diagnostic.id, 1, diagnostic.content.model_copy(update={"title": "Leur titre"}))
    app = app.run()
    assert app.text_input(key=f"diagnostic_{diagnostic.id}_titre").value == "Leur titre"


def test_a_name_in_the_team_is_shown_and_taken_out_before_anything_is_stored(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    app = page()
    next(one for one in app.text_input if one.label == "Fonction 1").input("Madame Dupont, directrice").run()
    app = press(app, "Enregistrer")
    assert "Dupont" in words(app) and entries.get(diagnostic.id, Diagnosis) == diagnostic
    key = next(one.key for one in app.button if one.key and "_retirer_0_" in one.key)
    app = app.button(key=key).click().run()
    press(app, "Enregistrer")
    (member,) = entries.get(diagnostic.id, Diagnosis).content.team
    assert "Dupont" not in member.function and "directrice" in member.function


def test_a_theme_is_renamed_added_moved_and_taken_away(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    def tree() -> list[tuple[str, str]]:
        content = entries.get(diagnostic.id, Diagnosis).content
        return [(one.id, one.heading) for one in content.tree.themes]

    scope = f"themes_{diagnostic.id}"
    app = page()
    app.selectbox(key=f"{scope}_choisi").select("sante").run()
    assert app.text_input(key=f"{scope}_nom").value == "Santé"
    app.text_input(key=f"{scope}_nom").input("Santé et bien-être").run()
    app = press(app, "Renommer")
    assert ("sante", "Santé et bien-être") in tree()
    app.text_input(key=f"{scope}_nouveau").input("Petite enfance").run()
    app.selectbox(key=f"{scope}_sous").select("sante").run()
    app = press(app, "Ajouter le thème")
    assert app.text_input(key=f"{scope}_nouveau").value == ""
    ids = [id for id, _heading in tree()]
    assert ids.index("petite_enfance") == ids.index("sante_mentale") + 1
    app.selectbox(key=f"{scope}_choisi").select("petite_enfance").run()
    app = app.button(key=f"{scope}_monter").click().run()
    ids = [id for id, _heading in tree()]
    assert ids.index("petite_enfance") == ids.index("sante_mentale") - 1
    app = app.button(key=f"{scope}_retirer").click().run()
    assert "petite_enfance" not in [id for id, _heading in tree()]
    assert not app.error and not app.exception


def test_a_theme_that_is_used_is_not_taken_away(store: Store, entries: EntryRepository) -> None:
    install_demo(StatementRepository(store))
    app = page(diagnostic=DIAGNOSTIC)
    app.selectbox(key=f"themes_{DIAGNOSTIC}_choisi").select("logement").run()
    app = app.button(key=f"themes_{DIAGNOSTIC}_retirer").click().run()
    assert "7\u00a0constats" in app.error[0].value
    assert entries.get(DIAGNOSTIC, Diagnosis).version == 1


def test_a_tree_that_somebody_changed_meanwhile_is_looked_at_again(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    scope = f"themes_{diagnostic.id}"
    app = page()
    app.text_input(key=f"{scope}_nouveau").input("Petite enfance").run()
    others = tuple(one for one in diagnostic.content.themes if one.id != "immigration")
    entries.edit(diagnostic.id, 1, diagnostic.content.model_copy(update={"themes": others}))
    app = press(app, "Ajouter le thème")
    assert any("Quelqu'un d'autre" in one.value for one in app.warning)
    assert app.text_input(key=f"{scope}_nouveau").value == "Petite enfance"
    app = press(app, "Ajouter le thème")
    assert app.text_input(key=f"{scope}_nouveau").value == ""
    ids = [one.id for one in entries.get(diagnostic.id, Diagnosis).content.themes]
    assert "petite_enfance" in ids and "immigration" not in ids


def test_the_demonstration_is_loaded_once_and_shown(store: Store, entries: EntryRepository) -> None:
    app = press(page(), "Charger la démonstration")
    assert not app.error and not app.exception
    assert app.selectbox(key="diagnostic").value == DIAGNOSTIC
    assert not has(app, "Charger la démonstration")
    text = words(app)
    assert "Terminé le 30\u00a0novembre 2021" in text
    assert "Faiblesses\u00a0: <strong>8</strong>" in text and "Témoignages\u00a0: <strong>7</strong>" in text
    place = Territory("quartier", "10", "Anneessens", "", Kind.INHABITED, ("Bruxelles",), 0.6)
    assert len(StatementRepository(store).board(place).statements) == len(DEMO)


def test_a_copy_is_whole_has_its_own_name_and_leaves_the_original_alone(
    store: Store, entries: EntryRepository
) -> None:
    install_demo(StatementRepository(store))
    app = page(diagnostic=DIAGNOSTIC)
    app = press(app, "Dupliquer")
    assert not app.error and not app.exception
    copy = next(one for one in entries.all(Diagnosis) if one.id != DIAGNOSTIC)
    assert copy.content.title.endswith("(copie)")
    assert app.selectbox(key="diagnostic").value == copy.id
    assert len(entries.all(TestimonyRecord, copy.id)) == len(entries.all(TestimonyRecord, DIAGNOSTIC)) == 7
    app.button(key=f"dupliquer_{DIAGNOSTIC}").click().run()
    assert len(set(titles(entries))) == 3


def test_an_archived_diagnostic_leaves_the_lists_and_comes_back(
    entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    other = entries.add(Diagnosis(title="Dansaert", territory_level="quartier", territory_code="2"))
    app = page(diagnostic=diagnostic.id)
    app = app.button(key=f"archiver_{diagnostic.id}").click().run()
    assert not app.error and not app.exception and not app.warning
    assert titles(entries) == ["Dansaert"] and titles(entries, archived=True) == ["Marolles 2027"]
    assert app.selectbox(key="diagnostic").value == other.id
    app = press(app, "Rétablir")
    assert sorted(titles(entries)) == ["Dansaert", "Marolles 2027"]
    assert app.selectbox(key="diagnostic").value == diagnostic.id


def test_a_diagnostic_of_the_list_is_opened(entries: EntryRepository, diagnostic: Entry[Diagnosis]) -> None:
    other = entries.add(Diagnosis(title="Dansaert", territory_level="quartier", territory_code="2"))
    app = page(diagnostic=diagnostic.id)
    app = press(app, "Ouvrir")
    assert app.selectbox(key="diagnostic").value == other.id
    assert app.query_params["diagnostic"] == other.id


def test_a_diagnostic_whose_territory_is_gone_stays_readable(entries: EntryRepository) -> None:
    lost = entries.add(Diagnosis(title="Ancien", territory_level="perimetre", territory_code="p12345678"))
    app = page(diagnostic=lost.id)
    assert "p12345678" in words(app)


def test_very_many_diagnostics_stay_a_short_page(entries: EntryRepository) -> None:
    for number in range(30):
        entries.add(Diagnosis(title=f"Essai {number}", territory_level="quartier", territory_code="8"))
    app = page()
    assert len([one for one in app.button if one.label == "Dupliquer"]) == 12
    app = press(app, "Montrer les 30 diagnostics")
    assert len([one for one in app.button if one.label == "Dupliquer"]) == 30


def test_every_page_of_a_diagnostic_is_told_in_words() -> None:
    assert {page for page, _label, _icon in ROOMS} <= PURPOSES.keys()
