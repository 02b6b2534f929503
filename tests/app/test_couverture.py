"""The coverage page without a browser: refusal of an incomplete directory, scenario, own directory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.current import current_statistics
from data.places import places_of
from data.read_service_points import read_service_points
from data.service_points import ServicePointStore
from tests.app.test_pages import opened

ANSWER = "reponse"


def shown(app: AppTest) -> str:
    """All HTML of the page."""
    return " ".join(str(block.proto.body) for block in app.get("html"))


def answer(app: AppTest) -> str:
    text = shown(app)
    start = text.index('class="reponse">') + len('class="reponse">')
    return unescape(text[start : text.index("</p>", start)])


def button(app: AppTest, label: str) -> None:
    next(one for one in app.button if one.label == label).click().run()


@pytest.fixture
def own_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServicePointStore]:
    monkeypatch.setenv("DIAGNOSTIC_IMPORTS", str(tmp_path))
    yield ServicePointStore(tmp_path)


def accept(store: ServicePointStore, *rows: str) -> None:
    content = "\n".join(["nom;type;capacite;quartier", *rows]).encode()
    store.accept(read_service_points("mes_services.csv", content, places_of(current_statistics())))


def test_the_page_opens_on_what_is_known_and_refuses_a_coverage(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py")
    assert not app.exception and not app.error
    assert [title.value for title in app.title] == ["Couverture en santé mentale"]
    assert answer(app).startswith("Répertoire incomplet")
    assert "methode" not in app.query_params and app.query_params["type"] == "ssm"
    keys = {box.key for box in app.selectbox}
    assert {"points", "type", "besoin", "quartier_couverture"} <= keys
    assert not {"methode", "facteur_detour", "colorer"} & keys
    assert "mieux couvert" not in shown(app)


def test_the_regional_figures_of_the_offer_are_there(own_imports: ServicePointStore) -> None:
    text = shown(opened("couverture.py"))
    assert "SSM agréés par la COCOF" in text
    assert "aucun taux régional de couverture" in text


def test_document_003_is_one_click_away(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py")
    button(app, "Cas du document 003")
    assert not app.exception
    assert "1 psychologue de première ligne pour 53\u202f633 habitant·es" in answer(app)
    assert app.query_params["methode"] == "2sfca"
    assert app.query_params["type"] == "psychologue_premiere_ligne"
    text = shown(app)
    assert "0,19" in text and "hors du scénario" in text
    assert "Il ne dit pas où" in text


def test_another_psychologist_halves_the_people_for_each(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py")
    button(app, "Cas du document 003")
    app.selectbox(key="scenario_quartier").select("8")
    button(app, "Ajouter au scénario")
    assert "2 psychologues de première ligne" in answer(app)
    assert "26\u202f816 habitant·es pour chacun·e" in answer(app)
    app.button(key="retirer_0").click().run()
    assert "1 psychologue de première ligne" in answer(app)
    button(app, "Vider le scénario")
    assert answer(app).startswith("Le scénario ne contient aucun psychologue")


def test_a_smaller_limit_leaves_quartiers_without_any(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py")
    button(app, "Cas du document 003")
    app.number_input(key="limite_marche").set_value(10).run()
    assert "aucun psychologue de première ligne à 10\u00a0minutes ou moins" in shown(app)
    assert "zéro" in shown(app)


def test_an_imported_directory_is_drawn_once_it_is_declared_complete(own_imports: ServicePointStore) -> None:
    accept(own_imports, "A;ssm;;10", "B;ssm;;36", "C;maison médicale;;8")
    app = opened("couverture.py")
    assert app.selectbox(key="points").value == "fichier"
    assert "Déclarez ce type complet" in answer(app)
    own_imports.declare_complete(["ssm"])
    app.run()
    assert "à 15\u00a0minutes ou moins d'un service de santé mentale" in answer(app)
    assert "mieux couvert" in shown(app)
    assert "l'outil ne peut pas le vérifier" in unescape(shown(app))
    app.selectbox(key="type").select("maison_medicale").run()
    assert "Déclarez ce type complet" in answer(app)


@pytest.mark.parametrize("method", ["distance", "habitants", "2sfca", "e2sfca"])
def test_a_link_restores_kind_and_measure(own_imports: ServicePointStore, method: str) -> None:
    accept(own_imports, "A;ssm;2;10", "B;ssm;4;36")
    own_imports.declare_complete(["ssm"])
    app = opened("couverture.py", type="ssm", methode=method, territoire="8")
    assert not app.exception
    assert app.selectbox(key="methode").value == method
    assert app.selectbox(key="quartier_couverture").value == "8"


def test_unknown_parts_of_the_address_give_notices(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py", type="inconnu", methode="devinette", points="fichier")
    notices = " ".join(warning.value for warning in app.warning)
    for word in ("inconnu", "devinette", "fichier"):
        assert word in notices


def test_the_quartier_follows_from_page_to_page(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py", territoire="8")
    assert app.selectbox(key="quartier_couverture").value == "8"
    app.selectbox(key="quartier_couverture").select("36").run()
    assert app.query_params["territoire"] == "36"
    assert "Free Clinic" in shown(app)


def test_a_territory_of_another_level_is_not_lost(own_imports: ServicePointStore) -> None:
    app = opened("couverture.py", territoire="04000")
    assert not app.exception
    assert app.query_params["territoire"] == "04000"


def test_markup_in_an_imported_name_stays_text(own_imports: ServicePointStore) -> None:
    accept(own_imports, '"<img src=x onerror=alert(1)>";ssm;;10')
    app = opened("couverture.py", territoire="10")
    assert "<img src=x" not in shown(app)
    assert "&lt;img src=x" in shown(app)


def test_a_damaged_file_of_services_does_not_take_the_page_away(own_imports: ServicePointStore) -> None:
    own_imports.folder.mkdir(parents=True)
    (own_imports.folder / "services.json").write_text(json.dumps({"format": 0}), encoding="utf-8")
    app = opened("couverture.py")
    assert not app.exception
    assert "abîmé" in app.error[0].value
    assert answer(app).startswith("Répertoire incomplet")
