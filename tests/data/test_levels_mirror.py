"""All of Belgium, imported once from the mirror: what is known at each level, and that it adds up."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pandas as pd
import pptx
import pytest

from data.account import population_account
from data.build import build
from data.import_commands import read_together
from data.imports import ImportFolder, usable
from data.readers import Reading
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from data.territory_index import territory_index
from data.views import figure, map_of, map_view, peers_of, profile
from diagnostic.board import Quadrant
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import snapshot
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store
from exports.assembly import AfomFormat, FicheFormat, afom, fiche
from indicators.estimate import Nature, Status
from indicators.level import Level
from indicators.population_account import PopulationAccount

OUTLINES_OF_SECTORS = "be-secteurs-communes-sciensano/be_secteurs_2021_simplifies_4326.gpkg.gz"
BRUSSELS_OUTLINES = "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg"
TABLE_2024 = "crosswalk-secteur-quartier/MQ_Communes_Quartiers_Secteurs.xlsx"
TABLE_2025 = "crosswalk-secteur-quartier/conversion_secteur_quartier_2025.csv"
POPULATION = "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx"
TENURE = "statbel-census2011-logements-secteur/census_2011_logements.xls"
INCOME = "statbel-revenus-secteur-2019/fisc2019_D_FR.xls"
FILES = (
    # Figures first: the order of the files must not matter.
    POPULATION,
    TENURE,
    INCOME,
    OUTLINES_OF_SECTORS,
    BRUSSELS_OUTLINES,
    "be-secteurs-communes-sciensano/be_communes_2021_simplifiees_4326.gpkg",
    "be-secteurs-communes-sciensano/olln_25121_secteurs_4326.geojson",
    "nomenclatures-refnis-postal/TU_COM_REFNIS.txt",
    TABLE_2024,
    TABLE_2025,
)
OLLN = "25121"
CENTRE = "25121A00-"
BRUSSELS, BELGIUM = "04000", "01000"
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.xdist_group("belgique")  # imported once, not once per worker


@dataclass(frozen=True)
class Belgium:
    """Statistics with all of Belgium, and what was read, by path in the mirror."""

    statistics: Statistics
    readings: Mapping[str, Reading]

    def rows(self, path: str, indicator: str) -> pd.DataFrame:
        """The rows of one indicator as the reader gave them."""
        table = self.readings[path].observations
        return table[table["indicator"] == indicator]


@pytest.fixture(scope="module")
def belgium(mirror: Path, statistics: Statistics, tmp_path_factory: pytest.TempPathFactory) -> Belgium:
    folder = tmp_path_factory.mktemp("belgique")
    target, imports = folder / "statistiques.duckdb", folder / "imports"
    found = read_together([mirror / name for name in FILES], statistics)
    held = [(one, usable(one, statistics.catalogue, set(statistics.quartiers))) for one in found]
    ImportFolder(imports).accept_all(held, "essai", lambda: build(target, SOURCES, CATALOGUE, 5, imports))
    by_name = {Path(name).name: name for name in FILES}
    return Belgium(open_statistics(target), {by_name[one.file]: one for one in found})


@pytest.fixture(scope="module")
def loaded(belgium: Belgium) -> Statistics:
    return belgium.statistics


def values(statistics: Statistics, indicator: str, year: int, level: str) -> dict[str, float]:
    found = statistics.estimates(statistics.catalogue[indicator], year, level)
    return {code: one.value for code, one in found.items() if one.value is not None}


def account_of(statistics: Statistics, commune: str) -> PopulationAccount:
    found = population_account(statistics, statistics.territory(commune))
    assert found is not None
    return found


# Which territories.


def test_all_territories_of_belgium_are_known(loaded: Statistics) -> None:
    known = {level: len(loaded.territories(level)) for level in Level}
    assert known.pop(Level.SECTOR) > 19_482
    assert known.pop(Level.PERIMETER) == 0  # people make them, no source does
    assert known == {Level.QUARTIER: 145, Level.COMMUNE: 581, Level.REGION: 3, Level.COUNTRY: 1}
    assert loaded.levels == (Level.SECTOR, Level.QUARTIER, Level.COMMUNE, Level.REGION)


def test_brussels_has_724_sectors_in_one_table_and_749_in_the_other(loaded: Statistics) -> None:
    rows = loaded.table("SELECT child, vintage FROM territory_share WHERE parent_level = 'quartier'")
    assert rows["vintage"].value_counts().to_dict() == {"2024": 724, "2025": 749}
    assert all(code in loaded for code in rows["child"])
    assert set(rows["child"]) <= set(loaded.members(Level.SECTOR, BRUSSELS))


def test_19_482_sectors_are_drawn_724_of_them_in_brussels(loaded: Statistics) -> None:
    assert len(loaded.drawn(Level.SECTOR, BELGIUM, "")) == 19_482
    assert len(loaded.drawn(Level.SECTOR, BRUSSELS, "")) == 724
    assert len(loaded.drawn(Level.COMMUNE, BELGIUM, "")) == 581
    assert len(loaded.drawn(Level.COMMUNE, BRUSSELS, "")) == 19
    assert len(loaded.drawn(Level.REGION, BELGIUM, "")) == 3


def test_the_finer_file_of_brussels_is_drawn_and_the_simplified_one_is_not(loaded: Statistics) -> None:
    assert loaded.vintages(BRUSSELS) == ("2022",)
    assert "BXL_SS_PREPROCESSED" in loaded.outlines(Level.SECTOR, BRUSSELS, "").attribution


def test_each_sector_lies_in_one_commune_and_each_commune_in_one_region(loaded: Statistics) -> None:
    for level, parent in (("secteur", "commune"), ("commune", "region")):
        rows = loaded.table(
            f"SELECT child, sum(share) AS whole FROM territory_share WHERE child_level = '{level}' "
            f"AND parent_level = '{parent}' GROUP BY child"
        )
        assert set(rows["child"]) == set(loaded.territories(level))
        assert (rows["whole"] == 1).all()


def test_each_quartier_is_shared_out_completely(loaded: Statistics) -> None:
    rows = loaded.table(
        "SELECT child, sum(share) AS whole FROM territory_share WHERE child_level = 'quartier' "
        "AND parent_level = 'commune' GROUP BY child"
    )
    assert len(rows) == 145
    assert rows["whole"].to_numpy() == pytest.approx(1)


def test_areas_of_communes_make_the_region(loaded: Statistics) -> None:
    communes = loaded.members(Level.COMMUNE, BRUSSELS).values()
    assert sum(one.area_km2 for one in communes) == pytest.approx(162.4, abs=0.3)
    assert loaded.territory(BELGIUM).area_km2 == pytest.approx(30_688, rel=0.01)


def test_names_are_written_as_people_write_them(loaded: Statistics) -> None:
    assert loaded.territory(CENTRE).name == "Ottignies-Centre"
    assert loaded.territory("21004A001").name == "Grand-Place"
    assert loaded.territory("21013").name_nl == "Sint-Gillis"
    shouted = [one.name for one in loaded.territories("commune").values() if one.name.isupper()]
    assert shouted == []


# Population: it all adds up.


def test_the_population_of_belgium_is_the_sum_of_all_rows_of_the_file(belgium: Belgium) -> None:
    rows = belgium.rows(POPULATION, "population")
    assert rows["value"].sum() == 11_431_406
    assert values(belgium.statistics, "population", 2019, "pays") == {BELGIUM: rows["value"].sum()}
    for level in ("region", "commune"):
        assert sum(values(belgium.statistics, "population", 2019, level).values()) == rows["value"].sum()


def test_the_population_of_each_commune_is_that_of_its_rows_merged_communes_included(
    belgium: Belgium,
) -> None:
    rows = belgium.rows(POPULATION, "population")
    commune_of = belgium.readings[POPULATION].tables["secteurs"].set_index("sector")["commune"]
    told = rows["value"].groupby(rows["code"].map(commune_of)).sum()
    assert len(told) == 581
    assert (commune_of != commune_of.index.str[:5]).sum() > 500  # merged or renumbered since
    assert values(belgium.statistics, "population", 2019, "commune") == told.to_dict()


def test_the_account_of_each_commune_of_brussels_closes(loaded: Statistics) -> None:
    accounts = {code: account_of(loaded, code) for code in loaded.members(Level.COMMUNE, BRUSSELS)}
    assert len(accounts) == 19
    totals = values(loaded, "population", 2019, "commune")
    for code, account in accounts.items():
        assert account.level_words == "quartiers"
        assert sum(part.people for part in account.parts) + account.unplaced == account.total
        assert account.elsewhere == 0
        assert (account.year, account.total) == (2019, totals[code])
    assert sum(account.unplaced for account in accounts.values()) == 3_147
    assert sum(account.total for account in accounts.values()) == 1_208_542


def test_a_quartier_in_several_communes_is_in_the_account_of_each(loaded: Statistics) -> None:
    inside = {
        commune: next(part for part in account_of(loaded, commune).parts if part.code == "11")
        for commune in ("21001", "21013")
    }
    assert (
        sum(part.people for part in inside.values()) == values(loaded, "population", 2019, "quartier")["11"]
    )
    assert sum(part.share for part in inside.values()) == pytest.approx(1)
    shares = {one.parent: one.share for one in loaded.shares(loaded.territory("11"), "commune")}
    assert shares == {commune: pytest.approx(part.share) for commune, part in inside.items()}


def test_the_account_of_a_commune_without_quartiers_is_made_of_its_sectors(belgium: Belgium) -> None:
    account = account_of(belgium.statistics, OLLN)
    assert account.level_words == "secteurs"
    assert len(account.parts) == 60
    assert (account.unplaced, account.total, account.elsewhere) == (32, 31_443, 0)
    rows = belgium.rows(POPULATION, "population")
    assert rows[rows["code"].str.startswith(OLLN)]["value"].sum() == account.total


def test_every_account_of_belgium_closes(loaded: Statistics) -> None:
    for code in list(loaded.territories("commune"))[::7]:
        account = account_of(loaded, code)
        inside = sum(part.people for part in account.parts)
        assert inside + account.unplaced + account.elsewhere == account.total
        assert account.elsewhere == 0, code


# Shares and medians.


def test_all_sectors_and_the_remainder_make_the_commune_for_every_count(loaded: Statistics) -> None:
    """Population is counted as such, rented dwellings as numerator and denominator of their share."""
    checked = 0
    for indicator, part in (
        ("population", "value"),
        ("locataires", "numerator"),
        ("locataires", "denominator"),
    ):
        rows = loaded.question(
            f"""
            WITH known AS (
                SELECT DISTINCT left(child, 5) AS nis, parent AS commune FROM territory_share
                WHERE child_level = 'secteur' AND parent_level = 'commune'),
            placed AS (
                SELECT commune, year, sum({part}) AS people FROM observation JOIN known ON nis = left(code, 5)
                WHERE indicator = $id AND level = 'secteur' GROUP BY ALL),
            elsewhere AS (
                SELECT commune, year, sum({part}) AS people FROM observation JOIN known ON nis || 'ZZZZ' = code
                WHERE indicator = $id AND level = 'non_localise' GROUP BY ALL)
            SELECT c.code, c.{part}, p.people + coalesce(e.people, 0)
            FROM observation c JOIN placed p ON p.commune = c.code AND p.year = c.year
            LEFT JOIN elsewhere e ON e.commune = c.code AND e.year = c.year
            WHERE c.indicator = $id AND c.level = 'commune' AND c.{part} IS NOT NULL""",
            {"id": indicator},
        )
        assert len(rows) > 500
        for code, whole, parts in rows:
            assert whole == pytest.approx(parts), (indicator, part, code)
            checked += 1
    assert checked > 1500


def test_tenure_of_ottignies_is_that_of_its_rows(belgium: Belgium) -> None:
    statistics = belgium.statistics
    table = belgium.readings[TENURE].observations
    inside = table[table["code"].str.startswith(OLLN)].groupby("indicator")["value"].sum()
    rented, owned = inside["logements_loues"], inside["logements_proprietaires"]
    found = statistics.estimates(statistics.catalogue["locataires"], 2011, "commune")[OLLN]
    assert (found.numerator, found.denominator) == (rented, rented + owned) == (6_703, 13_059)
    assert found.value == pytest.approx(100 * rented / (rented + owned))
    assert found.nature is Nature.ADDED


def test_tenure_of_brussels_is_that_of_its_rows(belgium: Belgium) -> None:
    rows = belgium.rows(TENURE, "locataires")
    inside = rows[rows["code"].str.startswith("21")]
    share = 100 * inside["numerator"].sum() / inside["denominator"].sum()
    assert values(belgium.statistics, "locataires", 2011, "region")[BRUSSELS] == pytest.approx(share)


def test_medians_exist_for_sectors_and_for_no_commune(loaded: Statistics) -> None:
    assert len(values(loaded, "revenu_imposable_median", 2019, "secteur")) > 17_000
    for level in (Level.COMMUNE, Level.COUNTRY):
        assert loaded.years("revenu_imposable_median", level) == ()
    assert loaded.years("revenu_imposable_median", Level.REGION) == (2023,)  # published, not added
    told = profile(loaded, OLLN)
    assert told.figure("revenu_imposable_median") is None
    assert "Revenu imposable médian" in told.not_at_this_level_words


def test_suppressed_medians_stay_suppressed(belgium: Belgium) -> None:
    rows = belgium.rows(INCOME, "revenu_imposable_median")
    hidden = rows[rows["status"].eq("secret") & rows["level"].eq("secteur")]
    statistics = belgium.statistics
    indicator = statistics.catalogue["revenu_imposable_median"]
    found = statistics.estimates(indicator, 2019, "secteur", list(hidden["code"]))
    assert len(found) == len(hidden) > 1_000
    assert {one.status for one in found.values()} == {Status.SUPPRESSED}
    shown = figure(statistics, indicator, next(code for code in found if code in statistics), 2019)
    assert shown.value_text == "secret statistique"


# What was there before.


def test_every_figure_of_the_bundled_quartiers_is_the_same_as_before(
    loaded: Statistics, statistics: Statistics
) -> None:
    asked = "SELECT * FROM observation WHERE level = 'quartier' OR (level = 'region' AND nature <> 'somme') ORDER BY ALL"
    before, after = statistics.table(asked), loaded.table(asked)
    assert before["code"].nunique() == 146
    pd.testing.assert_frame_equal(before, after)


def test_the_published_shares_of_rented_dwellings_are_not_worked_out_again(
    loaded: Statistics, statistics: Statistics
) -> None:
    before = statistics.estimates(statistics.catalogue["locataires"], 2011)
    assert loaded.estimates(loaded.catalogue["locataires"], 2011) == before
    assert {one.nature for one in before.values()} == {Nature.PUBLISHED}


def test_the_services_of_a_place_are_the_same_as_before(loaded: Statistics, statistics: Statistics) -> None:
    places = [*statistics.quartiers.values(), *statistics.territories("commune").values()]
    for place in places:
        assert loaded.services(loaded.territory(place.code)) == statistics.services(place), place.name


# Finding a place.


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("LLN", OLLN),
        ("ottignies", OLLN),
        ("Sint-Gillis", "21013"),
        ("21004A001", "21004A001"),
        (CENTRE, CENTRE),
        (CENTRE.lower(), CENTRE),
        ("matonge", "36"),
        ("Liege", "62063"),
        ("belgië", BELGIUM),
    ],
)
def test_a_place_is_found_by_the_name_people_use(loaded: Statistics, query: str, code: str) -> None:
    first = territory_index(loaded).find(query)[0]
    assert (first.entry.code, first.proposed) == (code, False)


# Maps, fiches and documents.


@pytest.mark.parametrize(
    ("level", "extent", "cells"),
    [
        (Level.SECTOR, OLLN, 60),
        (Level.SECTOR, "21004", 107),
        (Level.SECTOR, BRUSSELS, 724),
        (Level.SECTOR, BELGIUM, 19_482),
        (Level.COMMUNE, "03000", 262),
        (Level.COMMUNE, BELGIUM, 581),
        (Level.REGION, BELGIUM, 3),
    ],
)
def test_each_level_has_its_map(loaded: Statistics, level: Level, extent: str, cells: int) -> None:
    view = map_view(loaded, "population", 2019, level, extent)
    assert len(view.cells) == cells
    assert view.observed >= 0.99 * cells
    assert sum(entry.count for entry in view.legend) == cells
    assert f"{level.plural}, {loaded.territory(extent).name}" in view.extent_text
    shapes = loaded.geometries(level, extent, view.vintage)
    assert list(shapes["code"]) == [cell.territory.code for cell in view.cells]


@pytest.mark.parametrize("code", [CENTRE, "21004A001", "21009", OLLN, BRUSSELS, "03000", BELGIUM])
def test_each_territory_has_its_fiche(loaded: Statistics, code: str) -> None:
    found = profile(loaded, code)
    people = found.figure("population")
    assert people is not None and people.estimate.value
    assert found.territory.name in people.sentence
    for one in found.figures:
        assert one.source_text and one.caveats
        assert "quartier" not in " ".join(comparison.benchmark_text for comparison in one.comparisons)


def test_a_sector_is_held_against_its_commune_its_region_and_belgium(loaded: Statistics) -> None:
    shown = figure(loaded, loaded.catalogue["locataires"], CENTRE, 2011)
    names = [comparison.benchmark_name for comparison in shown.comparisons]
    assert names == ["Ottignies-Louvain-la-Neuve", "Région", "Belgique"]
    assert "60 sur 100" in shown.sentence or "60 logements" in shown.sentence
    assert shown.head_count is not None and shown.head_count.exact
    assert shown.rank is not None and "Ottignies-Louvain-la-Neuve" in shown.rank.text


def test_a_commune_is_ranked_among_those_of_its_region(loaded: Statistics) -> None:
    assert len(peers_of(loaded, loaded.territory(OLLN)).codes) == 262
    assert len(peers_of(loaded, loaded.territory("21004")).codes) == 19


def words_of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_of_pptx(content: bytes) -> str:
    texts: list[str] = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


READERS = {FicheFormat.PPTX: words_of_pptx, FicheFormat.DOCX: words_of_docx}


@pytest.mark.parametrize("form", list(FicheFormat))
@pytest.mark.parametrize(
    ("code", "indicator"),
    [(OLLN, "locataires"), (CENTRE, "revenu_imposable_median"), (BELGIUM, "population")],
)
def test_the_printed_fiche_holds_the_values_of_the_view(
    loaded: Statistics, code: str, indicator: str, form: FicheFormat
) -> None:
    printed = READERS[form](fiche(code, form, TODAY, indicator_id=indicator, statistics=loaded))
    view, _shapes = map_of(loaded, loaded.territory(code), indicator)
    told = profile(loaded, code, {indicator: view.year})
    assert told.territory.name in printed
    assert loaded.version in printed
    for one in told.figures:
        assert one.value_text in printed, one.indicator.id
    cell = view.cell(code)
    assert cell is not None and cell.value_text in printed


@pytest.mark.parametrize(("code", "indicator"), [(OLLN, "locataires"), (CENTRE, "revenu_imposable_median")])
def test_the_printed_grid_holds_the_value_of_the_view(
    loaded: Statistics, code: str, indicator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path))
    shown = profile(loaded, code).figure(indicator)
    assert shown is not None
    store = open_store(Settings().store_url)
    StatementRepository(store).add(
        shown.territory.level,
        code,
        Quadrant.WEAKNESS,
        AfomTheme.HOUSING,
        "Un constat sur ce territoire.",
        (snapshot(shown, loaded.version, datetime(2026, 11, 22, tzinfo=UTC)),),
    )
    store.close()
    printed = words_of_docx(afom(code, AfomFormat.DOCX, TODAY, statistics=loaded))
    for words in (shown.territory.name, "Un constat sur ce territoire.", shown.value_text, str(shown.year)):
        assert words in printed
