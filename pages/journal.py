"""Journal de la démarche: who was heard, what was read, which meetings, what was made."""

from datetime import date

import streamlit as st

from diagnostic.read_journal import read_journal
from indicators.language import _
from indicators.territory import Kind, Territory
from pages._journal.meetings import MEETINGS
from pages._journal.page import JournalPage
from pages._journal.readings import READINGS
from pages._journal.register import show_register
from pages._journal.report import show_report
from pages._journal.testimonies import TESTIMONIES
from pages._journal.work_documents import WORK_DOCUMENTS
from pages._ui.current_diagnostic import chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.statements import statements
from pages._ui.url_state import forget_notices, plan, settle, show_notices

VIEW = "registre"
KEYS = {
    "temoignages": TESTIMONIES.key,
    "documents_lus": READINGS.key,
    "reunions": MEETINGS.key,
    "documents_produits": WORK_DOCUMENTS.key,
    "tableaux": "",
}
WORDS = {
    "temoignages": _("Témoignages"),
    "documents_lus": _("Documents lus"),
    "reunions": _("Réunions"),
    "documents_produits": _("Documents produits"),
    "tableaux": _("Tableaux pour le rapport"),
}

st.title(_("Journal de la démarche"), anchor=False)
st.html(
    paragraph(
        _(
            "Qui a été entendu, ce qui a été lu, les réunions, les documents produits\u00a0: chaque source est "
            "notée une fois, sert de preuve aux constats, et fait d'elle-même les tableaux du rapport."
        ),
        "surtitre",
    )
)
statistics = known_statistics()
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)
    view = settle(
        VIEW,
        lambda code: code if code in WORDS else None,
        default="temoignages",
        unknown=_("La partie «\u00a0{value}\u00a0» de l'adresse n'existe pas dans le journal."),
        optional=True,
    )
    st.segmented_control(
        _("Partie du journal"),
        list(WORDS),
        key=VIEW,
        format_func=WORDS.__getitem__,
        required=True,
        on_change=forget_notices,
        label_visibility="collapsed",
    )
    show_notices(VIEW)
    for name, key in KEYS.items():
        if key and name != view:
            plan(key, None)
    if current.territory is None:
        no_territory(current)
    # A territory that the statistics in force do not know keeps its journal and its grid.
    territory = current.territory or Territory(
        current.content.territory_level,
        current.content.territory_code,
        current.content.territory_code,
        "",
        Kind.INHABITED,
        (),
        0.0,
    )
    page = JournalPage(
        current,
        read_journal(entries(), current.entry),
        statements().board(territory, current.id),
        entries(),
        statements(),
    )
    if view == "temoignages":
        show_register(TESTIMONIES, page)
    elif view == "documents_lus":
        show_register(READINGS, page)
    elif view == "reunions":
        show_register(MEETINGS, page)
    elif view == "documents_produits":
        show_register(WORK_DOCUMENTS, page)
    else:
        show_report(page, date.today())
