"""The plan is written on its page: begun, filled, moved, archived; two people and a double click lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.action_plan import PlanNode, Rung, Stake
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.plan_start import STARTS, begin_plan
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.statement_qualities import Priority
from diagnostic.store import Store, open_store
from tests.app.test_pages import opened
from tests.app.test_privacy import press, words

Result = TypeVar("Result")


def with_store(ask: Callable[[Store], Result]) -> Result:
    store = open_store(Settings().store_url)
    try:
        return ask(store)
    finally:
        store.close()


def with_entries(ask: Callable[[EntryRepository], Result]) -> Result:
    return with_store(lambda store: ask(EntryRepository(store)))


def nodes(diagnostic: str, *, archived: bool = False) -> dict[str, Entry[PlanNode]]:
    found = with_entries(lambda all: all.all(PlanNode, diagnostic, archived=archived))
    return {one.content.title: one for one in found}


def add(diagnostic: str, rung: Rung, parent: Entry[PlanNode], title: str) -> Entry[PlanNode]:
    node = PlanNode(rung=rung, parent=parent.id, title=title)
    return with_entries(lambda all: all.add(node, diagnostic))


@pytest.fixture
def diagnostic() -> str:
    return with_entries(
        lambda all: all.add(Diagnosis(territory_level="quartier", territory_code="10", title="Plan d'essai"))
    ).id


@pytest.fixture
def objective(diagnostic: str) -> Entry[PlanNode]:
    """The three axes, an aim and an objective under the first one."""
    axis = with_entries(lambda all: begin_plan(all, diagnostic, STARTS[0]))[0]
    aim = add(diagnostic, Rung.AIM, axis, "Logements sains")
    return add(diagnostic, Rung.OBJECTIVE, aim, "Droits connus")


def urgent(diagnostic: str) -> Statement:
    def write(store: Store) -> Statement:
        grid = StatementRepository(store)
        proof = Document(title="Rapport", organisation="CPAS", year=2021)
        one = grid.add(
            "quartier", "10", Quadrant.WEAKNESS, "logement", "Peu de grands logements.", [proof],
            diagnostic=diagnostic,
        )  # fmt: skip
        return grid.edit(one.id, one.version, priority=Priority.HIGH)

    return with_store(write)


def page(diagnostic: str, **parameters: str) -> AppTest:
    app = opened("plan.py", diagnostic=diagnostic, **parameters)
    assert not app.exception and not app.error
    return app


def choose(app: AppTest, key: str, value: str) -> AppTest:
    return app.selectbox(key=key).select(value).run()


def gesture(app: AppTest, value: str) -> AppTest:
    return app.button_group(key="plan_geste").set_value(value).run()


def new_action(diagnostic: str) -> tuple[AppTest, str]:
    """The form of a new action, open; and what its widgets begin with."""
    app = choose(page(diagnostic), "plan_niveau", "action")
    return app, f"plan_{diagnostic[:8]}_nouveau_action"


def test_an_empty_plan_begins_with_axes_of_document_003_or_of_a_plan_de_cohesion_sociale(
    diagnostic: str,
) -> None:
    app = page(diagnostic)
    assert [one.label for one in app.button].count("Commencer avec ces axes") == 2
    assert "Transversal" in words(app) and "désaffiliation" in words(app)
    app = app.button(key="plan_depart_trois_axes").click().run()
    assert list(nodes(diagnostic)) == ["Logement", "Social-santé", "Transversal"]
    assert "Le plan compte 3\u00a0axes." in words(app)


def test_an_axis_of_ones_own_is_stored_once_and_the_form_is_empty_again(diagnostic: str) -> None:
    app = page(diagnostic)
    scope = f"plan_{diagnostic[:8]}_nouveau_axe"
    app.text_input(key=f"{scope}_titre").input("Jeunesse").run()
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert not app.error and app.text_input(key=f"{scope}_titre").value == ""
    assert list(nodes(diagnostic)) == ["Jeunesse"]
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert app.error, "an empty title is not stored"
    assert list(nodes(diagnostic)) == ["Jeunesse"]


def test_a_level_whose_upper_level_is_empty_leads_there_first(diagnostic: str) -> None:
    app, scope = new_action(diagnostic)
    assert "encore vide" in words(app)
    app = press(app, "Écrire d'abord\u00a0: objectif")
    assert app.selectbox(key="plan_niveau").value == "objectif"
    assert scope


def test_an_action_with_all_its_fields_and_a_frozen_follow_up(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    statement = urgent(diagnostic)
    app, scope = new_action(diagnostic)
    app.text_input(key=f"{scope}_titre").input("Permanence logement")
    app.text_area(key=f"{scope}_partenaires").input("CPAS\n\nMaison médicale\nCPAS")
    app.date_input(key=f"{scope}_debut").set_value(date(2026, 3, 1))
    app.date_input(key=f"{scope}_fin").set_value(date(2027, 6, 30))
    app.multiselect(key=f"{scope}_enjeux").select("orientation")
    app.multiselect(key=f"{scope}_constats").select(statement.id)
    app.selectbox(key=f"{scope}_indicateur").select("bim").run()
    app.number_input(key=f"{scope}_cible").set_value(40.0)
    app.number_input(key=f"{scope}_cible_annee").set_value(2028).run()
    app = app.button(key=f"{scope}_joindre").click().run()
    assert "Départ\u00a0: 43,6\u00a0% (2024)" in words(app)
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert not app.error and not app.exception
    stored = nodes(diagnostic)["Permanence logement"].content
    assert stored.parent == objective.id
    assert stored.partners == ("CPAS", "Maison médicale")
    assert (stored.begins, stored.ends) == (date(2026, 3, 1), date(2027, 6, 30))
    assert stored.stakes == (Stake.GUIDANCE,) and stored.statements == (statement.id,)
    (follow,) = stored.follow_up
    assert (follow.baseline.indicator, follow.baseline.year) == ("bim", 2024)
    assert (follow.target, follow.target_year) == (40.0, 2028)
    shown = words(page(diagnostic, vue_du_plan="actions"))
    assert "40,0\u00a0% en 2028" in shown and "du 01/03/2026 au 30/06/2027" in shown


def test_an_indicator_that_was_chosen_but_not_joined_is_stored_with_the_action(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    app, scope = new_action(diagnostic)
    app.text_input(key=f"{scope}_titre").input("Avec chiffre")
    app.selectbox(key=f"{scope}_indicateur").select("bim").run()
    app.button(key=f"{scope}_ajouter").click().run()
    assert nodes(diagnostic)["Avec chiffre"].content.follow_up[0].target is None


def test_impossible_dates_and_targets_are_said_and_nothing_typed_is_lost(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    app, scope = new_action(diagnostic)
    app.text_input(key=f"{scope}_titre").input("Trop")
    app.date_input(key=f"{scope}_debut").set_value(date(2027, 1, 1))
    app.date_input(key=f"{scope}_fin").set_value(date(2026, 1, 1)).run()
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert "avant son début" in app.error[0].value
    app.date_input(key=f"{scope}_fin").set_value(date(2027, 2, 1))
    app.selectbox(key=f"{scope}_indicateur").select("bim").run()
    app.number_input(key=f"{scope}_cible").set_value(140.0).run()
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert "n'est pas possible" in app.error[0].value
    assert app.text_input(key=f"{scope}_titre").value == "Trop"
    assert "Trop" not in nodes(diagnostic)


def test_a_name_of_a_person_stops_at_the_door(diagnostic: str, objective: Entry[PlanNode]) -> None:
    app, scope = new_action(diagnostic)
    app.text_input(key=f"{scope}_titre").input("Permanence")
    app.text_area(key=f"{scope}_partenaires").input("CPAS\nMadame Dupont").run()
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert "Dupont" in words(app) and "Permanence" not in nodes(diagnostic)
    app = press(app, "Retirer")
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert not app.error
    assert "Dupont" not in " ".join(nodes(diagnostic)["Permanence"].content.partners)


def test_two_people_change_one_node_the_second_sees_both_and_chooses(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    scope = f"plan_{objective.id}"
    app = page(diagnostic, element_du_plan=objective.id)
    assert app.text_input(key=f"{scope}_titre").value == "Droits connus"
    app.text_input(key=f"{scope}_titre").input("Mes mots").run()
    theirs = objective.content.model_copy(update={"title": "Leurs mots"})
    with_entries(lambda all: all.edit(objective.id, objective.version, theirs))
    app = app.button(key=f"{scope}_enregistrer").click().run()
    assert "modifié" in app.warning[0].value and "Leurs mots" in words(app)
    assert app.text_input(key=f"{scope}_titre").value == "Mes mots"
    assert "Leurs mots" in nodes(diagnostic)
    app = app.button(key=f"{scope}_enregistrer").click().run()
    assert "Mes mots" in nodes(diagnostic) and not app.warning


def test_the_version_of_somebody_else_can_be_taken(diagnostic: str, objective: Entry[PlanNode]) -> None:
    scope = f"plan_{objective.id}"
    app = page(diagnostic, element_du_plan=objective.id)
    app.text_input(key=f"{scope}_titre").input("Mes mots").run()
    theirs = objective.content.model_copy(update={"title": "Leurs mots"})
    with_entries(lambda all: all.edit(objective.id, objective.version, theirs))
    app = app.button(key=f"{scope}_enregistrer").click().run()
    app = app.button(key=f"{scope}_reprendre").click().run()
    assert app.text_input(key=f"{scope}_titre").value == "Leurs mots"


def test_a_form_that_nobody_touched_shows_what_others_wrote_since(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    scope = f"plan_{objective.id}"
    app = page(diagnostic, element_du_plan=objective.id)
    theirs = objective.content.model_copy(update={"title": "Leurs mots"})
    with_entries(lambda all: all.edit(objective.id, objective.version, theirs))
    app = app.run()
    assert app.text_input(key=f"{scope}_titre").value == "Leurs mots"


def test_an_urgent_statement_leads_to_an_action_that_answers_it(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    statement = urgent(diagnostic)
    app = page(diagnostic, vue_du_plan="priorites")
    assert "Peu de grands logements." in words(app) and "1\u00a0constat prioritaire" in words(app)
    app = press(app, "Créer une action pour ce constat")
    scope = f"plan_{diagnostic[:8]}_nouveau_action"
    assert app.multiselect(key=f"{scope}_constats").value == [statement.id]
    app.text_input(key=f"{scope}_titre").input("Bail glissant").run()
    app = app.button(key=f"{scope}_ajouter").click().run()
    assert "chacun a au moins une action" in words(app)


def test_a_node_moves_under_another_parent_and_among_its_neighbours(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    held = nodes(diagnostic)
    other = add(diagnostic, Rung.AIM, held["Social-santé"], "Droits ouverts")
    app = gesture(page(diagnostic, element_du_plan=objective.id), "placer")
    app = choose(app, f"plan_placer_{objective.id}", other.id)
    app = app.button(key="plan_placer").click().run()
    assert not app.error and nodes(diagnostic)["Droits connus"].content.parent == other.id
    app = choose(app, "element_du_plan", held["Transversal"].id)
    app = app.button(key="plan_monter").click().run()
    axes = [one.content.title for one in nodes(diagnostic).values() if one.content.rung is Rung.AXIS]
    assert axes == ["Logement", "Transversal", "Social-santé"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_branch_is_archived_whole_or_stays_without_its_parent_and_comes_back(
    diagnostic: str, objective: Entry[PlanNode], whole: bool
) -> None:
    aim = nodes(diagnostic)["Logements sains"]
    app = gesture(page(diagnostic, element_du_plan=aim.id), "placer")
    app.radio(key=f"plan_branche_{aim.id}").set_value("branche" if whole else "seul").run()
    app = app.button(key=f"plan_archiver_{aim.id}").click().run()
    assert not app.error and not app.exception
    assert ("Droits connus" in nodes(diagnostic)) is not whole
    if not whole:
        assert "rattaché à «\u00a0Logements sains\u00a0», archivé" in words(app)
    lowest = objective.id if whole else aim.id
    app = choose(app, "plan_a_retablir", lowest)
    app = app.button(key="plan_retablir").click().run()
    assert not app.error and {"Logements sains", "Droits connus"} <= set(nodes(diagnostic))
    assert nodes(diagnostic, archived=True) == {}


@pytest.mark.parametrize("shown", ["arbre", "actions", "calendrier", "enjeux", "priorites"])
def test_every_view_opens_for_an_empty_plan_of_axes_and_for_one_with_an_action(
    diagnostic: str, objective: Entry[PlanNode], shown: str
) -> None:
    page(diagnostic, vue_du_plan=shown)
    hostile = PlanNode(
        rung=Rung.ACTION,
        parent=objective.id,
        title="<script>alert(1)</script> **gras** $x$",
        begins=date(2026, 1, 1),
    )
    with_entries(lambda all: all.add(hostile, diagnostic))
    app = page(diagnostic, vue_du_plan=shown)
    assert app.query_params["diagnostic"] == diagnostic
    assert "<script>alert" not in words(app)


def test_an_address_that_names_nothing_known_gets_a_notice(
    diagnostic: str, objective: Entry[PlanNode]
) -> None:
    app = opened("plan.py", diagnostic=diagnostic, vue_du_plan="ronde")
    assert any("ronde" in one.value for one in app.warning) and not app.exception


def test_without_figures_for_the_territory_the_plan_stays_readable() -> None:
    gone = with_entries(
        lambda all: all.add(Diagnosis(territory_level="perimetre", territory_code="P00000000"))
    ).id
    with_entries(lambda all: begin_plan(all, gone, STARTS[1]))
    app = opened("plan.py", diagnostic=gone)
    assert not app.exception and "5\u00a0axes" in words(app)
