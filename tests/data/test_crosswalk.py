"""Two vintages of sectors: what keeps its figures, what is shared out, what is lost and said."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from data.crosswalk import Carried, Crosswalk, Vintage, carry, crosswalk
from data.outlines import LAMBERT_72
from data.readers import read
from indicators.user_error import UserError

FOLDER = "crosswalk-secteur-quartier"
POPULATION = "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx"
SECTORS = "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg"


def drawn(**shapes: Polygon | MultiPolygon | None) -> gpd.GeoDataFrame:
    """Outlines by code, in metres of Lambert 72."""
    return gpd.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=LAMBERT_72)


def vintage(name: str, quartier: str = "1", **shapes: Polygon | MultiPolygon | None) -> Vintage:
    """A vintage with outlines whose sectors all belong to one quartier."""
    return Vintage(name, dict.fromkeys(shapes, quartier), drawn(**shapes))


def counts(**numerators: float) -> pd.DataFrame:
    return pd.DataFrame({"code": list(numerators), "numerator": numerators.values(), "denominator": np.nan})


def shares(walk: Crosswalk) -> dict[tuple[str, str], float]:
    return {(row.old, row.new): row.share for row in walk.pairs.itertuples()}


def methods(walk: Crosswalk) -> dict[str, str]:
    return dict(zip(walk.pairs["old"], walk.pairs["method"], strict=True))


def placed(carried: Carried) -> dict[str, float]:
    """Numerators by new sector, without those that are missing."""
    return carried.sectors.set_index("code")["numerator"].dropna().to_dict()


# The official tables of Brussels.


@pytest.fixture(scope="module")
def people(mirror: Path) -> dict[str, float]:
    table = read(mirror / POPULATION).observations
    table = table[table["indicator"].eq("population") & table["level"].eq("secteur")]
    return dict(zip(table["code"], table["value"], strict=True))


def official(mirror: Path, file: str) -> dict[str, str]:
    table = read(mirror / FOLDER / file).tables["secteurs_quartiers"]
    return dict(zip(table["sector"], table["quartier"], strict=True))


@pytest.fixture(scope="module")
def brussels(mirror: Path, people: dict[str, float]) -> Crosswalk:
    return crosswalk(
        Vintage("2024", official(mirror, "MQ_Communes_Quartiers_Secteurs.xlsx"), people=people),
        Vintage("2025", official(mirror, "conversion_secteur_quartier_2025.csv")),
    )


def test_brussels_keeps_596_of_its_724_sectors_and_no_sector_changes_quartier(brussels: Crosswalk) -> None:
    loss = brussels.loss
    assert (loss.old_codes, loss.new_codes) == (724, 749)
    assert (loss.identical, loss.by_overlap, loss.only_quartier, loss.lost) == (596, 0, 128, 0)
    assert loss.changed_quartier == ()
    assert (loss.people_moved, loss.people_total) == (195_045, 1_205_395)


def test_the_loss_of_brussels_is_said_with_its_numbers(brussels: Crosswalk) -> None:
    assert brussels.loss.sentences == (
        "596 secteurs sur 724 gardent leur code\u00a0; 128 changent\u00a0: leurs chiffres ne passent d'un millésime "
        "à l'autre que par le quartier, car les contours de 2024 et de 2025 ne sont pas importés.",
        "195\u202f045 habitant·es (16,2\u00a0%) vivent dans un secteur qui change.",
    )


def test_the_people_of_brussels_reach_596_sectors_and_all_145_quartiers(
    brussels: Crosswalk, people: dict[str, float]
) -> None:
    carried = carry(counts(**{code: people[code] for code in brussels.old.quartier_of}), brussels)
    assert len(carried.sectors) == 749
    assert len(placed(carried)) == 596
    assert carried.not_carried.count == 195_045
    assert carried.not_carried.share == pytest.approx(0.1618, abs=5e-5)
    assert len(carried.quartiers) == 145
    assert carried.quartiers["numerator"].sum() == 1_205_395
    assert carried.quartiers["denominator"].isna().all()


def test_the_three_errors_of_the_third_table_are_changes_of_quartier(mirror: Path) -> None:
    wrong = pd.read_csv(mirror / FOLDER / "secteurs_quartiers_2023.csv", sep=";", dtype=str)
    right = Vintage("2024", official(mirror, "MQ_Communes_Quartiers_Secteurs.xlsx"))
    loss = crosswalk(right, Vintage("2023", dict(zip(wrong["cd_sector"], wrong["id"], strict=True)))).loss
    assert loss.identical == 724
    assert loss.changed_quartier == ("21004C552", "21004E101", "21019A052")
    assert loss.sentences == (
        "724 secteurs sur 724 gardent leur code.",
        "3 secteurs gardent leur code mais changent de quartier\u00a0: 21004C552, 21004E101 et 21019A052.",
    )


def test_the_outlines_of_one_vintage_do_not_move(mirror: Path) -> None:
    outlines = read(mirror / SECTORS).tables["contours"]
    same = Vintage("2022", official(mirror, "MQ_Communes_Quartiers_Secteurs.xlsx"), outlines)
    loss = crosswalk(same, same).loss
    assert (loss.identical, loss.moved, loss.without_outlines) == (724, (), ())


# Small drawings, in metres.


def test_a_sector_split_in_two_is_shared_by_area() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=box(100, 0, 200, 100))
    new = vintage("2025", AK=box(0, 0, 25, 100), AL=box(25, 0, 100, 100), B=box(100, 0, 200, 100))
    walk = crosswalk(old, new)
    assert shares(walk) == {("A", "AK"): 0.25, ("A", "AL"): 0.75, ("B", "B"): 1.0}
    assert methods(walk) == {"A": "recouvrement", "B": "identique"}
    carried = carry(counts(A=400.0, B=7.0), walk)
    assert placed(carried) == {"AK": 100.0, "AL": 300.0, "B": 7.0}
    assert (carried.not_carried.count, carried.not_carried.share) == (0, 0)
    assert walk.loss.sentences == (
        "1 secteur sur 2 garde son code\u00a0; 1 change\u00a0: ses chiffres sont répartis entre les nouveaux secteurs "
        "selon la surface.",
    )


def test_two_sectors_merge_into_one() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=box(100, 0, 200, 100))
    walk = crosswalk(old, vintage("2025", AK=box(0, 0, 200, 100)))
    assert placed(carry(counts(A=3.0, B=4.0), walk)) == {"AK": 7.0}


def test_a_kept_code_whose_outline_moved_is_treated_by_overlap_and_named() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=box(100, 0, 200, 100), C=box(200, 0, 300, 100))
    new = vintage("2025", A=box(0, 0, 120, 100), B=box(120, 0, 200, 100), C=box(200.5, 0, 300, 100))
    walk = crosswalk(old, new)
    assert walk.moved == walk.loss.moved == ("A", "B")
    assert shares(walk) == {("A", "A"): 1.0, ("B", "A"): 0.2, ("B", "B"): 0.8, ("C", "C"): 1.0}
    assert placed(carry(counts(A=10.0, B=10.0, C=10.0), walk)) == {"A": 12.0, "B": 8.0, "C": 10.0}
    assert walk.loss.sentences[0].startswith(
        "1 secteur sur 3 garde son code et son contour\u00a0; 2 changent"
    )
    assert (
        walk.loss.sentences[1] == "2 secteurs gardent leur code alors que leur contour a bougé\u00a0: A et B."
    )


def test_a_sliver_is_dropped_and_the_rest_makes_a_whole() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100))
    new = vintage("2025", K=box(0, 0, 60, 100), L=box(60, 0, 99.5, 100), M=box(99.5, 0, 200, 100))
    walk = crosswalk(old, new)
    assert set(shares(walk)) == {("A", "K"), ("A", "L")}
    assert shares(walk)["A", "K"] == pytest.approx(60 / 99.5)
    assert walk.pairs["share"].sum() == pytest.approx(1)


def test_the_parts_of_one_code_are_one_sector() -> None:
    old = Vintage(
        "2024",
        {"A": "1"},
        gpd.GeoDataFrame(
            {"code": ["A", "A"]}, geometry=[box(0, 0, 50, 100), box(50, 0, 100, 100)], crs=LAMBERT_72
        ),
    )
    walk = crosswalk(old, vintage("2025", A=box(0, 0, 100, 100)))
    assert methods(walk) == {"A": "identique"}


def test_a_sector_that_the_new_outlines_do_not_cover_is_not_given_to_its_neighbour() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=box(100, 0, 200, 100))
    walk = crosswalk(old, vintage("2025", B=box(70, 0, 200, 100)))
    assert methods(walk) == {"A": "quartier", "B": "recouvrement"}
    carried = carry(counts(A=10.0, B=5.0), walk)
    assert placed(carried) == {}
    assert carried.not_carried.count == 15
    assert "car des contours manquent ou sont incomplets" in " ".join(walk.loss.sentences)


def test_a_sector_without_outline_is_found_only_in_its_quartier() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=None, C=box(100, 0, 200, 100))
    new = vintage("2025", AK=box(0, 0, 100, 100), BK=box(0, 100, 100, 200), C=box(100, 0, 200, 100))
    walk = crosswalk(old, new)
    assert methods(walk) == {"A": "recouvrement", "B": "quartier", "C": "identique"}
    # B may lie in either new sector: neither is known.
    assert placed(carry(counts(A=1.0, B=2.0, C=4.0), walk)) == {"C": 4.0}


def test_outlines_in_another_system_are_the_same_outlines() -> None:
    shapes = {"A": box(148_000, 170_000, 148_400, 170_300), "B": box(148_400, 170_000, 149_000, 170_300)}
    old = vintage("2024", **shapes)
    new = Vintage("2025", {"A": "1", "B": "1"}, drawn(**shapes).to_crs("EPSG:3812"))
    assert crosswalk(old, new).moved == ()


def test_an_outline_that_crosses_itself_is_repaired() -> None:
    bow = Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    walk = crosswalk(vintage("2024", A=bow), vintage("2025", AK=box(0, 0, 100, 100)))
    assert shares(walk) == {("A", "AK"): 1.0}


# Without outlines.


def test_without_outlines_the_changed_sectors_of_a_quartier_are_one_group() -> None:
    old = Vintage("2024", {"A": "1", "B": "1", "C": "1", "D": "2", "E": "3"})
    new = Vintage("2025", {"A": "1", "BK": "1", "CK": "1", "CL": "1", "DK": "2"})
    walk = crosswalk(old, new)
    grouped = walk.pairs[walk.pairs["method"].eq("quartier")]
    assert list(zip(grouped["old"], grouped["new"], strict=True)) == [
        *[(gone, come) for gone in "BC" for come in ("BK", "CK", "CL")],
        ("D", "DK"),
    ]
    assert grouped["share"].isna().all()
    assert (walk.loss.identical, walk.loss.only_quartier, walk.loss.lost) == (1, 3, 1)
    assert walk.loss.sentences == (
        "1 secteur sur 5 garde son code\u00a0; 4 changent.",
        "Les chiffres de 3 secteurs ne passent d'un millésime à l'autre que par le quartier, car les contours de 2024 "
        "et de 2025 ne sont pas importés.",
        "Les chiffres d'un secteur ne passent pas d'un millésime à l'autre, car aucun secteur de 2025 n'y correspond.",
    )


def test_sectors_without_a_quartier_are_not_a_group() -> None:
    walk = crosswalk(Vintage("2024", {"A": ""}), Vintage("2025", {"B": ""}))
    assert walk.loss.lost == 1
    assert carry(counts(A=1.0), walk).quartiers.empty


def test_without_people_nothing_is_said_of_people() -> None:
    loss = crosswalk(Vintage("2024", {"A": "1"}), Vintage("2025", {"B": "1"})).loss
    assert (loss.people_moved, loss.people_total) == (None, None)
    assert not [sentence for sentence in loss.sentences if "habitant" in sentence]


def test_people_of_other_sectors_do_not_count() -> None:
    people = {"A": 10.0, "B": 30.0, "Z": 99.0, "C": float("nan")}
    old = Vintage("2024", {"A": "1", "B": "1", "C": "1"}, people=people)
    loss = crosswalk(old, Vintage("2025", {"B": "1", "C": "1"})).loss
    assert (loss.people_moved, loss.people_total) == (10, 40)


# Carrying counts.


def test_a_missing_old_value_leaves_the_new_sectors_and_the_quartier_missing() -> None:
    old = vintage("2024", A=box(0, 0, 100, 100), B=box(100, 0, 200, 100), C=box(200, 0, 300, 100))
    new = vintage("2025", K=box(0, 0, 150, 100), L=box(150, 0, 200, 100), C=box(200, 0, 300, 100))
    carried = carry(counts(A=float("nan"), B=10.0, C=1.0), crosswalk(old, new))
    assert placed(carried) == {"L": 5.0, "C": 1.0}
    assert carried.not_carried.count == 5
    assert carried.quartiers["numerator"].isna().all()


def test_a_sector_that_is_not_listed_is_a_missing_value_not_a_zero() -> None:
    same = Vintage("2024", {"A": "1", "B": "2"})
    carried = carry(counts(A=3.0), crosswalk(same, same))
    assert placed(carried) == {"A": 3.0}
    assert carried.quartiers.set_index("quartier")["numerator"].isna().to_dict() == {"1": False, "2": True}


def test_numerator_and_denominator_are_carried_alike() -> None:
    values = pd.DataFrame({"code": ["A"], "numerator": [4.0], "denominator": [40.0]})
    new = vintage("2025", K=box(0, 0, 25, 100), L=box(25, 0, 100, 100))
    carried = carry(values, crosswalk(vintage("2024", A=box(0, 0, 100, 100)), new))
    assert carried.sectors.to_dict("list") == {
        "code": ["K", "L"],
        "numerator": [1.0, 3.0],
        "denominator": [10.0, 30.0],
    }
    assert carried.quartiers.to_dict("records") == [{"quartier": "1", "numerator": 4.0, "denominator": 40.0}]


def test_people_without_an_address_are_not_carried() -> None:
    same = Vintage("2024", {"A": "1"})
    carried = carry(counts(A=3.0, **{"21001ZZZZ": 1.0}), crosswalk(same, same))
    assert (carried.not_carried.count, carried.not_carried.share) == (1, 0.25)
    assert carried.quartiers["numerator"].tolist() == [3.0]


def test_nothing_to_carry_has_no_share() -> None:
    same = Vintage("2024", {"A": "1"})
    assert carry(counts(A=0.0), crosswalk(same, same)).not_carried.share is None


def test_a_repeated_sector_is_refused_by_its_code() -> None:
    same = Vintage("2024", {"A": "1"})
    with pytest.raises(UserError, match="plusieurs valeurs") as caught:
        carry(pd.concat([counts(A=1.0), counts(A=2.0)]), crosswalk(same, same))
    assert caught.value.faults[0].value == "A"


# For any two vintages.

STREET = 1_000


@st.composite
def streets(draw: st.DrawFn, name: str) -> Vintage:
    """Sectors along one street: cuts at any metre, codes and outlines that may be shared or absent."""
    cuts = sorted({0, STREET, *draw(st.lists(st.integers(1, STREET - 1), max_size=6))})
    codes = draw(st.permutations("ABCDEFGHIJ"))[: len(cuts) - 1]
    bounds = pairwise(cuts)
    shapes = {code: box(west, 0, east, 10) for code, (west, east) in zip(codes, bounds, strict=True)}
    quartiers = {code: draw(st.sampled_from(["1", "2", ""])) for code in codes}
    absent = draw(st.sampled_from(["none", "none", "first", "all"]))
    if absent == "first":
        del shapes[codes[0]]
    people = {code: float(draw(st.integers(0, 5_000))) for code in codes}
    return Vintage(name, quartiers, None if absent == "all" or not shapes else drawn(**shapes), people)


amounts = st.one_of(st.just(float("nan")), st.floats(0, 1e6, allow_nan=False))


@st.composite
def walks_with_counts(draw: st.DrawFn) -> tuple[Crosswalk, pd.DataFrame]:
    walk = crosswalk(draw(streets("2024")), draw(streets("2025")))
    codes = [code for code in [*walk.old.quartier_of, "21001ZZZZ"] if draw(st.integers(0, 9))]
    return walk, counts(**{code: draw(amounts) for code in codes})


@settings(max_examples=150, deadline=None)
@given(walks_with_counts())
def test_no_count_is_created_or_destroyed(case: tuple[Crosswalk, pd.DataFrame]) -> None:
    walk, values = case
    carried = carry(values, walk)
    total = values["numerator"].sum()
    assert carried.sectors["numerator"].sum() + carried.not_carried.count == pytest.approx(total, abs=1e-6)
    assert 0 <= carried.not_carried.count <= total * (1 + 1e-9)
    assert carried.sectors["code"].tolist() == sorted(walk.new.quartier_of)


@settings(max_examples=150, deadline=None)
@given(walks_with_counts())
def test_a_new_sector_is_known_only_when_all_that_makes_it_is_known(
    case: tuple[Crosswalk, pd.DataFrame],
) -> None:
    walk, values = case
    known = values.dropna(subset=["numerator"])["code"]
    doubtful = walk.pairs[walk.pairs["share"].isna() | ~walk.pairs["old"].isin(known)]
    expected = set(walk.pairs["new"]) - set(doubtful["new"])
    assert set(placed(carry(values, walk))) == expected


@settings(max_examples=150, deadline=None)
@given(streets("2024"), streets("2025"))
def test_shares_of_an_old_sector_sum_to_one_or_are_all_unknown(old: Vintage, new: Vintage) -> None:
    walk = crosswalk(old, new)
    for code, part in walk.pairs.groupby("old"):
        assert part["method"].nunique() == 1
        if part["method"].iloc[0] == "quartier":
            assert part["share"].isna().all()
        else:
            assert part["share"].between(0, 1 + 1e-12).all()
            assert part["share"].sum() == pytest.approx(1), code
    assert not walk.pairs.duplicated(["old", "new"]).any()
    loss = walk.loss
    assert loss.identical + loss.by_overlap + loss.only_quartier + loss.lost == loss.old_codes
    assert loss.people_moved is not None
    assert loss.people_total is not None
    assert 0 <= loss.people_moved <= loss.people_total
    assert all(sentence.endswith(".") for sentence in loss.sentences)


@settings(max_examples=100, deadline=None)
@given(streets("2024"))
def test_a_vintage_crossed_with_itself_is_the_identity(same: Vintage) -> None:
    walk = crosswalk(same, same)
    assert shares(walk) == {(code, code): 1.0 for code in same.quartier_of}
    assert set(walk.pairs["method"]) == {"identique"}
    assert (walk.loss.changed, walk.loss.people_moved, walk.moved) == (0, 0, ())
    values = counts(**same.people)
    carried = carry(values, walk)
    assert placed(carried) == dict(same.people)
    assert carried.not_carried.count == 0
