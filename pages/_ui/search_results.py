"""What a search found, kind after kind, with the words that were asked for in evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from diagnostic.search.index import Hit, Results
from diagnostic.search.pieces import KINDS
from diagnostic.search.snippet import Segment
from indicators.french import number
from indicators.language import _
from pages._ui.paragraph import paragraph

_PLACES: Mapping[str, tuple[str, Mapping[str, str], str]] = {
    "constat": ("afom", {}, ""),
    "diagnostic": ("diagnostics", {}, ""),
    "temoignage": ("journal", {"registre": "temoignages"}, "temoignage"),
    "lecture": ("journal", {"registre": "documents_lus"}, "lecture"),
    "reunion": ("journal", {"registre": "reunions"}, "reunion"),
    "document_produit": ("journal", {"registre": "documents_produits"}, "produit"),
    "fiche_thematique": ("themes", {}, "fiche_thematique"),
    "plan": ("plan", {}, "element_du_plan"),
    "suivi_mensuel": ("accompagnement", {}, ""),
    "mis_de_cote": ("afom", {}, ""),
}
"""Kind → page, fixed parameters, parameter that takes the id."""


def address_of(hit: Hit) -> str:
    """Where a hit is read: its page, on its diagnostic, opened there when the page can."""
    page, fixed, name = _PLACES[hit.kind]
    asked = {"diagnostic": hit.diagnostic, **fixed}
    if name and not hit.archived:
        asked[name] = hit.id
    return f"/{page}?{urlencode(asked)}"


def results_html(results: Results, headings: Mapping[str, str], *, with_diagnostic: bool) -> str:
    """The hits under the names of their kinds; `headings` are those of the diagnostics by id."""
    parts = []
    for kind, total in results.totals.items():
        hits = results.of_kind(kind)
        label = counted(kind, total)
        items = "".join(_hit_html(hit, headings if with_diagnostic else {}) for hit in hits)
        more = ""
        if len(hits) < total:
            words = _("{shown} sur {all}\u00a0: ajoutez un mot pour en avoir moins.").format(
                shown=number(len(hits)), all=number(total)
            )
            more = paragraph(words, "source")
        parts.append(f'<section><h2>{escape(label)}</h2><ol class="trouves">{items}</ol>{more}</section>')
    return f'<div class="recherche">{"".join(parts)}</div>'


def count_words(results: Results) -> str:
    """«12 trouvés, dont 2 archivés…» without the second part: archived ones say so themselves."""
    if results.total == 1:
        return _("1 passage trouvé.")
    return _("{n} passages trouvés.").format(n=number(results.total))


_PLURALS = {
    "constat": (_("1 constat"), _("{n} constats")),
    "diagnostic": (_("1 diagnostic"), _("{n} diagnostics")),
    "temoignage": (_("1 témoignage"), _("{n} témoignages")),
    "lecture": (_("1 document lu"), _("{n} documents lus")),
    "reunion": (_("1 réunion"), _("{n} réunions")),
    "document_produit": (_("1 document produit"), _("{n} documents produits")),
    "fiche_thematique": (_("1 fiche thématique"), _("{n} fiches thématiques")),
    "plan": (_("1 élément du plan d'actions"), _("{n} éléments du plan d'actions")),
    "suivi_mensuel": (_("1 suivi mensuel"), _("{n} suivis mensuels")),
}


def counted(kind: str, count: int) -> str:
    """«1 constat», «12 constats», in the words of a kind."""
    one, several = _PLURALS.get(kind, (KINDS[kind], KINDS[kind] + " ({n})"))
    return one if count == 1 else several.format(n=number(count))


def _hit_html(hit: Hit, headings: Mapping[str, str]) -> str:
    where = [hit.reference]
    if headings and hit.kind != "diagnostic":
        where.append(headings.get(hit.diagnostic, hit.diagnostic_title))
    if hit.archived:
        where.append(_("archivé"))
    title = f'<a href="{escape(address_of(hit))}" target="_self" dir="auto">{_marked(hit.title)}</a>'
    body = f'<p class="passage" dir="auto">{_marked(hit.snippet)}</p>' if hit.snippet else ""
    state = ' class="archive"' if hit.archived else ""
    return f'<li{state}>{title}{body}<p class="source">{escape(" · ".join(where))}</p></li>'


def _marked(parts: Iterable[Segment]) -> str:
    return "".join(
        f"<mark>{escape(one.text)}</mark>" if one.found else escape(one.text).replace("\n", "<br>")
        for one in parts
    )
