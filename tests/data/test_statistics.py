"""What the statistics answer: the figures of the publishers, nothing dropped, nothing invented."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from data.build import build
from data.current import current_statistics
from data.settings import CATALOGUE, SOURCES, DataSettings
from data.statistics import Statistics, open_statistics
from data.views import figure, map_view, profile
from indicators.estimate import Nature, Status
from indicators.user_error import UserError


def test_every_published_value_comes_out_as_it_went_in(statistics: Statistics) -> None:
    with (SOURCES / "indicateurs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {
        (indicator.id, code, year): estimate
        for indicator in statistics.catalogue.indicators
        for year in statistics.years(indicator.id)
        for code, estimate in statistics.estimates(indicator, year).items()
    }
    for row in rows:
        estimate = found[row["indicateur"], row["quartier_code"], int(row["annee"])]
        assert estimate.value == (float(row["valeur"]) if row["valeur"] else None)
        assert estimate.status.value == row["statut"]
        assert estimate.source == row["source"]


def test_every_indicator_and_year_has_a_row_for_each_of_the_145_quartiers(statistics: Statistics) -> None:
    for indicator in statistics.catalogue.indicators:
        for year in statistics.years(indicator.id):
            assert len(statistics.estimates(indicator, year)) == 145


def test_a_value_that_no_source_holds_is_unavailable_where_people_live(statistics: Statistics) -> None:
    bim = statistics.estimates(statistics.catalogue["bim"], 2010)
    assert bim["1"].status is Status.UNAVAILABLE
    assert bim["906"].status is Status.NOT_APPLICABLE
    assert bim["10"].value == 35.89


def test_the_denominator_is_of_the_same_year_or_says_which_year_it_is(statistics: Statistics) -> None:
    anneessens = figure(statistics, statistics.catalogue["bim"], "10")
    elsewhere = figure(statistics, statistics.catalogue["bim"], "100")
    assert anneessens.head_count is not None and elsewhere.head_count is not None
    assert anneessens.head_count.working == "sur 10\u202f348 habitant·es (population 2024)"
    assert elsewhere.head_count.working == "sur 17\u202f268 habitant·es (population 2019)"
    assert not anneessens.head_count.exact


def test_a_rate_of_households_never_becomes_a_number_of_people(statistics: Statistics) -> None:
    for indicator in ("isoles_30_plus", "chomage", "locataires", "logements_sociaux"):
        assert figure(statistics, statistics.catalogue[indicator], "10").head_count is None


def test_the_region_is_published_computed_or_replaced_by_the_median_and_says_so(
    statistics: Statistics,
) -> None:
    natures = {}
    for indicator in ("part_65_plus", "bim", "logements_sociaux"):
        comparison = figure(statistics, statistics.catalogue[indicator], "10").main_comparison
        assert comparison is not None
        natures[indicator] = (comparison.benchmark.nature, comparison.benchmark_name)
    assert natures == {
        "part_65_plus": (Nature.PUBLISHED, "Région"),
        "bim": (Nature.COMPUTED, "Région"),
        "logements_sociaux": (Nature.MEDIAN_OF_QUARTIERS, "Quartier médian (sur 117)"),
    }


def test_the_commune_stands_beside_the_region_where_it_has_a_value(tmp_path: Path) -> None:
    target = tmp_path / "statistiques.duckdb"
    build(target, SOURCES, CATALOGUE)
    with duckdb.connect(str(target)) as connection:
        connection.execute(
            "INSERT INTO observation BY NAME SELECT 'bim' AS indicator, 'commune' AS level, '21004' AS code, "
            "2024 AS year, 33.3 AS value, 'observe' AS status, 'publie' AS nature, "
            "'ibsa_mdq_2428' AS source, false AS to_verify"
        )
    with_commune = open_statistics(target)
    names = [c.benchmark_text for c in figure(with_commune, with_commune.catalogue["bim"], "10").comparisons]
    assert [name.split("\u00a0")[0] for name in names] == ["Région", "Bruxelles"]
    elsewhere = figure(with_commune, with_commune.catalogue["bim"], "12").comparisons
    assert [c.benchmark_name for c in elsewhere] == ["Région"]


def test_suspect_values_keep_their_warning(statistics: Statistics) -> None:
    suspect = figure(statistics, statistics.catalogue["logements_sociaux"], "48", 2021)
    assert suspect.estimate.to_verify
    assert "vérifier" in suspect.caveats[0]


def test_the_fiche_keeps_the_year_that_was_looked_at(statistics: Statistics) -> None:
    fiche = profile(statistics, "10", {"bim": 2015})
    bim, population = fiche.figure("bim"), fiche.figure("population")
    assert bim is not None and population is not None
    assert (bim.year, bim.value_text) == (2015, "45,0\u00a0%")
    assert (population.year, population.value_text) == (2025, "10\u202f280")


def test_the_map_names_every_source_it_draws(statistics: Statistics) -> None:
    line = map_view(statistics, "population", 2019).source_line
    assert "IBSA" in line and "Statbel" in line and "UrbIS" in line


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda s: map_view(s, "inconnu"), "«\u00a0inconnu\u00a0»"),
        (lambda s: map_view(s, "bim", 1999), "1999"),
        (lambda s: profile(s, "999"), "«\u00a0999\u00a0»"),
    ],
)
def test_what_does_not_exist_is_refused_in_french(statistics: Statistics, ask, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UserError, match=words):
        ask(statistics)


def test_the_outlines_are_a_coverage_of_145_places(statistics: Statistics) -> None:
    shapes = statistics.geometries()
    assert len(shapes) == 145
    assert shapes.crs.to_epsg() == 31370
    assert shapes.geometry.is_valid.all()
    assert shapes.area.sum() / 1e6 == pytest.approx(162.42, rel=0.01)


@pytest.mark.parametrize("content", [b"", b"pas une base", b"\x00" * 5000])
def test_a_damaged_file_is_explained_with_the_command_that_rebuilds_it(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "statistiques.duckdb"
    path.write_bytes(content)
    with pytest.raises(UserError, match="python -m data build"):
        open_statistics(path)


def test_a_new_build_is_picked_up_without_a_restart_while_the_old_one_still_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, sources = tmp_path / "statistiques.duckdb", tmp_path / "sources"
    monkeypatch.setenv("DIAGNOSTIC_STATISTICS", str(target))
    assert DataSettings().statistics == target
    shutil.copytree(SOURCES, sources)
    build(target, sources, CATALOGUE)
    first = current_statistics()
    assert current_statistics() is first
    path = sources / "indicateurs.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("bim,8,2024,52.34", "bim,8,2024,52.5"), encoding="utf-8"
    )
    build(target, sources, CATALOGUE)
    second = current_statistics()
    values = [s.estimates(s.catalogue["bim"], 2024)["8"].value for s in (first, second)]
    assert values == [52.34, 52.5]
    assert (first.number, second.number) == (1, 2)


def test_published_bim_rates_agree_with_the_official_file(statistics: Statistics, mirror: Path) -> None:
    path = mirror / "mdq-bim-cpas-chomage" / "monitoring_bim_2024_clean.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    estimates = statistics.estimates(statistics.catalogue["bim"], 2024)
    code, value = _columns(rows[0])
    compared = 0
    for row in rows:
        estimate = estimates.get(row[code].strip())
        if estimate is not None and row[value].strip() and estimate.value is not None:
            assert estimate.value == pytest.approx(float(row[value].replace(",", ".")), abs=0.01)
            compared += 1
    assert compared >= 117


def _columns(row: dict[str, str]) -> tuple[str, str]:
    code = next(name for name in row if name.lower() in {"territory_code", "code", "mdzone"})
    value = next(name for name in row if "bim" in name.lower() or name.lower() in {"value", "valeur"})
    return code, value
