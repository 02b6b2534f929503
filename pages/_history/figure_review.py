"""«À revoir»: the frozen figures that the statistics of today no longer give, and what to do with each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from data.figures_today import FiguresToday
from data.statistics import Statistics
from diagnostic.board import Board, Statement
from diagnostic.contents.action_plan import PlanNode
from diagnostic.figure_decisions import FigureDecisions
from diagnostic.figures_to_review import FigureReview, Nature, figures_to_review
from diagnostic.statement_qualities import Status
from indicators.french import enumeration
from indicators.language import _
from pages._history.change_list import shortened
from pages._history.restore import do
from pages._ui.current_role import current_role
from pages._ui.entries import entries
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.store import store


def reviews_of(statistics: Statistics, board: Board) -> tuple[FigureReview, ...]:
    """Every figure of one diagnostic that is no longer the one of today, follow-ups of the plan included."""
    return figures_to_review(
        board.statements,
        entries().all(PlanNode, board.diagnostic),
        FiguresToday(statistics),
        datetime.now(UTC),
    )


def show_reviews(statistics: Statistics, board: Board) -> None:
    """The list, then the choice for one figure at a time."""
    reviews = reviews_of(statistics, board)
    pressing = [one for one in reviews if one.nature is not Nature.NEWER]
    calm = [one for one in reviews if one.nature is Nature.NEWER]
    st.html(f'<p class="reponse">{escape(answer(pressing))}</p>')
    st.html(
        paragraph(
            _(
                "Une preuve est gelée quand on la joint\u00a0: une nouvelle construction des statistiques ne la "
                "change jamais. Cette liste dit où le chiffre d'aujourd'hui est autre\u00a0; c'est vous qui "
                "décidez. Statistiques en vigueur\u00a0: {version}."
            ).format(version=statistics.version),
            "source",
        )
    )
    if pressing:
        st.html(_table(pressing, _("Chiffres qui ont changé ou ne sont plus publiés")))
    if calm:
        st.header(_("Une année plus récente existe"), anchor=False)
        st.html(
            paragraph(
                _(
                    "Ces chiffres restent justes pour leur année. Reprenez la plus récente si le constat parle "
                    "d'aujourd'hui."
                ),
                "source",
            )
        )
        st.html(_table(calm, _("Chiffres dont une année plus récente existe"), _("Plus récent")))
    if reviews:
        _show_decision(reviews, statistics.version)


def answer(pressing: Sequence[FigureReview]) -> str:
    """Who rests on a figure that changed, in one sentence."""
    statements = {one.holder.id for one in pressing if isinstance(one.holder, Statement)}
    nodes = {one.holder.id for one in pressing} - statements
    said = []
    if statements:
        said.append(_("un constat") if len(statements) == 1 else _("{n} constats").format(n=len(statements)))
    if nodes:
        said.append(
            _("un élément du plan d'actions")
            if len(nodes) == 1
            else _("{n} éléments du plan d'actions").format(n=len(nodes))
        )
    if not said:
        return _("Aucun constat ne s'appuie sur un chiffre qui a changé.")
    who = enumeration(said)
    words = (
        _("{who} s'appuie sur un chiffre qui a changé ou n'est plus publié.")
        if len(statements) + len(nodes) == 1
        else _("{who} s'appuient sur un chiffre qui a changé ou n'est plus publié.")
    )
    return words.format(who=who[0].upper() + who[1:])


def _table(reviews: Sequence[FigureReview], label: str, newer: str = "") -> str:
    heads = (_("S'appuie dessus"), _("Chiffre"), _("Gelé"), newer if newer else _("Aujourd'hui"))
    rows = []
    for one in reviews:
        holder = f'<span class="reference">{escape(one.holder.reference)}</span> '
        if isinstance(one.holder, Statement) and one.holder.status is Status.TO_REVIEW:
            holder += f'<span class="marque-ancien">{escape(Status.TO_REVIEW.label)}</span> '
        rows.append(
            f'<tr><th scope="row"><small>{holder}</small>'
            f'<span dir="auto">{escape(shortened(one.words))}</span></th>'
            f"<td>{escape(one.frozen.title)}<small>{escape(one.frozen.territory_name)}, {one.frozen.year}</small></td>"
            f'<td class="nombre" data-mot="{escape(heads[2])}">{escape(one.frozen.value_text)}</td>'
            f'<td class="nombre" data-mot="{escape(heads[3])}"><strong>{escape(one.now_text)}</strong>'
            f"{_also_newer(one)}</td></tr>"
        )
    return f'<div class="a-revoir">{html_table(heads, rows, label=label, numeric=(2, 3), tall=True)}</div>'


def _also_newer(one: FigureReview) -> str:
    if one.nature is Nature.NEWER or one.newer is None:
        return ""
    words = _("{value} en {year}").format(value=one.newer.value_text, year=one.newer.year)
    return f"<small>{escape(words)}</small>"


def _show_decision(reviews: Sequence[FigureReview], version: str) -> None:
    st.header(_("Décider"), anchor=False)
    by_key = {one.key: one for one in reviews}
    key = "figure_a_revoir"
    if st.session_state.get(key) not in by_key:
        st.session_state[key] = next(iter(by_key))
    chosen = st.selectbox(
        _("Chiffre à décider"),
        list(by_key),
        key=key,
        format_func=lambda one: _option(by_key[one]),
        filter_mode="contains",
    )
    review = by_key[chosen]
    st.html(f'<p class="titre-constat" dir="auto">{escape(shortened(review.words, 600))}</p>')
    if review.quotes_old_value:
        st.html(
            paragraph(
                _(
                    "Ce texte cite l'ancien chiffre ({value})\u00a0: si vous reprenez le nouveau, réécrivez aussi "
                    "la phrase dans la grille."
                ).format(value=review.frozen.value_text),
                "attention",
            )
        )
    _buttons(review, version)


def _option(review: FigureReview) -> str:
    frozen = review.frozen
    return (
        f"{review.holder.reference} · {frozen.short_title}, {frozen.territory_name}, {frozen.year}\u00a0: "
        f"{frozen.value_text} → {review.now_text}"
    )


def _buttons(review: FigureReview, version: str) -> None:
    take, keep, mark = st.columns(3)
    decisions, role = FigureDecisions(store()), current_role()
    new = review.replacement
    with take:
        st.button(
            _("Reprendre le nouveau chiffre")
            if new is None or new.year == review.frozen.year
            else _("Reprendre le chiffre de {year}").format(year=new.year),
            icon=":material/sync:",
            type="primary",
            disabled=new is None,
            width="stretch",
            on_click=do,
            args=(lambda: decisions.take(review, role=role), _("Le nouveau chiffre est repris.")),
            help=_("Ce chiffre n'est plus publié.") if new is None else None,
        )
    with keep:
        st.button(
            _("Garder l'ancien"),
            icon=":material/lock:",
            width="stretch",
            on_click=do,
            args=(
                lambda: decisions.keep(review, version, role=role),
                _("L'ancien chiffre reste. La question ne revient qu'avec d'autres statistiques."),
            ),
        )
    if isinstance(review.holder, Statement):
        with mark:
            st.button(
                _("Marquer le constat à revoir"),
                icon=":material/flag:",
                width="stretch",
                disabled=review.holder.status is Status.TO_REVIEW,
                on_click=do,
                args=(
                    lambda: decisions.mark(review, role=role),
                    _("Le constat est marqué «\u00a0À revoir\u00a0»."),
                ),
            )
