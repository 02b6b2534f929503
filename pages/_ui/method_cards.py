"""Indicators and methods as cards: definition, formula, reference, limits and a worked example."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib import import_module
from inspect import getdoc

from data.statistics import Statistics
from exports.safe_text import typeset
from indicators.catalogue import Indicator
from indicators.figure import Figure
from indicators.language import _
from indicators.level import Level
from indicators.method import Method
from pages._ui.method_link import indicator_anchor, method_anchor

CONTENTS = "sommaire"
"""Anchor of the table of contents."""

Fact = tuple[str, str]


def contents_html(indicators: Iterable[Indicator], methods: Iterable[Method]) -> str:
    """The table of contents: short links that wrap on a phone."""
    lists = (
        (_("Indicateurs"), [(indicator_anchor(one.id), one.short_title) for one in indicators]),
        (_("Méthodes"), [(method_anchor(one.id), one.title) for one in methods]),
    )
    groups = "".join(
        f"<p>{escape(title)}</p><ul>"
        + "".join(f'<li><a href="#{anchor}">{escape(words)}</a></li>' for anchor, words in entries)
        + "</ul>"
        for title, entries in lists
    )
    return f'<nav class="sommaire" aria-label="{escape(_("Sommaire"))}">{groups}</nav>'


def indicator_card(statistics: Statistics, indicator: Indicator, level: str, example: Figure | None) -> str:
    """Everything the catalogue says of an indicator at one level, and a figure as example."""
    denominator = indicator.denominator
    facts: list[Fact] = [
        (_("Définition"), indicator.definition),
        (_("Numérateur"), indicator.numerator),
        (_("Dénominateur"), denominator.label if denominator else _("aucun")),
        (_("Nombre absolu"), denominator.note if denominator else ""),
        (_("Unité"), indicator.accessible_unit),
        (_("Sources"), "\u00a0; ".join(_sources(statistics, indicator))),
        (_("Années"), _years(statistics, indicator, level)),
    ]
    limits = [typeset(caveat) for caveat in indicator.caveats_at(level)]
    limits += [typeset(gap.reason[0].upper() + gap.reason[1:]) + "." for gap in indicator.trend_gaps]
    return _card(facts, tuple(dict.fromkeys(limits)), _example_of(example))


def method_card(method: Method, example: str) -> str:
    """The card of a method; its module's own documentation below, for who reads code."""
    facts: list[Fact] = [
        (_("Question"), method.question),
        (_("Formule"), method.formula),
        (_("Conditions"), method.preconditions),
        (_("Référence"), method.reference),
    ]
    return _card(facts, (method.limits,), [example] if example else []) + _documentation(method)


def _card(facts: Iterable[Fact], limits: tuple[str, ...], example: list[str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(typeset(text))}</td></tr>'
        for name, text in facts
        if text
    )
    if limits:
        rows += f'<tr><th scope="row">{escape(_("Limites"))}</th><td>{_several(limits)}</td></tr>'
    if example:
        rows += (
            f'<tr class="exemple"><th scope="row">{escape(_("Exemple"))}</th>'
            f"<td>{_several(tuple(example))}</td></tr>"
        )
    return f'<table class="simple fiche-indicateur"><tbody>{rows}</tbody></table>'


def _several(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return escape(texts[0])
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _sources(statistics: Statistics, indicator: Indicator) -> tuple[str, ...]:
    return tuple(statistics.catalogue.source(one).attribution for one in indicator.sources)


def _years(statistics: Statistics, indicator: Indicator, level: str) -> str:
    found = statistics.years(indicator.id, level)
    if not found:
        return _("aucune pour les {territories}").format(territories=Level(level).plural)
    if len(found) == 1:
        return str(found[0])
    return _("{n} années, de {first} à {last}").format(n=len(found), first=found[-1], last=found[0])


def _example_of(figure: Figure | None) -> list[str]:
    """The figure, its multiplication, its comparison and how that was reached."""
    if figure is None:
        return []
    said = [figure.sentence]
    if figure.head_count is not None:
        said.append(
            _("{value} {working}\u00a0: {text}.").format(
                value=figure.value_text, working=figure.head_count.working, text=figure.head_count.text
            )
        )
    comparison = figure.main_comparison
    if comparison is not None:
        said.append(
            _("{benchmark}. Écart\u00a0: {gap}. Résultat\u00a0: {word}, par {method}.").format(
                benchmark=comparison.benchmark_text,
                gap=comparison.difference_text,
                word=comparison.word,
                method=comparison.method_text,
            )
        )
    return [*said, f"{figure.source_text}."]


def _documentation(method: Method) -> str:
    text = getdoc(import_module(method.module)) or ""
    if not text:
        return ""
    return (
        f'<details class="documentation"><summary>{escape(_("Documentation du code (en anglais)"))}</summary>'
        f'<pre lang="en" tabindex="0">{escape(method.module)}\n\n{escape(text)}</pre></details>'
    )
