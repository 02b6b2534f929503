"""Recherche: one box over everything that people wrote, accents and plurals aside."""

import streamlit as st

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.search.index import index_of
from diagnostic.search.pieces import KINDS
from indicators.language import _
from pages._ui.current_diagnostic import chosen_diagnostic, heading_of, territory_of
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.search_results import count_words, results_html
from pages._ui.store import store
from pages._ui.url_state import forget_notices, settle

QUERY = "mots"
SCOPE = "portee"
EVERYWHERE, HERE = "partout", "ici"
SCOPES = {EVERYWHERE: _("Tous les diagnostics"), HERE: _("Ce diagnostic")}
SHOWN_OF_ALL, SHOWN_OF_ONE = 10, 50
EXAMPLES = (_("humidité"), _("accès aux soins"), _("habitant·es isolé·es"))


def asked(text: str) -> str | None:
    """What is asked; `settle` says «None» for what nobody has written yet."""
    return None if st.session_state.get(QUERY) is None and text == str(None) else text[:200]


statistics = known_statistics()
st.title(_("Recherche"), anchor=False)
st.html(
    paragraph(
        _(
            "Constats et leurs preuves, témoignages, lectures, réunions, fiches, plan d'actions\u00a0: tout ce qui a été "
            "écrit, même archivé. Accents, majuscules et pluriels ne comptent pas."
        ),
        "surtitre",
    )
)
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)
    query = settle(QUERY, asked, default="", unknown="", optional=True)
    scope = settle(
        SCOPE,
        lambda code: code if code in SCOPES else None,
        default=EVERYWHERE,
        unknown=_(
            "La portée «\u00a0{value}\u00a0» de l'adresse n'existe pas\u00a0: la recherche va partout."
        ),
        optional=True,
    )
    box, where, which = st.columns([5, 3, 3], vertical_alignment="bottom")
    with box:
        st.text_input(
            _("Chercher"),
            key=QUERY,
            max_chars=200,
            placeholder=_("par exemple «\u00a0{example}\u00a0»").format(example=EXAMPLES[0]),
            icon=":material/search:",
            on_change=forget_notices,
        )
    with where:
        st.segmented_control(
            _("Où"),
            list(SCOPES),
            key=SCOPE,
            format_func=SCOPES.__getitem__,
            required=True,
            on_change=forget_notices,
            width="stretch",
        )
    with which:
        kinds = st.multiselect(
            _("Quoi"),
            list(KINDS),
            key="genres_cherches",
            format_func=KINDS.__getitem__,
            placeholder=_("Tout"),
        )
    aside = st.toggle(_("Chercher aussi dans ce qui est archivé"), value=True, key="chercher_archives")
    if not query.strip():
        examples = ", ".join(f"«\u00a0{one}\u00a0»" for one in EXAMPLES)
        words = _(
            "Écrivez un ou plusieurs mots, comme {examples}\u00a0: ce qui les contient tous est trouvé. Le début d'un mot "
            "suffit, et une référence comme «\u00a0C-1a2b3c4d\u00a0» aussi."
        )
        st.html(paragraph(words.format(examples=examples), "vide"))
    else:
        with st.spinner(_("Recherche…"), show_time=False):
            results = index_of(store()).search(
                query,
                diagnostic=current.id if scope == HERE else "",
                kinds=kinds,
                limit=SHOWN_OF_ONE if len(kinds) == 1 else SHOWN_OF_ALL,
                archived=aside,
            )
        if not results.total:
            words = _(
                "Rien ne contient «\u00a0{query}\u00a0». Essayez avec moins de mots, le début d'un mot, ou tous les diagnostics."
            )
            st.html(f'<div role="status">{paragraph(words.format(query=query), "vide")}</div>')
        else:
            known = {
                one.id: heading_of(one.content, territory_of(statistics, one.content))
                for archived in (False, True)
                for one in entries().all(Diagnosis, archived=archived)
            }
            st.html(f'<div role="status">{paragraph(count_words(results), "source")}</div>')
            st.html(results_html(results, known, with_diagnostic=scope == EVERYWHERE))
