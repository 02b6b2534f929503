"""The five phases as a calm timeline: a list that reads aloud, with a bar beside each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from diagnostic.calendar_words import day_text
from diagnostic.contents.diagnosis import Phase
from diagnostic.phase_state import PhaseSpan, phase_line
from indicators.language import _


def phase_line_html(phases: Sequence[Phase], today: date) -> str:
    """HTML of the timeline; the words say all that the bars show."""
    line = phase_line(phases, today)
    items = "".join(_item(span, line.today) for span in line.spans)
    scale = ""
    if line.first is not None and line.last is not None:
        now = ""
        if line.today is not None:
            now = " · " + _("aujourd'hui\u00a0: {day}").format(day=day_text(today))
        scale = (
            f'<p class="source">{escape(_("Ligne du temps"))}\u00a0: {escape(day_text(line.first))} – '
            f"{escape(day_text(line.last) + now)}</p>"
        )
    return f'<ol class="phases" aria-label="{escape(_("Phases"))}">{items}</ol>{scale}'


def _item(span: PhaseSpan, today: float | None) -> str:
    state = f' <span class="etat">{escape(span.state)}</span>' if span.state else ""
    bar = ""
    if span.left is not None and span.width is not None:
        bar = f'<span class="barre" style="left:{span.left:.2f}%;width:{span.width:.2f}%"></span>'
    mark = "" if today is None else f'<span class="repere" style="left:{today:.2f}%"></span>'
    look = ' class="maintenant" aria-current="step"' if span.is_now else ""
    return (
        f'<li{look}><span class="nom">{escape(span.phase.label)}{state}</span>'
        f'<span class="dates">{escape(span.dates)}</span>'
        f'<span class="piste" aria-hidden="true">{bar}{mark}</span></li>'
    )
