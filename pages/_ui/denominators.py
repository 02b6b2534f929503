"""Of which population a report speaks: its shares beside its counts."""

from __future__ import annotations

from html import escape

from indicators.housing_stock import HousingStock
from indicators.implied_population import METHOD, Denominators
from indicators.language import _
from pages._ui.method_link import method_link
from pages._ui.paragraph import paragraph


def denominators_html(found: Denominators, code: str, stock: HousingStock | None = None) -> str:
    """Each share with the population it implies, what follows, and what a denominator is.

    `code` is the territory whose numbers the page of methods then takes as examples.
    """
    items = "".join(f"<li>{escape(pair.sentence)}</li>" for pair in found.pairs)
    closing = stock.closing_sentence if stock else ""
    ends = [found.known_sentence, _("À l'inverse, {sentence}").format(sentence=closing) if closing else ""]
    verdict = f"<p><strong>{escape(found.verdict)}</strong></p>" if found.verdict else ""
    return (
        f'<ul class="constatations">{items}</ul>{verdict}'
        + "".join(paragraph(text) for text in ends if text)
        + paragraph(found.advice)
        + f'<p class="source">{escape(found.source_text)} {method_link(METHOD, code)}</p>'
    )
