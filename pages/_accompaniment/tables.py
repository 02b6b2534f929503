"""The protected follow-up on screen: a chart of what may be shown, two tables, and files of the same."""

from __future__ import annotations

from datetime import date
from html import escape

import plotly.graph_objects as go
import streamlit as st

from diagnostic.accompaniment_view import AccompanimentView
from exports.accompaniment_docx import (
    accompaniment_docx,
    month_cells,
    month_heads,
    set_aside_words,
    year_cells,
    year_heads,
)
from exports.file_name import file_name
from indicators.french import number
from indicators.language import _
from indicators.palettes import ACCENT, INK, LINE, PATTERN_INK
from indicators.territory import Territory
from pages._ui.csv_file import csv_file
from pages._ui.downloads import DOCX
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.trend_chart import CONFIG


def show_follow_up(view: AccompanimentView, heading: str, territory: Territory | None, today: date) -> None:
    """Chart, months, years, downloads; or how to begin."""
    if view.is_empty:
        st.html(
            paragraph(
                _("Aucun mois n'est encore enregistré\u00a0: commencez par le formulaire ci-dessus."), "vide"
            )
        )
        return
    st.html(paragraph(view.rule, "source"))
    if view.set_aside:
        st.warning(set_aside_words(view), icon=":material/rule:")
    words = chart_words(view)
    st.plotly_chart(month_chart(view), config=CONFIG, key="suivi_graphique", alt=words)
    st.html(paragraph(words, "source"))
    st.subheader(_("Par mois"), anchor=False)
    st.html(
        '<div class="suivi">'
        + html_table(
            month_heads(),
            [_row(month_cells(row)) for row in reversed(view.months)],
            label=_("Ménages accompagnés et critères, par mois"),
            numeric=range(1, len(month_heads())),
        )
        + "</div>"
    )
    st.subheader(_("Par année"), anchor=False)
    st.html(
        '<div class="suivi">'
        + html_table(
            year_heads(),
            [_row(row) for row in year_cells(view)],
            label=_("Débuts et issues, par année"),
            numeric=range(1, len(year_heads())),
        )
        + "</div>"
    )
    st.html(paragraph(view.rule_of_years, "source"))
    _downloads(view, heading, territory, today)


def _row(texts: tuple[str, ...]) -> str:
    first, *rest = texts
    cells = "".join(f'<td class="nombre">{escape(text)}</td>' for text in rest)
    return f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'


def month_chart(view: AccompanimentView) -> go.Figure:
    """Bars of the households followed; a secret month has a short sign and no bar."""
    labels = [row.label for row in view.months]
    values = [row.households.value for row in view.months]
    chart = go.Figure(
        go.Bar(
            x=labels,
            y=values,
            marker={"color": ACCENT},
            text=["" if value is None else number(value) for value in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}\u00a0: %{y}<extra></extra>",
        )
    )
    for row in view.months:
        if row.households.value is None:
            chart.add_annotation(
                x=row.label, y=0, text=_("secret"), textangle=-90, yanchor="bottom", showarrow=False
            )
    chart.update_layout(
        height=300,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        separators=",\u202f",
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"color": INK, "size": 13, "family": '"Source Sans", sans-serif'},
        showlegend=False,
        xaxis={"linecolor": LINE, "type": "category"},
        yaxis={
            "rangemode": "tozero",
            "gridcolor": "#EEF1F1",
            "zerolinecolor": PATTERN_INK,
            "title": {"text": _("Ménages accompagnés")},
        },
    )
    return chart


def chart_words(view: AccompanimentView) -> str:
    """The chart in words."""
    shown = [row for row in view.months if row.households.value is not None]
    if not shown:
        return _("Tous les mois sont secrets\u00a0: aucun nombre ne peut être montré.")
    first, last = shown[0], shown[-1]
    hidden = len(view.months) - len(shown)
    text = _("Ménages accompagnés\u00a0: {a} en {first}").format(a=first.households.text, first=first.label)
    if last is not first:
        text += _(", {b} en {last}").format(b=last.households.text, last=last.label)
    if hidden:
        word = _("mois secret") if hidden == 1 else _("mois secrets")
        text += _("\u00a0; {n} {word}").format(n=number(hidden), word=word)
    return f"{text}."


def csv_of(view: AccompanimentView) -> bytes:
    """Months, then years, as a Belgian spreadsheet reads them; a hidden count says «secret»."""
    months = [month_cells(row) for row in view.months]
    return csv_file(month_heads(), [*months, (), year_heads(), *year_cells(view), (), (view.rule,)])


def _downloads(view: AccompanimentView, heading: str, territory: Territory | None, today: date) -> None:
    def name(extension: str) -> str:
        if territory is None:
            return f"accompagnements_{today.isoformat()}.{extension}"
        return file_name("accompagnements", territory, today, extension)

    left, right = st.columns(2)
    with left:
        st.download_button(
            _("Télécharger le suivi (Word)"),
            data=lambda: accompaniment_docx(view, heading, today),
            file_name=name("docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="accompagnement_docx",
        )
    with right:
        st.download_button(
            _("Télécharger le suivi (CSV)"),
            data=lambda: csv_of(view),
            file_name=name("csv"),
            mime="text/csv",
            icon=":material/table:",
            on_click="ignore",
            width="stretch",
            key="accompagnement_csv",
        )
