"""Change one statement: words, list, theme, state, evidence, place; its history; two editors at once."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.evidence import Evidence
from diagnostic.personal_data import PersonalDataFound, search_fields, texts_of
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.statement_order import Place
from diagnostic.statement_qualities import Convergence, Priority, Status
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._ui.current_role import current_role
from pages._ui.evidence_picker import pick_evidence
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import ask, fields_of, kept_by, show_questions
from pages._ui.statement_support import keep_support

OPENED = "edition:version"
CONFLICT = "edition:conflit"


def open_statement_dialog(
    repository: StatementRepository, profile: Profile, board: Board, statement: Statement
) -> None:
    """Open the dialog on the statement as the person sees it: that version is what they change."""
    st.session_state[OPENED] = statement.version
    st.session_state.pop(CONFLICT, None)
    _dialog(repository, profile, board, statement)


@st.dialog(_("Modifier le constat"), width="large")
def _dialog(repository: StatementRepository, profile: Profile, board: Board, shown: Statement) -> None:
    prefix = f"edition_{shown.id}_{shown.version}"
    conflict = st.session_state.get(CONFLICT)
    if conflict:
        _show_conflict(board, repository.get(shown.id))
    text = st.text_area(
        _("Constat"), value=shown.text, key=f"{prefix}_texte", height=140, max_chars=MAX_CHARACTERS
    )
    quadrant, theme = _list_and_theme(prefix, board, shown)
    kept = keep_support(shown, prefix)
    convergence, status, priority = _decisions(prefix, shown)
    fault: UserError | None = None
    added: Evidence | None = None
    with st.expander(_("Joindre une autre preuve")):
        try:
            added = pick_evidence(profile, prefix, diagnostic=board.diagnostic)
        except UserError as error:
            fault = error
    evidence = (*kept, *([added] if added is not None and added not in kept else []))

    save_label = _("Enregistrer mon texte à la place") if conflict else _("Enregistrer")
    save, move, archive = st.columns([2, 1.4, 1.2])
    wants_save = save.button(save_label, type="primary", key=f"{prefix}_enregistrer", width="stretch")
    with move:
        moved = _move_menu(prefix, shown)
    wants_archive = archive.button(_("Archiver"), key=f"{prefix}_archiver", width="stretch")
    if conflict and st.button(_("Garder le texte enregistré"), key=f"{prefix}_garder"):
        st.session_state.pop(CONFLICT, None)
        st.rerun()

    def save_all() -> None:
        if fault is not None:
            raise fault
        saved = repository.edit(
            shown.id,
            st.session_state[OPENED],
            text=text,
            theme=theme,
            evidence=evidence,
            status=status,
            convergence=convergence,
            priority=priority,
            role=current_role(),
            kept=kept_by(prefix),
        )
        if quadrant is not saved.quadrant:
            repository.move(shown.id, saved.version, quadrant, role=current_role())
        st.session_state.pop(CONFLICT, None)

    if wants_save:
        _write(prefix, save_all)
    elif moved is not None:
        _write(
            prefix,
            lambda: repository.move(shown.id, st.session_state[OPENED], *moved, role=current_role()),
        )
    elif wants_archive:
        _write(prefix, lambda: repository.archive(shown.id, st.session_state[OPENED], role=current_role()))
    show_questions(prefix, fields_of(prefix), stored_keys(shown))
    _show_history(repository, shown)


def _write(prefix: str, change: Callable[[], object]) -> None:
    """Make a change and close the dialog; what stops it is told, and what was typed stays on screen."""
    try:
        change()
    except EditConflict as error:
        st.session_state[CONFLICT] = True
        st.session_state[OPENED] = error.theirs.version
        st.rerun(scope="fragment")
    except PersonalDataFound:
        ask(prefix)
        st.rerun(scope="fragment")
    except UserError as error:
        show_error(error)
    else:
        st.rerun()


def _list_and_theme(prefix: str, board: Board, shown: Statement) -> tuple[Quadrant, str]:
    themes = list(dict.fromkeys([*board.themes.ids, shown.theme]))
    left, right = st.columns(2)
    with left:
        quadrant = st.selectbox(
            _("Liste"),
            list(Quadrant),
            index=list(Quadrant).index(shown.quadrant),
            format_func=lambda q: f"{q.value} · {q.heading}",
            key=f"{prefix}_liste",
        )
    with right:
        theme = st.selectbox(
            _("Thème"),
            themes,
            index=themes.index(shown.theme),
            format_func=board.themes.heading,
            key=f"{prefix}_theme",
            filter_mode="contains",
        )
    assert quadrant is not None and theme is not None
    return quadrant, theme


def _decisions(prefix: str, shown: Statement) -> tuple[Convergence, Status, Priority]:
    """What people decide, below the two sides they have just read."""
    st.html(
        paragraph(
            _("Les chiffres et les personnes disent-ils la même chose\u00a0? C'est vous qui en décidez."),
            "source",
        )
    )
    left, middle, right = st.columns([2, 1, 1])
    with left:
        convergence = st.selectbox(
            _("Convergence"),
            list(Convergence),
            index=list(Convergence).index(shown.convergence),
            format_func=lambda one: one.label,
            key=f"{prefix}_convergence",
        )
    with middle:
        status = st.selectbox(
            _("Statut"),
            list(Status),
            index=list(Status).index(shown.status),
            format_func=lambda one: one.label,
            key=f"{prefix}_statut",
        )
    with right:
        priorities = [Priority.NONE, Priority.HIGH, Priority.MIDDLE, Priority.LOW]
        priority = st.selectbox(
            _("Priorité"),
            priorities,
            index=priorities.index(shown.priority),
            format_func=lambda one: one.label,
            key=f"{prefix}_priorite",
        )
    assert convergence is not None and status is not None and priority is not None
    return convergence, status, priority


def _move_menu(prefix: str, shown: Statement) -> tuple[Quadrant, Place] | None:
    """Where to put the line, without a mouse: inside its list, or at the end of another one."""
    asked: tuple[Quadrant, Place] | None = None
    with st.popover(_("Déplacer"), icon=":material/swap_vert:", width="stretch", key=f"{prefix}_deplacer"):
        choices: list[tuple[str, str, Quadrant, Place]] = [
            (_("Monter"), "monter", shown.quadrant, "up"),
            (_("Descendre"), "descendre", shown.quadrant, "down"),
            (_("Tout en haut"), "haut", shown.quadrant, 0),
            (_("Tout en bas"), "bas", shown.quadrant, "last"),
        ]
        choices += [
            (_("Vers la liste {list}").format(list=one.heading), f"vers_{one.value}", one, "last")
            for one in Quadrant
            if one is not shown.quadrant
        ]
        for label, name, quadrant, place in choices:
            if st.button(label, key=f"{prefix}_{name}", width="stretch"):
                asked = (quadrant, place)
    return asked


def stored_keys(shown: Statement) -> frozenset[str]:
    """What the stored statement already holds: it was asked about then."""
    return frozenset(one.finding.key for one in search_fields(texts_of(shown.text, shown.evidence)))


def _show_conflict(board: Board, theirs: Statement) -> None:
    st.warning(
        _(
            "Quelqu'un d'autre a modifié ce constat pendant que vous écriviez. Rien n'a été écrasé\u00a0: "
            "voici ce qui est enregistré, et dessous ce que vous avez écrit. Choisissez, ou réunissez les deux."
        ),
        icon=":material/group:",
    )
    state = _(" (archivé)") if theirs.archived else ""
    decided = " · ".join(one.label for one in (theirs.status, theirs.priority, theirs.convergence))
    st.html(
        f'<div class="constat"><p class="theme">{escape(_("Texte enregistré"))}{escape(state)} · '
        f"{escape(theirs.quadrant.heading)} · {escape(board.theme_of(theirs))} · {escape(decided)}</p>"
        f'<p class="autre-texte" dir="auto">{escape(theirs.text)}</p></div>'
    )


def _show_history(repository: StatementRepository, shown: Statement) -> None:
    with st.expander(_("Historique"), icon=":material/history:"):
        blocks = []
        for revision in reversed(repository.history(shown.id)):
            when = revision.at.astimezone().strftime("%d/%m/%Y %H:%M")
            told = [when, revision.label, revision.statement.quadrant.heading, revision.role]
            blocks.append(
                f'<div class="constat"><p class="theme">{escape(" · ".join(one for one in told if one))}</p>'
                f'<p dir="auto">{escape(revision.statement.text)}</p></div>'
            )
        st.html("".join(blocks))
