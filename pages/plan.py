"""Plan d'actions: axes, aims, objectives, actions, means; calendar, stakes, priorities."""

from datetime import date

import streamlit as st

from data.views import profile
from diagnostic.contents.action_plan import PlanNode
from diagnostic.plan_view import PlanView, plan_view
from indicators.language import _
from indicators.territory import Kind, Territory
from pages._plan.actions import actions_table, partners_table
from pages._plan.begin import show_begin
from pages._plan.calendar import calendar_figure, calendar_table, calendar_words, dated_actions
from pages._plan.downloads import plan_buttons
from pages._plan.form import finish_saving
from pages._plan.place import say_what_was_done, show_archived
from pages._plan.priorities import show_priorities
from pages._plan.scroll import ANCHOR, ask_to_scroll, scroll_if_asked
from pages._plan.stakes import stakes_sentence, stakes_table
from pages._plan.tree import tree_figure, tree_words
from pages._plan.tree_list import loose_list, tree_list
from pages._plan.words import summary
from pages._plan.write import open_element, show_writing
from pages._ui.current_diagnostic import CurrentDiagnostic, chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.statements import statements
from pages._ui.store import store
from pages._ui.trend_chart import CONFIG
from pages._ui.url_state import forget_notices, settle, show_notices

VIEWS = {
    "arbre": _("Arbre"),
    "actions": _("Actions"),
    "calendrier": _("Calendrier"),
    "enjeux": _("Enjeux"),
    "priorites": _("Priorités"),
}
VIEW_KEY = "vue_du_plan"
TREE_KEY = "arbre_du_plan"


def clicked() -> None:
    """A box of the drawing was clicked: its form opens below."""
    chosen = st.session_state[TREE_KEY].selection.points
    if chosen and chosen[0].get("customdata"):
        open_element(str(chosen[0]["customdata"][0]))
        ask_to_scroll()


def show_tree(view: PlanView, today: date) -> None:
    """The drawing, and the list that says the same."""
    with st.container(key="plan_dessin"):
        st.plotly_chart(
            tree_figure(view),
            config=CONFIG,
            key=TREE_KEY,
            on_select=clicked,
            selection_mode="points",
            alt=tree_words(view),
        )
        st.html(paragraph(_("Cliquez sur un élément pour l'ouvrir dans le formulaire, plus bas."), "source"))
    with st.expander(_("Le plan en liste"), icon=":material/format_list_bulleted:", expanded=True):
        html = tree_list(view, today)
        if html:
            st.html(html)
        loose = loose_list(view, today)
        if loose:
            st.html(f"<p><strong>{_('Sans rattachement')}</strong></p>{loose}")


def show_actions(view: PlanView, today: date) -> None:
    """The table of actions, and partners by organisation."""
    if not view.actions:
        st.html(paragraph(_("Aucune action n'est encore écrite\u00a0: ajoutez-en une plus bas."), "vide"))
        return
    st.html(actions_table(view, today))
    if view.partners:
        st.header(_("Partenaires, par organisme"), anchor=False)
        st.html(partners_table(view))


def show_calendar(view: PlanView, today: date) -> None:
    """The bars, and the same months as a table."""
    if not dated_actions(view):
        st.html(
            paragraph(
                _(
                    "Aucune action n'a encore de date\u00a0: donnez un début ou une fin à une action, plus bas."
                ),
                "vide",
            )
        )
    else:
        with st.container(key="plan_barres"):
            st.plotly_chart(
                calendar_figure(view, today),
                config=CONFIG,
                key="calendrier_du_plan",
                alt=calendar_words(view),
            )
        st.html(calendar_table(view))
    if view.calendar.undated:
        st.html(
            paragraph(
                _("Sans date\u00a0: {titles}.").format(titles="\u00a0; ".join(view.calendar.undated)),
                "source plan-mots",
            )
        )


def show_stakes(view: PlanView) -> None:
    """The eight stakes, and which have no action."""
    st.html(paragraph(stakes_sentence(view), "reponse"))
    st.html(stakes_table(view))
    st.html(
        paragraph(
            _(
                "Les huit enjeux viennent de l'article de Brusano sur le quartier comme base du social-santé "
                "(3 novembre 2025). Une action abandonnée ne compte pas. Un enjeu sans action n'est pas une faute\u00a0: "
                "il peut être porté ailleurs."
            ),
            "source",
        )
    )


def show_plan(current: CurrentDiagnostic) -> None:
    """Everything below the choice of the diagnostic."""
    today = date.today()
    repository = entries()
    territory = current.territory or Territory(
        current.content.territory_level,
        current.content.territory_code,
        current.content.territory_code,
        "",
        Kind.INHABITED,
        (),
        0.0,
    )
    figures = profile(statistics, territory.code) if current.territory is not None else None
    nodes = [
        node for archived in (False, True) for node in repository.all(PlanNode, current.id, archived=archived)
    ]
    board = statements().board(territory, current.id)
    view = plan_view(board, nodes, figures.figures if figures else (), statistics.catalogue)
    if view.everything:
        st.html(paragraph(summary(view), "reponse"))
        control, buttons = st.columns([3, 2.4], vertical_alignment="bottom")
        with control:
            chosen = settle(
                VIEW_KEY,
                lambda value: value if value in VIEWS else None,
                default="arbre",
                unknown=_("La vue «\u00a0{value}\u00a0» de l'adresse n'existe pas."),
                optional=True,
            )
            st.segmented_control(
                _("Vue"),
                list(VIEWS),
                format_func=VIEWS.__getitem__,
                key=VIEW_KEY,
                required=True,
                wrap=True,
                on_change=forget_notices,
            )
        with buttons:
            plan_buttons(view, current.heading, today)
        show_notices(VIEW_KEY)
        if chosen == "actions":
            show_actions(view, today)
        elif chosen == "calendrier":
            show_calendar(view, today)
        elif chosen == "enjeux":
            show_stakes(view)
        elif chosen == "priorites":
            show_priorities(current.id, view)
        else:
            show_tree(view, today)
    else:
        show_begin(repository, current.id)
    st.header(_("Écrire dans le plan"), anchor=ANCHOR)
    with st.container(border=True, key="plan_formulaire"):
        show_writing(store(), repository, current.id, view, board, figures)
    show_archived(repository, view)
    scroll_if_asked()


statistics = known_statistics()
st.title(_("Plan d'actions"), anchor=False)
st.html(
    paragraph(
        _(
            "Des priorités aux actions\u00a0: sous chaque axe, un but, des objectifs, des actions et leurs moyens, avec "
            "des partenaires, des dates et un chiffre qui dit si cela avance."
        ),
        "surtitre",
    )
)
finish_saving()
say_what_was_done()
diagnostic = chosen_diagnostic(statistics)
if diagnostic is not None:
    show_rooms(diagnostic)
    if diagnostic.territory is None:
        no_territory(diagnostic)
    show_plan(diagnostic)
