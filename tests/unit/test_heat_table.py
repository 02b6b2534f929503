"""The heat table: the classes of the maps, four non-values apart, text that can be read."""

from __future__ import annotations

import pytest

from indicators.alphabetical import alphabetical
from indicators.catalogue import Catalogue
from indicators.contrast import READABLE, contrast, ink_on
from indicators.estimate import Status
from indicators.heat_table import HeatColumn, HeatRow, HeatTable, heat_cell, no_row
from indicators.palettes import INK, NON_VALUE_LOOKS, SEQUENTIAL
from indicators.territory import Kind, Territory


def place(code: str, name: str, communes: tuple[str, ...], kind: Kind = Kind.INHABITED) -> Territory:
    return Territory("quartier", code, name, "", kind, communes, 1.0)


def table(bundled: Catalogue) -> HeatTable:
    bim, cpas = bundled["bim"], bundled["cpas"]

    def row(code: str, name: str, communes: tuple[str, ...], *values: float | None) -> HeatRow:
        cells = tuple(
            heat_cell(one, value, Status.OBSERVED if value is not None else Status.SUPPRESSED, "quartier")
            for one, value in zip((bim, cpas), values, strict=True)
        )
        return HeatRow(place(code, name, communes), cells)

    return HeatTable(
        columns=(HeatColumn(bim, 2024, 2), HeatColumn(cpas, 2023, 3)),
        rows=(
            row("10", "Anneessens", ("Bruxelles",), 43.63, 9.4),
            row("8", "Marolles", ("Bruxelles",), 52.32, 13.9),
            row("30", "Ici et là", ("Bruxelles", "Ixelles"), None, 1.0),
        ),
        sources=(),
        level="quartier",
        statistics_version="essai",
    )


@pytest.mark.parametrize(
    ("value", "look"), [(14.99, "0"), (15.0, "1"), (34.99, "2"), (35.0, "3"), (45.0, "4"), (0.0, "zero")]
)
def test_a_cell_has_the_class_of_the_map(bundled: Catalogue, value: float, look: str) -> None:
    assert heat_cell(bundled["bim"], value, Status.OBSERVED, "quartier").look == look


@pytest.mark.parametrize(
    ("status", "look", "word"),
    [
        (Status.SUPPRESSED, "secret", "secret statistique"),
        (Status.UNAVAILABLE, "indisponible", "non disponible"),
        (Status.NOT_APPLICABLE, "sans_objet", "sans objet"),
    ],
)
def test_a_non_value_has_its_own_look_and_word(
    bundled: Catalogue, status: Status, look: str, word: str
) -> None:
    cell = heat_cell(bundled["bim"], None, status, "quartier")
    assert (cell.look, cell.text, cell.value) == (look, word, None)


def test_no_row_in_any_source_is_said_by_who_lives_there(bundled: Catalogue) -> None:
    park = place("906", "Bois", ("Bruxelles",), Kind.GREEN)
    assert no_row(bundled["bim"], park).text == "sans objet"
    assert no_row(bundled["bim"], place("6", "Quartier Royal", ())).text == "non disponible"


def test_sorting_puts_the_highest_first_and_drops_nobody(bundled: Catalogue) -> None:
    ordered = table(bundled).sorted_by("bim")
    assert [row.territory.code for row in ordered.rows] == ["8", "10", "30"]
    assert table(bundled).sorted_by("inconnu") == table(bundled)


def test_a_commune_keeps_the_quartiers_that_lie_in_it_in_part(bundled: Catalogue) -> None:
    assert table(bundled).communes == ("Bruxelles", "Ixelles")
    assert [row.territory.code for row in table(bundled).within("Ixelles").rows] == ["30"]
    assert table(bundled).within("") == table(bundled)


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("colour", [*SEQUENTIAL, *(look.colour for look in NON_VALUE_LOOKS.values())])
def test_text_can_be_read_on_every_colour_of_the_table(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= READABLE


def test_our_own_ink_is_kept_wherever_it_can_be_read() -> None:
    assert ink_on("#FFFFFF") == INK


def test_names_stand_in_the_order_of_a_french_list() -> None:
    names = ["Buffon", "Béguinage - Dixmude", "Œuvres", "Élan", "Avenue", "Eglise", "Zen"]
    assert sorted(names, key=alphabetical) == [
        "Avenue",
        "Béguinage - Dixmude",
        "Buffon",
        "Eglise",
        "Élan",
        "Œuvres",
        "Zen",
    ]
