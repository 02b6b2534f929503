"""A team's own table of people: small counts are hidden, and nothing gives them back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.own_indicators import PEOPLE, own_indicators
from data.protected_counts import with_protected_counts
from data.territory_tables import TerritoryTables
from indicators.catalogue import Catalogue
from tests.data.test_own_indicators import House, confirmed, table

SECTORS = [f"21004A{number:02d}-" for number in range(1, 7)]
MEMBERS = dict(zip(SECTORS, ["10"] * 3 + ["8"] * 3, strict=True))
NOBODY = pd.DataFrame()
PLACES = TerritoryTables(
    NOBODY, NOBODY, NOBODY, dict.fromkeys(SECTORS, "21004"), {"2022": MEMBERS}, {"04000": 19}, {}, {}
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    house = House(tmp_path_factory.mktemp("maison"))
    return house.statistics.catalogue.model_copy(
        update={"indicators": own_indicators(confirmed(table(2024, 12, 3, 40, 0, 7, 9), "t.csv", PEOPLE))}
    )


def edition(indicator: str, counts: list[int]) -> pd.DataFrame:
    """Six sectors with the sums of two quartiers and of the commune, as the build has them."""
    sums = {"10": sum(counts[:3]), "8": sum(counts[3:])}
    rows = [("secteur", code, count) for code, count in zip(SECTORS, counts, strict=True)]
    rows += [("quartier", code, count) for code, count in sums.items()]
    rows.append(("commune", "21004", sum(counts)))
    return pd.DataFrame(
        [(indicator, level, code, 2024, float(count), "observe", None, None) for level, code, count in rows],
        columns=["indicator", "level", "code", "year", "value", "status", "numerator", "denominator"],
    )


def hidden(catalogue: Catalogue, counts: list[int]) -> set[str]:
    rows = edition(catalogue.indicators[0].id, counts)
    result = with_protected_counts(rows, catalogue, PLACES)
    assert list(result["code"]) == list(rows["code"])
    gone = result[result["status"] == "secret"]
    assert gone["value"].isna().all()
    kept = result[result["status"] == "observe"]
    assert (kept["value"] == rows.loc[kept.index, "value"]).all()
    return set(gone["code"])


def test_a_small_count_is_hidden_with_one_that_protects_it(catalogue: Catalogue) -> None:
    found = hidden(catalogue, [3, 20, 30, 40, 50, 60])
    assert SECTORS[0] in found
    assert len(found & set(SECTORS[:3])) >= 2, "the quartier less the two others would give it back"
    assert "8" not in found and not found & set(SECTORS[3:])


def test_large_counts_and_zeros_stay(catalogue: Catalogue) -> None:
    assert hidden(catalogue, [0, 20, 30, 40, 50, 60]) == set()


def test_another_indicator_is_not_touched(catalogue: Catalogue) -> None:
    rows = edition("population", [3, 1, 2, 4, 1, 2])
    assert with_protected_counts(rows, catalogue, PLACES).equals(rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_no_small_count_is_left_alone_under_a_visible_sum(catalogue: Catalogue, counts: list[int]) -> None:
    found = hidden(catalogue, counts)
    shown = dict(zip(SECTORS, counts, strict=True))
    for code, count in shown.items():
        assert not (0 < count < 5 and code not in found)
    for quartier, members in (("10", SECTORS[:3]), ("8", SECTORS[3:])):
        missing = [code for code in members if code in found]
        assert len(missing) != 1 or quartier in found


def test_the_table_of_a_team_is_protected_when_its_column_counts_people(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.accept(confirmed(table(2024, 12, 3, 40, 0, 7, 9), "creche.csv", PEOPLE))
    statistics = house.statistics
    indicator = statistics.catalogue["libre_demandes_de_creche"]
    assert indicator.smallest_count == 5 and any("moins de 5" in words for words in indicator.caveats)
    found = statistics.estimates(indicator, 2024)
    assert (found["8"].status, found["8"].value) == ("secret", None)
    assert (found["10"].value, found["11"].value) == (12, 0)
