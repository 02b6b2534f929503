"""A référent takes up what a figure proposes, rewrites it, stores it; or puts it aside."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.test_pages import opened
from tests.app.test_privacy import press, words

CODE = "9"


def count(app: AppTest) -> int:
    label = next(one.label for one in app.expander if one.label.startswith("Propositions"))
    return int(label.rsplit("(", 1)[1].rstrip(")"))


def test_a_proposal_becomes_a_line_only_when_somebody_stores_it() -> None:
    app = opened("afom.py", territoire=CODE)
    before = count(app)
    assert before > 0 and "Règle" in words(app)
    app.text_area(key="nouveau_texte").input("Déjà commencé").run()
    app = press(app, "Reprendre")
    text = app.text_area(key="nouveau_texte").value or ""
    assert text.startswith("Déjà commencé\n")
    assert count(app) == before, "nothing is added by itself"
    app = press(app, "Ajouter le constat")
    assert not app.error and not app.exception
    again = opened("afom.py", territoire=CODE)
    assert "Déjà commencé" in words(again)
    assert count(again) < before


def test_a_proposal_can_be_put_aside_and_looked_at_again() -> None:
    app = opened("afom.py", territoire="70")
    before = count(app)
    app = press(app, "Écarter")
    assert count(app) == before - 1
    app = press(app, "Revoir la proposition écartée")
    assert count(app) == before
