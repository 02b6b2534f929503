"""Every page as Streamlit runs it, without a browser: choices, notices, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.settings import DataSettings

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "_router.py"
PAGES = (
    "accueil.py",
    "carte.py",
    "fiche.py",
    "couverture.py",
    "comparer.py",
    "perimetres.py",
    "diagnostics.py",
    "afom.py",
    "journal.py",
    "themes.py",
    "plan.py",
    "accompagnement.py",
    "historique.py",
    "recherche.py",
    "echange.py",
    "donnees.py",
    "methodes.py",
)


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    if page != "accueil.py":
        app.switch_page(page)
    return app.run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_an_error(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


@pytest.mark.parametrize("code", ["10", "8", "6", "906", "700", "804"])
@pytest.mark.parametrize("page", ["carte.py", "fiche.py", "afom.py"])
def test_every_kind_of_quartier_has_its_pages(page: str, code: str) -> None:
    app = opened(page, territoire=code)
    assert not app.exception
    assert app.selectbox(key="territoire").value == code


@pytest.mark.parametrize(
    "indicator", ["population", "logements_sociaux", "isoles_65_plus", "revenu_equivalent_median"]
)
def test_every_kind_of_indicator_can_be_mapped_and_followed(indicator: str) -> None:
    for page in ("carte.py", "fiche.py", "donnees.py"):
        app = opened(page, indicateur=indicator)
        assert not app.exception
        assert app.selectbox(key="indicateur").value == indicator


def test_the_widgets_of_the_contract_carry_codes_in_the_url() -> None:
    app = opened("carte.py", indicateur="cpas", quartier="8")
    assert (app.selectbox(key="indicateur").value, app.selectbox(key="annee").value) == ("cpas", 2023)
    assert app.query_params == {"indicateur": "cpas", "territoire": "8", "annee": "2023"}
    app.selectbox(key="indicateur").select("bim").run()
    assert app.query_params["indicateur"] == "bim"
    assert app.query_params["annee"] == "2024"


def test_each_unknown_part_of_the_address_has_its_notice_and_a_default() -> None:
    app = opened("carte.py", indicateur="inconnu", annee="1800", quartier="999")
    notices = " ".join(warning.value for warning in app.warning)
    for word in ("inconnu", "1800", "999"):
        assert word in notices
    assert [app.selectbox(key=key).value for key in ("indicateur", "annee", "territoire")] == [
        "bim",
        2024,
        "10",
    ]
    app.selectbox(key="territoire").select("8").run()
    assert not app.warning


def test_a_sister_can_stand_beside_and_leaves_the_url_when_dismissed() -> None:
    app = opened("fiche.py", quartier="10", soeur="8")
    assert app.selectbox(key="soeur").value == "8"
    app.selectbox(key="soeur").select("").run()
    assert "soeur" not in app.query_params


def test_missing_statistics_give_an_explanation_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIAGNOSTIC_STATISTICS", str(tmp_path / "absentes.duckdb"))
    assert not DataSettings().statistics.exists()
    for page in PAGES:
        app = opened(page)
        assert not app.exception
        shown = " ".join(str(error.value) for error in app.error).replace("\\", "")
        assert "python -m data build" in shown


def test_a_line_needs_evidence_and_keeps_the_words_that_were_typed() -> None:
    app = opened("afom.py", quartier="1")
    app.text_area(key="nouveau_texte").input("Une opinion").run()
    next(button for button in app.button if button.label == "Ajouter le constat").click().run()
    assert "appuie" in app.error[0].value.replace("\\", "")
    assert app.text_area(key="nouveau_texte").value == "Une opinion"


def test_a_line_with_the_figure_of_the_link_is_stored_and_the_form_is_empty_again() -> None:
    app = opened("afom.py", quartier="1", preuve="cpas:2023")
    app.text_area(key="nouveau_texte").input("Un constat appuyé").run()
    next(button for button in app.button if button.label == "Ajouter le constat").click().run()
    assert not app.error
    assert app.text_area(key="nouveau_texte").value == ""
    again = opened("afom.py", quartier="1")
    assert any("Un constat appuyé" in str(json.loads(one.proto.json)) for one in again.get("bidi_component"))
