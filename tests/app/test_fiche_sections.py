"""The sections of the fiche that hold a report and the grid against the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.demo import install_demo
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "_router.py"
HOUSING = "Logement\u00a0: ce que l'on sait du parc"
ISOLATION = "Isolement\u00a0: chiffres et paroles côte à côte"
DENOMINATORS = "De quelle population parle-t-on\u00a0?"


@pytest.fixture
def with_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of its own, with the constats of the demonstration."""
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path))
    store = open_store(Settings().store_url)
    install_demo(StatementRepository(store))
    store.close()


def fiche(code: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["territoire"] = code
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page("fiche.py")
    return app.run()


def headers(app: AppTest) -> list[str]:
    assert not app.exception
    return [header.value for header in app.header]


def printed(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def test_the_three_sections_stand_after_the_themes(with_demo: None) -> None:
    shown = headers(fiche("10"))
    places = [shown.index(title) for title in ("Isolement", HOUSING, ISOLATION, DENOMINATORS)]
    assert places == sorted(places)


def test_both_totals_and_the_share_of_document_003_are_on_the_fiche(with_demo: None) -> None:
    text = printed(fiche("10"))
    assert (
        "Le rapport imprime 769\u00a0; ses cinq postes font 756\u00a0: 13 de moins. Les deux sont montrés, "
        "aucun n&#x27;est corrigé." in text
    )
    assert "769 ménages sur 4\u202f492 font 17,12\u00a0%" in text
    for count in ("147", "59", "31", "262", "257"):
        assert f'<td class="nombre">{count}</td>' in text
    assert "257 et 250" in text


def test_a_rent_of_2009_is_seen_to_be_old_and_a_size_of_2021_is_not(with_demo: None) -> None:
    text = printed(fiche("10"))
    rent = next(row for row in text.split("<tr") if "Loyer moyen" in row)
    assert 'class="ancien"' in rent
    assert ">ancien</span>" in rent
    assert f"il y a {date.today().year - 2009}\u00a0ans" in rent
    flats = next(row for row in text.split("<tr") if "Superficie moyenne" in row)
    assert "ancien" not in flats


def test_the_sister_gives_its_own_share(with_demo: None) -> None:
    assert "Marolles\u00a0: 2\u202f053 ménages sur 6\u202f162" in printed(fiche("10", soeur="8"))


def test_figures_and_testimonies_stand_side_by_side_without_a_verdict(with_demo: None) -> None:
    text = printed(fiche("10"))
    sides = next(part for part in text.split('<div class="face-a-face">')[1:])
    assert "Ce que disent les chiffres" in sides
    assert "Ce que disent les personnes et les services" in sides
    assert "297\u00a0personnes" in sides
    assert "grande solitude" in sides
    assert "Service d&#x27;accompagnement social des habitant·es" in sides
    assert "L&#x27;outil ne conclut pas" in sides
    assert "Un logement remis en état" not in sides


def test_denominators_are_explained_with_8900_against_11000_people(with_demo: None) -> None:
    text = printed(fiche("10"))
    assert "environ 8\u202f900 personnes" in text
    assert "environ 11\u202f000 personnes" in text
    assert "ces fourchettes ne se touchent pas" in text
    assert 'href="methodes?territoire=10#methode-denominateurs"' in text


def test_a_quartier_without_report_has_no_denominators_and_says_who_to_ask() -> None:
    app = fiche("1")
    shown = headers(app)
    assert DENOMINATORS not in shown
    assert HOUSING in shown
    assert "Aucun témoignage sur l&#x27;isolement" in printed(app)
    assert "finalité sociale, par opérateur" not in printed(app)


def test_a_park_has_none_of_the_three() -> None:
    shown = headers(fiche("906"))
    assert not {HOUSING, ISOLATION, DENOMINATORS} & set(shown)


def test_words_of_a_testimony_are_shown_and_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diagnostic.board import Quadrant
    from diagnostic.contents.theme import AfomTheme
    from diagnostic.evidence import Testimony

    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path))
    store = open_store(Settings().store_url)
    told = Testimony(function="<b>Équipe</b>", sector="santé", month="2021-05", method="entretien")
    StatementRepository(store).add(
        "quartier", "10", Quadrant.WEAKNESS, AfomTheme.COHESION, "<script>isolées</script>", (told,), "Essai"
    )
    store.close()
    text = printed(fiche("10"))
    assert "&lt;script&gt;isolées" in text
    assert "&lt;b&gt;Équipe" in text
    assert "<script>isolées" not in text
