"""Each official layout, in a hand-made sample: what comes out, and what is kept apart."""

from __future__ import annotations

import json

import numpy as np
import pytest

from data.readers import Reference
from tests.data.readers_samples import (
    INHABITED,
    csv,
    geojson,
    ods,
    problems,
    quartier_rows,
    read_sample,
    refused,
    square,
    xlsx,
    zipped,
)

LABEL = "Taux de chômage"
PAGE = "https://monitoringdesquartiers.brussels/Indicator/IndicatorPage/2233?tab=Sheet"


def mdq_rows() -> list[list[object]]:
    """The export: three header rows, all inhabited quartiers, a footer."""
    rows: list[list[object]] = [
        ["Code", "Territoire", LABEL, LABEL],
        [None, None, "%", "%"],
        [None, None, 2015, 2016],
    ]
    rows += [[int(str(code)), name, value, value] for code, name, value in quartier_rows()]
    rows[5][2], rows[6][2], rows[7][2], rows[8][2] = "VS", "ND", "-", None
    return [*rows, [], [PAGE, PAGE, PAGE, PAGE], ["https://monitoringdesquartiers.brussels"]]


@pytest.mark.parametrize("wrap", [xlsx, ods, csv], ids=["xlsx", "ods", "csv"])
def test_the_monitoring_export_gives_one_observation_per_quartier_and_year(wrap) -> None:  # type: ignore[no-untyped-def]
    reading = read_sample("mq_data_export_2026-01-02.xlsx", wrap(mdq_rows()))
    assert reading.format == "mdq_export"
    table = reading.observations
    assert set(zip(table["indicator"], table["year"], strict=True)) == {("chomage", 2015), ("chomage", 2016)}
    assert len(table) == 2 * len(INHABITED)
    assert set(table["source"]) == {"ibsa_mdq_2233"}
    first = table[table["year"] == 2015].head(6)
    assert list(first["row"]) == [4, 5, 6, 7, 8, 9]
    assert list(first["status"]) == [
        "observe",
        "observe",
        "secret",
        "indisponible",
        "indisponible",
        "indisponible",
    ]
    assert first["value"].notna().sum() == 2


def test_a_dutch_export_reads_the_same() -> None:
    rows = mdq_rows()
    rows[0] = ["Code", "Gebied", "Werkloosheidsgraad", "Werkloosheidsgraad"]
    reading = read_sample("mq_data_export_2026-01-02.xlsx", xlsx(rows, "Gegevens"))
    assert reading.indicators() == ("chomage",)


def test_the_footer_betrays_a_retitled_column() -> None:
    rows = mdq_rows()
    rows[0] = ["Code", "Territoire", "Revenu imposable médian des déclarations", LABEL]
    assert "2233" in problems(refused("export.xlsx", xlsx(rows)))


def test_the_table_on_screen_mixes_decimals_and_has_summary_rows() -> None:
    rows: list[list[object]] = [
        ["Code", "Territoire", "Part des 65 ans et plus dans la population totale (%) 2024"],
        ["Moyenne régionale / Médiane régionale", "13,14"],
        ["Total RBC", "ND"],
        ["Seuil", "< 200 habitants"],
        *[
            [str(code), name, str(value).replace(".", "," if i % 2 else ".")]
            for i, (code, name, value) in enumerate(quartier_rows(5))
        ],
    ]
    reading = read_sample("ecran.json", json.dumps(rows).encode())
    assert reading.format == "mdq_ecran"
    table = reading.observations
    assert table["year"].eq(2024).all()
    assert table[table["level"] == "region"]["value"].tolist() == [13.14]
    assert table[table["level"] == "quartier"]["value"].tolist() == [
        value for _, _, value in quartier_rows(5)
    ]
    assert set(reading.tables["regionaux"]["ligne"]) == {row[0] for row in rows[1:4]}


def test_the_map_export_keeps_figures_and_outlines() -> None:
    features = [
        (
            {"id": code, "name": name, "value": "GM" if code == "6" else value},
            square(145_000 + 200 * i, 165_000),
        )
        for i, (code, name, value) in enumerate(quartier_rows())
    ]
    raw = geojson(features, "urn:ogc:def:crs:EPSG::31370")
    reading = read_sample("ibsa-taux-de-chomage_2019_quartier.geojson", raw)
    assert reading.format == "mdq_carte"
    table = reading.observations.set_index("code")
    assert reading.indicators() == ("chomage",)
    assert table["year"].eq(2019).all()
    assert table.loc["6", "status"] == "indisponible"
    assert len(reading.tables["contours"]) == len(INHABITED)


