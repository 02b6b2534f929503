"""Wherever a figure stands, one click puts it under a constat."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.app.test_pages import opened


def words(page: str, **query: str) -> str:
    app = opened(page, **query)
    assert not app.exception
    return " ".join(unescape(str(block.proto.body)) for block in app.get("html"))


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("comparer.py", {"territoires": "10,8", "vue": "cote-a-cote"}),
        ("comparer.py", {"territoire": "10", "vue": "quartiers"}),
    ],
)
def test_a_figure_of_a_table_leads_to_a_constat_that_has_it(page: str, query: dict[str, str]) -> None:
    (link, *_others) = re.findall(
        r"/afom\?territoire=10&preuve=bim:(\d{4})", words(page, **query).replace("%3A", ":")
    )
    app = opened("afom.py", territoire="10", preuve=f"bim:{link}")
    assert app.text_area(key="nouveau_texte").value in (None, "")
    chosen = next(box for box in app.selectbox if box.key and box.key.startswith("nouveau_chiffre"))
    assert chosen.value == "bim"


def test_a_territory_without_a_value_offers_no_constat() -> None:
    # Le Quartier Royal n'a pas de part de BIM en 2024.
    shown = words("comparer.py", territoires="6,10", vue="cote-a-cote").replace("%3A", ":")
    assert "/afom?territoire=6&preuve=bim:2024" not in shown
    assert "/afom?territoire=10&preuve=bim:2024" in shown
