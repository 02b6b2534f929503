"""Make a perimeter on its page, then meet it on every other one."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_pages import opened


def words(app: AppTest) -> str:
    told = (str(json.loads(one.proto.json or "null")) for one in app.get("bidi_component"))
    return " ".join([*(str(block.proto) for block in app.get("html")), *told])


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture(scope="module")
def code() -> str:
    """The code of a perimeter that was made on the page."""
    app = opened("perimetres.py", membres="10,8")
    assert not app.exception
    app.text_input(key="perimetre_nom").input("Anneessens et Marolles").run()
    app.text_input(key="perimetre_fonction").input("Référente de quartier").run()
    app = press(app, "Enregistrer le périmètre")
    assert not app.exception and not app.error
    assert "est enregistré" in app.success[0].value
    made = next(button.key for button in app.button if button.label == "Modifier")
    return str(made).removeprefix("modifier_")


def test_every_page_takes_it_where_it_takes_a_quartier(code: str) -> None:
    for page in ("carte.py", "fiche.py", "afom.py"):
        app = opened(page, territoire=code)
        assert not app.exception and not app.warning
        assert app.selectbox(key="territoire").value == code
        assert "Anneessens et Marolles" in words(app) + " ".join(title.value for title in app.title)
    for page in ("comparer.py", "couverture.py", "methodes.py"):
        app = opened(page, territoire=code)
        assert not app.exception and not app.warning
        assert "Anneessens et Marolles" in words(app), page


def test_coverage_shows_its_quartiers_and_the_needs_of_all_its_people(code: str) -> None:
    app = opened("couverture.py", territoire=code)
    panel = next(
        str(block.proto.body) for block in app.get("html") if "Besoins dans le périmètre" in str(block.proto)
    )
    for found in ("Anneessens", "Marolles", "48,4\u00a0%"):
        assert found in panel
    assert app.selectbox(key="quartier_couverture").value == code


def test_its_figure_is_the_same_on_map_and_fiche(code: str) -> None:
    figures = [
        words(opened(page, territoire=code, indicateur="bim", annee="2024"))
        for page in ("carte.py", "fiche.py")
    ]
    assert all("48,4\u00a0%" in found or "48,4\\302\\240%" in found for found in figures)


def test_a_line_of_its_grid_is_stored(code: str) -> None:
    app = opened("afom.py", territoire=code, preuve="bim:2024")
    app.text_area(key="nouveau_texte").input("Beaucoup de droits à ouvrir").run()
    press(app, "Ajouter le constat")
    assert "Beaucoup de droits" in words(opened("afom.py", territoire=code))
    assert "Beaucoup de droits" not in words(opened("afom.py", territoire="10"))


def test_a_change_makes_a_new_version(code: str) -> None:
    app = opened("perimetres.py", modifier=code)
    assert app.multiselect(key="perimetre_quartiers").value == ["8", "10"]
    app.multiselect(key="perimetre_quartiers").select("1").run()
    app = press(app, "Enregistrer la nouvelle version")
    assert not app.error
    assert "Version 2" in words(app)


def test_a_perimeter_that_would_tell_of_a_few_people_is_refused_in_words(code: str) -> None:
    app = opened("perimetres.py", membres="10,901")
    app.text_input(key="perimetre_nom").input("Trop proche").run()
    app = press(app, "Enregistrer le périmètre")
    refused = " ".join(str(error.value) for error in app.error)
    assert "moins de 200" in refused and "Anneessens" in refused
    assert app.text_input(key="perimetre_nom").value == "Trop proche"


def test_it_can_be_put_away_and_come_back(code: str) -> None:
    app = opened("perimetres.py")
    app = press(app, "Archiver")
    assert not app.exception
    assert opened("carte.py", territoire=code).warning
    app = press(opened("perimetres.py"), "Rétablir")
    assert not app.exception
    assert not opened("carte.py", territoire=code).warning
