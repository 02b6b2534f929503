"""The plan in Word: axes, tree, actions, calendar, stakes, and what waits for an action."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from diagnostic.contents.action_plan import Rung
from diagnostic.plan_view import PlanView
from diagnostic.statement_qualities import Priority
from exports.plan_docx import plan_docx
from tests.unit import exports_samples as samples
from tests.unit.plan_samples import TODAY, bim, entry, small_plan, statement, view
from tests.unit.test_plan_view import archived


def opened(plan: PlanView) -> Any:
    return docx.Document(BytesIO(plan_docx(plan, "Diagnostic\u00a0: Anneessens", TODAY)))


def full() -> PlanView:
    return view(
        None,
        statement("insalubrité", Priority.HIGH),
        statement("non-recours", Priority.MIDDLE),
        figures=(bim(2024, 43.63),),
    )


def table(document: Any, first_head: str) -> list[list[str]]:
    found = next(one for one in document.tables if one.rows[0].cells[0].text == first_head)
    return [[cell.text for cell in row.cells] for row in found.rows]


def words(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_parts_come_in_the_order_of_the_method() -> None:
    document = opened(full())
    assert document.sections[0].page_width > document.sections[0].page_height
    assert document.paragraphs[0].text == "Plan d'actions Anneessens"
    assert document.paragraphs[1].text == "Diagnostic\u00a0: Anneessens, 2 mars 2026"
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [
        "Axes",
        "Arbre de pertinence",
        "Actions",
        "Calendrier",
        "Partenaires, par organisme",
        "Les huit enjeux de l'approche par quartier",
        "Constats prioritaires sans action",
        "Valeurs de départ des indicateurs de suivi",
    ]


def test_the_tree_is_an_indented_table() -> None:
    rows = table(opened(full()), "Niveau")[1:]
    assert [row[1] for row in rows[:4]] == [
        "1 Logement",
        "\u20031.1 Logements sains",
        "\u2003\u20031.1.1 Droits connus",
        "\u2003\u2003\u20031.1.1.1 Permanence",
    ]
    assert rows[3][2].startswith("C-") and rows[3][3].startswith("A-")


def test_an_action_has_its_partners_its_dates_its_follow_up_and_its_state() -> None:
    action, partners, dates, follow, state = table(opened(full()), "Action")[1]
    assert action.startswith("1.1.1.1 Permanence") and "Moyens\u00a0: Un local" in action
    assert partners == "CPAS\nMaison médicale"
    assert dates == "du 01/01/2026 au 28/02/2026\néchéance passée"
    assert follow.startswith("BIM\u00a0: 50,0\u00a0% (2020) → 40,0\u00a0% en 2028")
    assert "43,6\u00a0% (2024), va vers la cible" in follow
    assert state == "En cours"


def test_the_calendar_is_a_table_and_names_what_has_no_date() -> None:
    document = opened(full())
    heads = [one for one in document.tables if one.rows[0].cells[1].text == "janvier 2026"]
    assert [cell.text for cell in heads[0].rows[1].cells] == ["1.1.1.1 Permanence", "■", "■"]
    assert "Sans date\u00a0: Fiche des recours\u00a0; Visites." in words(document)


def test_the_eight_stakes_and_the_statements_that_wait() -> None:
    document = opened(full())
    stakes = table(document, "Enjeu")[1:]
    assert len(stakes) == 8 and ["Partenariats et collaborations", "1.1.1.1 Permanence"] in stakes
    assert ["Repérage précoce des besoins", "pas encore d'action"] in stakes
    waiting = table(document, "Priorité")[1:]
    assert [row[:2] for row in waiting] == [["Priorité 2", "non-recours"]]


def test_a_frozen_start_is_printed_with_its_source_and_its_statistics() -> None:
    text = words(opened(full()))
    assert "50,0\u00a0% (2020)" in text and "Source\u00a0: " in text
    assert "Chiffre relevé le 2 mars 2026, statistiques statistiques d'essai." in text


def test_what_hangs_on_nothing_comes_after_the_tree_and_archives_are_not_printed() -> None:
    document = opened(view(archived(small_plan(), "Droits connus")))
    loose = [one for one in document.tables if "Permanence" in one.rows[1].cells[1].text]
    assert "rattaché à «\u00a0Droits connus\u00a0», archivé" in loose[0].rows[1].cells[1].text
    printed = [
        cell for one in document.tables for row in one.rows for cell in (row.cells[0].text, row.cells[1].text)
    ]
    assert not any(cell.strip().endswith("Droits connus") for cell in printed)


def test_an_empty_plan_says_so_part_by_part() -> None:
    document = opened(view([]))
    text = words(document)
    for said in ("pas encore d'axe", "Aucune action", "Aucune action n'a encore de date", "reçu de priorité"):
        assert said in text
    assert len(document.tables) == 1, "only the eight stakes"


@pytest.mark.parametrize("text", samples.HOSTILE_TEXTS)
def test_what_people_typed_survives_as_they_typed_it(text: str) -> None:
    shown = view([entry("Axe", Rung.AXIS), entry("But", Rung.AIM, "Axe", title=text[:300], notes=text)])
    row = table(opened(shown), "Niveau")[2]
    assert text[:300].strip() in row[1] and text.strip() in row[1]


def test_tables_say_what_they_are_to_a_screen_reader() -> None:
    for one in opened(full()).tables:
        described = one._tbl.tblPr.find(qn("w:tblDescription"))
        assert described is not None and described.get(qn("w:val"))
