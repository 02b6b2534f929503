"""A whole diagnostic as one file: take it away, bring one in; what will happen is told before."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from data.current import current_statistics
from data.perimeter_disclosure import perimeter_check
from data.statistics import Statistics
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.portable.document import DiagnosticFile, EntryRecord, StatementRecord
from diagnostic.portable.faults import FileRefused
from diagnostic.portable.json_text import MOST_BYTES
from diagnostic.portable.outcome import Diverged, Outcome, What
from diagnostic.portable.read import read_file
from diagnostic.portable.schema import schema_text
from diagnostic.portable.take_in import foresee, import_diagnostic
from diagnostic.portable.write import export_diagnostic
from diagnostic.privacy.findings import Kind
from exports.file_name import file_name
from indicators.french import number
from indicators.language import _
from indicators.user_error import Fault, UserError
from pages._ui.current_diagnostic import KEY, CurrentDiagnostic, heading_of, territory_of
from pages._ui.current_role import current_role
from pages._ui.html_table import html_table
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.search_results import counted
from pages._ui.store import store
from pages._ui.url_state import choose

JSON = "application/json"
ROUND = "echange:tour"
"""Counts imported files: a new uploader, empty, for each."""
DONE = "echange:fait"
READ = "echange:lu"
KEPT = "echange:gardes"
TO_KEEP = "echange_a_garder"
FAULTS_SHOWN = 100


def show_export(current: CurrentDiagnostic) -> None:
    """The button that gives the file of one diagnostic."""
    today = date.today()
    name = f"diagnostic_{current.content.territory_code}_{today.isoformat()}.json"
    if current.territory is not None:
        name = file_name("diagnostic", current.territory, today, "json")
    st.html(
        paragraph(
            _(
                "Le fichier contient tout le diagnostic\u00a0: constats, journal, fiches, plan, suivi, ce qui est "
                "archivé, chaque changement avec sa date et la fonction de qui l'a fait, et les périmètres. Gardez-le "
                "comme un document de travail\u00a0: il dit tout ce que l'équipe a écrit."
            )
        )
    )
    st.download_button(
        _("Télécharger le diagnostic (JSON)"),
        data=lambda: export_diagnostic(store(), current.id),
        file_name=name,
        mime=JSON,
        icon=":material/download:",
        on_click="ignore",
        key="echange_exporter",
    )


def show_import(statistics: Statistics) -> None:
    """The whole dialogue, from the file to the diagnostic that is here."""
    st.html(
        paragraph(
            _(
                "Déposez un fichier donné par cette page, ici ou sur un autre ordinateur (JSON, {limit}\u00a0Mo au plus). "
                "Rien n'est écrit avant que vous acceptiez, et rien de ce qui est ici n'est écrasé."
            ).format(limit=number(MOST_BYTES // 1024 // 1024))
        )
    )
    uploaded = st.file_uploader(
        _("Fichier d'un diagnostic"), type=["json"], key=f"echange_fichier_{st.session_state.get(ROUND, 0)}"
    )
    if uploaded is None:
        for key in (READ, KEPT):
            st.session_state.pop(key, None)
        return
    try:
        file = _reading(uploaded)
    except FileRefused as refused:
        _show_refusal(refused)
        return
    _show_file(file, statistics)


def show_schema() -> None:
    """The published form of the file, for those who write programs."""
    st.html(
        paragraph(
            _(
                "Le fichier est un texte lisible (JSON en UTF-8) dont la forme est publiée\u00a0: un autre programme peut "
                "le lire. La commande «\u00a0python -m diagnostic schema\u00a0» donne le même schéma."
            ),
            "source",
        )
    )
    st.download_button(
        _("Télécharger le schéma du fichier"),
        data=schema_text,
        file_name="diagnostic.schema.json",
        mime="application/schema+json",
        icon=":material/schema:",
        on_click="ignore",
        key="echange_schema",
    )


def say_what_was_done() -> None:
    """What the import of the run before did, once."""
    done = st.session_state.pop(DONE, ())
    if done:
        st.success(" ".join(done), icon=":material/check:")


def _kept() -> frozenset[str]:
    return frozenset(st.session_state.get(KEPT, ()))


def _reading(uploaded: Any) -> DiagnosticFile:
    """The file, read once and not at every run. Raises FileRefused."""
    asked = (uploaded.file_id, _kept())
    held = st.session_state.get(READ)
    if held is None or held[0] != asked:
        with st.spinner(_("Lecture du fichier…")):
            try:
                found: DiagnosticFile | FileRefused = read_file(uploaded.getvalue(), kept=_kept())
            except FileRefused as refused:
                found = refused
        held = (asked, found)
        st.session_state[READ] = held
    if isinstance(held[1], FileRefused):
        raise held[1]
    file: DiagnosticFile = held[1]
    return file


def _show_refusal(refused: FileRefused) -> None:
    st.error(_("Ce fichier n'est pas importé, et rien n'a changé."), icon=":material/block:")
    show_error(UserError(refused.problem, remedy=refused.remedy))
    if refused.faults:
        st.html(_faults_html(refused.faults))
    if refused.may_be_kept:
        _ask_what_to_keep(refused)


def _ask_what_to_keep(refused: FileRefused) -> None:
    """Texts that may be about a person: those who know say which are institutions."""
    texts = {
        one.finding.key: " ".join(one.finding.text.split())
        for one in refused.found
        if one.finding.kind is not Kind.NATIONAL_NUMBER
    }
    if not texts:
        return
    st.html(
        paragraph(
            _(
                "Le diagnostic ne garde rien sur une personne. Si certains de ces passages désignent une institution, "
                "choisissez-les\u00a0; les autres sont à retirer là d'où vient le fichier."
            )
        )
    )
    st.multiselect(
        _("Passages qui désignent une institution"),
        list(texts),
        key=TO_KEEP,
        format_func=texts.__getitem__,
        placeholder=_("Choisir"),
    )
    st.button(_("Garder ces passages et relire"), on_click=_keep, icon=":material/domain:")


def _keep() -> None:
    st.session_state[KEPT] = [*_kept(), *st.session_state.get(TO_KEEP, ())]


def _show_file(file: DiagnosticFile, statistics: Statistics) -> None:
    content = file.owner.content
    assert isinstance(content, Diagnosis)  # the reader saw to it
    st.html(_preview_html(file, heading_of(content, territory_of(statistics, content))))
    check = perimeter_check(current_statistics())
    try:
        foreseen = foresee(store(), file, check=check)
    except Diverged as diverged:
        show_error(UserError(diverged.problem, remedy=diverged.remedy))
        st.html(_faults_html(diverged.faults))
        foreseen = None
    except UserError as error:
        show_error(UserError(error.problem, remedy=error.remedy))
        if error.faults:
            st.html(_faults_html(error.faults))
        return
    if foreseen is not None:
        items = "".join(f"<li>{escape(words)}</li>" for words in foreseen.words)
        heading = escape(_("Ce que fera l'import"))
        st.html(f"<p><strong>{heading}</strong></p><ul>{items}</ul>")
    with st.container(horizontal=True):
        if foreseen is not None and foreseen.what is not What.NOTHING:
            label = _("Importer ce diagnostic") if foreseen.what is What.NEW else _("Prendre les changements")
            if st.button(label, type="primary", icon=":material/check:", key="echange_accepter"):
                _accept(file, as_copy=False)
        if (foreseen is None or foreseen.what is not What.NEW) and st.button(
            _("Importer comme une copie"), icon=":material/content_copy:", key="echange_copier"
        ):
            _accept(file, as_copy=True)


def _accept(file: DiagnosticFile, *, as_copy: bool) -> None:
    check = perimeter_check(current_statistics())
    try:
        done: Outcome = import_diagnostic(
            store(), file, check=check, role=current_role(), kept=_kept(), as_copy=as_copy
        )
    except UserError as error:
        show_error(error)
        return
    st.session_state[DONE] = (_("Le fichier est importé."), *done.words[1:])
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    for key in (READ, KEPT):
        st.session_state.pop(key, None)
    st.session_state[f"{DONE}:id"] = done.diagnostic
    st.rerun()


def follow_import() -> None:
    """After an import, the diagnostic that came in is the one looked at; call it before the list."""
    id = st.session_state.pop(f"{DONE}:id", None)
    if id is not None:
        choose(KEY, id)


def _preview_html(file: DiagnosticFile, heading: str) -> str:
    pieces: list[EntryRecord | StatementRecord] = [*file.entries, *file.statements]
    kinds: Counter[str] = Counter(
        one.kind for one in file.entries if one.kind != "diagnostic" and not one.archived
    )
    kinds["constat"] = sum(not line.archived for line in file.statements)
    aside = sum(one.archived for one in pieces)
    changes = sum(len(one.revisions) for one in pieces)
    held = [counted(kind, count) for kind, count in kinds.items() if count]
    last = max(one.updated_at for one in pieces)
    rows = (
        (_("Diagnostic"), heading),
        (_("Ce qu'il contient"), ", ".join(held) or _("rien encore")),
        (_("Archivés"), number(aside)),
        (_("Changements gardés"), number(changes)),
        (_("Périmètres"), ", ".join(one.versions[-1].name for one in file.perimeters) or _("aucun")),
        (_("Dernier changement"), f"{last:%d/%m/%Y}"),
        (
            _("Fichier écrit le"),
            f"{file.exported_at:%d/%m/%Y, %H:%M} UTC ({_('version')} {file.application})",
        ),
    )
    cells = "".join(f'<dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd>' for name, value in rows)
    return f'<dl class="echange">{cells}</dl>'


def _faults_html(faults: tuple[Fault, ...]) -> str:
    """The faults in a table: where, what, what to do; beyond a hundred they are counted."""
    heads = (_("Où"), _("Valeur"), _("Ce qui ne va pas"), _("Que faire"))
    rows = [
        "<tr>"
        + "".join(f"<td>{escape(text)}</td>" for text in (one.file, one.value, one.problem, one.remedy))
        + "</tr>"
        for one in faults[:FAULTS_SHOWN]
    ]
    table = html_table(heads, rows, label=_("Fautes du fichier"))
    if len(faults) <= FAULTS_SHOWN:
        return table
    words = _("{shown} fautes sur {all}.").format(shown=FAULTS_SHOWN, all=number(len(faults)))
    return table + paragraph(words, "source")
