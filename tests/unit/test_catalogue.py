"""The catalogue itself is tested: what it says must hold for the data beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from data.read_catalogue import read_catalogue
from data.settings import CATALOGUE
from data.statistics import Statistics
from indicators.catalogue import Catalogue
from indicators.user_error import UserError

CONTRACT = [
    "bim",
    "cpas",
    "chomage",
    "part_65_plus",
    "isoles_30_plus",
    "isoles_moins_30",
    "isoles_65_plus",
    "revenu_imposable_median",
    "revenu_equivalent_median",
    "logements_sociaux",
    "locataires",
    "population",
]


def test_the_ids_of_the_contract_are_all_there(bundled: Catalogue) -> None:
    assert sorted(indicator.id for indicator in bundled.indicators) == sorted(CONTRACT)


def test_years_of_the_catalogue_are_the_years_of_the_data(statistics: Statistics) -> None:
    for indicator in statistics.catalogue.indicators:
        years = statistics.years(indicator.id)
        assert (min(years), max(years)) == indicator.years, indicator.id


def test_fixed_breaks_split_the_quartiers_into_classes_that_are_all_used(statistics: Statistics) -> None:
    from data.views import map_view

    for indicator in statistics.catalogue.indicators:
        used = {cell.look for cell in map_view(statistics, indicator.id).cells}
        assert {"0", "1", "2", "3", "4"} <= used, indicator.id


def test_every_source_is_used_or_names_a_background(bundled: Catalogue) -> None:
    used = {source for indicator in bundled.indicators for source in indicator.sources}
    assert {source.id for source in bundled.sources} - used == {"urbis_md", "document_003", "pages_services"}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("unit", "kilos", "unit"),
        ("breaks", [3, 2, 1, 0], "croissant"),
        ("theme", "inconnu", "inconnu"),
        ("extra", 1, "extra"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_file(
    tmp_path: Path, field: str, value: object, expected: str
) -> None:
    for path in CATALOGUE.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    entry = yaml.safe_load((tmp_path / "bim.yaml").read_text(encoding="utf-8"))
    (tmp_path / "bim.yaml").write_text(yaml.safe_dump(entry | {field: value}), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_catalogue(tmp_path)
    assert expected in str(refused.value)
