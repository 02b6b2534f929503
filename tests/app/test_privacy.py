"""Nothing about a person is stored: what looks like it is shown, taken out or kept by somebody."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store
from indicators.territory import Kind, Territory
from tests.app.test_pages import opened

QUARTIER = "5"
PLACE = Territory("quartier", QUARTIER, "Notre-Dame-aux-Neiges", "", Kind.INHABITED, ("Bruxelles",), 0.5)


def stored() -> list[str]:
    store = open_store(Settings().store_url)
    try:
        return [one.text for one in StatementRepository(store).board(PLACE).statements]
    finally:
        store.close()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def words(app: AppTest) -> str:
    """What the page says in its blocks of HTML, and what its components are told."""
    told = (json.loads(one.proto.json or "null") for one in app.get("bidi_component"))
    return " ".join(
        [
            *(str(block.proto.body) for block in app.get("html")),
            *(json.dumps(data, ensure_ascii=False) for data in told),
        ]
    )


def typed(text: str) -> AppTest:
    app = opened("afom.py", territoire=QUARTIER, preuve="bim:2024")
    app.text_area(key="nouveau_texte").input(text).run()
    return press(app, "Ajouter le constat")


def test_a_phone_number_is_shown_and_nothing_is_stored_until_it_is_taken_out() -> None:
    before = stored()
    app = typed("Une voisine attend un rappel au 0470 12 34 56 depuis mars.")
    assert not app.exception
    assert "0470 12 34 56" in words(app) and "téléphone" in words(app)
    assert stored() == before
    app = press(app, "Retirer")
    assert app.text_area(key="nouveau_texte").value == "Une voisine attend un rappel au [retiré] depuis mars."
    assert any("Plus rien à vérifier" in info.value for info in app.info)
    press(app, "Ajouter le constat")
    assert stored() == [*before, "Une voisine attend un rappel au [retiré] depuis mars."]


def test_what_is_an_institution_is_kept_by_the_one_who_writes() -> None:
    text = "Le service répond au 02 123 45 67 tous les matins."
    app = press(typed(text), "Garder\u00a0: c'est une institution")
    press(app, "Ajouter le constat")
    assert text in stored()
    again = opened("afom.py", territoire=QUARTIER)
    assert not again.exception


@pytest.mark.parametrize(
    "text",
    ["Numéro 85.07.30-033.28 au dossier.", "Écrire à prenom.nom@exemple.be pour un rendez-vous."],
)
def test_numbers_and_addresses_of_people_stop_at_the_door(text: str) -> None:
    before = stored()
    app = typed(text)
    assert "regardez ces passages" in words(app)
    assert stored() == before
    if "85.07" in text:
        assert not [button for button in app.button if "institution" in button.label]


def test_a_testimony_is_known_by_function_not_by_name() -> None:
    before = stored()
    app = opened("afom.py", territoire=QUARTIER)
    app.text_area(key="nouveau_texte").input("Les délais sont longs.").run()
    app.button_group(key="nouveau_genre").set_value("temoignage").run()
    app.text_input(key="nouveau_fonction").input("Madame Dupont, directrice").run()
    app.text_input(key="nouveau_secteur").input("Santé").run()
    app = press(app, "Ajouter le constat")
    assert "Dupont" in words(app) and stored() == before
    app = press(app, "Retirer")
    assert "Dupont" not in str(app.text_input(key="nouveau_fonction").value)


def test_a_perimeter_has_no_name_of_a_person_as_its_author() -> None:
    app = opened("perimetres.py", membres="50,51")
    app.text_input(key="perimetre_nom").input("Deux voisins").run()
    app.text_input(key="perimetre_fonction").input("Monsieur Peeters").run()
    app = press(app, "Enregistrer le périmètre")
    assert "Peeters" in words(app) and not app.success
    app = press(app, "Retirer")
    app = press(app, "Enregistrer le périmètre")
    assert app.success
