"""The journal: a source is noted once, becomes a constat in three fields, and fills the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.content import Content
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, Method, Reading, TestimonyRecord, WorkDocument
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.journal import Journal
from diagnostic.journal_tables import readings_table
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory
from pages._journal.report import journal_csv
from tests.app.test_pages import opened
from tests.app.test_privacy import press
from tests.app.test_privacy import words as html_of
from tests.unit.journal_sample import entry as entry_of_unit_tests

QUARTIER = "31"
PLACE = Territory("quartier", QUARTIER, "Un quartier", "", Kind.INHABITED, ("Bruxelles",), 0.5)
MEDICAL = TestimonyRecord(
    function="Équipe de maison médicale",
    sector="Santé",
    on=date(2021, 5, 20),
    theme="sante",
    said="Les rendez-vous s'éloignent.",
)


@contextmanager
def stored() -> Iterator[Store]:
    store = open_store(Settings().store_url)
    try:
        yield store
    finally:
        store.close()


def words(app: AppTest) -> str:
    return unescape(html_of(app))


def add(content: Content, diagnostic: str) -> Entry[Content]:
    with stored() as store:
        return EntryRepository(store).add(content, diagnostic)


def all_of(kind: type[Content], diagnostic: str) -> list[Content]:
    with stored() as store:
        return [one.content for one in EntryRepository(store).all(kind, diagnostic)]


def statements_of(diagnostic: str) -> tuple[Statement, ...]:
    with stored() as store:
        return StatementRepository(store).board(PLACE, diagnostic).statements


@pytest.fixture
def diagnostic() -> str:
    with stored() as store:
        content = Diagnosis(territory_level="quartier", territory_code=QUARTIER, title="Pour le journal")
        return EntryRepository(store).add(content).id


def journal(diagnostic: str, **parameters: str) -> AppTest:
    app = opened("journal.py", diagnostic=diagnostic, **parameters)
    assert not app.exception
    return app


def fill_testimony(app: AppTest, diagnostic: str, function: str) -> AppTest:
    scope = f"journal_temoignage_{diagnostic}"
    app.text_input(key=f"{scope}_function").input(function).run()
    app.selectbox(key=f"{scope}_sector").set_value("Santé").run()
    app.date_input(key=f"{scope}_on").set_value(date(2021, 5, 20)).run()
    return app.text_area(key=f"{scope}_said").input("Les rendez-vous s'éloignent.").run()


def test_a_testimony_becomes_a_constat_in_at_most_five_fields(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = journal(diagnostic, temoignage=entry.id)
    assert "Aucun constat ne s'appuie encore" in words(app)
    app = press(app, "Créer un constat")
    scope = f"journal_constat_{entry.id}_"
    fields = [
        one.key
        for one in (
            *app.text_area, *app.text_input, *app.selectbox, *app.date_input, *app.number_input,
            *app.multiselect, *app.checkbox, *app.radio, *app.button_group,
        )
        if str(one.key).startswith(scope)
    ]  # fmt: skip
    assert fields == [f"{scope}texte", f"{scope}liste", f"{scope}theme"] and len(fields) <= 5
    assert app.selectbox(key=f"{scope}theme").value == "sante", "the theme of the testimony is proposed"
    app.text_area(key=f"{scope}texte").input("Il faut attendre pour être soigné·e.").run()
    app.selectbox(key=f"{scope}liste").select(Quadrant.WEAKNESS).run()
    app = press(app, "Ajouter le constat")
    assert not app.error
    (made,) = statements_of(diagnostic)
    assert (made.text, made.quadrant, made.theme) == (
        "Il faut attendre pour être soigné·e.", Quadrant.WEAKNESS, "sante",
    )  # fmt: skip
    assert made.evidence == (MEDICAL.as_evidence(entry.id),)
    assert "Un constat s'appuie sur cette source" in words(app) and made.reference in words(app)


def test_a_reading_becomes_a_constat_too(diagnostic: str) -> None:
    entry = add(
        Reading(title="Le non-recours aux droits", organisation="Observatoire", year=2016), diagnostic
    )
    app = press(journal(diagnostic, registre="documents_lus", lecture=entry.id), "Créer un constat")
    scope = f"journal_constat_{entry.id}"
    app.text_area(key=f"{scope}_texte").input("Des droits restent sans demande.").run()
    app = press(app, "Ajouter le constat")
    assert "liste" in app.error[0].value, "nothing is stored without a list"
    assert app.text_area(key=f"{scope}_texte").value == "Des droits restent sans demande."
    app.selectbox(key=f"{scope}_liste").select(Quadrant.THREAT).run()
    app.selectbox(key=f"{scope}_theme").select("non_recours").run()
    app = press(app, "Ajouter le constat")
    (made,) = statements_of(diagnostic)
    assert made.documents[0].record == entry.id and not made.testimonies


def test_the_words_noted_can_be_taken_up_below_what_is_typed(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = press(journal(diagnostic, temoignage=entry.id), "Créer un constat")
    key = f"journal_constat_{entry.id}_texte"
    app.text_area(key=key).input("Déjà commencé").run()
    app = press(app, "Reprendre les mots notés")
    assert app.text_area(key=key).value == f"Déjà commencé\n{MEDICAL.said}"


def test_a_testimony_is_added_opened_and_its_form_emptied(diagnostic: str) -> None:
    app = fill_testimony(journal(diagnostic), diagnostic, "Équipe de maison médicale")
    app = press(app, "Ajouter un témoignage")
    assert not app.error and not app.exception
    (noted,) = all_of(TestimonyRecord, diagnostic)
    assert isinstance(noted, TestimonyRecord)
    assert (noted.function, noted.sector, noted.on) == (
        "Équipe de maison médicale", "Santé", date(2021, 5, 20),
    )  # fmt: skip
    scope = f"journal_temoignage_{diagnostic}"
    assert app.text_input(key=f"{scope}_function").value == ""
    assert app.text_area(key=f"{scope}_said").value == ""
    assert app.date_input(key=f"{scope}_on").value == date(2021, 5, 20), "the day stays for the next one"
    assert any(button.label == "Créer un constat" for button in app.button), "it is open at once"


def test_what_the_privacy_check_stops_stays_on_screen(diagnostic: str) -> None:
    app = fill_testimony(journal(diagnostic), diagnostic, "Madame Dupont, directrice")
    app = press(app, "Ajouter un témoignage")
    assert all_of(TestimonyRecord, diagnostic) == [] and "Dupont" in words(app)
    scope = f"journal_temoignage_{diagnostic}"
    assert app.text_area(key=f"{scope}_said").value == "Les rendez-vous s'éloignent."
    assert app.selectbox(key=f"{scope}_sector").value == "Santé"
    app = press(app, "Retirer")
    assert app.text_input(key=f"{scope}_function").value == "[retiré], directrice"
    app.text_input(key=f"{scope}_function").input("Direction d'une maison médicale").run()
    press(app, "Ajouter un témoignage")
    (noted,) = all_of(TestimonyRecord, diagnostic)
    assert isinstance(noted, TestimonyRecord) and noted.function == "Direction d'une maison médicale"


def test_an_institution_kept_once_is_not_asked_about_again_in_its_constat(diagnostic: str) -> None:
    scope = f"journal_lecture_{diagnostic}"
    app = journal(diagnostic, registre="documents_lus")
    app.text_input(key=f"{scope}_title").input("Rapport annuel").run()
    app.text_input(key=f"{scope}_organisation").input("Marie Dupont et associés").run()
    app = press(app, "Ajouter un document lu")
    assert all_of(Reading, diagnostic) == []
    app = press(press(app, "Garder\u00a0: c'est une institution"), "Ajouter un document lu")
    with stored() as store:
        (entry,) = EntryRepository(store).all(Reading, diagnostic)
    app = press(app, "Créer un constat")
    app.text_area(key=f"journal_constat_{entry.id}_texte").input("Un fait du rapport.").run()
    app.selectbox(key=f"journal_constat_{entry.id}_liste").select(Quadrant.STRENGTH).run()
    app.selectbox(key=f"journal_constat_{entry.id}_theme").select("logement").run()
    press(app, "Ajouter le constat")
    assert [one.documents[0].organisation for one in statements_of(diagnostic)] == [
        "Marie Dupont et associés"
    ]


def test_the_privacy_check_of_a_constat_loses_nothing(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = press(journal(diagnostic, temoignage=entry.id), "Créer un constat")
    scope = f"journal_constat_{entry.id}"
    app.text_area(key=f"{scope}_texte").input("Appeler le 0470 12 34 56 pour les délais.").run()
    app.selectbox(key=f"{scope}_liste").select(Quadrant.WEAKNESS).run()
    app = press(app, "Ajouter le constat")
    assert statements_of(diagnostic) == () and "0470 12 34 56" in words(app)
    app = press(app, "Retirer")
    assert app.selectbox(key=f"{scope}_liste").value is Quadrant.WEAKNESS
    press(app, "Ajouter le constat")
    assert [one.text for one in statements_of(diagnostic)] == ["Appeler le [retiré] pour les délais."]


def test_a_double_click_stores_one_testimony(diagnostic: str) -> None:
    app = fill_testimony(journal(diagnostic), diagnostic, "Équipe de maison médicale")
    form = f"journal_temoignage_{diagnostic}:id"
    id = app.session_state[form]
    app = press(app, "Ajouter un témoignage")
    # The second click of a double click comes with the form as it was at the first.
    app.session_state[form] = id
    press(fill_testimony(app, diagnostic, "Équipe de maison médicale"), "Ajouter un témoignage")
    assert len(all_of(TestimonyRecord, diagnostic)) == 1


def test_a_double_click_stores_one_constat(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = press(journal(diagnostic, temoignage=entry.id), "Créer un constat")
    form = f"journal_constat_{entry.id}"
    id = app.session_state[f"{form}:id"]
    for _click in range(2):
        app.session_state[f"{form}:id"] = id
        app.text_area(key=f"{form}_texte").input("Il faut attendre.").run()
        app.selectbox(key=f"{form}_liste").select(Quadrant.WEAKNESS).run()
        app = press(press(app, "Ajouter le constat"), "Créer un constat")
    assert [one.id for one in statements_of(diagnostic)] == [id]


def test_a_second_click_on_the_emptied_form_stores_nothing_more(diagnostic: str) -> None:
    app = fill_testimony(journal(diagnostic), diagnostic, "Équipe de maison médicale")
    press(press(app, "Ajouter un témoignage"), "Ajouter un témoignage")
    assert len(all_of(TestimonyRecord, diagnostic)) == 1


def test_an_entry_is_changed_archived_and_taken_up_again(diagnostic: str) -> None:
    entry = add(Meeting(on=date(2021, 4, 16), body="Équipe", subject="Méthode"), diagnostic)
    app = press(journal(diagnostic, registre="reunions", reunion=entry.id), "Modifier")
    app.text_input(key=f"journal_reunion_{entry.id}_subject").input("Méthode et calendrier").run()
    app = press(app, "Enregistrer")
    assert [one.subject for one in all_of(Meeting, diagnostic) if isinstance(one, Meeting)] == [
        "Méthode et calendrier"
    ]
    app = press(app, "Archiver")
    assert all_of(Meeting, diagnostic) == [] and not app.exception
    app = press(app, "Rétablir")
    assert len(all_of(Meeting, diagnostic)) == 1
    assert app.selectbox(key="reunion").value == entry.id, "what was taken up again is opened"


def test_two_people_who_change_one_testimony_both_keep_their_words(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = press(journal(diagnostic, temoignage=entry.id), "Modifier")
    key = f"journal_temoignage_{entry.id}_said"
    app.text_area(key=key).input("Ma version.").run()
    with stored() as store:
        EntryRepository(store).edit(entry.id, 1, MEDICAL.model_copy(update={"said": "La version d'à côté."}))
    app = press(app, "Enregistrer")
    assert any("Quelqu'un d'autre" in one.value for one in app.warning)
    assert "La version d'à côté." in words(app) and app.text_area(key=key).value == "Ma version."
    app = press(app, "Enregistrer")
    assert [one.said for one in all_of(TestimonyRecord, diagnostic) if isinstance(one, TestimonyRecord)] == [
        "Ma version."
    ]


def test_a_form_that_nobody_touched_shows_what_somebody_else_stored_since(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = press(journal(diagnostic, temoignage=entry.id), "Modifier")
    with stored() as store:
        EntryRepository(store).edit(entry.id, 1, MEDICAL.model_copy(update={"said": "Plus récent."}))
    app = app.run()
    assert app.text_area(key=f"journal_temoignage_{entry.id}_said").value == "Plus récent."


def test_what_is_typed_survives_a_look_at_another_register(diagnostic: str) -> None:
    app = fill_testimony(journal(diagnostic), diagnostic, "Équipe de maison médicale")
    app.button_group(key="registre").set_value("reunions").run()
    app.button_group(key="registre").set_value("temoignages").run()
    assert (
        app.text_input(key=f"journal_temoignage_{diagnostic}_function").value == "Équipe de maison médicale"
    )
    assert app.selectbox(key=f"journal_temoignage_{diagnostic}_sector").value == "Santé"


def test_an_incomplete_form_says_which_field_is_missing(diagnostic: str) -> None:
    app = journal(diagnostic)
    app.text_input(key=f"journal_temoignage_{diagnostic}_function").input("Service").run()
    app = press(app, "Ajouter un témoignage")
    assert app.error and any("Secteur" in one.value for one in app.text)
    assert all_of(TestimonyRecord, diagnostic) == []
    assert app.text_input(key=f"journal_temoignage_{diagnostic}_function").value == "Service"


def test_the_table_narrows_by_sector_method_and_theme_once_it_is_long(diagnostic: str) -> None:
    add(MEDICAL, diagnostic)
    assert not [one for one in journal(diagnostic).selectbox if "filtre" in str(one.key)]
    for number in range(6):
        add(
            TestimonyRecord(
                function=f"Service {number}", sector="Logement", on=date(2021, 6, 1),
                method=Method.FOCUS_GROUP, participants=3, theme="insalubrite",
            ),
            diagnostic,
        )  # fmt: skip
    app = journal(diagnostic)
    assert "1\u00a0entretien et 6\u00a0focus groups, 19\u00a0participant·es." in words(app)
    app.selectbox(key=f"journal_temoignage_filtre_theme_{diagnostic}").select("logement").run()
    assert "6 sur 7" in words(app) and "Équipe de maison médicale" not in words(app)
    app.selectbox(key=f"journal_temoignage_filtre_theme_{diagnostic}").select("").run()
    app.selectbox(key=f"journal_temoignage_filtre_methode_{diagnostic}").select("entretien").run()
    assert "1 sur 7" in words(app) and "Service 3" not in words(app)


def test_the_tables_of_the_report_are_there_with_their_files(diagnostic: str) -> None:
    add(MEDICAL, diagnostic)
    add(Reading(title="Un rapport", organisation="Observatoire", year=2016, notes="L'essentiel."), diagnostic)
    add(WorkDocument(title="Guide d'entretien", copies=2), diagnostic)
    app = journal(diagnostic, registre="tableaux")
    page = words(app)
    assert "1\u00a0entretien, 1\u00a0participant·e." in page
    assert "3\u00a0documents produits, dont 1\u00a0fiche de lecture." in page
    assert MEDICAL.said not in page, "what was said is not for the report"
    assert [one.value for one in app.header][:2] == ["Phases du diagnostic", "Documents lus, par thème"]
    labels = [one.proto.label for one in app.get("download_button")]
    assert labels.count("Télécharger les tableaux (Word)") == 1
    assert labels.count("Télécharger ce tableau (CSV)") == 4


def test_what_people_typed_is_no_formula_in_a_spreadsheet() -> None:
    reading = Reading(title="=1+1", organisation="Observatoire", year=2016)
    made = entry_of_unit_tests(reading, 1)
    csv = journal_csv(readings_table(Journal(readings=(made,)))).decode("utf-8-sig").splitlines()
    assert csv[0] == "Thème;Titre;Auteur ou organisme;Année;Fiche de lecture;Référence"
    assert csv[1] == f"Sans thème;'=1+1;Observatoire;2016;non;{made.reference}"


def test_a_diagnostic_of_a_territory_that_is_not_here_keeps_its_journal() -> None:
    with stored() as store:
        content = Diagnosis(territory_level="secteur", territory_code="21004A99-", title="Ailleurs")
        id = EntryRepository(store).add(content).id
    add(MEDICAL, id)
    for view in ("temoignages", "tableaux"):
        app = journal(id, registre=view)
        assert "n'est pas dans les statistiques" in words(app) and "Santé" in words(app)


def test_an_address_that_leads_nowhere_is_said_and_the_journal_shown(diagnostic: str) -> None:
    add(MEDICAL, diagnostic)
    app = journal(diagnostic, temoignage="inconnu")
    assert any("inconnu" in one.value for one in app.warning)
    assert "Équipe de maison médicale" in words(app)


def test_the_grid_takes_its_evidence_from_the_journal(diagnostic: str) -> None:
    entry = add(MEDICAL, diagnostic)
    app = opened("afom.py", territoire=QUARTIER, diagnostic=diagnostic)
    app.button_group(key="nouveau_genre").set_value("temoignage").run()
    app.selectbox(key="nouveau_temoignage_du_journal").select(entry.id).run()
    assert not [one for one in app.text_input if one.key == "nouveau_fonction"], "nothing to type again"
    app.text_area(key="nouveau_texte").input("Les délais s'allongent.").run()
    app = press(app, "Ajouter le constat")
    (made,) = statements_of(diagnostic)
    assert made.evidence == (MEDICAL.as_evidence(entry.id),)
    app.button_group(key="nouveau_genre").set_value("temoignage").run()
    assert app.selectbox(key="nouveau_temoignage_du_journal").value == "", "the next constat chooses anew"
