"""The indicators that follow an action: their value of today is frozen, their target is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any
from uuid import uuid4

import streamlit as st

from diagnostic.contents.action_plan import FollowUp
from diagnostic.evidence import IndicatorSnapshot, snapshot
from indicators.catalogue import Indicator, Unit
from indicators.figure import Figure
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._ui.paragraph import paragraph

FIRST_YEAR, LAST_YEAR = 2000, 2100


def fill_follow_ups(scope: str, follow_ups: tuple[FollowUp, ...]) -> None:
    """Put stored follow-ups into the form, and empty the fields of a further one."""
    rows: list[dict[str, Any]] = []
    for follow in follow_ups:
        row = str(uuid4())
        rows.append({"row": row, "baseline": follow.baseline.model_dump(mode="json")})
        st.session_state[f"{scope}_cible_{row}"] = follow.target
        st.session_state[f"{scope}_cible_annee_{row}"] = follow.target_year
    st.session_state[f"{scope}:suivi"] = rows
    _forget_new(scope)


def shown_follow_ups(scope: str) -> tuple[FollowUp, ...]:
    """The follow-ups joined in the form, as they stand."""
    return tuple(
        FollowUp(
            baseline=IndicatorSnapshot.model_validate(row["baseline"]),
            target=st.session_state.get(f"{scope}_cible_{row['row']}"),
            target_year=st.session_state.get(f"{scope}_cible_annee_{row['row']}"),
        )
        for row in st.session_state.get(f"{scope}:suivi", [])
    )


def follow_up_fields(scope: str, profile: Profile | None) -> None:
    """Show what is joined, each with its target, and the fields of a further indicator."""
    st.html(paragraph(_("Indicateurs de suivi"), "plan-champ"))
    observed = observed_figures(profile)
    for row in list(st.session_state.get(f"{scope}:suivi", [])):
        _joined_row(scope, row, observed)
    if not observed:
        st.html(
            paragraph(
                _("Aucun chiffre publié pour ce territoire\u00a0: rien à suivre pour le moment."), "vide"
            )
        )
        return
    picked, target, year, join = st.columns([4.2, 1.7, 1.5, 1.6], vertical_alignment="bottom")
    with picked:
        chosen = st.selectbox(
            _("Indicateur à suivre (valeur d'aujourd'hui = départ)"),
            ["", *observed],
            format_func=lambda id: observed[id].short_reference if id else _("Choisir un chiffre"),
            key=f"{scope}_indicateur",
            persist_state="session",
        )
    figure = observed.get(chosen or "")
    with target:
        _target_field(f"{scope}_cible", figure.indicator if figure else None)
    with year:
        _year_field(f"{scope}_cible_annee")
    with join:
        st.button(
            _("Joindre"),
            key=f"{scope}_joindre",
            icon=":material/add_chart:",
            on_click=_join,
            args=(scope, figure, profile.statistics_version if profile else ""),
            disabled=figure is None,
            width="stretch",
        )


def new_follow_up(scope: str, profile: Profile | None) -> FollowUp | None:
    """The indicator that was chosen but not joined yet: saving joins it."""
    figure = observed_figures(profile).get(str(st.session_state.get(f"{scope}_indicateur") or ""))
    if figure is None or profile is None:
        return None
    return FollowUp(
        baseline=_frozen(scope, figure, profile.statistics_version),
        target=st.session_state.get(f"{scope}_cible"),
        target_year=st.session_state.get(f"{scope}_cible_annee"),
    )


def refuse_impossible_targets(follow_ups: tuple[FollowUp, ...], profile: Profile | None) -> None:
    """Raise UserError for a target that the indicator can never reach (a share above 100\u00a0%)."""
    known = {} if profile is None else {one.indicator.id: one.indicator for one in profile.figures}
    for follow in follow_ups:
        indicator = known.get(follow.baseline.indicator)
        if indicator is None or follow.target is None:
            continue
        if not indicator.minimum <= follow.target <= indicator.maximum:
            raise UserError(
                _("La cible de «\u00a0{title}\u00a0» n'est pas possible\u00a0: {value}.").format(
                    title=indicator.short_title, value=indicator.format(follow.target)
                ),
                remedy=_("Choisissez une valeur de {low} à {high}.").format(
                    low=indicator.format_number(indicator.minimum), high=indicator.format(indicator.maximum)
                ),
            )


def observed_figures(profile: Profile | None) -> dict[str, Figure]:
    """The figures of the territory that have a value, by indicator."""
    if profile is None:
        return {}
    return {one.indicator.id: one for one in profile.figures if one.estimate.value is not None}


def _joined_row(scope: str, row: dict[str, Any], observed: dict[str, Figure]) -> None:
    baseline = IndicatorSnapshot.model_validate(row["baseline"])
    figure = observed.get(baseline.indicator)
    words, target, year, remove = st.columns([4.2, 1.7, 1.5, 1.6], vertical_alignment="bottom")
    with words:
        st.html(
            f'<p class="plan-depart"><strong>{escape(baseline.title)}</strong><br>'
            f"{escape(_('Départ'))}\u00a0: {escape(baseline.value_text)} ({baseline.year})</p>"
        )
    with target:
        _target_field(f"{scope}_cible_{row['row']}", figure.indicator if figure else None)
    with year:
        _year_field(f"{scope}_cible_annee_{row['row']}")
    with remove:
        st.button(
            _("Retirer"),
            key=f"{scope}_retirer_suivi_{row['row']}",
            icon=":material/close:",
            on_click=_remove,
            args=(scope, row["row"]),
            width="stretch",
        )


def _target_field(key: str, indicator: Indicator | None) -> None:
    whole = indicator is not None and indicator.unit in (Unit.COUNT, Unit.EURO)
    unit = indicator.unit_symbol if indicator is not None else ""
    st.number_input(
        _("Cible ({unit})").format(unit=unit) if unit else _("Cible"),
        value=None,
        step=1.0,
        format="%.0f" if whole else "%.1f",
        key=key,
        placeholder=_("valeur"),
        persist_state="session",
    )


def _year_field(key: str) -> None:
    st.number_input(
        _("Année visée"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        value=None,
        step=1,
        key=key,
        placeholder=_("année"),
        persist_state="session",
    )


def _frozen(scope: str, figure: Figure, version: str) -> IndicatorSnapshot:
    """Frozen once per form: a double click must not make two snapshots of two instants."""
    key = f"{scope}:moment:{figure.anchor}"
    moment = st.session_state.setdefault(key, datetime.now(UTC).isoformat())
    return snapshot(figure, version, datetime.fromisoformat(moment))


def _join(scope: str, figure: Figure | None, version: str) -> None:
    if figure is None:
        return
    row = str(uuid4())
    baseline = _frozen(scope, figure, version).model_dump(mode="json")
    joined = {"row": row, "baseline": baseline}
    st.session_state[f"{scope}_cible_{row}"] = st.session_state.get(f"{scope}_cible")
    st.session_state[f"{scope}_cible_annee_{row}"] = st.session_state.get(f"{scope}_cible_annee")
    st.session_state[f"{scope}:suivi"] = [*st.session_state.get(f"{scope}:suivi", []), joined]
    _forget_new(scope)


def _remove(scope: str, row: str) -> None:
    rows = st.session_state.get(f"{scope}:suivi", [])
    st.session_state[f"{scope}:suivi"] = [one for one in rows if one["row"] != row]


def _forget_new(scope: str) -> None:
    st.session_state[f"{scope}_indicateur"] = ""
    st.session_state[f"{scope}_cible"] = None
    st.session_state[f"{scope}_cible_annee"] = None
    for key in [key for key in st.session_state if str(key).startswith(f"{scope}:moment:")]:
        del st.session_state[key]
