"""Make or change a perimeter: members by list, a look at what they are together, then store it."""

from __future__ import annotations

import streamlit as st

from data.perimeter_disclosure import perimeter_check
from data.perimeter_members import sectors_by_quartier
from data.statistics import Statistics
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.perimeter_rules import PerimeterRefused
from diagnostic.personal_data import FUNCTION, PersonalDataFound
from diagnostic.personal_data import NAME as PERIMETER_NAME
from indicators.language import _
from indicators.level import Level
from indicators.perimeter import LONGEST_NAME, Perimeter
from indicators.user_error import UserError
from pages._perimeters.draft import AUTHOR, NAME, QUARTIERS, SECTORS, WITHOUT, Draft, empty, read_draft
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.place import label_of
from pages._ui.privacy_check import ask, forget, kept_by, show_questions

SCOPE = "perimetre"
STORED = "perimetre_enregistre"
COMMUNE = "perimetre_commune"


def member_lists(statistics: Statistics) -> None:
    """The members, by list: quartiers, then sectors where they are known."""
    quartiers = sorted(statistics.quartiers.values(), key=lambda one: one.name.casefold())
    st.multiselect(
        _("Quartiers"),
        [one.code for one in quartiers],
        key=QUARTIERS,
        format_func=lambda code: statistics.territory(code).name,
        placeholder=_("Choisir des quartiers"),
    )
    sectors = statistics.territories(Level.SECTOR)
    if not sectors:
        st.html(
            paragraph(
                _(
                    "Les secteurs statistiques ne sont pas encore importés\u00a0: un périmètre se compose ici de "
                    "quartiers entiers. Pour ajouter une enclave ou retirer un secteur, importez la table des "
                    "secteurs (Données et méthodes)."
                ),
                "source",
            )
        )
        return
    inside = sectors_by_quartier(statistics)
    st.session_state["perimetre_quartier_de"] = {
        code: quartier for quartier, codes in inside.items() for code in codes
    }
    chosen = st.session_state.get(QUARTIERS, [])
    communes = sorted(
        {
            (name, nis)
            for one in sectors.values()
            for nis, name in zip(one.commune_codes, one.communes, strict=False)
        }
    )
    names = {nis: name for name, nis in communes}
    first = next(
        (nis for code in chosen for nis in statistics.territory(code).commune_codes if nis in names), None
    )
    commune_side, sector_side = st.columns([1, 2])
    with commune_side:
        commune = st.selectbox(
            _("Commune des secteurs à ajouter"),
            list(names),
            index=list(names).index(first) if first else 0,
            key=COMMUNE,
            format_func=lambda nis: names[nis],
        )
    taken = {code for quartier in chosen for code in inside.get(quartier, ())}
    free = [code for code in statistics.members(Level.SECTOR, str(commune)) if code not in taken]
    kept = [code for code in st.session_state.get(SECTORS, []) if code not in taken]
    st.session_state[SECTORS] = kept
    with sector_side:
        st.multiselect(
            _("Secteurs ajoutés (une enclave, un îlot voisin)"),
            list(dict.fromkeys([*kept, *free])),
            key=SECTORS,
            format_func=lambda code: label_of(statistics.territory(code)),
            placeholder=_("Choisir des secteurs"),
        )
    removable = sorted(taken)
    st.session_state[WITHOUT] = [code for code in st.session_state.get(WITHOUT, []) if code in taken]
    st.multiselect(
        _("Secteurs retirés des quartiers choisis"),
        removable,
        key=WITHOUT,
        format_func=lambda code: label_of(statistics.territory(code)),
        placeholder=_("Aucun secteur retiré") if removable else _("Choisissez d'abord un quartier"),
        disabled=not removable,
    )


def naming_form(statistics: Statistics, repository: PerimeterRepository) -> None:
    """Name, author and the button that stores the perimeter."""
    name_side, author_side = st.columns(2)
    with name_side:
        st.text_input(
            _("Nom du périmètre"),
            key=NAME,
            max_chars=LONGEST_NAME,
            placeholder=_("Le nom que les habitant·es emploient"),
        )
    with author_side:
        st.text_input(
            _("Votre fonction (pas votre nom)"), key=AUTHOR, placeholder=_("Référent·e de quartier")
        )
    draft = read_draft()
    changing = draft.version > 0
    columns = st.columns([2.6, 1.6, 1])
    with columns[0]:
        label = _("Enregistrer la nouvelle version") if changing else _("Enregistrer le périmètre")
        asked = st.button(label, type="primary", icon=":material/save:", width="stretch")
    with columns[1]:
        st.button(_("Recommencer"), on_click=empty, width="stretch")
    show_questions(SCOPE, {PERIMETER_NAME: NAME, FUNCTION: AUTHOR})
    if asked:
        try:
            stored = _store(statistics, repository, draft)
        except PersonalDataFound:
            ask(SCOPE)
            st.rerun()
        except UserError as error:
            show_error(error)
            return
        forget(SCOPE)
        st.session_state[STORED] = stored.code
        st.session_state["perimetre_a_vider"] = True
        st.rerun()


def _store(statistics: Statistics, repository: PerimeterRepository, draft: Draft) -> Perimeter:
    if not draft.members:
        raise PerimeterRefused(
            _("Ce périmètre est vide."),
            remedy=_("Choisissez au moins un quartier, sur la carte ou dans la liste."),
        )
    check = perimeter_check(statistics)
    if draft.version:
        return repository.edit(
            draft.code,
            draft.version,
            name=draft.name,
            members=draft.members,
            without=draft.without,
            author=draft.author,
            check=check,
            kept=kept_by(SCOPE),
        )
    return repository.add(
        draft.name,
        draft.members,
        draft.without,
        author=draft.author,
        check=check,
        code=draft.code,
        kept=kept_by(SCOPE),
    )
