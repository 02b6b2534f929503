"""A fiche thématique: constats by reference, questions and answers, zones d'ombre that become a fiche."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.board import Board, Quadrant
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.contents.theme import AfomTheme
from diagnostic.entry import Entry
from diagnostic.question_subject import (
    MOST_CHARACTERS,
    about,
    proposed_question,
    references_in,
    shortened,
    subject_of,
)
from diagnostic.statement_qualities import Convergence
from diagnostic.thematic_sheet_changes import (
    LineChanged,
    question_instead,
    with_answer,
    with_answer_rewritten,
    with_heading,
    with_question,
    with_question_moved,
    with_question_rewritten,
    with_statements,
    without_answer,
    without_question,
    without_statement,
)
from diagnostic.thematic_sheet_start import USUAL_SHEETS, sheet_from
from diagnostic.thematic_sheet_view import SheetView, Standing, blind_spots, sheet_view
from tests.unit.exports_samples import ANNEESSENS, FIGURE_EVIDENCE, REPORT, TESTIMONY, statement

NOW = datetime(2025, 11, 3, tzinfo=UTC)
TEAM = Entry(
    "aaaaaaaa-0000-4000-8000-000000000000",
    "d",
    TestimonyRecord(function="Équipe de maison médicale", sector="Santé", on=date(2021, 5, 1)),
    1,
    1,
    False,
    "",
    NOW,
    NOW,
)
HEARD = statement("Les délais découragent.", Quadrant.WEAKNESS, AfomTheme.HOUSING, (TESTIMONY,), 1)
IN_SUB_THEME = statement("Des départs sans adresse.", Quadrant.THREAT, AfomTheme.HOUSING, (TESTIMONY,), 2)
IN_SUB_THEME = replace(IN_SUB_THEME, theme="expulsions")
COUNTED = statement(
    "Des personnes vivent seules.", theme=AfomTheme.COHESION, evidence=(FIGURE_EVIDENCE,), number=3
)
READ = statement("Deux maisons médicales.", theme=AfomTheme.HEALTH, evidence=(REPORT, TESTIMONY), number=4)
LONELY = statement("Les jeunes parlent de solitude.", theme=AfomTheme.HEALTH, evidence=(TESTIMONY,), number=5)
PUT_ASIDE = statement("Un constat archivé.", evidence=(TESTIMONY,), number=6, archived=True)
BOARD = Board(ANNEESSENS, (HEARD, IN_SUB_THEME, COUNTED, READ, LONELY), (PUT_ASIDE,))


def stored(sheet: ThematicSheet, archived: bool = False) -> Entry[ThematicSheet]:
    return Entry("ffffffff-0000-4000-8000-000000000000", "d", sheet, 1, 1, archived, "", NOW, NOW)


def seen(sheet: ThematicSheet) -> SheetView:
    return sheet_view(stored(sheet), BOARD, {TEAM.id: TEAM})


def texts(sheet: ThematicSheet) -> list[str]:
    return [one.text for one in sheet.questions]


def question(text: str, *answers: str) -> Question:
    return Question(text=text, answers=tuple(Answer(text=one) for one in answers))


# --- zones d'ombre ---------------------------------------------------------------------------------


def test_a_zone_d_ombre_has_neither_figure_nor_document_behind_it() -> None:
    spots = blind_spots(BOARD, [])
    assert [(group.theme, group.statements) for group in spots.groups] == [
        ("logement", (HEARD, IN_SUB_THEME)),
        ("sante", (LONELY,)),
    ]
    assert spots.groups[0].heading == "Logement"


def test_what_people_called_undocumented_is_one_too_whatever_stands_behind_it() -> None:
    doubted = replace(COUNTED, convergence=Convergence.UNDOCUMENTED)
    assert blind_spots(Board(ANNEESSENS, (doubted,)), []).free == (doubted,)


def test_a_zone_d_ombre_on_a_fiche_is_told_with_its_fiches_and_no_longer_proposed() -> None:
    logement = ThematicSheet(title="Logement", statements=(HEARD.id,))
    autre = ThematicSheet(title="Expulsions", statements=(HEARD.id, COUNTED.id))
    spots = blind_spots(BOARD, [stored(logement), stored(autre)])
    assert spots.of_theme("logement") == (IN_SUB_THEME,)
    assert [(one.statement, one.titles) for one in spots.taken_up] == [(HEARD, ("Logement", "Expulsions"))]


def test_an_archived_fiche_gives_its_zones_d_ombre_back() -> None:
    sheet = ThematicSheet(title="Logement", statements=(HEARD.id,))
    spots = blind_spots(BOARD, [stored(sheet, archived=True)])
    assert HEARD in spots.free and not spots.taken_up


# --- how a fiche begins ----------------------------------------------------------------------------


def test_a_fiche_of_three_zones_d_ombre_takes_their_themes_as_title_and_a_question_each() -> None:
    sheet = sheet_from((HEARD, IN_SUB_THEME, LONELY), BOARD.themes)
    assert sheet.title == "Logement et Santé" and sheet.theme == ""
    assert sheet.statements == (HEARD.id, IN_SUB_THEME.id, LONELY.id)
    assert (
        texts(sheet)[0]
        == "Que sait-on de ceci\u00a0: «\u00a0Les délais découragent\u00a0»\u00a0? (C-00000001)"
    )


def test_a_fiche_of_one_theme_belongs_to_it_and_a_second_one_is_told_apart() -> None:
    first = sheet_from((HEARD,), BOARD.themes)
    assert (first.title, first.theme) == ("Logement", "logement")
    assert (
        sheet_from((IN_SUB_THEME,), BOARD.themes, titles=("logement", "Logement (2)")).title == "Logement (3)"
    )


def test_a_fiche_over_many_themes_is_named_after_what_it_holds() -> None:
    many = [statement("x", theme=theme, number=n) for n, theme in enumerate(AfomTheme)]
    assert sheet_from(many, BOARD.themes).title == "Zones d'ombre"


def test_the_usual_fiches_belong_to_themes_of_the_tree_that_every_diagnostic_begins_with() -> None:
    assert [title for title, _theme in USUAL_SHEETS] == [
        "Logement",
        "Recours aux droits et aux services",
        "Cohésion sociale",
    ]
    assert {theme for _title, theme in USUAL_SHEETS} <= set(BOARD.themes.ids)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=400))
def test_any_constat_gives_a_question_that_can_be_stored_and_leads_back_to_it(text: str) -> None:
    line = statement(text)
    words = proposed_question(line)
    (stored_question,) = sheet_from((line,), BOARD.themes).questions
    assert len(stored_question.text) <= MOST_CHARACTERS
    assert line.reference in references_in(stored_question.text)
    assert subject_of(stored_question.text) == (words.strip(), line.reference)
    assert "\n" not in words


def test_quotation_marks_of_a_constat_stand_inside_those_of_its_question() -> None:
    words = proposed_question(statement("On dit «\u00a0c'est loin\u00a0»."))
    assert words == "Que sait-on de ceci\u00a0: «\u00a0On dit \u201cc'est loin\u201d\u00a0»\u00a0?"


def test_words_are_cut_between_words_and_no_break_spaces_stay() -> None:
    assert shortened("Peu de grands logements", 16) == "Peu de grands…"
    assert shortened("53\u00a0% du\n quartier", 40) == "53\u00a0% du quartier"
    assert len(shortened("x" * 50, 10)) == 10


@pytest.mark.parametrize(
    ("text", "words", "reference"),
    [
        ("Qui aide\u00a0? (C-0a1b2c3d)", "Qui aide\u00a0?", "C-0a1b2c3d"),
        ("Qui aide\u00a0?", "Qui aide\u00a0?", ""),
        ("(C-0a1b2c3d)", "(C-0a1b2c3d)", ""),
        ("Que dit C-0a1b2c3d\u00a0?", "Que dit C-0a1b2c3d\u00a0?", ""),
        ("Qui aide\u00a0? (C-0a1b2c3de)", "Qui aide\u00a0? (C-0a1b2c3de)", ""),
    ],
)
def test_the_constat_of_a_question_is_the_reference_at_its_end(text: str, words: str, reference: str) -> None:
    assert subject_of(text) == (words, reference)
    assert about(words, reference) == text


def test_a_reference_inside_a_question_names_its_constat_too() -> None:
    assert references_in("C-00000001 et C-00000002, puis C-00000001") == ("C-00000001", "C-00000002")
    assert references_in("AC-00000001 C-123") == ()


# --- the view --------------------------------------------------------------------------------------


def test_constats_are_resolved_by_id_and_what_is_archived_or_missing_says_so() -> None:
    absent = "0badbeef-0000-4000-8000-000000000000"
    view = seen(ThematicSheet(title="x", statements=(READ.id, PUT_ASIDE.id, absent)))
    assert [(one.standing, one.statement) for one in view.statements] == [
        (Standing.IN_GRID, READ),
        (Standing.ARCHIVED, PUT_ASIDE),
        (Standing.MISSING, None),
    ]
    assert view.statements[0].note == ""
    assert "archivé" in view.statements[1].note
    assert (
        view.statements[2].reference == "C-0badbeef" and "n'est pas dans la grille" in view.statements[2].note
    )


def test_a_constat_is_shown_as_the_grid_says_it_now() -> None:
    sheet = stored(ThematicSheet(title="x", statements=(HEARD.id,)))
    rewritten = replace(HEARD, text="Les délais découragent les locataires.")
    view = sheet_view(sheet, Board(ANNEESSENS, (rewritten,)), {})
    assert view.statements[0].statement == rewritten


def test_a_zone_d_ombre_is_explored_once_each_of_its_questions_has_an_answer() -> None:
    sheet = ThematicSheet(title="x", statements=(HEARD.id,))
    notes = [seen(sheet).statements[0].note]
    for text in ("Un\u00a0? (C-00000001)", "Deux\u00a0? (C-00000001)"):
        sheet = with_question(sheet, question(text))
    notes.append(seen(sheet).statements[0].note)
    sheet = with_answer(sheet, sheet.questions[0], Answer(text="Oui."))
    notes.append(seen(sheet).statements[0].note)
    assert not seen(sheet).statements[0].is_explored
    sheet = with_answer(sheet, sheet.questions[1], Answer(text="Non."))
    assert notes == [
        "Zone d'ombre\u00a0: aucune question ne la nomme encore.",
        "Zone d'ombre\u00a0: 2 questions attendent une réponse.",
        "Zone d'ombre\u00a0: une question attend une réponse.",
    ]
    assert seen(sheet).statements[0].is_explored
    assert "chacune de ses questions a une réponse" in seen(sheet).statements[0].note


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        ((), "Aucune question n'est encore posée."),
        ((question("a"),), "Une question, encore sans réponse."),
        ((question("a", "b"),), "Une question, avec réponse."),
        ((question("a"), question("b")), "2 questions, encore sans réponse."),
        ((question("a", "x"), question("b")), "2 questions, dont 1 encore sans réponse."),
        ((question("a", "x"), question("b", "y")), "2 questions, toutes avec une réponse."),
    ],
)
def test_a_fiche_says_how_far_it_is(questions: tuple[Question, ...], sentence: str) -> None:
    assert seen(ThematicSheet(title="x", questions=questions)).progress == sentence


def test_an_answer_says_when_and_whose_words_they_are_never_a_name() -> None:
    answers = (
        Answer(text="Trois mois.", on=date(2021, 6, 1), testimony=TEAM.id),
        Answer(text="", testimony="0badbeef-0000-4000-8000-000000000000"),
        Answer(text="Rien de plus."),
    )
    sheet = ThematicSheet(title="x", questions=(Question(text="Combien\u00a0?", answers=answers),))
    first, second, third = seen(sheet).questions[0].answers
    assert first.origin == "1er\u00a0juin 2021, T-aaaaaaaa, Équipe de maison médicale, 1er\u00a0mai 2021"
    assert "n'est pas dans le journal" in second.origin and third.origin == ""
    archived = sheet_view(stored(sheet), BOARD, {TEAM.id: replace(TEAM, archived=True)})
    assert archived.questions[0].answers[0].origin.endswith("(archivé)")


# --- small changes by several people ---------------------------------------------------------------

FIRST, SECOND, THIRD = question("Un\u00a0?"), question("Deux\u00a0?"), question("Trois\u00a0?")
SHEET = ThematicSheet(title="Logement", questions=(FIRST, SECOND, THIRD), statements=(HEARD.id,))


def test_two_people_who_change_different_lines_do_not_meet() -> None:
    theirs = with_answer(SHEET, FIRST, Answer(text="Leur réponse."))
    both = with_question_rewritten(theirs, FIRST, "Un seul\u00a0?", "Habitant·es", "Stand")
    assert both.questions[0].answers == (Answer(text="Leur réponse."),)
    both = with_question(both, question("Quatre\u00a0?"))
    assert texts(both) == ["Un seul\u00a0?", "Deux\u00a0?", "Trois\u00a0?", "Quatre\u00a0?"]


def test_a_line_that_somebody_else_rewrote_is_not_overwritten() -> None:
    theirs = with_question_rewritten(SHEET, SECOND, "Leur question\u00a0?", "", "")
    for change in (
        lambda: with_question_rewritten(theirs, SECOND, "Ma question\u00a0?", "", ""),
        lambda: without_question(theirs, SECOND),
        lambda: with_question_moved(theirs, SECOND, "up"),
        lambda: with_answer(theirs, SECOND, Answer(text="Ma réponse.")),
    ):
        with pytest.raises(LineChanged):
            change()
    instead = question_instead(theirs, SHEET, SECOND)
    assert instead == theirs.questions[1]
    assert (
        texts(with_question_rewritten(theirs, instead, "Ma question\u00a0?", "", ""))[1]
        == "Ma question\u00a0?"
    )


def test_a_line_that_somebody_else_took_away_has_nothing_in_its_place() -> None:
    theirs = without_question(SHEET, SECOND)
    assert question_instead(theirs, SHEET, SECOND) is None
    assert question_instead(with_question_moved(SHEET, SECOND, "down"), SHEET, SECOND) == SECOND


def test_a_question_is_not_taken_away_with_answers_that_nobody_saw() -> None:
    theirs = with_answer(SHEET, FIRST, Answer(text="Entre-temps."))
    with pytest.raises(LineChanged):
        without_question(theirs, FIRST)
    assert texts(without_question(theirs, theirs.questions[0])) == ["Deux\u00a0?", "Trois\u00a0?"]


def test_doing_a_change_twice_does_it_once() -> None:
    answer = Answer(text="Oui.")
    for once in (
        lambda sheet: with_question(sheet, question("Quatre\u00a0?")),
        lambda sheet: with_answer(sheet, FIRST, answer),
        lambda sheet: with_question_rewritten(sheet, FIRST, "Autrement\u00a0?", "", ""),
        lambda sheet: with_statements(sheet, [HEARD.id, READ.id]),
        lambda sheet: without_statement(sheet, HEARD.id),
        lambda sheet: with_heading(sheet, SHEET, "Autre titre", "logement", "But"),
    ):
        done = once(SHEET)
        assert done != SHEET
        assert once(done) == done


def test_a_heading_that_somebody_else_changed_is_not_overwritten() -> None:
    theirs = with_heading(SHEET, SHEET, "Leur titre", "", "")
    with pytest.raises(LineChanged):
        with_heading(theirs, SHEET, "Mon titre", "", "")
    assert with_heading(theirs, theirs, "Mon titre", "", "").title == "Mon titre"


def test_an_answer_is_rewritten_and_taken_away() -> None:
    sheet = with_answer(SHEET, FIRST, Answer(text="Trois mois."))
    sheet = with_answer_rewritten(sheet, FIRST, Answer(text="Trois mois."), Answer(text="Quatre mois."))
    assert sheet.questions[0].answers == (Answer(text="Quatre mois."),)
    with pytest.raises(LineChanged):
        with_answer_rewritten(sheet, FIRST, Answer(text="Trois mois."), Answer(text="Cinq mois."))
    assert without_answer(sheet, FIRST, Answer(text="Quatre mois.")).questions[0].answers == ()


def test_a_question_taken_away_by_mistake_comes_back_where_it_stood() -> None:
    assert with_question(without_question(SHEET, SECOND), SECOND, place=1) == SHEET


@given(st.lists(st.sampled_from(["up", "down"]), max_size=8), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_moving_never_loses_a_question(moves: list[str], rank: int) -> None:
    sheet, moved = SHEET, SHEET.questions[rank]
    for direction in moves:
        place = sheet.questions.index(moved)
        sheet = with_question_moved(sheet, moved, "up" if direction == "up" else "down")
        step = -1 if direction == "up" else 1
        assert sheet.questions.index(moved) == min(2, max(0, place + step))
    assert sorted(texts(sheet)) == sorted(texts(SHEET))


def test_a_grid_without_zone_d_ombre_proposes_nothing() -> None:
    assert blind_spots(Board(ANNEESSENS, (COUNTED, READ)), []).free == ()
