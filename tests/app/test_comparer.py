"""The page «Comparer» as Streamlit runs it: views, choices and addresses."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_pages import opened

VIEWS = ("cote-a-cote", "quartiers", "chaleur", "ecarts", "composite")


def shown(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


@pytest.mark.parametrize("code", ["10", "6", "906", "04000"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_for_every_kind_of_territory(view: str, code: str) -> None:
    app = opened("comparer.py", vue=view, territoire=code)
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Comparer"]
    assert (app.query_params["vue"], app.query_params["territoire"]) == (view, code)


@pytest.mark.parametrize("indicator", ["population", "logements_sociaux", "revenu_equivalent_median"])
@pytest.mark.parametrize("view", ["cote-a-cote", "ecarts"])
def test_every_kind_of_indicator_can_be_followed(view: str, indicator: str) -> None:
    app = opened("comparer.py", vue=view, indicateur=indicator)
    assert not app.exception
    assert not app.error
    assert app.query_params["indicateur"] == indicator


def test_without_a_choice_anneessens_stands_beside_marolles() -> None:
    app = opened("comparer.py")
    assert app.multiselect(key="choix_territoires").value == ["8"]
    assert "territoires" not in app.query_params
    page = shown(app)
    for words in ("43,6\u00a0%", "52,3\u00a0%", "28,4\u00a0%", "plus élevé", "L'écart le plus large"):
        assert words in page.replace("&#x27;", "'")


def test_a_link_names_up_to_four_territories_and_opens_on_the_first() -> None:
    app = opened("comparer.py", territoires="2,8,10,1")
    assert app.selectbox(key="territoire").value == "2"
    assert app.multiselect(key="choix_territoires").value == ["8", "10", "1"]
    assert app.query_params["territoires"] == "2,8,10,1"


def test_another_territory_takes_the_first_place_and_the_others_stay() -> None:
    app = opened("comparer.py", territoires="10,8")
    app.selectbox(key="territoire").select("2").run()
    assert app.query_params["territoires"] == "2,8"
    app.multiselect(key="choix_territoires").select("1").run()
    assert app.query_params["territoires"] == "2,8,1"


@pytest.mark.parametrize("wanted", ["10,999", "1,2,3,4,5", "10,10", "<b>"])
def test_territories_that_cannot_be_compared_give_a_notice_and_the_usual_pair(wanted: str) -> None:
    app = opened("comparer.py", territoire="10", territoires=wanted)
    assert not app.exception
    assert wanted in " ".join(warning.value for warning in app.warning)
    assert app.multiselect(key="choix_territoires").value == ["8"]


def test_an_unknown_view_gives_a_notice_and_the_first_one() -> None:
    app = opened("comparer.py", vue="inconnue")
    assert "inconnue" in app.warning[0].value
    assert app.query_params["vue"] == "cote-a-cote"


def test_head_counts_are_shown_on_demand() -> None:
    app = opened("comparer.py")
    assert "environ 4\u202f500 personnes" not in shown(app)
    app.toggle(key="nombres").set_value(True).run()
    assert "environ 4\u202f500 personnes" in shown(app)


def test_the_heat_table_is_sorted_and_filtered_from_the_address() -> None:
    app = opened("comparer.py", vue="chaleur", tri_chaleur="bim", commune="Ixelles")
    assert not app.exception
    page = shown(app)
    rows = page.split('<tr data-code="')[1:]
    assert 5 < len(rows) < 145
    assert 'aria-sort="descending">BIM' in page
    assert app.query_params["commune"] == "Ixelles"


def test_the_heat_table_holds_all_quartiers_and_the_words_of_what_is_missing() -> None:
    page = shown(opened("comparer.py", vue="chaleur"))
    assert page.count('<tr data-code="') == 145
    for words in ("43,6", "non disponible", "sans objet"):
        assert words in page


def test_the_gaps_are_said_in_sentences_with_names_ratio_slope_and_gini() -> None:
    page = shown(opened("comparer.py", vue="ecarts", indicateur="revenu_imposable_median"))
    for words in ("Vivier d", "fois plus", "au plus défavorisé", "Indice de Gini", "sur 118 quartiers"):
        assert words in page


def test_a_composite_index_refuses_to_be_official_and_follows_its_weights() -> None:
    app = opened("comparer.py", vue="composite")
    page = shown(app)
    assert "pas un indice officiel" in page
    assert "poids 1, soit 33" in page
    app.select_slider(key="poids:bim").set_value(2.0).run()
    assert "poids 2, soit 50" in shown(app)
    assert "bim:2" in app.query_params["composition"]


def test_a_neutral_indicator_waits_for_its_sense_without_an_error() -> None:
    app = opened("comparer.py", vue="composite", composition="bim:1,part_65_plus:1")
    assert not app.error
    assert "65 ans et plus" in app.info[0].value
    app.selectbox(key="sens:part_65_plus").select(1).run()
    assert not app.info
    assert app.query_params["composition"] == "bim:1,part_65_plus:1:h"


@pytest.mark.parametrize(
    "composition", ["inconnu:1", "bim", "bim:9", "bim:x", "bim:1:z", "bim:nan", "bim:1:h:b", ":"]
)
def test_a_recipe_that_is_not_understood_gives_a_notice(composition: str) -> None:
    app = opened("comparer.py", vue="composite", composition=composition)
    assert not app.exception
    assert app.warning
    assert app.multiselect(key="choix_composants").value == ["revenu_imposable_median", "bim", "chomage"]
