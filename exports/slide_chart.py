"""A native chart of one series: its numbers can be corrected in PowerPoint, its breaks stay open."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from exports import trend
from exports.alt_text import trend_alt_text
from exports.fiche_content import figure_notes
from exports.look import ACCENT, INK, LANGUAGE, LINE, QUIET, hexa
from exports.safe_text import printable
from exports.slide_layouts import CHART_INDEX, NOTE_INDEX, Layout
from exports.slide_template import add_slide, remove_placeholder
from exports.slide_text import Line, describe, fill, write_notes
from indicators.catalogue import Indicator
from indicators.figure import Figure
from indicators.language import _

_POINTS = 14
_MOST_YEARS_WRITTEN = 16


def add_trend_slide(deck: Deck, figure: Figure) -> None:
    """Add the slide of one series (at least three years with a value)."""
    title = _("{short}\u00a0: évolution {span}").format(
        short=figure.indicator.short_title, span=trend.span_text(figure)
    )
    slide = add_slide(deck, Layout.CHART, title, trend.source_line(figure))
    places: dict[int, Any] = {s.placeholder_format.idx: s for s in slide.placeholders}
    frame = places[CHART_INDEX].insert_chart(XL_CHART_TYPE.LINE_MARKERS, chart_data(figure))
    describe(frame, trend_alt_text(figure))
    _dress(frame.chart, figure)
    notes = trend.reading_notes(figure)
    if notes:
        fill(places[NOTE_INDEX].text_frame, [Line(note, colour=QUIET) for note in notes])
    else:
        remove_placeholder(slide, NOTE_INDEX)
    write_notes(slide, (*figure_notes(figure), *notes))


def chart_data(figure: Figure) -> CategoryChartData:
    """One category a year, None where no value stands; values rounded as they are printed."""
    indicator = figure.indicator
    data = CategoryChartData(number_format=_number_format(indicator.decimals))
    years = trend.years(figure)
    data.categories = [str(year) for year in years]
    lines = trend.lines(figure)
    for line in lines:
        values = {e.year: round(e.value, indicator.published_decimals) for e in line if e.value is not None}
        name = f"{indicator.short_title}, {figure.territory.name}"
        if len(lines) > 1:
            first, last = line[0].year, line[-1].year
            name += f", {first}" if first == last else f", {first}–{last}"
        data.add_series(printable(name), [values.get(year) for year in years])
    return data


def _number_format(decimals: int) -> str:
    """Digits of the sheet behind the chart; PowerPoint writes the comma of its own language."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _tick_format(indicator: Indicator, decimals: int) -> str:
    """Whole heights are written the French way on any computer: «20 000», «40 %»."""
    unit = '"\u00a0%"' if indicator.is_share else ""
    if decimals:
        return _number_format(decimals) + unit
    space = '"\u202f"'
    groups = (f"[<1000]0{unit}", f"[<1000000]0{space}000{unit}", f"0{space}000{space}000{unit}")
    return ";".join(groups)


def _colour(font: Any, colour: str, points: float, *, bold: bool = False) -> None:
    font.size, font.bold = Pt(points), bold
    font.color.rgb = RGBColor.from_string(hexa(colour))


def _dress(chart: Any, figure: Figure) -> None:
    indicator = figure.indicator
    chart._chartSpace.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>'))
    chart.has_legend = False
    _colour(chart.font, INK, _POINTS)
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    fill(chart.chart_title.text_frame, [Line(f"{indicator.title}, {figure.territory.name}", True, INK, 16)])
    height = trend.axis(figure)
    vertical = chart.value_axis
    vertical.minimum_scale, vertical.maximum_scale, vertical.major_unit = 0, height.top, height.step
    vertical.major_gridlines.format.line.color.rgb = RGBColor.from_string(hexa(LINE))
    vertical.major_tick_mark = XL_TICK_MARK.NONE
    vertical.format.line.fill.background()
    vertical.tick_labels.number_format = _tick_format(indicator, height.decimals)
    vertical.tick_labels.number_format_is_linked = False
    _name(vertical, trend.value_title(indicator))
    horizontal = chart.category_axis
    horizontal.major_tick_mark = XL_TICK_MARK.OUTSIDE
    horizontal.format.line.color.rgb = RGBColor.from_string(hexa(QUIET))
    _name(horizontal, _("Année"))
    _space_years(vertical, horizontal, len(trend.years(figure)))
    for axis in (vertical, horizontal):
        _colour(axis.tick_labels.font, INK, _POINTS)
    shown = {trend.years(figure)[0], trend.years(figure)[-1]}
    for series, line in zip(chart.plots[0].series, trend.lines(figure), strict=True):
        _dress_series(series)
        for estimate in line:
            if estimate.year in shown and estimate.value is not None:
                position = trend.years(figure).index(estimate.year)
                label = series.points[position].data_label
                fill(label.text_frame, [Line(trend.point_text(indicator, estimate.value), True, ACCENT, 16)])
                label.position = XL_LABEL_POSITION.ABOVE


def _name(axis: Any, text: str) -> None:
    axis.has_title = True
    fill(axis.axis_title.text_frame, [Line(text, False, QUIET, 12)])


def _space_years(vertical: Any, horizontal: Any, count: int) -> None:
    """Keep the first point off the vertical axis, and the years upright."""
    vertical._element.find(qn("c:crosses")).addnext(
        parse_xml(f'<c:crossBetween {nsdecls("c")} val="between"/>')
    )
    horizontal._element.find(qn("c:lblOffset")).addnext(
        parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{-(-count // _MOST_YEARS_WRITTEN)}"/>')
    )


def _dress_series(series: Any) -> None:
    accent = RGBColor.from_string(hexa(ACCENT))
    series.smooth = False
    series.format.line.color.rgb = accent
    series.format.line.width = Pt(3)
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = accent
    series.marker.format.line.color.rgb = accent
