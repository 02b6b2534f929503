"""The chart of a series: native, editable, with its breaks left open."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from exports.slide_chart import add_trend_slide
from exports.slide_template import blank_deck, to_bytes
from exports.trend import axis, lines, trend_figure
from indicators.catalogue import TrendGap
from indicators.figure import Figure
from tests.unit import exports_samples as samples


def figure_of(values: tuple[float | None, ...], gaps: tuple[TrendGap, ...] = ()) -> Figure:
    indicator = samples.BIM.model_copy(update={"trend_gaps": gaps})
    series = samples.yearly(indicator, samples.ANNEESSENS, 2010, values)
    last = next(e for e in reversed(series) if e.value is not None)
    return samples.figure(indicator, samples.ANNEESSENS, last.year, last.value, series=series)


def slide_of(figure: Figure) -> Any:
    deck = blank_deck()
    add_trend_slide(deck, figure)
    return Presentation(BytesIO(to_bytes(deck))).slides[0]


def values_of(slide: Any) -> list[list[float | None]]:
    return [list(series.values) for series in chart_of(slide).plots[0].series]


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def texts_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_chart_is_native_with_the_values_of_the_series_and_its_sheet() -> None:
    bim = samples.anneessens().figure("bim")
    assert bim is not None
    chart = chart_of(slide_of(bim))
    (series,) = chart.plots[0].series
    assert list(chart.plots[0].categories) == [str(year) for year in range(2010, 2025)]
    assert list(series.values) == list(samples.BIM_SERIES)
    assert chart.part.chart_workbook.xlsx_part is not None
    assert chart.has_title
    assert chart.value_axis.axis_title.text_frame.text == "personnes sur 100"
    assert chart.category_axis.axis_title.text_frame.text == "Année"


def test_the_ends_are_written_in_the_words_of_the_view_model() -> None:
    slide = slide_of(figure_of((35.89, 40.0, 43.63)))
    labels = "".join(e.text for e in chart_of(slide)._chartSpace.iter(qn("a:t")))
    assert "35,9\u00a0%" in labels and "43,6\u00a0%" in labels


def test_whole_heights_are_written_the_french_way() -> None:
    chart = chart_of(slide_of(figure_of((10.0, 20.0, 30.0))))
    assert chart.value_axis.tick_labels.number_format.startswith('[<1000]0"\u00a0%"')


def test_a_missing_year_is_a_gap_in_the_line() -> None:
    slide = slide_of(figure_of((10.0, 11.0, None, 12.0)))
    assert values_of(slide) == [[10.0, 11.0, None, 12.0]]
    assert chart_of(slide)._chartSpace.find(".//" + qn("c:dispBlanksAs")).get("val") == "gap"
    assert "Années sans valeur\u00a0: 2012." in texts_of(slide)


def test_a_break_between_two_following_years_is_never_joined_by_a_line() -> None:
    gap = TrendGap(after=2011, before=2012, reason="rupture")
    slide = slide_of(figure_of((10.0, 11.0, 20.0, 21.0), (gap,)))
    assert values_of(slide) == [[10.0, 11.0, None, None], [None, None, 20.0, 21.0]]
    assert "Ligne interrompue (2011–2012)\u00a0: rupture." in texts_of(slide)


def test_every_value_is_drawn_once() -> None:
    gaps = tuple(TrendGap(after=year, before=year + 1, reason="r") for year in (2011, 2012))
    figure = figure_of((1.0, 2.0, 3.0, None, 4.0, 5.0), gaps)
    drawn = sorted(e.year for line in lines(figure) for e in line)
    assert drawn == [2010, 2011, 2012, 2014, 2015]


def test_two_years_are_no_trend_and_the_map_decides_which_is_drawn() -> None:
    profile = samples.anneessens()
    assert samples.park().figures and trend_figure(samples.park(), "bim") is None
    chosen, first = trend_figure(profile, "bim"), trend_figure(profile, "cpas")
    assert chosen is not None and chosen.indicator.id == "bim"
    assert first is not None and first.indicator.id == "population"


def test_the_axis_starts_at_zero_and_leaves_room_above() -> None:
    scale = axis(figure_of((35.89, 40.0, 43.63)))
    assert (scale.ticks[0], scale.top, scale.step) == (0, 50, 10)
