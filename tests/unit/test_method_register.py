"""The register of methods: every row of the table of methods, told in French, with its module."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module

import pytest

from indicators.method import Method
from indicators.methods_register import METHODS, method

ROWS = {
    "interval of a proportion": "intervalle_proportion",
    "interval of a rate or count": "intervalle_taux",
    "full-register shares": "registre_complet",
    "comparison with a benchmark": "comparaison",
    "rate to absolute number": "nombre_absolu",
    "ranking": "rang",
    "suppression": "secret",
    "aggregation to a perimeter": "agregation",
    "classes of a map": "classes",
    "spread between quartiers": "ecarts",
    "composite index": "indice_compose",
    "accessibility of services": "accessibilite",
    "spatial association": "association_spatiale",
    "trend": "tendance",
}


def test_every_row_of_the_table_has_its_method() -> None:
    assert set(ROWS.values()) <= {one.id for one in METHODS}
    assert len({one.id for one in METHODS}) == len(METHODS)


@pytest.mark.parametrize("one", METHODS, ids=lambda one: one.id)
def test_the_module_exists_and_says_its_literature(one: Method) -> None:
    module = import_module(one.module)
    assert module.__doc__
    assert getattr(module, "METHOD", one) == one or one.id == "registre_complet"


@pytest.mark.parametrize("one", METHODS, ids=lambda one: one.id)
def test_nothing_is_left_unsaid_and_typography_is_french(one: Method) -> None:
    for field in fields(one):
        text = getattr(one, field.name)
        assert text.strip() == text != ""
        if field.name in ("id", "module"):
            continue
        assert not re.search(r"[^\u00a0\u202f](?:[;?!»%]|:(?!\d))", text), (field.name, text)
        assert not re.search(r"«(?!\u00a0)", text), (field.name, text)
        assert "pire" not in text.lower().split()
    assert one.question.endswith("\u00a0?")


def test_an_unknown_method_is_unknown() -> None:
    assert method("rang").module == "indicators.ranking"
    with pytest.raises(KeyError, match="voyance"):
        method("voyance")
