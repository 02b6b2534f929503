"""The dwellings of a quartier: operators with both totals, then what is known and since when."""

from __future__ import annotations

from html import escape

from exports.safe_text import typeset
from indicators.french import number
from indicators.housing_stock import Aspect, HousingFact, HousingStock
from indicators.language import _
from pages._ui.dated import dated_html, row_class
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def housing_html(stock: HousingStock, sister: HousingStock | None = None) -> str:
    """Operators, the sentences that go with them, then tenure, age, size, rent; a sister beside."""
    return _operators_html(stock, sister) + _facts_html(stock)


def _operators_html(stock: HousingStock, sister: HousingStock | None) -> str:
    if stock.printed_total is None:
        return ""
    parts = [f"<h3>{escape(_('Logements à finalité sociale, par opérateur'))}</h3>"]
    if stock.share_sentence:
        parts.append(paragraph(stock.share_sentence))
    if sister is not None and sister.share_sentence:
        beside = _("{name}\u00a0: {sentence}").format(
            name=sister.territory.name, sentence=sister.share_sentence
        )
        parts.append(paragraph(beside))
    if stock.parts:
        parts.append(_table_of_parts(stock))
    else:
        parts.append(paragraph(_("Le rapport ne donne pas ici le détail par opérateur."), "vide"))
    if stock.difference_sentence:
        parts.append(f'<p class="ecart">{escape(stock.difference_sentence)}</p>')
    if stock.units_sentence:
        parts.append(paragraph(stock.units_sentence, "source"))
    assert stock.age is not None
    parts.append(
        f'<p class="source">{escape(stock.source)}, {stock.age.year}, {escape(stock.age.label)}.</p>'
    )
    return "".join(parts)


def _table_of_parts(stock: HousingStock) -> str:
    assert stock.sum_of_parts is not None and stock.printed_total is not None
    rows = [_row(part.operator, part.dwellings_text, part.share_text) for part in stock.parts]
    rows.append(_row(_("Somme des postes, refaite par l'outil"), number(stock.sum_of_parts), "", "choisi"))
    rows.append(_row(_("Total imprimé par le rapport"), number(stock.printed_total), "", "choisi"))
    return html_table(
        (_("Opérateur"), _("Nombre"), _("Part de la somme")),
        rows,
        label=_("Logements à finalité sociale par opérateur"),
        numeric={1, 2},
        tall=True,
    )


def _row(name: str, count: str, share: str, look: str = "") -> str:
    mark = f' class="{look}"' if look else ""
    return (
        f'<tr{mark}><th scope="row">{escape(name)}</th><td class="nombre">{escape(count)}</td>'
        f'<td class="nombre">{escape(share)}</td></tr>'
    )


def _facts_html(stock: HousingStock) -> str:
    groups = "".join(_group(aspect, facts) for aspect, facts in stock.by_aspect())
    table = html_table(
        (_("Logements"), _("Valeur"), _("Année")),
        [groups],
        label=_("Statut d'occupation, âge, taille et loyer"),
        numeric={1},
        tall=True,
    )
    notes = [stock.social_sentence]
    if stock.has_old_facts:
        notes.append(
            _(
                "«\u00a0Ancien\u00a0»\u00a0: plus de dix ans. Un chiffre ancien n'est pas faux, mais il peut avoir "
                "beaucoup changé."
            )
        )
    words = "".join(paragraph(note, "source") for note in notes if note)
    return f"<h3>{escape(_('Statut, âge, taille, loyer'))}</h3>{table}{words}"


def _group(aspect: Aspect, facts: tuple[HousingFact, ...]) -> str:
    head = f'<tr class="groupe"><th scope="rowgroup" colspan="3">{escape(aspect.heading)}</th></tr>'
    if not facts:
        gap = escape(_("Non disponible\u00a0: aucune source de l'outil ne le donne ici."))
        return f'{head}<tr><td colspan="3" class="vide">{gap}</td></tr>'
    return head + "".join(_fact(fact) for fact in facts)


def _fact(fact: HousingFact) -> str:
    notes = ". ".join(filter(None, (typeset(fact.remark), fact.source)))
    return (
        f"<tr{row_class(fact.age)}><td>{escape(fact.subject)}<small>{escape(notes)}</small></td>"
        f'<td class="nombre fait">{escape(fact.value)}</td><td>{dated_html(fact.age)}</td></tr>'
    )
