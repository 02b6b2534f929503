"""Make a diagnostic, and change what it says of itself: title, aim, team, phases."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from data.statistics import Statistics
from diagnostic.contents.content import TITLE
from diagnostic.contents.diagnosis import Diagnosis, PhaseKind, TeamMember
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import search_fields
from indicators.language import _
from indicators.user_error import UserError
from pages._diagnoses.diagnosis_words import AIM, diagnosis_html
from pages._diagnoses.diagnostic_territory import choose_territory
from pages._diagnoses.phase_dates import checked_phases, fill_phases, show_phases, typed_dates
from pages._diagnoses.team_rows import fill_team, show_team, team_widgets, typed_team
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save, theirs_of, version_to_replace
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import forget, kept_by, show_questions

NEW = "nouveau_diagnostic"
MADE = "nouveau_diagnostic:fait"
MADE_ID = "nouveau_diagnostic:id"
TO_CHOOSE = "diagnostic:a_choisir"
"""The id that the next run shows: the widget of the choice is drawn before the forms."""
LABELS = {"title": TITLE, "aim": AIM, "team": _("Équipe"), "phases": _("Phases")}
LONGEST_AIM = 20_000


def new_form(statistics: Statistics, repository: EntryRepository) -> None:
    """Title, territory, aim; the rest is said once it exists. What was typed stays until it is stored."""
    just_made = st.session_state.pop(MADE, False)
    if just_made:
        for name in ("titre", "but"):
            st.session_state[f"{NEW}_{name}"] = ""
        st.session_state.pop(MADE_ID, None)
    # Made once per form, so that a double click makes one diagnostic, not two.
    identifier = st.session_state.setdefault(MADE_ID, str(uuid4()))
    title_side, territory_side = st.columns(2)
    with title_side:
        title = st.text_input(
            TITLE,
            key=f"{NEW}_titre",
            max_chars=300,
            placeholder=_("Anneessens 2027"),
            persist_state="session",
        )
    with territory_side:
        territory = choose_territory(statistics, f"{NEW}_territoire")
    aim = st.text_area(
        AIM,
        key=f"{NEW}_but",
        height=90,
        max_chars=LONGEST_AIM,
        placeholder=_("Ce que l'équipe veut comprendre, et pour quoi faire"),
        persist_state="session",
    )
    st.html(
        paragraph(
            _(
                "Sans titre, le diagnostic porte le nom de son territoire. Pour un territoire qui n'est pas dans la "
                "liste, composez d'abord un périmètre."
            ),
            "source",
        )
    )
    asked = st.button(_("Créer le diagnostic"), type="primary", icon=":material/add:")
    show_questions(NEW, {TITLE: f"{NEW}_titre", AIM: f"{NEW}_but"})
    if not asked or territory is None or just_made:
        return

    def add() -> Entry[Diagnosis]:
        content = Diagnosis(
            title=title or "", territory_level=territory.level, territory_code=territory.code, aim=aim or ""
        )
        _refuse_same_name(repository, content.heading(territory.name), territory.name, identifier)
        return repository.add(content, role=current_role(), id=identifier, kept=kept_by(NEW))

    made = save(NEW, add, LABELS)
    if made is not None:
        st.session_state[MADE] = True
        st.session_state[TO_CHOOSE] = made.id
        st.toast(_("Le diagnostic est créé."), icon=":material/check:")
        st.rerun()


def _refuse_same_name(repository: EntryRepository, heading: str, territory: str, id: str) -> None:
    """Two diagnostics of one name could not be told apart in a list."""
    for one in repository.all(Diagnosis):
        if one.id != id and one.content.heading(territory).casefold() == heading.casefold():
            raise UserError(
                _("Un diagnostic s'appelle déjà «\u00a0{heading}\u00a0».").format(heading=heading),
                remedy=_("Donnez à celui-ci un autre titre, par exemple avec l'année."),
            )


def edit_form(repository: EntryRepository, current: CurrentDiagnostic) -> None:
    """Title, aim, team and phases of one diagnostic; the themes have their own editor."""
    scope = f"diagnostic_{current.id}"
    _prepare(scope, current.entry)
    if st.session_state.pop(f"{scope}:enregistre", False):
        st.toast(_("Le diagnostic est enregistré."), icon=":material/check:")
    st.text_input(
        TITLE,
        key=f"{scope}_titre",
        max_chars=300,
        placeholder=current.heading,
        persist_state="session",
    )
    st.text_area(AIM, key=f"{scope}_but", height=110, max_chars=LONGEST_AIM, persist_state="session")
    show_team(scope)
    show_phases(scope)
    save_side, undo_side = st.columns([2, 2])
    with save_side:
        label = _("Enregistrer mon texte à la place") if theirs_of(scope) else _("Enregistrer")
        asked = st.button(
            label, key=f"{scope}_enregistrer", type="primary", icon=":material/save:", width="stretch"
        )
    with undo_side:
        st.button(
            _("Reprendre ce qui est enregistré"),
            key=f"{scope}_reprendre",
            disabled=not _is_changed(scope, current.content),
            on_click=_take_stored,
            args=(scope,),
            width="stretch",
        )
    stored_keys = frozenset(one.finding.key for one in search_fields(current.content.texts()))
    show_questions(scope, {TITLE: f"{scope}_titre", AIM: f"{scope}_but", **team_widgets(scope)}, stored_keys)
    if asked:
        stored = save(
            scope,
            lambda: repository.edit(
                current.id,
                version_to_replace(scope, _filled(scope).version),
                _typed(scope, current.content),
                role=current_role(),
                kept=kept_by(scope),
            ),
            LABELS,
        )
        if stored is not None:
            _take_stored(scope)
            st.session_state[f"{scope}:enregistre"] = True
            st.rerun()
    if theirs_of(scope) is not None:
        _show_theirs(current)


def _prepare(scope: str, stored: Entry[Diagnosis]) -> None:
    """Fill the widgets once; follow what others store for as long as nothing was typed here."""
    filled: Entry[Diagnosis] | None = st.session_state.get(f"{scope}:rempli")
    if filled is not None and filled.version == stored.version:
        return
    if filled is not None and _is_changed(scope, filled.content):
        if _parts(filled.content) == _parts(stored.content):
            # Only the themes changed: what is typed here is in nobody's way.
            st.session_state[f"{scope}:rempli"] = stored
        return
    content = stored.content
    st.session_state[f"{scope}_titre"] = content.title
    st.session_state[f"{scope}_but"] = content.aim
    fill_team(scope, content.team)
    fill_phases(scope, content.phases)
    st.session_state[f"{scope}:rempli"] = stored


def _filled(scope: str) -> Entry[Diagnosis]:
    """The entry that the person began from."""
    filled: Entry[Diagnosis] = st.session_state[f"{scope}:rempli"]
    return filled


def _take_stored(scope: str) -> None:
    """Forget what is typed: the next run fills the widgets with what is stored."""
    st.session_state.pop(f"{scope}:rempli", None)
    st.session_state.pop(f"{scope}:conflit", None)
    forget(scope)


def _typed(scope: str, stored: Diagnosis) -> Diagnosis:
    """The whole content with what stands in the form; the themes are those that are stored now."""
    return Diagnosis(
        title=str(st.session_state.get(f"{scope}_titre") or ""),
        territory_level=stored.territory_level,
        territory_code=stored.territory_code,
        aim=str(st.session_state.get(f"{scope}_but") or ""),
        team=tuple(
            TeamMember(function=function, organisation=organisation)
            for function, organisation in typed_team(scope)
        ),
        phases=checked_phases(scope),
        themes=stored.themes,
    )


def _is_changed(scope: str, content: Diagnosis) -> bool:
    """Whether something else than this content stands in the form."""
    now = (
        str(st.session_state.get(f"{scope}_titre") or "").strip(),
        str(st.session_state.get(f"{scope}_but") or "").strip(),
        typed_team(scope),
        typed_dates(scope),
    )
    return now != _parts(content)


def _parts(content: Diagnosis) -> tuple[object, ...]:
    held = {one.phase: (one.begins, one.ends) for one in content.phases}
    dates = tuple((kind, *held.get(kind, (None, None))) for kind in PhaseKind)
    return (
        content.title,
        content.aim,
        tuple((one.function, one.organisation) for one in content.team),
        dates,
    )


def _show_theirs(current: CurrentDiagnostic) -> None:
    with st.container(border=True, key=f"version_enregistree_{current.id}"):
        st.html(paragraph(_("Version enregistrée entre-temps"), "intitule"))
        st.html(diagnosis_html(current.content))
