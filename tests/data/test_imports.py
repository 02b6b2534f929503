"""Importing a file: kept, merged, logged, undone; refused without a trace."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from data.build import build
from data.imports import JOURNAL, ImportFolder, usable
from data.readers.reading import Reading
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from data.versions import changes, kept_versions
from data.views import figure
from indicators.estimate import Status
from indicators.user_error import Fault, UserError


class House:
    """One installation with its statistics and its imports."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "s.duckdb"
        self.folder = folder / "imports"
        self.imports = ImportFolder(self.folder)
        self.rebuild()

    def rebuild(self) -> None:
        build(self.target, SOURCES, CATALOGUE, 5, self.folder)

    @property
    def statistics(self) -> Statistics:
        return open_statistics(self.target)

    def accept(self, reading: Reading, year: int | None = None) -> str:
        statistics = self.statistics
        held = usable(reading, statistics.catalogue, set(statistics.quartiers), year)
        return self.imports.accept(reading, held, "référent·e", self.rebuild).id


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def reading(*rows: tuple[str, str, str, int | None, float | None, str], sha: str = "a" * 64) -> Reading:
    table = pd.DataFrame(rows, columns=["indicator", "level", "code", "year", "value", "status"])
    table = table.assign(source="essai", row=range(2, len(rows) + 2), numerator=None, denominator=None)
    table["year"] = table["year"].astype("Int64")
    return Reading(
        format="tableau",
        title="Tableau libre",
        file="bim_2025.csv",
        sha256=sha,
        rows=len(rows),
        observations=table,
        warnings=(Fault("saut inhabituel.", file="bim_2025.csv", row=2),),
    )


NEW_YEAR = (
    ("bim", "quartier", "10", 2025, 44.5, "observe"),
    ("bim", "quartier", "8", 2025, None, "secret"),
)


def test_a_new_year_shows_with_its_file_as_source_and_its_warning_beside_it(house: House) -> None:
    house.accept(reading(*NEW_YEAR))
    bim = house.statistics.catalogue["bim"]
    shown = figure(house.statistics, bim, "10", 2025)
    assert shown.value_text == "44,5\u00a0%"
    assert "bim_2025.csv" in shown.source_text
    assert "1 avertissement" in shown.caveats[1]
    estimates = house.statistics.estimates(bim, 2025)
    assert estimates["8"].status is Status.SUPPRESSED
    assert estimates["1"].status is Status.UNAVAILABLE
    assert len(estimates) == 145


def test_what_an_import_changed_is_listed_figure_by_figure(house: House) -> None:
    house.accept(reading(("bim", "quartier", "10", 2024, 43.9, "observe")))
    newest, before = kept_versions(house.target)
    (change,) = changes(before.path, newest.path)
    assert change.words == "43,63 → 43,9"


def test_an_empty_cell_never_erases_a_figure(house: House) -> None:
    house.accept(
        reading(
            ("bim", "quartier", "10", 2024, None, "indisponible"),
            ("bim", "quartier", "8", 2024, 52.4, "observe"),
        )
    )
    estimates = house.statistics.estimates(house.statistics.catalogue["bim"], 2024)
    assert (estimates["10"].value, estimates["8"].value) == (43.63, 52.4)


def test_undoing_brings_the_former_figures_back_and_keeps_the_trace(house: House) -> None:
    before = house.statistics.fingerprint
    id_ = house.accept(reading(("bim", "quartier", "10", 2024, 43.9, "observe")))
    house.imports.undo(id_, house.rebuild)
    assert house.statistics.fingerprint == before
    assert figure(house.statistics, house.statistics.catalogue["bim"], "10").estimate.value == 43.63
    (one,) = house.imports.all()
    assert not one.in_force
    with (house.folder / JOURNAL).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["action"], row["fichier"], row["role"]) for row in rows] == [
        ("accepte", "bim_2025.csv", "référent·e"),
        ("annule", "bim_2025.csv", "référent·e"),
    ]
    with pytest.raises(UserError, match="en vigueur"):
        house.imports.undo(id_, house.rebuild)


def test_the_same_file_is_not_imported_twice(house: House) -> None:
    house.accept(reading(*NEW_YEAR))
    with pytest.raises(UserError, match="déjà importé"):
        house.accept(reading(*NEW_YEAR))


def test_what_the_statistics_cannot_hold_is_left_out_and_said(house: House) -> None:
    statistics = house.statistics
    held = usable(
        reading(
            ("inconnu", "quartier", "10", 2025, 1.0, "observe"),
            ("bim", "secteur", "21004E101", 2025, 1.0, "observe"),
            ("bim", "quartier", "999", 2025, 1.0, "observe"),
            ("bim", "quartier", "9", None, 1.0, "observe"),
            ("bim", "quartier", "10", 2025, 44.0, "observe"),
        ),
        statistics.catalogue,
        set(statistics.quartiers),
    )
    assert held.observations["code"].tolist() == ["21004E101", "10"]
    assert len(held.left_out) == 3
    assert any("inconnu" in sentence for sentence in held.left_out)


def test_the_year_can_be_told_when_the_file_does_not_say_it(house: House) -> None:
    house.accept(reading(("bim", "quartier", "10", None, 44.0, "observe")), year=2025)
    assert 2025 in house.statistics.years("bim")


def test_a_file_without_a_usable_figure_is_refused_with_the_reasons(house: House) -> None:
    with pytest.raises(UserError, match="absents du catalogue"):
        house.accept(reading(("inconnu", "quartier", "10", 2025, 1.0, "observe")))


def test_a_refused_rebuild_leaves_nothing_behind(house: House) -> None:
    before = house.statistics.fingerprint
    statistics = house.statistics
    held = usable(reading(*NEW_YEAR), statistics.catalogue, set(statistics.quartiers))

    def refuse() -> None:
        raise UserError("La construction a échoué.")

    with pytest.raises(UserError, match="échoué"):
        house.imports.accept(reading(*NEW_YEAR), held, "", refuse)
    assert house.imports.all() == ()
    house.rebuild()
    assert house.statistics.fingerprint == before
