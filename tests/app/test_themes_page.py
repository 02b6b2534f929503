"""Fiches thématiques on their page: made of zones d'ombre, filled by several people, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.evidence import Testimony as Said
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from diagnostic.thematic_sheet_changes import (
    with_answer,
    with_answer_rewritten,
    with_question,
    with_question_rewritten,
    without_question,
)
from pages._sheets.words import mark
from tests.app.test_pages import opened
from tests.app.test_privacy import press
from tests.app.test_privacy import words as html_of

SAID = Said(function="Équipe de maison médicale", sector="santé", month="2021-05", method="entretien")
READ = Document(title="Rapport", organisation="CPAS", year=2021)


class Room:
    """One diagnostic of its own, with constats of two themes; three of them are zones d'ombre."""

    def __init__(self, store: Store) -> None:
        self.entries = EntryRepository(store)
        self.statements = StatementRepository(store)
        self.id = self.entries.add(
            Diagnosis(territory_level="quartier", territory_code="3", title=f"Essai {uuid4().hex[:6]}")
        ).id
        self.delays = self._line("Les délais découragent.", "logement")
        self.leaving = self._line("Des départs sans adresse.", "expulsions")
        self.lonely = self._line("Les jeunes parlent de solitude.", "sante_mentale")
        self.known = self._line("Deux maisons médicales.", "sante", READ)

    def _line(self, text: str, theme: str, evidence: Said | Document = SAID) -> Statement:
        return self.statements.add(
            "quartier", "3", Quadrant.WEAKNESS, theme, text, (evidence,), diagnostic=self.id
        )

    def sheet(self, *questions: Question, title: str = "Logement") -> Entry[ThematicSheet]:
        content = ThematicSheet(title=title, statements=(self.delays.id,), questions=questions)
        return self.entries.add(content, self.id)

    def now(self) -> ThematicSheet:
        (one,) = self.entries.all(ThematicSheet, self.id)
        return one.content

    def change(self, content: ThematicSheet) -> None:
        (one,) = self.entries.all(ThematicSheet, self.id)
        self.entries.edit(one.id, one.version, content)

    def page(self, sheet: Entry[ThematicSheet] | None = None) -> AppTest:
        asked = {"diagnostic": self.id} | ({"fiche_thematique": sheet.id} if sheet else {})
        app = opened("themes.py", **asked)
        assert not app.exception and not app.error
        return app


@pytest.fixture
def room() -> Iterator[Room]:
    store = open_store(Settings().store_url)
    yield Room(store)
    store.close()


def words(app: AppTest) -> str:
    return unescape(html_of(app))


def pick(app: AppTest, room: Room, theme: str, *statements: Statement) -> AppTest:
    key = f"zones_{room.id}_choix_{theme}"
    return app.button_group(key=key).set_value([one.id for one in statements]).run()


def key_of(app: AppTest, kind: str, label: str) -> str:
    return str(next(one.key for one in getattr(app, kind) if one.label == label))


def type_in(app: AppTest, kind: str, label: str, text: str) -> AppTest:
    next(one for one in getattr(app, kind) if one.label == label).input(text)
    return app.run()


def test_three_zones_d_ombre_become_a_fiche_in_four_clicks(room: Room) -> None:
    app = room.page()
    assert room.known.text not in words(app)
    app = pick(app, room, "logement", room.delays, room.leaving)
    app = pick(app, room, "sante", room.lonely)
    assert "3 zones d'ombre choisies" in words(app)
    app = press(app, "Faire une fiche de ces zones d'ombre")
    sheet = room.now()
    assert sheet.title == "Logement et Santé"
    assert sheet.statements == (room.delays.id, room.leaving.id, room.lonely.id)
    assert all("Que sait-on de ceci" in one.text for one in sheet.questions) and len(sheet.questions) == 3
    assert app.header[0].value == "Logement et Santé", "the new fiche is open"
    assert "3 questions, encore sans réponse" in words(app)
    assert room.delays.reference in words(app)
    again = room.page()
    assert "Toutes les zones d'ombre de la grille sont sur une fiche" in words(again)
    assert any(one.label == "Déjà sur une fiche (3)" for one in again.expander)


def test_a_whole_theme_becomes_a_fiche_in_one_click(room: Room) -> None:
    app = press(room.page(), "Fiche sur ce thème (2)")
    assert (room.now().title, room.now().theme) == ("Logement", "logement")
    assert room.now().statements == (room.delays.id, room.leaving.id)
    assert not app.error


def test_nothing_is_made_of_no_choice(room: Room) -> None:
    app = press(room.page(), "Faire une fiche de ces zones d'ombre")
    assert room.entries.all(ThematicSheet, room.id) == ()
    assert any("Choisissez d'abord" in one.value for one in app.info)


def test_three_usual_fiches_are_proposed_as_long_as_there_is_none(room: Room) -> None:
    app = room.page()
    labels = [one.label for one in app.button]
    assert {"Logement", "Recours aux droits et aux services", "Cohésion sociale"} <= set(labels)
    press(app, "Logement")
    assert room.now().statements == (room.delays.id, room.leaving.id)
    assert "Cohésion sociale" not in [one.label for one in room.page().button]


