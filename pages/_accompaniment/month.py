"""The form of one month: the only place where its counts are seen as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from diagnostic.accompaniment_checks import checked
from diagnostic.accompaniment_view import month_label
from diagnostic.contents.accompaniment import Criterion, CriterionCount, MonthlyCount, Outcome, OutcomeCount
from diagnostic.contents.content import NOTE
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from indicators.french import number
from indicators.language import _
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save, theirs_of, version_to_replace
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import kept_by, show_questions

MONTH = "suivi_mois"
SAVED = "suivi_enregistre"
MONTHS_BACK = 36


def show_month_form(repository: EntryRepository, diagnostic: str, today: date) -> None:
    """Choose a month, type or correct its counts; what was typed stays until it is stored."""
    stored = _by_month(repository, diagnostic)
    done = st.session_state.pop(SAVED, None)
    if done:
        month, words = done
        for key in [str(key) for key in st.session_state if str(key).startswith(f"{_scope(month)}_")]:
            del st.session_state[key]
        st.toast(words.format(month=month_label(month).capitalize()), icon=":material/check:")
    options = _options(today, stored)
    first = next((month for month in options if month not in stored), options[0])
    month = st.selectbox(
        _("Mois"),
        options,
        index=options.index(first),
        key=MONTH,
        format_func=lambda one: _month_words(one, stored),
        persist_state="session",
    )
    assert month is not None
    entry = stored.get(month)
    st.html(
        paragraph(
            _(
                "Comptez des ménages, jamais une personne. Ces nombres ne se relisent qu'ici\u00a0: partout ailleurs, "
                "ceux de 1 à 4 ménages sont secrets."
            ),
            "source",
        )
    )
    scope = _scope(month)
    # The version that the form began with: what somebody else stores meanwhile is not overwritten.
    st.session_state.setdefault(_version(scope), entry.version if entry else 0)
    content = _fields(scope, month, entry)
    if st.button(
        _("Enregistrer le mois"), type="primary", icon=":material/save:", key=f"{scope}:enregistrer"
    ):
        _store(repository, diagnostic, scope, content, entry)
    show_questions(scope, {NOTE: f"{scope}_notes"}, frozenset())
    theirs = theirs_of(scope)
    if theirs is not None:
        st.html(paragraph(_words_of(theirs.content), "source"))
    if entry is not None and not entry.archived:
        _offer_to_archive(repository, scope, entry)


def _offer_to_archive(repository: EntryRepository, scope: str, entry: Entry[MonthlyCount]) -> None:
    if not st.button(
        _("Retirer ce mois du suivi"), icon=":material/archive:", type="tertiary", key=f"{scope}:retirer"
    ):
        return
    if save(scope, lambda: repository.archive(entry.id, entry.version, role=current_role())) is not None:
        words = _("{month} est retiré du suivi. L'enregistrer de nouveau le rétablit.")
        st.session_state[SAVED] = (entry.content.month, words)
        st.rerun()


def _scope(month: str) -> str:
    return f"suivi_{month}"


def _version(scope: str) -> str:
    return f"{scope}_version"


def _by_month(repository: EntryRepository, diagnostic: str) -> Mapping[str, Entry[MonthlyCount]]:
    held = repository.all(MonthlyCount, diagnostic, archived=True)
    return {one.content.month: one for one in (*held, *repository.all(MonthlyCount, diagnostic))}


def _options(today: date, stored: Mapping[str, object]) -> list[str]:
    """The newest month first; a month to come cannot be counted."""
    last = 12 * today.year + today.month - 1
    recent = {f"{place // 12}-{place % 12 + 1:02d}" for place in range(last - MONTHS_BACK + 1, last + 1)}
    return sorted(recent | set(stored), reverse=True)


def _month_words(month: str, stored: Mapping[str, Entry[MonthlyCount]]) -> str:
    entry = stored.get(month)
    if entry is None:
        return month_label(month)
    state = _("retiré du suivi") if entry.archived else _("déjà enregistré")
    return f"{month_label(month)} ({state})"


def _fields(scope: str, month: str, entry: Entry[MonthlyCount] | None) -> MonthlyCount:
    before = entry.content if entry is not None else MonthlyCount(month=month)
    met = {one.criterion: one.households for one in before.criteria}
    ended = {one.outcome: one.households for one in before.outcomes}
    left, right = st.columns(2)
    with left:
        households = _count(_("Ménages accompagnés dans le mois"), f"{scope}_menages", before.households)
    with right:
        begun = _count(_("dont accompagnements commencés ce mois"), f"{scope}_debuts", before.begun)
    criteria_side, outcome_side = st.columns(2, gap="large")
    with criteria_side:
        st.subheader(_("Parmi eux, combien présentent ce critère"), anchor=False)
        criteria = tuple(
            CriterionCount(
                criterion=one,
                households=_count(f"{place}. {one.label}", f"{scope}_{one.value}", met.get(one, 0)),
            )
            for place, one in enumerate(Criterion, start=1)
        )
    with outcome_side:
        st.subheader(_("Où en sont-ils à la fin du mois"), anchor=False)
        outcomes = tuple(
            OutcomeCount(outcome=one, households=_count(one.label, f"{scope}_{one.value}", ended.get(one, 0)))
            for one in Outcome
        )
    notes = st.text_area(
        NOTE,
        value=before.notes,
        key=f"{scope}_notes",
        height=80,
        max_chars=2000,
        placeholder=_("Facultatif\u00a0: le contexte du mois, rien sur un ménage."),
        persist_state="session",
    )
    return MonthlyCount(
        month=month, households=households, begun=begun, criteria=criteria, outcomes=outcomes, notes=notes
    )


def _count(label: str, key: str, value: int) -> int:
    return int(
        st.number_input(
            label, min_value=0, max_value=100_000, value=value, step=1, key=key, persist_state="session"
        )
    )


def _store(
    repository: EntryRepository,
    diagnostic: str,
    scope: str,
    content: MonthlyCount,
    entry: Entry[MonthlyCount] | None,
) -> None:
    identifier = entry.id if entry else str(uuid5(NAMESPACE_URL, f"suivi/{diagnostic}/{content.month}"))
    seen = int(st.session_state[_version(scope)])

    def write() -> Entry[MonthlyCount]:
        counts = checked(content)
        role, kept = current_role(), kept_by(scope)
        version = version_to_replace(scope, seen)
        if not version:
            # One id per month: two people who count the same month meet, instead of storing it twice.
            return repository.add(counts, diagnostic, role=role, id=identifier, kept=kept)
        if repository.get(identifier, MonthlyCount).archived:
            version = repository.restore(identifier, version, role=role).version
        return repository.edit(identifier, version, counts, role=role, kept=kept)

    if save(scope, write) is not None:
        st.session_state[SAVED] = (content.month, _("{month} est enregistré."))
        st.rerun()


def _words_of(count: MonthlyCount) -> str:
    """The counts of somebody else, beside one's own in the form."""
    parts = [
        _("ménages accompagnés {n}").format(n=number(count.households)),
        _("commencés {n}").format(n=number(count.begun)),
        *(f"{one.criterion.label} {number(one.households)}" for one in count.criteria),
        *(f"{one.outcome.label} {number(one.households)}" for one in count.outcomes),
    ]
    return _("Version enregistrée\u00a0: {parts}.").format(parts=", ".join(parts))
