"""Sums of sectors: what is added, what never is, and when there is no sum at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.aggregate import additive, aggregates
from data.read_catalogue import read_catalogue
from data.settings import CATALOGUE
from indicators.catalogue import Catalogue

COMMUNE_OF = {
    "21001A00-": "21001",
    "21001A01-": "21001",
    "21001B00-": "21001",
    "21004A00-": "21004",
    "21004A01-": "21004",
}
MEMBERS = {
    "2024": {
        "21001A00-": "58",
        "21001A01-": "58",
        "21001B00-": "59",
        "21004A00-": "1",
        "21004A01-": "1",
    }
}
COMMUNES = {"04000": 2}
PEOPLE = {"21001A00-": 100, "21001A01-": 250, "21001B00-": 40, "21004A00-": 7, "21004A01-": 900}
UNPLACED = {"21001ZZZZ": 11, "21004ZZZZ": 30}

Row = tuple[str, str, str, int, float | None, float | None, float | None, str]


@cache
def catalogue() -> Catalogue:
    return read_catalogue(CATALOGUE)


def count(code: str, people: float | None, status: str = "", year: int = 2019) -> Row:
    """A population; without a value it is suppressed unless `status` says otherwise."""
    level = "non_localise" if code.endswith("ZZZZ") else "secteur"
    told = status or ("secret" if people is None else "observe")
    return ("population", level, code, year, people, None, None, told)


def tenants(code: str, rented: float | None, dwellings: float | None, status: str = "observe") -> Row:
    """A share with its two parts; no dwelling, no share."""
    level = "non_localise" if code.endswith("ZZZZ") else "secteur"
    share = 100 * rented / dwellings if rented is not None and dwellings else None
    return ("locataires", level, code, 2011, share, rented, dwellings, status)


def figures(*rows: Row) -> pd.DataFrame:
    columns = ["indicator", "level", "code", "year", "value", "numerator", "denominator", "status"]
    table = pd.DataFrame(list(rows), columns=columns)
    numbers = dict.fromkeys(["value", "numerator", "denominator"], float)
    return table.astype(numbers).assign(source="essai", nature="publie")


def everybody(**changed: float | None) -> list[Row]:
    return [count(code, changed.get(code, people)) for code, people in (PEOPLE | UNPLACED).items()]


def sums(
    table: pd.DataFrame,
    *,
    commune_of: Mapping[str, str] = COMMUNE_OF,
    members: Mapping[str, Mapping[str, str]] = MEMBERS,
    communes: Mapping[str, int] = COMMUNES,
) -> pd.DataFrame:
    return aggregates(table, catalogue(), commune_of, members, communes)


def values(found: pd.DataFrame, level: str) -> dict[str, float]:
    part = found[found["level"] == level]
    return dict(zip(part["code"], part["value"], strict=True))


# What is added.


def test_people_are_added_up_to_the_quartier_the_commune_and_the_region() -> None:
    found = sums(figures(*everybody()))
    assert values(found, "quartier") == {"58": 350, "59": 40, "1": 907}
    assert values(found, "commune") == {"21001": 401, "21004": 937}
    assert values(found, "region") == {"04000": 1338}


def test_a_sum_says_that_it_is_one_and_names_the_source_of_its_sectors() -> None:
    found = sums(figures(*everybody()))
    assert set(found["nature"]) == {"somme"}
    assert set(found["status"]) == {"observe"}
    assert set(found["source"]) == {"essai"}


def test_those_who_cannot_be_placed_belong_to_their_commune_and_to_no_quartier() -> None:
    found = sums(figures(*everybody()))
    quartiers, communes = values(found, "quartier"), values(found, "commune")
    assert quartiers["58"] + quartiers["59"] + UNPLACED["21001ZZZZ"] == communes["21001"]
    assert quartiers["1"] + UNPLACED["21004ZZZZ"] == communes["21004"]


def test_of_a_share_the_parts_are_added_and_divided_at_the_end() -> None:
    rows = [
        tenants("21001A00-", 90, 100),
        tenants("21001A01-", 10, 300),
        tenants("21001B00-", 5, 5),
        tenants("21001ZZZZ", 3, 10),
    ]
    found = sums(figures(*rows))
    assert values(found, "quartier") == {"58": 25, "59": 100}
    whole = found[found["level"] == "commune"].iloc[0]
    assert (whole["numerator"], whole["denominator"]) == (108, 415)
    assert whole["value"] == pytest.approx(100 * 108 / 415)


def test_each_year_has_its_own_sum() -> None:
    later = [count(code, people + 1, year=2020) for code, people in PEOPLE.items()]
    found = sums(figures(*everybody(), *later))
    by_year = found[found["code"].eq("58")].set_index("year")["value"].to_dict()
    assert by_year == {2019: 350, 2020: 352}


# What is not added.


def test_a_median_is_never_added() -> None:
    assert not additive(catalogue()["revenu_imposable_median"])
    medians = [
        ("revenu_imposable_median", "secteur", code, 2019, 21_000.0, None, None, "observe") for code in PEOPLE
    ]
    assert sums(figures(*medians)).empty


def test_a_number_per_hundred_households_is_never_added() -> None:
    assert not additive(catalogue()["logements_sociaux"])


def test_a_share_whose_parts_are_not_known_is_never_averaged() -> None:
    shares: list[Row] = [("bim", "secteur", code, 2024, 30.0, None, None, "observe") for code in PEOPLE]
    assert sums(figures(*shares)).empty


def test_an_indicator_outside_the_catalogue_is_left_alone() -> None:
    rows: list[Row] = [("inconnu", "secteur", code, 2019, 1.0, None, None, "observe") for code in PEOPLE]
    assert sums(figures(*rows)).empty


@pytest.mark.parametrize("status", ["secret", "indisponible"])
def test_one_hidden_sector_leaves_out_every_sum_it_is_part_of_and_no_other(status: str) -> None:
    rows = [row for row in everybody() if row[2] != "21001A00-"]
    found = sums(figures(*rows, count("21001A00-", None, status)))
    assert values(found, "quartier") == {"59": 40, "1": 907}
    assert values(found, "commune") == {"21004": 937}
    assert values(found, "region") == {}


def test_a_sector_without_a_row_leaves_the_quartier_out() -> None:
    rows = [row for row in everybody() if row[2] != "21001A00-"]
    assert values(sums(figures(*rows)), "quartier") == {"59": 40, "1": 907}


def test_hidden_people_without_a_place_leave_the_commune_out_and_no_quartier() -> None:
    found = sums(figures(*everybody(**{"21001ZZZZ": None})))
    assert values(found, "quartier") == {"58": 350, "59": 40, "1": 907}
    assert values(found, "commune") == {"21004": 937}


def test_sans_objet_adds_nothing_and_hides_nothing() -> None:
    people = [row for row in everybody() if row[2] != "21001A00-"]
    nobody = count("21001A00-", None, "sans_objet")
    dwellings = [tenants("21001A00-", 0, 0, "sans_objet"), tenants("21001A01-", 10, 40)]
    found = sums(figures(*people, nobody, *dwellings))
    population = found[found["indicator"] == "population"]
    assert values(population, "quartier")["58"] == 250
    assert values(population, "commune")["21001"] == 301
    assert values(found[found["indicator"] == "locataires"], "quartier") == {"58": 25}


def test_where_there_is_no_dwelling_at_all_there_is_no_share() -> None:
    rows = [tenants("21001A00-", 0, 0, "sans_objet"), tenants("21001A01-", 0, 0, "sans_objet")]
    assert sums(figures(*rows)).empty


# Which territories.


def test_a_region_only_when_all_its_communes_are_there() -> None:
    found = sums(figures(*everybody()), communes={"04000": 3})
    assert values(found, "commune") == {"21001": 401, "21004": 937}
    assert values(found, "region") == {}


def test_a_region_whose_communes_nobody_counted_has_no_sum() -> None:
    assert values(sums(figures(*everybody()), communes={}), "region") == {}


THREE_REGIONS = [count("11002A00-", 500), count("25121A00-", 60), count("21004A00-", 7)]


def test_belgium_only_with_its_three_regions() -> None:
    counted = {"02000": 1, "03000": 1, "04000": 1}
    everywhere = sums(figures(*THREE_REGIONS), communes=counted)
    assert values(everywhere, "region") == {"02000": 500, "03000": 60, "04000": 7}
    assert values(everywhere, "pays") == {"01000": 567}
    without_one = sums(figures(*THREE_REGIONS[:2]), communes=counted)
    assert values(without_one, "pays") == {}
    with_half_a_region = sums(figures(*THREE_REGIONS), communes=counted | {"02000": 2})
    assert values(with_half_a_region, "pays") == {}


def test_merged_communes_take_the_sectors_and_the_unplaced_of_the_old_ones() -> None:
    rows = [
        count("12030A00-", 100),
        count("12030ZZZZ", 5),
        count("12034A00-", 200),
        count("12034ZZZZ", 7),
    ]
    merged = {"12030A00-": "12041", "12034A00-": "12041", "12030": "12041", "12034": "12041"}
    found = sums(figures(*rows), commune_of=merged, members={})
    assert values(found, "commune") == {"12041": 312}


def test_figures_of_another_vintage_join_the_table_that_knows_all_their_sectors() -> None:
    newer = {"21001A00-": "58", "21001K01-": "58", "21001K02-": "58", "21001B00-": "59"}
    found = sums(figures(*everybody()), members={"2025": newer, **MEMBERS})
    assert values(found, "quartier") == {"58": 350, "59": 40, "1": 907}


# What is published stands.


def test_a_published_value_is_never_replaced() -> None:
    published: list[Row] = [
        ("population", "quartier", "58", 2019, 351.0, None, None, "observe"),
        ("population", "commune", "21004", 2019, 940.0, None, None, "observe"),
        ("population", "region", "04000", 2019, 1341.0, None, None, "observe"),
    ]
    found = sums(figures(*everybody(), *published))
    assert values(found, "quartier") == {"59": 40, "1": 907}
    assert values(found, "commune") == {"21001": 401}
    assert values(found, "region") == {}


def test_a_published_reason_is_never_replaced_by_a_sum() -> None:
    hidden: Row = ("population", "quartier", "58", 2019, None, None, None, "secret")
    assert "58" not in values(sums(figures(*everybody(), hidden)), "quartier")


def test_a_published_value_of_another_year_prevents_nothing() -> None:
    other: Row = ("population", "quartier", "58", 2018, 351.0, None, None, "observe")
    assert values(sums(figures(*everybody(), other)), "quartier")["58"] == 350


# Whatever the figures.

SECTORS = tuple(PEOPLE)
some_people = st.integers(0, 20_000)
briefly = settings(max_examples=25, deadline=None)


@briefly
@given(st.fixed_dictionaries(dict.fromkeys((*PEOPLE, *UNPLACED), some_people)))
def test_quartiers_and_remainder_always_make_the_commune(people: dict[str, int]) -> None:
    found = sums(figures(*(count(code, n) for code, n in people.items())))
    quartiers, communes = values(found, "quartier"), values(found, "commune")
    assert quartiers["58"] + quartiers["59"] + people["21001ZZZZ"] == communes["21001"]
    assert quartiers["1"] + people["21004ZZZZ"] == communes["21004"]
    assert values(found, "region")["04000"] == sum(people.values())


@briefly
@given(st.sets(st.sampled_from([*PEOPLE, *UNPLACED])), st.sampled_from(["secret", "indisponible"]))
def test_a_sum_is_complete_or_absent_never_too_small(hidden: set[str], status: str) -> None:
    rows = [
        count(code, None, status) if code in hidden else count(code, people)
        for code, people in (PEOPLE | UNPLACED).items()
    ]
    complete = sums(figures(*everybody()))
    found = sums(figures(*rows))
    for level, parts in (
        ("quartier", {q: {s for s, own in MEMBERS["2024"].items() if own == q} for q in ("58", "59", "1")}),
        ("commune", {c: {s for s in PEOPLE | UNPLACED if s[:5] == c} for c in ("21001", "21004")}),
        ("region", {"04000": {*PEOPLE, *UNPLACED}}),
    ):
        whole = values(complete, level)
        assert values(found, level) == {code: whole[code] for code, of in parts.items() if not of & hidden}


@briefly
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=5, max_size=5))
def test_a_share_of_the_whole_lies_between_those_of_its_parts(pairs: list[tuple[int, int]]) -> None:
    rows = [
        tenants(code, rented, rented + owned, "observe" if rented + owned else "sans_objet")
        for code, (rented, owned) in zip(SECTORS, pairs, strict=True)
    ]
    table = figures(*rows)
    found = sums(table)
    for code, share in values(found, "commune").items():
        inside = table[table["code"].str.startswith(code)]["value"].dropna()
        assert inside.min() - 1e-9 <= share <= inside.max() + 1e-9
