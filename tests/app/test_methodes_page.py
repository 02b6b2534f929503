"""The page of methods: everything of the catalogue and of the register, with numbers computed there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.method_examples import EXAMPLES, SLOW, method_example
from data.perimeter_disclosure import thresholds_of
from data.statistics import Statistics
from data.with_perimeters import StatisticsWithPerimeters
from indicators.implied_population import METHOD as DENOMINATORS
from indicators.methods_register import METHODS
from indicators.perimeter import Perimeter

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "_router.py"
ALL = {one.id: one for one in (*METHODS, DENOMINATORS)}


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=120)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page("methodes.py")
    app.run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened(territoire="10")


def printed(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def anchors(app: AppTest) -> set[str]:
    return {one.proto.anchor for one in app.subheader if one.proto.anchor}


def test_every_indicator_and_every_method_has_its_card_and_its_anchor(
    page: AppTest, statistics: Statistics
) -> None:
    expected = {f"indicateur-{one.id}" for one in statistics.catalogue.indicators}
    expected |= {f"methode-{one}" for one in ALL}
    assert anchors(page) == expected


def test_the_table_of_contents_leads_to_every_card(page: AppTest) -> None:
    assert set(re.findall(r'href="#((?:indicateur|methode)-[a-z0-9_]+)"', printed(page))) == anchors(page)


def test_a_card_of_the_catalogue_has_definition_denominator_years_limits_and_example(
    page: AppTest, statistics: Statistics
) -> None:
    card = next(body for body in printed(page).split("<table") if "intervention majorée" in body)
    for heading in ("Définition", "Numérateur", "Dénominateur", "Unité", "Sources", "Années", "Limites"):
        assert f'<th scope="row">{heading}</th>' in card
    assert "15 années, de 2010 à 2024" in card
    assert "Dans le quartier Anneessens, 44 personnes sur 100" in card
    assert "environ 4\u202f500 personnes" in card
    assert "intervalle de variation aléatoire à 95\u00a0% (Wilson)" in card


def test_every_method_has_question_formula_conditions_limits_reference(page: AppTest) -> None:
    from html import escape

    from exports.safe_text import typeset

    text = printed(page)
    for one in ALL.values():
        for words in (one.question, one.formula, one.preconditions, one.limits, one.reference):
            assert escape(typeset(words)) in text or escape(words) in text, one.id


def test_the_documentation_of_the_code_is_that_of_the_module(page: AppTest) -> None:
    text = printed(page)
    for one in ALL.values():
        first_line = (import_module(one.module).__doc__ or "").splitlines()[0]
        assert first_line
        from html import escape

        assert escape(first_line) in text, one.module


def test_examples_follow_the_chosen_quartier_and_a_park_borrows_those_of_anneessens() -> None:
    assert "Dans le quartier Marolles, BIM 2024\u00a0: 52,3\u00a0%" in printed(opened(territoire="8"))
    park = printed(opened(territoire="906"))
    assert "Dans le quartier Anneessens, BIM 2024\u00a0: 43,6\u00a0%" in park
    assert "sans objet" in park


def test_a_slow_example_is_worked_out_when_it_is_asked_for() -> None:
    app = opened(territoire="10")
    assert "I de Moran\u00a0: +" not in printed(app)
    app.button(key="exemple_association_spatiale").click().run()
    assert not app.exception
    assert re.search(r"I de Moran\u00a0: \+0,\d\d", printed(app))
    assert "Exploratoire" in printed(app)


def test_every_method_has_an_example_and_every_example_a_method() -> None:
    assert set(EXAMPLES) == set(ALL)
    assert set(EXAMPLES) >= SLOW


@pytest.mark.parametrize("code", ["10", "8", "6", "906", "04000"])
@pytest.mark.parametrize("method_id", sorted(set(EXAMPLES) - SLOW))
def test_an_example_is_a_french_sentence_with_a_number(
    statistics: Statistics, method_id: str, code: str
) -> None:
    text = method_example(statistics, method_id, code)
    assert re.search(r"\d", text)
    assert text[0].isupper() or text[0].isdigit()
    assert text.rstrip().endswith((".", "»"))
    assert not re.search(r"(?<![\u00a0\u202f])[:;?!%](?=\s|$)|\{|\bnan\b|\bNone\b", text)


def test_a_method_that_is_not_known_has_no_example(statistics: Statistics) -> None:
    assert method_example(statistics, "inconnue", "10") == ""


@pytest.mark.parametrize(
    ("method_id", "words"),
    [
        ("nombre_absolu", "855 personnes (855 à 856)"),
        ("comparaison", "Écart\u00a0: +15,3\u00a0points"),
        ("denominateurs", "environ 8\u202f900 personnes"),
        ("agregation", "font ensemble 48,4\u00a0%"),
        ("secret", "moins de 200 habitant·es de différence"),
        ("accessibilite", "1,97 pour 10\u202f000"),
    ],
)
def test_examples_of_anneessens_are_those_worked_out_by_hand(
    statistics: Statistics, method_id: str, words: str
) -> None:
    assert words in method_example(statistics, method_id, "10")


@pytest.mark.parametrize("method_id", ["agregation", "arrondi"])
def test_a_perimeter_is_neither_added_to_its_own_member_nor_said_to_be_published(
    statistics: Statistics, method_id: str
) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    both = Perimeter("p-essai", "Essai", ("10", "8"), (), "Référente", at, 1)
    known = StatisticsWithPerimeters(statistics, [both], thresholds_of(statistics))
    assert "Essai" not in method_example(known, method_id, "p-essai")
    assert "Essai" in method_example(known, "comparaison", "p-essai")