POPULATION = [
    ["CD_REFNIS", "CD_SECTOR", "POPULATION", "OPPERVLAKKTE IN HM²", "TX_DESCR_SECTOR_FR"],
    ["21001", "21001A00-", 2509, 12.5, "RESISTANCE"],
    ["21001", "21001ZZZZ", 7, 0, "NON LOCALISABLE"],
]


def test_population_keeps_the_remainder_and_the_year_of_the_file_name() -> None:
    reading = read_sample("OPENDATA_SECTOREN_2021.xlsx", xlsx(POPULATION, "Blad1"))
    assert reading.format == "statbel_population"
    table = reading.observations
    assert list(table["level"]) == ["secteur", "non_localise"]
    assert table["year"].eq(2021).all()
    assert reading.tables["secteurs"]["area_km2"][0] == pytest.approx(0.125)
    assert any("aucun secteur" in w.problem for w in reading.warnings)


def test_population_of_2024_is_a_pipe_separated_zip_with_total() -> None:
    rows = [["CD_REFNIS", "CD_SECTOR", "TOTAL"], ["21001", "21001A00-", "2509"]]
    text = csv(rows, "|", "utf-8-sig", "\r\n")
    reading = read_sample("OPENDATA_SECTOREN_2024.zip", zipped({"OPENDATA_SECTOREN_2024.txt": text}))
    assert reading.format == "statbel_population"
    assert reading.observations["value"].tolist() == [2509]


@pytest.mark.parametrize("title", ["CS01012018", "CS01012021", "CD_SECTOR", "cd_sector", "CD_STAT_SECTOR"])
def test_the_sector_column_has_a_name_for_each_vintage(title: str) -> None:
    rows = [["CD_REFNIS", title, "POPULATION"], ["21001", "21001K00-", 12]]
    assert read_sample("secteurs 2025.xlsx", xlsx(rows)).observations["code"].tolist() == ["21001K00-"]


def test_income_in_the_official_layout_covers_several_years() -> None:
    rows = [
        ["CD_YEAR", "CD_SECTOR", "MS_NBR_NON_ZERO_INC", "MS_MEDIAN_NET_TAXABLE_INC"],
        [2020, "21001A00-", 900, 21_000],
        [2021, "21001A00-", 905, 21_500],
        [2021, "21001A011", 9, None],
    ]
    reading = read_sample("TF_PSNL_INC_TAX_SECTOR.xlsx", xlsx(rows))
    table = reading.observations[reading.observations["indicator"].eq("revenu_imposable_median")]
    assert list(table["year"]) == [2020, 2021, 2021]
    assert list(table["status"]) == ["observe", "observe", "secret"]
    assert list(table["denominator"]) == [900, 905, 9]


def test_tenure_gives_the_share_of_rented_dwellings_and_checks_the_total() -> None:
    titles = ["Secteur statistique", "Logements occupés par leur propriétaire", "Logements loués", "Total"]
    reading = read_sample("census.xlsx", xlsx([titles, ["21001A00-", 30, 70, 100], ["21001A011", 0, 0, 0]]))
    table = reading.observations[reading.observations["indicator"].eq("locataires")]
    assert table["value"].tolist()[0] == 70
    assert table["status"].tolist()[1] == "sans_objet"
    error = refused("census.xlsx", xlsx([titles, ["21001A00-", 30, 70, 101]]))
    assert [(f.row, f.value) for f in error.faults] == [(2, "101")]


def test_cars_have_thousands_dots() -> None:
    rows = [
        ["CD_YEAR", "cd_sector", "total_huisH", "total_wagens"],
        ["2019", "11001A00-", "1.188", "955"],
        ["2019", "11001-A01-", "2.000", "1.000"],
    ]
    reading = read_sample("TF_CAR_HH_SECTOR.txt", csv(rows, ";", "utf-8-sig", "\r\n"))
    assert reading.format == "statbel_voitures"
    table = reading.observations
    assert table[table["indicator"].eq("menages")]["value"].tolist() == [1188, 2000]
    assert table["code"].unique().tolist() == ["11001A00-", "11001A01-"]


