"""The plan to take away: Word, and its actions as a table for a spreadsheet."""

from __future__ import annotations

from datetime import date

import streamlit as st

from diagnostic.plan_view import PlanView
from exports.file_name import file_name
from exports.plan_docx import plan_docx
from indicators.language import _
from pages._ui.csv_file import csv_file, decimal, typed
from pages._ui.downloads import DOCX


def plan_buttons(view: PlanView, heading: str, today: date) -> None:
    """Both documents, built when they are asked for."""
    word_side, csv_side = st.columns(2)
    with word_side:
        st.download_button(
            _("Télécharger le plan (Word)"),
            data=lambda: plan_docx(view, heading, today),
            file_name=file_name("plan", view.territory, today, "docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="plan_docx",
        )
    with csv_side:
        st.download_button(
            _("Télécharger les actions (CSV)"),
            data=lambda: actions_csv(view),
            file_name=file_name("actions", view.territory, today, "csv"),
            mime="text/csv",
            icon=":material/table:",
            on_click="ignore",
            width="stretch",
            key="plan_csv",
        )


def actions_csv(view: PlanView) -> bytes:
    """One line per action and follow-up indicator; an action without one has a line too."""
    rows: list[list[object]] = []
    for one in view.actions:
        node = one.node
        # An action of a branch that hangs on nothing may lack some levels above it.
        above = ["", "", "", *one.line.above][-3:]
        common = [
            one.line.entry.reference,
            one.number,
            *map(typed, above),
            typed(one.title),
            node.state.label,
            "" if node.begins is None else node.begins.isoformat(),
            "" if node.ends is None else node.ends.isoformat(),
            typed(" | ".join(node.partners)),
            typed(" | ".join(one.means)),
            " | ".join(stake.label for stake in node.stakes),
            " | ".join(one.line.references),
        ]
        if not one.follow_ups:
            rows.append([*common, *[""] * 8])
        for follow in one.follow_ups:
            baseline, latest = follow.follow_up.baseline, follow.latest
            rows.append(
                [
                    *common,
                    baseline.title,
                    decimal(baseline.value),
                    baseline.year,
                    decimal(follow.follow_up.target),
                    follow.follow_up.target_year or "",
                    "" if latest is None else decimal(latest.estimate.value),
                    "" if latest is None else latest.year,
                    follow.course.label,
                ]
            )
    return csv_file(_heads(), rows)


def _heads() -> tuple[str, ...]:
    return (
        _("Référence"),
        _("Numéro"),
        _("Axe"),
        _("But"),
        _("Objectif"),
        _("Action"),
        _("État"),
        _("Début"),
        _("Fin"),
        _("Partenaires"),
        _("Moyens"),
        _("Enjeux"),
        _("Constats"),
        _("Indicateur de suivi"),
        _("Valeur de départ"),
        _("Année de départ"),
        _("Cible"),
        _("Année visée"),
        _("Dernière valeur"),
        _("Année de la dernière valeur"),
        _("Évolution"),
    )
