"""Choose what a statement rests on: a figure of the fiche, a testimony, a document."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import escape

import streamlit as st
from pydantic import ValidationError

from diagnostic.evidence import METHODS, MONTHS, Document, Evidence, Testimony, snapshot
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import Fault, UserError
from pages._journal.evidence import pick_noted_document, pick_noted_testimony
from pages._ui.paragraph import paragraph

KINDS = ("chiffre", "temoignage", "document")
FIRST_YEAR = 2000


def kind_words(kind: str) -> str:
    """The kind of evidence in words."""
    return {
        "chiffre": _("Un chiffre de la fiche"),
        "temoignage": _("Un témoignage"),
        "document": _("Un document"),
    }[kind]


def chips_html(evidence: tuple[Evidence, ...]) -> str:
    """The evidence as chips, each with its kind in words."""
    kinds = {"chiffre": _("chiffre"), "temoignage": _("témoignage"), "document": _("document")}
    return "".join(
        f'<span class="puce" title="{escape(piece.reference)}">'
        f'<span class="genre">{kinds[piece.kind]}</span> {escape(piece.chip)}</span>'
        for piece in evidence
    )


def pick_evidence(
    profile: Profile, prefix: str, figure_id: str | None = None, diagnostic: str = ""
) -> Evidence | None:
    """Show the fields of one piece of evidence and return it, None while it is empty.

    `figure_id` is the figure to propose first; `diagnostic` is the id of the diagnostic whose journal
    is proposed. Raises UserError when the fields are half filled, saying which one is missing.
    """
    kind = st.segmented_control(
        _("Sur quoi ce constat s'appuie-t-il\u00a0?"),
        KINDS,
        format_func=kind_words,
        default="chiffre",
        key=f"{prefix}_genre",
        persist_state="session",
    )
    if kind == "temoignage":
        return pick_noted_testimony(prefix, diagnostic) or _pick_testimony(prefix)
    if kind == "document":
        return pick_noted_document(prefix, diagnostic) or _pick_document(prefix)
    if kind == "chiffre":
        return _pick_figure(profile, prefix, figure_id)
    return None


def _pick_figure(profile: Profile, prefix: str, figure_id: str | None) -> Evidence | None:
    observed = {f.indicator.id: f for f in profile.figures if f.estimate.value is not None}
    if not observed:
        st.html(paragraph(_("Aucun chiffre publié pour ce quartier."), "vide"))
        return None
    ids = ["", *observed]
    chosen = st.selectbox(
        _("Chiffre"),
        ids,
        index=ids.index(figure_id) if figure_id in observed else 0,
        format_func=lambda i: observed[i].short_reference if i else _("Choisir un chiffre"),
        key=f"{prefix}_chiffre_{profile.territory.code}_{figure_id or ''}",
    )
    if not chosen:
        return None
    return snapshot(observed[chosen], profile.statistics_version, datetime.now(UTC))


def _pick_testimony(prefix: str) -> Evidence | None:
    st.html(paragraph(_("Jamais de nom de personne : la fonction et le secteur suffisent."), "source"))
    left, right = st.columns(2)
    with left:
        function = st.text_input(
            _("Fonction"),
            placeholder=_("Équipe de maison médicale, habitant·e…"),
            key=f"{prefix}_fonction",
            persist_state="session",
        )
        month = st.selectbox(
            _("Mois"),
            range(1, 13),
            format_func=lambda m: MONTHS[m - 1],
            key=f"{prefix}_mois",
            index=date.today().month - 1,
        )
    with right:
        sector = st.text_input(
            _("Secteur"),
            placeholder=_("Santé, logement, prévention…"),
            key=f"{prefix}_secteur",
            persist_state="session",
        )
        years = list(range(date.today().year, FIRST_YEAR - 1, -1))
        year = st.selectbox(_("Année du témoignage"), years, key=f"{prefix}_annee_temoignage")
    method = st.selectbox(
        _("Méthode"), list(METHODS), format_func=METHODS.__getitem__, key=f"{prefix}_methode"
    )
    if not (function or sector):
        return None
    return _checked(
        Testimony,
        {"function": _("Fonction"), "sector": _("Secteur")},
        function=function,
        sector=sector,
        month=f"{year}-{month:02d}",
        method=method,
    )


def _pick_document(prefix: str) -> Evidence | None:
    title = st.text_input(_("Titre du document"), key=f"{prefix}_titre", persist_state="session")
    left, right = st.columns([2, 1])
    with left:
        organisation = st.text_input(
            _("Organisme"),
            placeholder=_("CPAS, IBSA, Observatoire…"),
            key=f"{prefix}_organisme",
            persist_state="session",
        )
    with right:
        years = list(range(date.today().year, 1949, -1))
        year = st.selectbox(_("Année du document"), years, key=f"{prefix}_annee_document")
    if not (title or organisation):
        return None
    return _checked(
        Document,
        {"title": _("Titre du document"), "organisation": _("Organisme")},
        title=title,
        organisation=organisation,
        year=year,
    )


def _checked(kind: type[Testimony] | type[Document], labels: dict[str, str], **fields: object) -> Evidence:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        faults = tuple(
            Fault(
                _("ce champ est vide ou trop long (300 caractères au plus)."),
                column=labels.get(str(detail["loc"][0]), str(detail["loc"][0])),
                value=str(detail.get("input", ""))[:60],
            )
            for detail in error.errors()
        )
        raise UserError(
            _("La preuve n'est pas complète."),
            remedy=_("Complétez-la\u00a0: votre texte est resté à l'écran."),
            faults=faults,
        ) from error
