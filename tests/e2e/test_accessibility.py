"""axe finds no serious violation, on a laptop and on a phone."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Visit

PAGES = [
    "/",
    "/carte",
    "/fiche?soeur=8",
    "/couverture",
    "/perimetres?membres=10",
    "/afom",
    "/donnees",
    "/methodes?territoire=10",
]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_violation_and_nothing_overflows_on_a_phone(visit: Visit, path: str) -> None:
    visit.open(path)
    if path == "/carte":
        visit.map_showing("bim")
    visit.is_fit_for_everybody()
