"""A place gets its words: a new statement with its evidence, or one of the grid; nothing that looks like a home."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.statement_place import place_of
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory
from tests.app.test_pages import opened as opened_page
from tests.app.test_privacy import press
from tests.app.test_privacy import words as escaped_words

PAGE = "carte_annotee.py"
CODE = "8"
REPORT = Document(title="Rapport", organisation="CPAS", year=2021)
TERRITORY = Territory("quartier", CODE, "Marolles", "", Kind.INHABITED, ("Bruxelles",), 0.5)


@pytest.fixture
def store() -> Iterator[Store]:
    found = open_store(Settings().store_url)
    yield found
    found.close()


@pytest.fixture
def diagnostic(store: Store) -> str:
    content = Diagnosis(title="Carte", territory_level="quartier", territory_code=CODE)
    return EntryRepository(store).add(content, id=str(uuid4())).id


def add(store: Store, diagnostic: str, text: str, *, placed: bool) -> Statement:
    place = place_of("point", [(4.3490, 50.8350)], "place du Jeu de Balle") if placed else None
    return StatementRepository(store).add(
        "quartier", CODE, Quadrant.WEAKNESS, "logement", text, [REPORT], diagnostic=diagnostic, place=place
    )


def stored(store: Store, diagnostic: str) -> tuple[Statement, ...]:
    return StatementRepository(store).board(TERRITORY, diagnostic).statements


def words(app: AppTest) -> str:
    return unescape(escaped_words(app))


def opened(page: str, diagnostic: str) -> AppTest:
    """The address of this page is not the name of its file: AppTest knows it after a first run."""
    app = opened_page("accueil.py")
    app.switch_page(page)
    app.query_params["diagnostic"] = diagnostic
    return app.run()


def typed(diagnostic: str, positions: str, shape: str = "point") -> AppTest:
    app = opened(PAGE, diagnostic=diagnostic)
    app.button_group(key="annotee_forme").set_value(shape).run()
    app.text_area(key="annotee_positions").input(positions).run()
    return press(app, "Placer ces positions")


def test_the_map_has_a_twin_in_words(store: Store, diagnostic: str) -> None:
    add(store, diagnostic, "Des logements humides", placed=True)
    add(store, diagnostic, "Sans lieu pour le moment", placed=False)
    app = opened(PAGE, diagnostic=diagnostic)
    assert not app.exception and not app.error
    told = words(app)
    assert "1\u202fF" in told and "Des logements humides" in told
    assert "Point, place du Jeu de Balle" in told
    assert "1\u00a0constat sur la carte\u00a0; 1 sans lieu." in told
    assert "Sans lieu pour le moment" in told
    assert "Ne dessinez pas un domicile" in told


def test_a_filter_by_list_and_theme(store: Store, diagnostic: str) -> None:
    add(store, diagnostic, "Des logements humides", placed=True)
    app = opened(PAGE, diagnostic=diagnostic)
    app = app.selectbox(key="annotee_liste").set_value("A").run()
    assert "dont 0 avec ce filtre" in words(app)
    app.selectbox(key="annotee_liste").set_value("F").run()
    app = app.selectbox(key="annotee_theme").set_value("logement").run()
    assert "dont" not in words(app).split("sur la carte")[1][:8]
    assert "Des logements humides" in words(app)


def test_a_new_statement_is_stored_with_its_place_and_its_evidence(store: Store, diagnostic: str) -> None:
    app = typed(diagnostic, "50,83501 4,34902")
    assert "Point à 50,8350 4,3490" in words(app)
    app.text_area(key="lieu_texte").input("Le marché attire du monde tous les jours.").run()
    app.text_input(key="lieu_nom").input("place du Jeu de Balle").run()
    app = press(app, "Ajouter le constat sur la carte")
    assert app.error, "no statement without evidence"
    assert not stored(store, diagnostic)
    app.button_group(key="lieu_genre").set_value("document").run()
    app.text_input(key="lieu_titre").input("Rapport").run()
    app.text_input(key="lieu_organisme").input("CPAS").run()
    app = press(app, "Ajouter le constat sur la carte")
    assert not app.exception and not app.error
    (statement,) = stored(store, diagnostic)
    assert statement.place is not None
    assert statement.place.positions == ((4.349, 50.835),)
    assert statement.place.label == "place du Jeu de Balle"
    assert "Le lieu dessiné" not in [one.value for one in app.subheader]
    assert app.selectbox(key="annotee:constat").value == statement.id


def test_a_statement_of_the_grid_gets_a_place_and_loses_it(store: Store, diagnostic: str) -> None:
    before = add(store, diagnostic, "Des logements humides", placed=False)
    app = typed(diagnostic, "50.8350 4.3490\n50.8360 4.3500\n50.8345 4.3510", "zone")
    app.button_group(key="lieu_avec").set_value("existant").run()
    app = press(app, "Placer ce constat")
    assert not app.exception and not app.error
    (after,) = stored(store, diagnostic)
    assert after.id == before.id and after.place is not None and after.place.shape == "zone"
    app = press(app, "Retirer de la carte")
    (last,) = stored(store, diagnostic)
    assert last.place is None and last.text == before.text


def test_the_middle_of_a_quartier_needs_no_drawing(store: Store, diagnostic: str) -> None:
    app = press(opened(PAGE, diagnostic=diagnostic), "Placer au milieu")
    assert "Point à 50,8" in words(app)
    app = press(app, "Effacer le dessin")
    assert "Point à 50,8" not in words(app)


def test_what_cannot_be_placed_is_told_and_stays_typed(diagnostic: str) -> None:
    app = typed(diagnostic, "place du Jeu de Balle")
    assert "comprises" in app.error[0].value
    assert app.text_area(key="annotee_positions").value == "place du Jeu de Balle"
    app = typed(diagnostic, "48.85 2.35")
    assert "Belgique" in app.error[0].value


def test_a_label_that_tells_of_a_person_stops_at_the_door(store: Store, diagnostic: str) -> None:
    add(store, diagnostic, "Des logements humides", placed=False)
    app = typed(diagnostic, "50.8350 4.3490")
    app.text_input(key="lieu_nom").input("chez Madame Dupont").run()
    app.button_group(key="lieu_avec").set_value("existant").run()
    app = press(app, "Placer ce constat")
    assert "Dupont" in words(app)
    assert stored(store, diagnostic)[0].place is None
    app = press(app, "Retirer")
    press(app, "Placer ce constat")
    place = stored(store, diagnostic)[0].place
    assert place is not None and "Dupont" not in place.label
