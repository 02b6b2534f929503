"""The page «Échanger»: a file is looked at before it is taken in; a refused one changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.portable.write import export_diagnostic
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from tests.app.test_pages import opened
from tests.unit.portable_samples import everything, passes, store_in

REPORT = Document(title="Rapport annuel", organisation="CPAS", year=2025)
TITLE = "Essai d'échange"


@pytest.fixture(scope="module")
def here() -> Iterator[Store]:
    store = open_store(Settings().store_url)
    EntryRepository(store).add(Diagnosis(title="Déjà là", territory_level="quartier", territory_code="9"))
    yield store
    store.close()


Fill = Callable[[Store], str]


def _with_a_statement(store: Store, code: str = "9", level: str = "quartier") -> str:
    owner = EntryRepository(store).add(
        Diagnosis(title=TITLE, territory_level=level, territory_code=code)
    ).id  # fmt: skip
    StatementRepository(store).add(
        level, code, Quadrant.THREAT, "logement", "Les loyers montent.", [REPORT], diagnostic=owner
    )
    return owner


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    """The file of a diagnostic of another machine."""
    with store_in(tmp_path) as store:
        read: dict[str, Any] = json.loads(export_diagnostic(store, _with_a_statement(store)))
    return read


def dropped(document: object) -> AppTest:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    app = opened("echange.py")
    app.file_uploader[0].set_value(("d.json", content, "application/json"))
    return app.run()


def words(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def titles(store: Store) -> list[str]:
    return sorted(one.content.title for one in EntryRepository(store).all(Diagnosis))


def test_the_page_offers_the_file_and_its_schema(here: Store) -> None:
    app = opened("echange.py")

    assert not app.exception
    assert [button.label for button in app.download_button] == [
        "Télécharger le diagnostic (JSON)",
        "Télécharger le schéma du fichier",
    ]
    assert app.file_uploader[0].allowed_type == [".json"]


def test_a_file_is_looked_at_then_taken_in(here: Store, document: dict[str, Any]) -> None:
    before = everything(here)

    app = dropped(document)

    assert not app.exception
    assert "Essai d&#x27;échange" in words(app) and "1 constat" in words(app)
    assert "Ce diagnostic n&#x27;est pas encore ici" in words(app)
    assert everything(here) == before

    app.button(key="echange_accepter").click().run()

    assert not app.exception
    assert "Le fichier est importé." in app.success[0].value
    assert app.selectbox(key="diagnostic").value == document["diagnostic"]
    assert json.loads(export_diagnostic(here, document["diagnostic"])) | {"exported_at": ""} == document | {
        "exported_at": ""
    }


def test_a_file_that_is_already_here_changes_nothing_but_may_be_copied(
    here: Store, document: dict[str, Any]
) -> None:
    dropped(document).button(key="echange_accepter").click().run()

    app = dropped(document)

    assert "il n&#x27;y a rien à faire" in words(app)
    assert not [button for button in app.button if button.key == "echange_accepter"]
    app.button(key="echange_copier").click().run()
    assert f"{TITLE} (copie)" in titles(here)


def test_what_changed_on_both_sides_is_named(here: Store, document: dict[str, Any]) -> None:
    dropped(document).button(key="echange_accepter").click().run()
    (line,) = document["statements"]
    StatementRepository(here).edit(line["id"], 1, text="Les loyers baissent.")
    state = line["revisions"][0]["state"] | {"version": 2, "text": "Les loyers doublent."}
    line |= {"version": 2, "text": "Les loyers doublent."}
    line["revisions"].append(line["revisions"][0] | {"version": 2, "action": "edit", "state": state})
    before = everything(here)

    app = dropped(document)

    assert not app.exception
    assert "Les loyers doublent." in words(app) and "changé ici et dans le fichier" in words(app)
    assert [button.key for button in app.button if str(button.key).startswith("echange")] == [
        "echange_copier"
    ]
    assert everything(here) == before


def test_a_damaged_file_is_refused_with_its_faults_in_place(here: Store, document: dict[str, Any]) -> None:
    document["statements"][0]["quadrant"] = "Z"
    document["statements"][0]["text"] = "<script>alert(1)</script>"
    before = everything(here)

    app = dropped(document)

    assert not app.exception
    assert "n'est pas importé, et rien n'a changé" in app.error[0].value
    shown = words(app)
    assert "constat 1, champ «\u00a0quadrant\u00a0»" in shown
    assert "&lt;script" in shown and "<script>alert" not in shown
    assert not [button for button in app.button if str(button.key).startswith("echange_")]
    assert everything(here) == before


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"[" * 10_000], ids=range(5))
def test_what_is_no_diagnostic_is_refused(here: Store, content: bytes) -> None:
    app = dropped(content)

    assert not app.exception
    assert "n'est pas importé" in app.error[0].value


def test_a_text_about_a_person_is_kept_by_somebody_or_stays_out(
    here: Store, document: dict[str, Any]
) -> None:
    for one in (document["statements"][0], document["statements"][0]["revisions"][0]["state"]):
        one["text"] = "Le service répond au 02 123 45 67, dossier 85.07.30-033.28."

    app = dropped(document)
    assert "02 123 45 67" in words(app)
    assert app.multiselect(key="echange_a_garder").options == ["02 123 45 67"]

    for one in (document["statements"][0], document["statements"][0]["revisions"][0]["state"]):
        one["text"] = "Le service répond au 02 123 45 67."
    app = dropped(document)
    app.multiselect(key="echange_a_garder").select("0212345 67".replace(" ", "")).run()
    next(one for one in app.button if one.label == "Garder ces passages et relire").click().run()
    assert not app.error
    app.button(key="echange_accepter").click().run()
    assert "Le fichier est importé." in app.success[0].value


def test_a_perimeter_passes_the_check_of_the_figures_of_this_machine(here: Store, tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        PerimeterRepository(store).add("Ailleurs", ["500"], check=passes, code="p99999999")
        content = export_diagnostic(store, _with_a_statement(store, "p99999999", "perimetre"))
    with store_in(tmp_path, "autre") as store:
        PerimeterRepository(store).add("Deux quartiers vécus", ["1", "2"], check=passes, code="p12121212")
        known = export_diagnostic(store, _with_a_statement(store, "p12121212", "perimetre"))
    before = everything(here)

    refused = dropped(content)
    assert not refused.exception
    assert "Ailleurs" in refused.error[0].value
    assert everything(here) == before

    taken = dropped(known)
    assert not taken.error
    taken.button(key="echange_accepter").click().run()
    assert "Deux quartiers vécus" in [one.name for one in PerimeterRepository(here).all()]
