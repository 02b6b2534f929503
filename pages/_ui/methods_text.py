"""How the figures are made and read, in plain words."""

from __future__ import annotations

from html import escape

from indicators.comparison import STRICT_LEVEL, USUAL_LEVEL
from indicators.french import number
from indicators.head_count import head_count
from indicators.interval import wilson
from indicators.language import _


def methods_html() -> str:
    """Methods with examples that are computed here, not typed."""
    bounds = wilson(65, 100)
    assert bounds is not None
    people = head_count(32.4, 2310, published_decimals=1, denominator_label=_("habitant·es"))
    entries = [
        (
            _("Plus élevé, comparable, plus bas"),
            _(
                "La valeur du quartier est entourée d'un intervalle (Wilson) qui dit ce que le hasard seul ferait "
                "bouger dans un groupe de cette taille. Si la Région est hors de l'intervalle à {usual}\u00a0%, le "
                "quartier est «\u00a0plus élevé\u00a0» ou «\u00a0plus bas\u00a0»\u00a0; sinon il est "
                "«\u00a0comparable\u00a0». L'écart est dit net à {strict}\u00a0%. Exemple\u00a0: 65\u00a0% de 100 "
                "personnes va de {low}\u00a0% à {high}\u00a0%."
            ).format(
                usual=number(100 * USUAL_LEVEL),
                strict=number(100 * STRICT_LEVEL, 1),
                low=number(bounds.low, 1),
                high=number(bounds.high, 1),
            ),
        ),
        (
            _("Marge de lecture"),
            _(
                "Quand le nombre de ménages ou d'actifs n'est pas publié, aucun intervalle ne peut être calculé. "
                "Une marge fixe, indiquée avec l'indicateur, en tient lieu."
            ),
        ),
        (
            _("Nombre de personnes"),
            _(
                "Un taux est multiplié par son dénominateur\u00a0: 32,4\u00a0% de 2\u202f310 habitant·es font {text}, "
                "la fourchette que permet l'arrondi du taux. Quand le dénominateur est remplacé par un autre "
                "(population d'une autre source ou d'une autre année), le nombre est donné en ordre de grandeur."
            ).format(text=people.text),
        ),
        (
            _("Région et quartier médian"),
            _(
                "La valeur régionale est celle de l'éditeur, ou une moyenne pondérée par la population 2019 quand elle "
                "est marquée «\u00a0valeur calculée\u00a0». Sans valeur régionale, la comparaison se fait avec le "
                "quartier médian\u00a0: la moitié des quartiers a moins, l'autre moitié davantage."
            ),
        ),
        (
            _("Rang"),
            _(
                "Le rang est donné avec les places que les intervalles laissent possibles. Un quartier n'est sûrement "
                "devant un autre que si leurs intervalles ne se touchent pas."
            ),
        ),
        (
            _("Zéro, secret, non disponible, sans objet"),
            _(
                "Un zéro est un zéro. «\u00a0Secret statistique\u00a0»\u00a0: l'éditeur cache la valeur, par exemple "
                "sous 200 habitant·es. «\u00a0Non disponible\u00a0»\u00a0: la valeur manque. «\u00a0Sans "
                "objet\u00a0»\u00a0: personne n'y habite. Aucun des quatre ne prend une couleur de classe."
            ),
        ),
    ]
    return "".join(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>" for title, text in entries)
