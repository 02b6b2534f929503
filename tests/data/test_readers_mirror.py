"""Every file of the mirror is read, or refused for the reason that its SOURCE.md proves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.check import check_file
from data.readers import Reading, Reference, RefusedFile, read, recognise
from indicators.estimate import Status

FORMATS = {
    "be-secteurs-communes-sciensano/be_communes_2021_simplifiees_4326.gpkg": ("contours", 581),
    "be-secteurs-communes-sciensano/be_secteurs_2021_simplifies_4326.gpkg.gz": ("contours", 19_478),
    "be-secteurs-communes-sciensano/olln_25121_indicateurs_secteurs.csv": ("tableau", 61),
    "be-secteurs-communes-sciensano/olln_25121_secteurs_4326.geojson": ("contours", 60),
    "bxl-communes-2022/BRUXELLES_PREPROCESSED.gpkg": ("contours", 1),
    "bxl-communes-2022/BXL_communes_PREPROCESSED.gpkg": ("contours", 19),
    "bxl-quartiers-urbis-md/UrbAdm_MONITORING_DISTRICT.gpkg": ("contours", 145),
    "bxl-quartiers-urbis-md/brussels_monitoring_boundaries.geojson": ("contours", 145),
    "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg": ("contours", 724),
    "crosswalk-secteur-quartier/MQ_Communes_Quartiers_Secteurs.xlsx": ("ibsa_secteurs_quartiers", 724),
    "crosswalk-secteur-quartier/conversion_secteur_quartier_2025.csv": ("ibsa_secteurs_quartiers", 749),
    "crosswalk-secteur-quartier/secteurs_quartiers_2023.csv": ("ibsa_secteurs_quartiers", None),
    "mdq-65plus-isoles-revenu-2025/ibsa_income_2023.json": ("mdq_ecran", 145),
    "mdq-65plus-isoles-revenu-2025/ibsa_neighbourhood_2025.json": ("mdq_ecran", 145),
    "mdq-bim-cpas-chomage/monitoring_bim_2024_clean.csv": ("tableau", 145),
    "mdq-bim-cpas-chomage/monitoring_cpas_2023_clean.csv": ("tableau", 145),
    "mdq-bim-cpas-chomage/monitoring_unemployment_2023_clean.csv": ("tableau", 145),
    "mdq-bim-cpas-chomage/north_scope_candidates.csv": ("tableau", 145),
    "mdq-bim-cpas-chomage/territorial_vulnerability_indicators.csv": ("tableau", 145),
    "mdq-export-secteurs-menages-2024-02-26/mq_data_export_2024-02-26.xlsx": ("tableau", None),
    "mdq-export-secteurs-menages-2024-02-26/revenu_imposable_median_decla_2019.csv": ("tableau", 723),
    "mdq-revenu-equivalent-2498-2023/monitoring-2498.csv": ("tableau", 145),
    "mdq-series-57-quartiers/Data Brussels Neighborhoods v2 (c7aa496, premier commit).xlsx": (
        "mdq_export",
        None,
    ),
    "mdq-series-57-quartiers/Data Brussels Neighborhoods v2.xlsx": ("mdq_export", None),
    "nomenclatures-refnis-postal/Conversion Postal code_Refnis code_va01012019.xlsx": (
        "codes_postaux",
        1_151,
    ),
    "nomenclatures-refnis-postal/TU_COM_REFNIS.txt": ("refnis", 2_769),
    "statbel-census2011-logements-secteur/census_2011_logements.xls": ("statbel_census_2011", 19_705),
    "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx": ("statbel_population", 20_382),
    "statbel-revenus-secteur-2019/fisc2019_D_FR.xls": ("statbel_revenus", 19_922),
}
"""File → format, and rows read; None for the files that must be refused."""

TABLE_2024 = "crosswalk-secteur-quartier/MQ_Communes_Quartiers_Secteurs.xlsx"
TABLE_2025 = "crosswalk-secteur-quartier/conversion_secteur_quartier_2025.csv"
TABLE_WRONG = "crosswalk-secteur-quartier/secteurs_quartiers_2023.csv"
POPULATION = "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx"
SECTORS = "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg"
WORKBOOK = "mdq-series-57-quartiers/Data Brussels Neighborhoods v2.xlsx"
FIRST_WORKBOOK = "mdq-series-57-quartiers/Data Brussels Neighborhoods v2 (c7aa496, premier commit).xlsx"
BIM = "mdq-bim-cpas-chomage/monitoring_bim_2024_clean.csv"


def values(reading: Reading, indicator: str, level: str = "quartier") -> pd.Series:
    """Values of one indicator by code."""
    table = reading.observations
    part = table[table["indicator"].eq(indicator) & table["level"].eq(level)]
    return part.set_index("code")["value"]


def refusal(path: Path, *companions: Path) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        check_file(path, companions)
    return caught.value


@pytest.fixture(scope="module")
def population(mirror: Path) -> Reading:
    return read(mirror / POPULATION)


@pytest.fixture(scope="module")
def table_2024(mirror: Path) -> pd.DataFrame:
    return read(mirror / TABLE_2024).tables["secteurs_quartiers"]


def test_no_file_of_the_mirror_is_forgotten(mirror: Path) -> None:
    present = {str(path.relative_to(mirror)) for path in mirror.glob("*/*") if path.name != "SOURCE.md"}
    assert present == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_is_recognised_and_read_or_refused(mirror: Path, name: str) -> None:
    expected, rows = FORMATS[name]
    found = recognise(mirror / name)
    assert found.format == expected
    if rows is None:
        with pytest.raises(RefusedFile):
            found.read()
    else:
        assert found.read().rows == rows


def test_an_observation_has_a_value_exactly_when_it_is_observed(mirror: Path) -> None:
    for name, (_, rows) in FORMATS.items():
        if rows is not None:
            table = read(mirror / name).observations
            assert (table["value"].notna() == table["status"].eq(Status.OBSERVED.value)).all(), name


# The personal workbook: five defects proved by cross-checks.


def test_the_first_defect_row_18_bears_37_but_holds_23(mirror: Path) -> None:
    faults = refusal(mirror / WORKBOOK).faults
    (copied,) = [f for f in faults if f.row == 18 and "répète" in f.problem]
    assert "code 37" in copied.problem
    assert "code 23" in copied.problem
    assert "12 colonnes" in copied.problem
    assert [f for f in faults if f.row == 18 and "déjà ligne 17" in f.problem]


def test_the_second_defect_row_54_bears_109_but_holds_99_up_to_column_250(mirror: Path) -> None:
    faults = refusal(mirror / WORKBOOK).faults
    (copied,) = [f for f in faults if f.row == 54 and "répète" in f.problem]
    assert "code 109" in copied.problem
    assert "code 99" in copied.problem
    assert "à IQ" in copied.problem  # column 250, counted from 0


def test_the_third_defect_row_53_repeats_108_after_that_column(mirror: Path) -> None:
    faults = refusal(mirror / WORKBOOK).faults
    (copied,) = [f for f in faults if f.row == 53 and "répète" in f.problem]
    assert "ligne 52 (code 108)" in copied.problem
    assert "de IR à" in copied.problem  # column 251


def test_the_fourth_defect_the_2025_column_of_isolated_65_is_another_indicator(mirror: Path) -> None:
    faults = refusal(mirror / WORKBOOK).faults
    (foreign,) = [f for f in faults if "un autre indicateur" in f.problem]
    assert foreign.column.startswith("JP")
    assert "alleenwonenden van 65 jaar" in foreign.problem
    assert "2025" in foreign.column


def test_the_fifth_defect_the_author_s_own_index_is_left_out(mirror: Path) -> None:
    warnings = refusal(mirror / WORKBOOK).warnings
    indices = [w for w in warnings if "indice" in w.problem]
    assert len(indices) == 5
    assert all("Kwetsbaarheidsindex" in w.column for w in indices)


def test_the_workbook_s_suspect_values_and_missing_quartier_are_warnings(mirror: Path) -> None:
    warnings = refusal(mirror / WORKBOOK).warnings
    assert any("115 Kalevoet" in w.problem for w in warnings)
    leaps = {(w.row, w.column[-4:]) for w in warnings if "saut" in w.problem and "sociale" in w.column}
    assert {(29, "2020"), (30, "2020"), (61, "2020"), (62, "2020")} <= leaps  # codes 48, 49, 117, 118


def test_the_first_commit_shows_codes_that_contradict_each_other_and_shifted_rows(mirror: Path) -> None:
    error = refusal(mirror / FIRST_WORKBOOK)
    contradicting = {f.row for f in error.faults if "se contredisent" in f.problem}
    assert contradicting == {18, 52, 53}
    assert {59, 60, 61} <= {f.row for f in error.faults if "pas un code de quartier" in f.problem}
    assert any("décalé de 2 colonnes" in w.problem for w in error.warnings)


# The other proven defects.


def test_the_eleven_destroyed_codes_are_named_by_row_and_not_guessed(mirror: Path) -> None:
    error = refusal(mirror / "mdq-export-secteurs-menages-2024-02-26/mq_data_export_2024-02-26.xlsx")
    assert [f.row for f in error.faults] == [201, 202, 204, 206, 207, 208, 209, 210, 211, 212, 217]
    assert error.faults[0].value == "2.1004e+105"
    assert "PARVIS NOTRE DAME" in error.faults[0].problem
    assert error.faults[-1].value == "0"
    assert not any("21004E" in str(fault) for fault in error.faults)


@pytest.mark.parametrize("companion", [TABLE_2024, POPULATION], ids=["official table", "populations"])
def test_the_three_errors_of_the_third_sector_table_are_named_by_row(mirror: Path, companion: str) -> None:
    error = refusal(mirror / TABLE_WRONG, mirror / companion)
    assert [(f.row, f.value) for f in error.faults] == [(18, "43"), (277, "900"), (627, "93")]
    for fault, (sector, right) in zip(
        error.faults, [("21004C552", "39"), ("21004E101", "20"), ("21019A052", "89")], strict=True
    ):
        assert sector in fault.problem
        assert f"quartier {right} " in fault.problem


def test_alone_the_third_sector_table_is_refused_for_its_six_quartiers(mirror: Path) -> None:
    error = refusal(mirror / TABLE_WRONG)
    assert [f.value for f in error.faults] == ["20", "39", "43", "89", "93", "900"]


# The checks at the end of data.md.


def test_724_sectors_and_145_quartiers_join(
    mirror: Path, table_2024: pd.DataFrame, population: Reading
) -> None:
    drawn = read(mirror / SECTORS).tables["contours"]
    assert set(drawn["code"]) == set(table_2024["sector"])
    assert len(drawn) == 724
    assert set(table_2024["sector"]) <= set(values(population, "population", "secteur").index)
    quartiers = read(mirror / "bxl-quartiers-urbis-md/brussels_monitoring_boundaries.geojson").tables[
        "contours"
    ]
    assert set(quartiers["code"]) == set(table_2024["quartier"])
    assert quartiers["code"].nunique() == 145


def test_the_2025_table_keeps_596_codes_and_moves_none(mirror: Path, table_2024: pd.DataFrame) -> None:
    newer = read(mirror / TABLE_2025).tables["secteurs_quartiers"]
    both = table_2024.merge(newer, on="sector")
    assert len(newer) == 749
    assert len(both) == 596
    assert (both["quartier_x"] == both["quartier_y"]).all()


def test_a_table_of_another_vintage_does_not_join(mirror: Path) -> None:
    reference = Reference.bundled().with_companion(read(mirror / TABLE_2025))
    with pytest.raises(RefusedFile, match="autre millésime"):
        read(mirror / SECTORS, reference)


def test_quartier_population_is_the_sum_of_its_sectors(
    mirror: Path, table_2024: pd.DataFrame, population: Reading
) -> None:
    people = values(population, "population", "secteur")
    sums = table_2024.assign(people=table_2024["sector"].map(people)).groupby("quartier")["people"].sum()
    known = Reference.bundled().figures[("population", "quartier", 2019)]
    assert len(known) == 145
    assert all(sums[code] == value for code, value in known.items())
    check_file(mirror / POPULATION, [mirror / TABLE_2024])


def test_people_who_cannot_be_placed_are_kept_as_a_remainder(population: Reading) -> None:
    remainder = values(population, "population", "non_localise")
    assert remainder[remainder.index.str.startswith("21")].sum() == 3_147
    assert remainder["25121ZZZZ"] == 32
    assert population.observations["value"].sum() == 11_431_406


@pytest.mark.parametrize(
    ("file", "indicator", "mean"),
    [
        (BIM, "bim", 28.4),
        ("mdq-bim-cpas-chomage/monitoring_cpas_2023_clean.csv", "cpas", 6.5),
        ("mdq-bim-cpas-chomage/monitoring_unemployment_2023_clean.csv", "chomage", 16.9),
        ("mdq-65plus-isoles-revenu-2025/ibsa_neighbourhood_2025.json", "part_65_plus", 13.2),
    ],
)
def test_weighted_means_are_the_published_ones(mirror: Path, file: str, indicator: str, mean: float) -> None:
    figures = values(read(mirror / file), indicator).dropna()
    people = pd.Series(Reference.bundled().figures[("population", "quartier", 2019)])
    figures = figures[figures.index.isin(people.index)]
    assert np.average(figures, weights=people[figures.index]) == pytest.approx(mean, abs=0.05)


def test_highest_and_missing_bim(mirror: Path) -> None:
    figures = values(read(mirror / BIM), "bim")
    assert figures.idxmax() == "15"  # Gare de l'Ouest
    assert figures.max() == pytest.approx(57.3, abs=0.05)
    inhabited = [code for code, quartier in Reference.bundled().quartiers.items() if quartier.inhabited]
    assert [code for code in inhabited if np.isnan(figures[code])] == ["6"]  # Quartier Royal


def test_the_screen_table_keeps_vs_apart_from_nd_and_the_regional_value(mirror: Path) -> None:
    reading = read(mirror / "mdq-65plus-isoles-revenu-2025/ibsa_neighbourhood_2025.json")
    table = reading.observations
    part = table[table["indicator"].eq("part_65_plus") & table["level"].eq("quartier")]
    assert part["status"].value_counts().to_dict() == {"observe": 118, "secret": 21, "indisponible": 6}
    assert values(reading, "part_65_plus", "region")["04000"] == 13.14


def test_the_region_covers_162_42_square_kilometres(mirror: Path) -> None:
    assert read(mirror / SECTORS).tables["contours"]["area_km2"].sum() == pytest.approx(162.42, abs=0.005)
    region = read(mirror / "bxl-communes-2022/BRUXELLES_PREPROCESSED.gpkg").tables["contours"]
    assert region["area_km2"].sum() == pytest.approx(162.42, abs=0.005)


def test_lambert_72_without_epsg_code_is_recognised_and_said(mirror: Path) -> None:
    reading = read(mirror / "bxl-quartiers-urbis-md/UrbAdm_MONITORING_DISTRICT.gpkg")
    assert reading.tables["contours"].crs.to_epsg() == 31370
    assert any("sans code EPSG" in w.problem for w in reading.warnings)
    assert any("673 trous" in w.problem for w in reading.warnings)


def test_the_fifteen_holes_of_the_quartiers_are_a_warning(mirror: Path) -> None:
    reading = read(mirror / "bxl-quartiers-urbis-md/brussels_monitoring_boundaries.geojson")
    assert any("15 trous" in w.problem for w in reading.warnings)


def test_the_three_crossing_outlines_of_belgium_are_repaired_and_named(mirror: Path) -> None:
    reading = read(mirror / "be-secteurs-communes-sciensano/be_secteurs_2021_simplifies_4326.gpkg.gz")
    repaired = {w.value for w in reading.warnings if "réparé" in w.problem}
    assert repaired == {"25050A041", "53053M0PN", "62063H20-"}
    assert reading.tables["contours"].geometry.is_valid.all()


def test_income_medians_are_suppressed_not_zero(mirror: Path) -> None:
    reading = read(mirror / "statbel-revenus-secteur-2019/fisc2019_D_FR.xls")
    table = reading.observations[reading.observations["indicator"].eq("revenu_imposable_median")]
    brussels = table[table["code"].str.startswith("21") & table["level"].eq("secteur")]
    assert (len(brussels), brussels["value"].notna().sum()) == (700, 658)
    assert set(table["status"]) == {"observe", "secret"}


def test_tenure_of_brussels_and_of_ottignies(mirror: Path) -> None:
    table = read(mirror / "statbel-census2011-logements-secteur/census_2011_logements.xls").observations
    brussels = table[table["code"].str.startswith("21") & table["level"].eq("secteur")]
    ottignies = table[table["code"].str.startswith("25121")]
    for part, owned, rented in ((brussels, 183_578, 299_407), (ottignies, 6_356, 6_703)):
        sums = part.groupby("indicator")["value"].sum()
        assert (sums["logements_proprietaires"], sums["logements_loues"]) == (owned, rented)


def test_ottignies_louvain_la_neuve_joins_sixty_of_sixty(mirror: Path, population: Reading) -> None:
    folder = mirror / "be-secteurs-communes-sciensano"
    drawn = read(folder / "olln_25121_secteurs_4326.geojson").tables["contours"]
    people = values(population, "population", "secteur")
    assert len(drawn) == 60
    assert set(drawn["code"]) <= set(people.index)
    everyone = population.observations[population.observations["code"].str.startswith("25121")]
    assert everyone["value"].sum() == 31_443


def test_renamed_communes_are_proposed_and_never_taken(mirror: Path) -> None:
    reading = read(mirror / "bxl-communes-2022/BXL_communes_PREPROCESSED.gpkg")
    proposals = {w.value: w.remedy for w in reading.warnings if "aucune commune" in w.problem}
    assert set(proposals) == {"Molenbeek", "Saint-Josse"}
    assert "21012" in proposals["Molenbeek"]
    assert (reading.tables["contours"]["code"] == "").sum() == 2


def test_refnis_knows_the_581_communes_in_force(mirror: Path) -> None:
    communes = read(mirror / "nomenclatures-refnis-postal/TU_COM_REFNIS.txt").tables["communes"]
    assert len(communes) == 581
    assert communes.set_index("code")["name_fr"]["25121"] == "Ottignies-Louvain-la-Neuve"
