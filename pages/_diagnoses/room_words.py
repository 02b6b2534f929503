"""What each page of a diagnostic is for, in words."""

from __future__ import annotations

from html import escape

from indicators.language import _
from pages._ui.diagnostic_frame import ROOMS

PURPOSES = {
    "journal.py": _(
        "Garder la trace de la démarche\u00a0: qui a été entendu (par fonction), ce qui a été lu, les réunions, les "
        "documents produits. Les constats y prennent leurs preuves."
    ),
    "afom.py": _(
        "Ranger les constats dans les cinq listes\u00a0: atouts, faiblesses, opportunités, menaces, suggestions. "
        "Chacun s'appuie sur une preuve."
    ),
    "carte_annotee.py": _(
        "Placer des constats là où ils se vivent\u00a0: un lieu, une rue, une zone. Utile avec des personnes qui "
        "connaissent le terrain mieux que les tableaux."
    ),
    "themes.py": _(
        "Creuser ce que les chiffres ne disent pas\u00a0: partir des constats, poser des questions, dire qui peut "
        "répondre et comment, noter les réponses."
    ),
    "plan.py": _(
        "Décider ce qu'on fait\u00a0: des axes aux moyens, avec les partenaires, les dates et l'état de chaque action, "
        "toujours relié aux constats."
    ),
    "accompagnement.py": _(
        "Suivre des accompagnements sans dossier\u00a0: les critères pour commencer, et des nombres de ménages par mois."
    ),
    "historique.py": _(
        "Voir qui a changé quoi et quand (par fonction), et retrouver ce qui était écrit avant. Rien ne se perd."
    ),
    "recherche.py": _(
        "Retrouver un mot dans ce qui est écrit, ici ou dans tous les diagnostics, accents et pluriels à part."
    ),
    "echange.py": _(
        "Emporter le diagnostic entier dans un fichier, et le reprendre sur un autre ordinateur ou sur un serveur."
    ),
}
"""Page → what one does there; a page that is not named here is in the row of links all the same."""


def rooms_html() -> str:
    """A list of the pages of a diagnostic, each with what it is for."""
    items = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(PURPOSES[page])}</dd></div>"
        for page, label, _icon in ROOMS
        if page in PURPOSES
    )
    return f'<dl class="salles">{items}</dl>'