def test_a_free_fiche_has_a_title_and_tells_nothing_of_a_person(room: Room) -> None:
    app = room.page()
    app = type_in(app, "text_input", "Titre", "Écouter Madame Dupont")
    app = press(app, "Créer la fiche")
    assert room.entries.all(ThematicSheet, room.id) == () and "Dupont" in words(app)
    app = press(app, "Retirer")
    app = press(app, "Créer la fiche")
    assert room.now().title == "Écouter [retiré]"


def test_a_question_is_written_with_who_and_method_and_answered_from_the_journal(room: Room) -> None:
    heard = room.entries.add(
        TestimonyRecord(function="Service de prévention", sector="Prévention", on=date(2021, 5, 20)), room.id
    )
    app = room.page(room.sheet())
    app = type_in(app, "text_area", "Question", "Qui aide\u00a0?")
    app = type_in(app, "text_input", "Qui peut répondre", "Habitant·es")
    methods = next(one for one in app.button_group if one.label == "Ajouter une méthode")
    app = methods.set_value("Focus group").run()
    app = press(app, "Ajouter la question")
    assert room.now().questions == (
        Question(text="Qui aide\u00a0?", who="Habitant·es", method="Focus group"),
    )
    assert next(one for one in app.text_area if one.label == "Question").value == ""
    app = type_in(app, "text_area", "Réponse", "Deux services.")
    next(one for one in app.selectbox if one.label == "Témoignage du journal").select(heard.id)
    app = press(app.run(), "Noter la réponse")
    (answer,) = room.now().questions[0].answers
    assert (answer.text, answer.testimony, answer.on) == ("Deux services.", heard.id, date.today())
    assert heard.reference in words(app) and "Une question, avec réponse" in words(app)
    assert next(one for one in app.text_area if one.label == "Réponse").value == ""


def test_choosing_a_constat_proposes_a_question_and_never_over_what_is_typed(room: Room) -> None:
    app = room.page(room.sheet())
    constat = next(one for one in app.selectbox if one.label == "À propos du constat")
    app = constat.select(room.delays.reference).run()
    text = next(one for one in app.text_area if one.label == "Question")
    assert text.value == "Que sait-on de ceci\u00a0: «\u00a0Les délais découragent\u00a0»\u00a0?"
    app = text.input("Combien de mois\u00a0?").run()
    next(one for one in app.selectbox if one.label == "À propos du constat").select("")
    app = app.run()
    assert next(one for one in app.text_area if one.label == "Question").value == "Combien de mois\u00a0?"


def test_a_zone_d_ombre_says_when_each_of_its_questions_has_an_answer(room: Room) -> None:
    answered = Question(
        text=f"Combien\u00a0? ({room.delays.reference})", answers=(Answer(text="Trois mois."),)
    )
    app = room.page(room.sheet(answered))
    assert "Zone d'ombre explorée\u00a0: chacune de ses questions a une réponse." in words(app)


def choose_question(app: AppTest, text: str) -> AppTest:
    """Take a question up for writing."""
    box = next(one for one in app.selectbox if one.label == "Question à écrire")
    return box.set_value(mark(text, "", "")).run()


def texts(room: Room) -> list[str]:
    return [one.text for one in room.now().questions]


def test_questions_move_are_taken_away_and_come_back(room: Room) -> None:
    sheet = room.sheet(Question(text="Un"), Question(text="Deux", answers=(Answer(text="Oui."),)))
    app = choose_question(room.page(sheet), "Deux")
    app = press(app, "Monter")
    assert texts(room) == ["Deux", "Un"]
    app = press(app, "Retirer")
    assert texts(room) == ["Un"]
    press(app, "Remettre la question retirée")
    assert texts(room) == ["Deux", "Un"]
    assert room.now().questions[0].answers == (Answer(text="Oui."),)


def test_two_people_who_write_different_lines_both_keep_their_words(room: Room) -> None:
    sheet = room.sheet(Question(text="Un"), Question(text="Deux"))
    app = choose_question(room.page(sheet), "Un")
    app = type_in(app, "text_area", "Question", "Un seul")
    theirs = with_answer(room.now(), Question(text="Un"), Answer(text="Leur réponse."))
    room.change(with_question(theirs, Question(text="Trois")))
    app = press(app, "Enregistrer")
    assert not app.warning
    assert texts(room) == ["Un seul", "Deux", "Trois"]
    assert room.now().questions[0].answers == (Answer(text="Leur réponse."),)


def test_two_people_who_write_one_line_see_both_before_anything_is_replaced(room: Room) -> None:
    sheet = room.sheet(Question(text="Un"), Question(text="Deux"))
    app = choose_question(room.page(sheet), "Un")
    app = type_in(app, "text_area", "Question", "Ma question")
    room.change(with_question_rewritten(room.now(), Question(text="Un"), "Leur question", "Habitant·es", ""))
    app = press(app, "Enregistrer")
    assert texts(room) == ["Leur question", "Deux"], "nothing is overwritten"
    assert any("Quelqu'un d'autre" in one.value for one in app.warning)
    assert "Leur question" in words(app) and "Habitant·es" in words(app)
    assert next(one for one in app.text_area if one.label == "Question").value == "Ma question"
    press(app.run(), "Enregistrer mon texte")
    assert texts(room) == ["Ma question", "Deux"]


