"""The plan d'actions: nodes under each other, stakes and priorities held against actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.board import Quadrant
from diagnostic.contents.action_plan import ActionState, PlanNode, Rung, Stake
from diagnostic.entry import Entry
from diagnostic.statement_qualities import Priority
from tests.unit.plan_samples import TODAY, entry, key, small_plan, statement, view

RUNGS = list(Rung)


def archived(nodes: list[Entry[PlanNode]], *names: str) -> list[Entry[PlanNode]]:
    return [replace(one, archived=one.archived or one.content.title in names) for one in nodes]


def test_nodes_stand_under_each_other_in_reading_order_with_their_numbers() -> None:
    assert [(one.number, one.title, one.depth) for one in view().lines] == [
        ("1", "Logement", 0),
        ("1.1", "Logements sains", 1),
        ("1.1.1", "Droits connus", 2),
        ("1.1.1.1", "Permanence", 3),
        ("1.1.1.1.1", "Un local", 4),
        ("1.1.1.2", "Fiche des recours", 3),
        ("1.1.1.3", "Visites", 3),
        ("2", "Santé", 0),
    ]
    assert view().lines[3].above == ("Logement", "Logements sains", "Droits connus")
    assert view().loose == ()


def test_what_hangs_on_an_archived_parent_stays_visible_and_says_why() -> None:
    shown = view(archived(small_plan(), "Droits connus"))
    assert [one.title for one in shown.lines] == ["Logement", "Logements sains", "Santé"]
    assert [(one.title, one.depth) for one in shown.loose] == [
        ("Permanence", 0), ("Un local", 1), ("Fiche des recours", 0), ("Visites", 0),
    ]  # fmt: skip
    assert shown.loose[0].loose == "rattaché à «\u00a0Droits connus\u00a0», archivé"
    assert shown.loose[1].loose == "" and shown.loose[1].number == ""
    assert [one.title for one in shown.archived] == ["Droits connus"]
    assert {one.title for one in shown.actions} == {"Permanence", "Fiche des recours", "Visites"}


def test_a_parent_that_is_gone_or_not_above_is_said_so() -> None:
    shown = view(
        [
            entry("But perdu", Rung.AIM, "inconnu"),
            entry("Moyen", Rung.MEANS, "But perdu"),
            entry("But sous moyen", Rung.AIM, "Moyen"),
        ]
    )
    assert [one.title for one in shown.loose] == ["But perdu", "Moyen", "But sous moyen"]
    assert "n'est pas dans cette base" in shown.loose[0].loose
    assert "niveau supérieur" in shown.loose[2].loose


def test_below_gives_a_whole_branch_from_the_top_down() -> None:
    names = [one.title for one in view().below(key("Droits connus"))]
    assert names == ["Permanence", "Un local", "Fiche des recours", "Visites"]
    assert view().below(key("Santé")) == ()


def test_a_node_can_stand_under_the_level_just_above_only() -> None:
    assert [one.title for one in view().parents_for(Rung.AIM)] == ["Logement", "Santé"]
    assert [one.title for one in view().parents_for(Rung.ACTION)] == ["Droits connus"]
    assert view().parents_for(Rung.AXIS) == ()


def test_each_of_the_eight_stakes_is_held_against_the_actions_that_are_not_given_up() -> None:
    covered = {one.stake: [action.title for action in one.actions] for one in view().stakes}
    assert len(covered) == 8
    assert covered[Stake.PARTNERSHIPS] == ["Permanence"]
    assert covered[Stake.GUIDANCE] == ["Permanence", "Fiche des recours"]
    assert covered[Stake.DETECTION] == [], "only a given-up action serves it"
    assert set(view().uncovered_stakes) == set(Stake) - {Stake.PARTNERSHIPS, Stake.GUIDANCE}


def test_priorities_come_most_urgent_first_and_say_which_have_no_action() -> None:
    shown = view(
        None,
        statement("bruit", Priority.LOW),
        statement("insalubrité", Priority.MIDDLE),
        statement("non-recours", Priority.HIGH),
        statement("ressource", quadrant=Quadrant.STRENGTH),
    )
    assert [one.statement.text for one in shown.priorities] == ["non-recours", "insalubrité", "bruit"]
    assert [one.title for one in shown.priorities[1].actions] == ["Permanence"]
    assert [one.statement.text for one in shown.priorities_without_action] == ["non-recours", "bruit"]


def test_an_action_answers_what_its_objective_names_and_a_given_up_one_answers_nothing() -> None:
    urgent = statement("loyers", Priority.HIGH)
    named = (key("loyers"),)
    nodes = [
        entry("Axe", Rung.AXIS),
        entry("But", Rung.AIM, "Axe", statements=named),
        entry("Objectif", Rung.OBJECTIVE, "But"),
    ]
    alone = view(nodes, urgent).priorities[0]
    assert alone.actions == () and [one.title for one in alone.intents] == ["But"]
    given_up = [*nodes, entry("Action", Rung.ACTION, "Objectif", state=ActionState.GIVEN_UP)]
    assert view(given_up, urgent).priorities_without_action
    answered = view([*nodes, entry("Action", Rung.ACTION, "Objectif")], urgent).priorities[0]
    assert [one.title for one in answered.actions] == ["Action"] and answered.intents == ()


def test_a_statement_that_is_gone_keeps_its_reference() -> None:
    line = next(one for one in view().lines if one.title == "Permanence")
    assert line.references == (f"C-{key('insalubrité')[:8]}",) and line.statements == ()
    known = next(one for one in view(None, statement("insalubrité")).lines if one.title == "Permanence")
    assert known.references == (known.statements[0].reference,)


def test_one_organisation_written_twice_is_one_partner() -> None:
    partners = {one.name: [action.title for action in one.actions] for one in view().partners}
    assert partners == {"CPAS": ["Permanence", "Fiche des recours"], "Maison médicale": ["Permanence"]}


def test_totals_count_levels_and_states() -> None:
    assert dict(view().totals) == dict(zip(RUNGS, (2, 1, 1, 3, 1), strict=True))
    assert [view().states[state] for state in ActionState] == [1, 1, 0, 1]


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (date(2026, 3, 1), date(2027, 6, 30), "du 01/03/2026 au 30/06/2027"),
        (date(2026, 3, 1), None, "à partir du 01/03/2026"),
        (None, date(2027, 6, 30), "jusqu'au 30/06/2027"),
        (None, None, "sans date"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(begins: date | None, ends: date | None, words: str) -> None:
    nodes = [entry("Axe", Rung.AXIS), entry("Action", Rung.ACTION, "Axe", begins=begins, ends=ends)]
    assert view(nodes).actions[0].period_text == words


def test_an_end_that_is_over_counts_only_while_the_action_is_open() -> None:
    actions = {one.title: one for one in view().actions}
    assert actions["Permanence"].is_past_its_end(TODAY)
    assert not actions["Permanence"].is_past_its_end(date(2026, 2, 28))
    done = [
        entry("Axe", Rung.AXIS),
        entry("A", Rung.ACTION, "Axe", ends=date(2020, 1, 1), state=ActionState.DONE),
    ]
    assert not view(done).actions[0].is_past_its_end(TODAY)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(RUNGS), st.integers(0, 12), st.booleans()), max_size=12))
def test_no_node_is_ever_lost_or_shown_twice(drawn: list[tuple[Rung, int, bool]]) -> None:
    nodes = [
        entry(f"n{rank}", rung, "" if rung is Rung.AXIS else f"n{parent}", archived=gone)
        for rank, (rung, parent, gone) in enumerate(drawn)
    ]
    shown = view(nodes)
    seen = [one.id for one in (*shown.lines, *shown.loose, *shown.archived)]
    assert sorted(seen) == sorted(one.id for one in nodes)
    for line in shown.everything:
        assert line.depth == 0 or line.node.parent in {one.id for one in shown.everything}
