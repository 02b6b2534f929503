"""The comparison views on the bundled figures, on imported levels and on perimeters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.composite_views import composite_view, default_recipe, usual_sign
from data.heat_table import heat_row, heat_table
from data.inequality_views import caterpillar, inequality_of, rankings
from data.peer_groups import peer_group
from data.side_by_side import default_territories, side_by_side
from data.spine_chart import spine_chart
from data.statistics import Statistics
from data.views import figure
from data.with_perimeters import StatisticsWithPerimeters
from indicators.composite_view import Part
from indicators.disclosure.thresholds import Thresholds
from indicators.level import Level
from indicators.perimeter import Perimeter
from indicators.user_error import UserError
from tests.data.territory_fixtures import House, counted, drawn, listed

TOGETHER = "p1a2b3c4d"


@pytest.fixture(scope="module")
def perimeters(statistics: Statistics) -> StatisticsWithPerimeters:
    made = Perimeter(
        TOGETHER, "Anneessens et Marolles", ("8", "10"), (), "référente", datetime(2026, 1, 1, tzinfo=UTC), 1
    )
    return StatisticsWithPerimeters(statistics, [made], Thresholds())


def test_anneessens_and_marolles_stand_beside_the_region(statistics: Statistics) -> None:
    view = side_by_side(statistics, ("10", "8"))
    assert [one.name for one in view.benchmarks] == ["Région de Bruxelles-Capitale"]
    bim = next(row for row in view.rows if row.indicator.id == "bim")
    assert [cell.text for cell in bim.cells] == ["43,6\u00a0%", "52,3\u00a0%"]
    assert [cell.year for cell in (*bim.cells, *bim.benchmarks)] == [2024, 2024, 2024]
    assert bim.benchmarks[0].text == "28,4\u00a0%"
    comparison = bim.cells[0].comparison
    assert comparison is not None
    assert comparison.word == "plus élevé"
    assert "valeur calculée" in comparison.benchmark_text
    assert bim.axis.breaks == (15, 25, 35, 45)


def test_each_row_has_one_year_that_most_of_its_territories_have(statistics: Statistics) -> None:
    view = side_by_side(statistics, ("6", "10", "8"))
    for row in view.rows:
        assert len({cell.figure.year for cell in row.cells if cell.figure}) == 1
    bim = next(row for row in view.rows if row.indicator.id == "bim")
    assert [cell.text for cell in bim.cells] == ["non disponible", "43,6\u00a0%", "52,3\u00a0%"]


def test_the_axis_does_not_move_with_the_choice_of_territories(statistics: Statistics) -> None:
    one, other = side_by_side(statistics, ("10", "8")), side_by_side(statistics, ("1", "2", "3"))
    bims = [next(row for row in view.rows if row.indicator.id == "bim") for view in (one, other)]
    assert bims[0].axis == bims[1].axis


def test_where_the_region_has_no_value_it_is_said_in_words(statistics: Statistics) -> None:
    view = side_by_side(statistics, ("10", "8"))
    housing = next(row for row in view.rows if row.indicator.id == "logements_sociaux")
    assert housing.benchmarks[0].text == "non disponible"
    comparison = housing.cells[0].comparison
    assert comparison is not None
    assert comparison.benchmark_name == "Quartier médian (sur 117)"


def test_more_territories_than_can_be_read_are_refused(statistics: Statistics) -> None:
    with pytest.raises(UserError, match="de 1 à 4 territoires"):
        side_by_side(statistics, ("1", "2", "3", "4", "5"))
    with pytest.raises(UserError, match="999"):
        side_by_side(statistics, ("10", "999"))


def test_marolles_stands_beside_the_chosen_one_and_anneessens_beside_marolles(
    statistics: Statistics,
) -> None:
    options = ["2", "8", "10"]
    assert default_territories(statistics, "2", options) == ("2", "8")
    assert default_territories(statistics, "8", options) == ("8", "10")
    assert default_territories(statistics, "04000", []) == ("04000",)


def test_the_spine_of_anneessens_has_the_region_in_the_middle(statistics: Statistics) -> None:
    chart = spine_chart(statistics, "10")
    assert len(chart.rows) == len(statistics.indicators())
    bim = next(row for row in chart.rows if row.indicator.id == "bim")
    assert (bim.spine.name, bim.spine.value, bim.spread.count) == (
        "Région",
        pytest.approx(28.4, abs=0.05),
        117,
    )
    assert (bim.symbol, bim.word) == ("▲", "plus élevé")
    assert (bim.lowest_names, bim.highest_names) == ("Vivier d'Oie", "Gare de l'ouest")
    housing = next(row for row in chart.rows if row.indicator.id == "logements_sociaux")
    assert housing.spine.name == "Quartier médian (sur 117)"


def test_quartier_royal_has_its_row_without_a_dot(statistics: Statistics) -> None:
    bim = next(row for row in spine_chart(statistics, "6").rows if row.indicator.id == "bim")
    assert (bim.symbol, bim.word) == ("", "non disponible")
    assert bim.spine.value == pytest.approx(28.4, abs=0.05)


def test_the_region_itself_is_read_among_the_quartiers(statistics: Statistics) -> None:
    group = peer_group(statistics, statistics.territory("04000"))
    assert (len(group.codes), group.level) == (118, Level.QUARTIER)
    assert "bim" in {row.indicator.id for row in spine_chart(statistics, "04000").rows}


def test_the_heat_table_says_what_the_statistics_say(statistics: Statistics) -> None:
    table = heat_table(statistics)
    assert len(table.rows) == 145
    assert [column.indicator.id for column in table.columns] == [one.id for one in statistics.indicators()]
    for place, column in enumerate(table.columns):
        assert column.year == statistics.best_year(column.indicator.id)
        published = statistics.estimates(column.indicator, column.year)
        for row in table.rows:
            expected = published.get(row.territory.code)
            assert row.cells[place].value == (expected.value if expected else None)
            if expected is not None:
                assert row.cells[place].status is expected.status


def test_anneessens_royal_and_a_park_in_the_heat_table(statistics: Statistics) -> None:
    table = heat_table(statistics)
    place = [column.indicator.id for column in table.columns].index("bim")
    shown = {}
    for code in ("10", "6", "906"):
        row = table.row(code)
        assert row is not None
        shown[code] = (row.cells[place].text, str(row.cells[place].look))
    assert shown == {
        "10": ("43,6", "3"),
        "6": ("non disponible", "indisponible"),
        "906": ("sans objet", "sans_objet"),
    }


def test_the_bim_rate_runs_from_vivier_d_oie_to_gare_de_l_ouest(statistics: Statistics) -> None:
    found = inequality_of(statistics, "10", "bim", 2024, "revenu_imposable_median")
    ends = found.extremes
    names = [statistics.territory(code).name for code in (ends.low_code, ends.high_code)]
    assert names == ["Vivier d'Oie", "Gare de l'ouest"]
    assert found.slope is not None
    assert found.slope.certain
    assert found.slope.slope > 0
    assert "Revenu imposable médian, 2023" in " ".join(found.sentences)
    assert found.gini is None


def test_incomes_have_a_gini_index_and_are_not_ranked_by_incomes(statistics: Statistics) -> None:
    income = statistics.catalogue["revenu_imposable_median"]
    assert [one.id for one in rankings(statistics, income, Level.QUARTIER)][:1] == ["bim"]
    found = inequality_of(statistics, "10", income.id, 2023, "bim")
    assert found.gini == pytest.approx(0.08, abs=0.01)
    assert found.slope is not None
    assert found.slope.slope < 0


def test_the_caterpillar_is_in_order_and_says_how_unsure_the_rank_is(statistics: Statistics) -> None:
    view = caterpillar(statistics, "10", "bim", 2024)
    values = [dot.value for dot in view.dots]
    assert values == sorted(values, reverse=True)
    assert (len(view.dots), view.without) == (117, 1)
    own = figure(statistics, statistics.catalogue["bim"], "10", 2024).rank
    assert own is not None and own.text[1:] in view.rank_words, "one rank, the same on map, fiche and here"
    assert "Sur 100 tirages au hasard" in view.rank_words
    assert view.alike is not None
    assert all(dot.low is not None and dot.low <= dot.value for dot in view.dots)


def test_a_composite_index_carries_recipe_refusal_and_those_left_out(statistics: Statistics) -> None:
    parts = default_recipe(statistics, Level.QUARTIER)
    assert {part.indicator.id for part in parts} == {"bim", "chomage", "revenu_imposable_median"}
    view = composite_view(statistics, "10", parts)
    assert len(view.rows) + len(view.left_out) == 118
    assert [(one.name, why) for one, why in view.left_out] == [("Quartier Royal", "pas de valeur pour BIM")]
    assert "n'est pas un indice officiel" in view.recipe
    assert "BIM 2024" in view.recipe
    assert view.sentence(statistics.territory("10")).startswith("Anneessens\u00a0: cinquième 5 sur 5")
    assert "pas de valeur pour BIM" in view.sentence(statistics.territory("6"))
    assert "pas de score" in view.sentence(statistics.territory("04000"))


def test_a_neutral_indicator_needs_somebody_to_say_its_sense(statistics: Statistics) -> None:
    elderly, bim = statistics.catalogue["part_65_plus"], statistics.catalogue["bim"]
    unsaid = (Part(bim, 1.0, usual_sign(bim)), Part(elderly, 1.0, 0))
    with pytest.raises(UserError, match="65 ans et plus"):
        composite_view(statistics, "10", unsaid)
    said = (Part(bim, 1.0, 1), Part(elderly, 1.0, 1))
    assert composite_view(statistics, "10", said).rows


def test_a_perimeter_stands_beside_quartiers_and_among_them(perimeters: StatisticsWithPerimeters) -> None:
    view = side_by_side(perimeters, (TOGETHER, "2"))
    bim = next(row for row in view.rows if row.indicator.id == "bim")
    together = bim.cells[0].value
    assert together is not None
    assert 43.6 < together < 52.4
    income = next(row for row in view.rows if row.indicator.id == "revenu_imposable_median")
    assert income.cells[0].value is None
    assert income.cells[0].text.startswith("de 19")
    chart = spine_chart(perimeters, TOGETHER)
    row = next(row for row in chart.rows if row.indicator.id == "bim")
    assert row.spread.count == 117
    assert row.figure.estimate.value == together


def test_a_perimeter_has_its_own_row_over_the_heat_table(perimeters: StatisticsWithPerimeters) -> None:
    table = heat_table(perimeters)
    row = heat_row(perimeters, table, perimeters.territory(TOGETHER))
    place = [column.indicator.id for column in table.columns].index("bim")
    assert len(row.cells) == len(table.columns)
    assert row.cells[place].look == "4"


def test_communes_and_sectors_are_compared_with_their_peers(tmp_path_factory: pytest.TempPathFactory) -> None:
    house = House(tmp_path_factory.mktemp("maison"))
    sectors = [f"21001A{n:02d}-" for n in range(12)]
    figures = [("bim", code, 2024, 10.0 + place) for place, code in enumerate(sectors)]
    house.accept(
        drawn("2024", *sectors),
        listed(dict.fromkeys(sectors, "21001")),
        counted(*figures, ("bim", "21001", 2024, 15.5)),
    )
    statistics = house.statistics
    chart = spine_chart(statistics, sectors[3])
    bim = next(row for row in chart.rows if row.indicator.id == "bim")
    assert bim.spread.count == 12
    assert "secteurs de la commune" in chart.peers
    view = side_by_side(statistics, (sectors[0], sectors[1]))
    assert [one.code for one in view.benchmarks] == ["21001", "04000"]
    assert len(heat_table(statistics, Level.SECTOR, "21001").rows) == 12
    assert inequality_of(statistics, sectors[0], "bim", 2024).territories == 12
