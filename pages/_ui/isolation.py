"""Isolation: what figures say and what people say, side by side, without a verdict of ours."""

from __future__ import annotations

from html import escape

from indicators.isolation_view import IsolationNumber, IsolationView, Voice, rule_words
from indicators.language import _
from pages._ui.dated import dated_html, row_class
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def isolation_html(view: IsolationView) -> str:
    """Two columns, one below the other on a phone, then who is to judge."""
    return (
        '<div class="face-a-face">'
        f"<div><h3>{escape(view.numbers_heading)}</h3>{_numbers_html(view)}</div>"
        f"<div><h3>{escape(view.voices_heading)}</h3>{_voices_html(view)}</div></div>"
        f'<p class="ecart">{escape(view.reading)}</p>'
    )


def _numbers_html(view: IsolationView) -> str:
    if not view.numbers:
        return paragraph(view.no_number, "vide")
    table = html_table(
        (_("Qui"), _("Valeur"), _("Année")),
        [_number(one) for one in view.numbers],
        label=view.numbers_heading,
        numeric={1},
        tall=True,
    )
    return table + (paragraph(view.alone_sentence, "source") if view.alone_sentence else "")


def _number(one: IsolationNumber) -> str:
    notes = ". ".join(filter(None, (one.detail, one.source)))
    return (
        f"<tr{row_class(one.age)}><td>{escape(one.subject)}<small>{escape(notes)}</small></td>"
        f'<td class="nombre fait">{escape(one.value)}</td><td>{dated_html(one.age)}</td></tr>'
    )


def _voices_html(view: IsolationView) -> str:
    if not view.voices:
        return paragraph(view.no_voice, "vide")
    return "".join(_voice(voice) for voice in view.voices) + paragraph(rule_words(), "source")


def _voice(voice: Voice) -> str:
    who = "".join(f"<li>{escape(one)}</li>" for one in voice.who)
    return f'<div class="parole"><p>{escape(voice.text)}</p><ul>{who}</ul></div>'