def test_an_answer_typed_for_a_question_that_is_taken_away_is_not_lost(room: Room) -> None:
    sheet = room.sheet(Question(text="Un"), Question(text="Deux"))
    app = type_in(room.page(sheet), "text_area", "Réponse", "Ma réponse.")
    room.change(without_question(room.now(), Question(text="Un")))
    app = press(app, "Noter la réponse")
    assert any("Quelqu'un d'autre" in one.value for one in app.warning)
    assert next(one for one in app.text_area if one.label == "Réponse").value == "Ma réponse."
    assert "retirée par quelqu'un d'autre" in words(app)
    press(app, "Noter la réponse")
    assert room.now().questions[-1] == Question(
        text="Un", answers=(Answer(text="Ma réponse.", on=date.today()),)
    )


def choose_answer(app: AppTest, answer: Answer) -> AppTest:
    box = next(one for one in app.selectbox if one.label == "Réponse à écrire")
    return box.set_value(mark(answer)).run()


def test_an_answer_is_corrected_and_taken_away(room: Room) -> None:
    first, second = Answer(text="Trois mois."), Answer(text="Quatre mois.")
    app = choose_answer(room.page(room.sheet(Question(text="Un", answers=(first,)))), first)
    app = type_in(app, "text_area", "Réponse", second.text)
    app = press(app, "Enregistrer la réponse")
    assert room.now().questions[0].answers == (second,)
    app = choose_answer(app, second)
    assert next(one for one in app.text_area if one.label == "Réponse").value == second.text
    press(app, "Retirer la réponse")
    assert room.now().questions[0].answers == ()


def test_words_typed_over_an_answer_that_changed_meanwhile_become_a_new_one(room: Room) -> None:
    first = Answer(text="Trois mois.")
    app = choose_answer(room.page(room.sheet(Question(text="Un", answers=(first,)))), first)
    app = type_in(app, "text_area", "Réponse", "Trois mois et demi.")
    theirs = with_answer_rewritten(room.now(), Question(text="Un"), first, Answer(text="Deux mois."))
    room.change(theirs)
    app = app.run()
    assert any("Quelqu'un d'autre" in one.value for one in app.warning) and "Deux mois." in words(app)
    assert next(one for one in app.text_area if one.label == "Réponse").value == "Trois mois et demi."
    press(app, "Noter la réponse")
    assert [one.text for one in room.now().questions[0].answers] == ["Deux mois.", "Trois mois et demi."]


def test_a_title_changed_by_two_people_shows_both(room: Room) -> None:
    app = room.page(room.sheet())
    app = type_in(app, "text_input", "Titre", "Mon titre")
    room.change(room.now().model_copy(update={"title": "Leur titre"}))
    key = key_of(app, "text_area", "But").removesuffix("_but") + "_save"
    app = app.button(key=key).click().run()
    assert room.now().title == "Leur titre" and app.warning
    assert "Leur titre" in words(app)
    app.button(key=key).click().run()
    assert room.now().title == "Mon titre"


def test_nothing_about_a_person_is_stored_in_an_answer(room: Room) -> None:
    app = room.page(room.sheet(Question(text="Un")))
    app = type_in(app, "text_area", "Réponse", "Rappeler au 0470 12 34 56.")
    app = press(app, "Noter la réponse")
    assert room.now().questions[0].answers == () and "0470 12 34 56" in words(app)


def test_constats_come_and_go_by_reference(room: Room) -> None:
    app = room.page(room.sheet())
    next(one for one in app.multiselect if one.label == "Constats à ajouter").set_value([room.known.id])
    app = press(app.run(), "Ajouter à la fiche")
    assert room.now().statements == (room.delays.id, room.known.id)
    next(one for one in app.selectbox if one.label == "Constat à retirer").select(room.delays.id)
    press(app.run(), "Retirer de la fiche")
    assert room.now().statements == (room.known.id,)


def test_a_fiche_is_put_aside_read_and_taken_up_again(room: Room) -> None:
    sheet = room.sheet(Question(text="Un"))
    app = press(room.page(sheet), "Archiver la fiche")
    assert room.entries.all(ThematicSheet, room.id) == ()
    assert any(one.label == "Fiches archivées (1)" for one in app.expander)
    read = room.page(sheet)
    assert "Un" in words(read) and not read.text_area
    press(read, "Rétablir")
    assert room.now().title == "Logement"


def test_an_unknown_fiche_of_the_address_has_its_notice(room: Room) -> None:
    app = opened("themes.py", diagnostic=room.id, fiche_thematique="inconnue")
    assert any("inconnue" in one.value for one in app.warning) and not app.exception
