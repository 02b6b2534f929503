"""The «Cinq Blocs» case on real files: an enclave of another quartier joins, a sector leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.build import build
from data.import_commands import read_together
from data.imports import ImportFolder, usable
from data.perimeter_disclosure import perimeter_check, thresholds_of
from data.perimeter_members import members_of, sectors_by_quartier
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from data.views import figure, profile
from data.with_perimeters import StatisticsWithPerimeters
from indicators.level import Level
from indicators.perimeter import Perimeter
from indicators.user_error import UserError

FILES = (
    "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg",
    "crosswalk-secteur-quartier/MQ_Communes_Quartiers_Secteurs.xlsx",
    "nomenclatures-refnis-postal/TU_COM_REFNIS.txt",
    "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx",
)
ENCLAVE = "21004A24-"
"""«Marché aux Porcs», one of the three sectors of Dansaert."""
SQUARE = "21004A21-"
"""«Anneessens (Place)», one of the two sectors of Anneessens."""
OTTIGNIES = "25121"
CODE = "p0000000a"

pytestmark = pytest.mark.xdist_group("secteurs")


@pytest.fixture(scope="module")
def sectors(mirror: Path, statistics: Statistics, tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    folder = tmp_path_factory.mktemp("secteurs")
    target, imports = folder / "statistiques.duckdb", folder / "imports"
    found = read_together([mirror / name for name in FILES], statistics)
    held = [(one, usable(one, statistics.catalogue, set(statistics.quartiers))) for one in found]
    ImportFolder(imports).accept_all(held, "essai", lambda: build(target, SOURCES, CATALOGUE, 5, imports))
    return open_statistics(target)


def perimeter(members: Sequence[str], without: Sequence[str] = (), code: str = CODE) -> Perimeter:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Perimeter(code, "Anneessens vécu", tuple(members), tuple(without), "", at, 1)


def known(statistics: Statistics, one: Perimeter) -> StatisticsWithPerimeters:
    return StatisticsWithPerimeters(statistics, [one], thresholds_of(statistics))


def test_every_quartier_is_the_set_of_its_sectors(sectors: Statistics) -> None:
    inside = sectors_by_quartier(sectors)
    assert len(inside) == 145 and sum(map(len, inside.values())) == 724
    assert inside["10"] == (SQUARE, "21004A22-")


def test_an_enclave_counts_with_the_quartier(sectors: Statistics) -> None:
    population = sectors.catalogue["population"]
    lived = known(sectors, perimeter(["10", ENCLAVE]))
    whole = figure(lived, population, CODE, 2019).estimate.value
    assert whole == 6522 + 3521 + 3458
    bim = figure(lived, lived.catalogue["bim"], CODE, 2024)
    assert bim.estimate.value is None and bim.estimate.lacking == ("Marche au Porcs",)
    assert bim.estimate.span == (43.63, 43.63)


def test_a_sector_taken_out_no_longer_counts(sectors: Statistics) -> None:
    cut = known(sectors, perimeter(["10"], [SQUARE]))
    assert figure(cut, cut.catalogue["population"], CODE, 2019).estimate.value == 3521
    bim = figure(cut, cut.catalogue["bim"], CODE, 2024)
    assert bim.estimate.value is None and bim.estimate.lacking == ("Anneessens (en partie)",)


def test_all_sectors_of_a_quartier_make_the_quartier(sectors: Statistics) -> None:
    inside = sectors_by_quartier(sectors)
    for quartier in ("10", "8", "1", "57"):
        split = known(sectors, perimeter(inside[quartier]))
        whole = known(sectors, perimeter([quartier]))
        found = [
            figure(one, one.catalogue["population"], CODE, 2019).estimate.value for one in (split, whole)
        ]
        assert found[0] == found[1]


def test_a_sector_may_not_count_twice_nor_leave_a_quartier_it_is_not_in(sectors: Statistics) -> None:
    check = perimeter_check(sectors)
    check(perimeter(["10", ENCLAVE]), [])
    with pytest.raises(UserError, match="déjà dans un quartier"):
        check(perimeter(["10", SQUARE]), [])
    with pytest.raises(UserError, match="dans aucun quartier"):
        check(perimeter(["10"], [ENCLAVE]), [])


def test_a_quartier_and_the_same_with_a_few_people_more_are_never_both_shown(sectors: Statistics) -> None:
    people = sectors.newest_values("population", Level.SECTOR)
    small = next(
        code
        for code, one in sorted(sectors.members(Level.SECTOR, "21004").items())
        if one.quartier not in ("10", "") and 0 < people.get(code, 0) < 100
    )
    with pytest.raises(UserError, match="moins de 200 habitant·es") as refused:
        perimeter_check(sectors)(perimeter(["10", small]), [])
    assert str(round(people[small])) + " " not in str(refused.value)


def test_outside_brussels_a_commune_less_a_few_people_is_refused_too(sectors: Statistics) -> None:
    people = sectors.newest_values("population", Level.SECTOR)
    whole = {code: people[code] for code in sectors.members(Level.SECTOR, OTTIGNIES) if code in people}
    small = min((code for code in whole if whole[code] > 0), key=whole.__getitem__)
    assert whole[small] < 200
    check = perimeter_check(sectors)
    with pytest.raises(UserError, match="moins de 200 habitant·es") as refused:
        check(perimeter([code for code in whole if code != small]), [])
    assert "Ottignies-Louvain-la-Neuve" in str(refused.value)
    large = sorted(whole, key=whole.__getitem__)[-5:]
    check(perimeter(large), [])


def test_sixty_sectors_have_a_whole_fiche(sectors: Statistics) -> None:
    inhabited = sorted(sectors.newest_values("population", Level.SECTOR))
    brussels = [code for code in inhabited if code.startswith("21004")][:60]
    large = known(sectors, perimeter(brussels))
    assert len(members_of(sectors, perimeter(brussels)).sectors) == 60
    fiche = profile(large, CODE)
    population = fiche.figure("population")
    assert population is not None
    counted = sectors.newest_values("population", Level.SECTOR)
    assert population.estimate.value == sum(counted[code] for code in brussels)