def test_refnis_keeps_old_communes_and_lists_those_in_force() -> None:
    rows = [
        [
            "LVL_REFNIS",
            "CD_REFNIS",
            "CD_SUP_REFNIS",
            "TX_REFNIS_DE",
            "TX_REFNIS_FR",
            "TX_REFNIS_NL",
            "DT_VLDT_START",
            "DT_VLDT_END",
        ],
        ["4", "25121", "25000", "OLLN", "Ottignies-Louvain-la-Neuve", "OLLN", "01/01/1977", "31/12/9999"],
        ["4", "12030", "12000", "Puurs", "Puurs", "Puurs", "01/01/1977", "31/12/2018"],
    ]
    reading = read_sample("TU_COM_REFNIS.txt", csv(rows, "|", "utf-8-sig", "\r\n"))
    assert len(reading.tables["nomenclature"]) == 2
    assert reading.tables["communes"]["code"].tolist() == ["25121"]


def test_postal_codes() -> None:
    rows = [
        ["Postal code", "Refnis code", "Gemeentenaam", "Nom commune"],
        ["1000", "21004", "Brussel", "Bruxelles"],
    ]
    assert read_sample("postal.xlsx", xlsx(rows)).tables["codes_postaux"]["commune"].tolist() == ["21004"]


def test_the_ibsa_table_checks_commune_and_name() -> None:
    titles = ["Commune_Code", "Quartier_Code", "Quartier_Nom_FR", "SecteurStatistique_Code"]
    good = [21004, 10, "ANNEESSENS", "21004A10-"]
    reading = read_sample("table.xlsx", xlsx([titles, good]))
    assert reading.tables["secteurs_quartiers"]["quartier"].tolist() == ["10"]
    wrong = problems(
        refused(
            "table.xlsx",
            xlsx([titles, [21001, 10, "ANNEESSENS", "21004A10-"], [21019, 10, "SABLON", "21019A10-"]]),
        )
    )
    assert "n'est pas de la commune 21001" in wrong
    assert "ne s'étend pas sur la commune 21019" in wrong
    assert "celui du quartier 7" in wrong


def test_sector_outlines_are_brought_to_lambert_72_from_any_system() -> None:
    for crs, place in (
        ("EPSG:31370", (150_000, 170_000)),
        ("EPSG:3812", (650_000, 670_000)),
        ("", (4.35, 50.85)),
    ):
        side = 0.01 if not crs else 500
        raw = geojson([({"CD_SECTOR": "21004A10-"}, square(place[0], place[1], side))], crs)
        shape = read_sample("secteurs.geojson", raw).tables["contours"].geometry[0]
        assert 140_000 < shape.centroid.x < 160_000
        assert 160_000 < shape.centroid.y < 180_000


def test_coordinates_in_metres_without_a_system_are_recognised_and_said() -> None:
    raw = geojson([({"CD_SECTOR": "21004A10-"}, square(150_000, 170_000))])
    reading = read_sample("secteurs.geojson", raw)
    assert any("n'est pas indiqué" in w.problem for w in reading.warnings)


def test_opendatasoft_points_keep_their_position() -> None:
    rows = [["nom", "adresse", "geo_point_2d"], ["Plaine Bockstael", "Laeken", '"50.87, 4.34"']]
    reading = read_sample("plaines.csv", csv(rows))
    assert reading.format == "opendatasoft"
    points = reading.tables["points"]
    assert (points["lon"][0], points["lat"][0]) == (4.34, 50.87)


def test_social_brussels_in_its_three_shapes() -> None:
    one = {
        "id": 470,
        "nameOfficialFr": "Le Méridien",
        "nameOfficialNl": "De Meridiaan",
        "legalStatus": {"labelFr": "ASBL"},
    }
    placed = {**one, "id": 471, "lon": 4.37, "lat": 50.85}
    for document in (one, [one, placed], {"total": 2, "results": [one, placed]}):
        reading = read_sample("organisations.json", json.dumps(document).encode())
        assert reading.format == "social_brussels"
        services = reading.tables["services"]
        assert services["name_fr"][0] == "Le Méridien"
        assert services["kind"][0] == "ASBL"
        assert services["source_url"][0] == "https://social.brussels/organisation/470"
    assert np.isnan(services["lon"][0])
    assert services["lon"][1] == 4.37


def test_a_reference_learns_from_companions() -> None:
    reading = read_sample("OPENDATA_SECTOREN_2021.xlsx", xlsx(POPULATION, "Blad1"))
    reference = Reference.bundled().with_companion(reading)
    assert reference.sector_population[2021]["21001A00-"] == 2509
