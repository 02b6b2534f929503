"""Homes and people on one side, streets and institutions on the other."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from diagnostic.demo import DEMO
from diagnostic.privacy.findings import Kind
from diagnostic.privacy.person_name import first_names
from diagnostic.privacy.search import find_personal_data

ROOT = Path(__file__).resolve().parents[2]

HOMES = [
    "rue Haute 12", "rue Haute, 12", "rue Haute n° 12", "rue Haute 12A", "rue Haute 12 bis", "rue de la Clé 12 bte 3",
    "rue de la Clé 12, boîte 3", "rue de l’Église 12", "avenue J. Bracops 12", "av. Louise 143", "bd du Midi 142",
    "boulevard du midi 142", "chaussée de Waterloo 1504/3", "Chaussee de Mons 12-14", "place Rouppe 12", "quai au Foin 8",
    "square Ambiorix 4", "clos des Roses 7", "allée verte 7", "impasse du Lion 2", "drève Sainte-Anne 1", "sentier du Coq 5",
    "rue du 11 Novembre 12", "12, rue des Alouettes", "12 rue Haute", "Nieuwstraat 12", "Louizalaan 12 bus 3",
    "Steenweg op Bergen 12", "Muntplein 3", "RUE HAUTE 12", "numéro 12 de la rue Haute", "n° 12 de la rue Haute", "rue\u00a0Haute\u00a012",
]  # fmt: skip


@pytest.mark.parametrize("home", HOMES)
def test_an_address_with_its_number_is_found_whole(home: str) -> None:
    (finding,) = find_personal_data(f"Elle loge {home}, au deuxième.")
    assert finding.kind is Kind.ADDRESS
    assert finding.text == home


def test_a_home_number_stands_also_before_a_postal_code_or_of_a_street() -> None:
    for text, home in [
        ("rue Haute 12 1000 Bruxelles", "rue Haute 12"),
        ("rue Haute 12, 1000 Bruxelles", "rue Haute 12"),
        ("elle loge au 12 de la rue Haute", "12 de la rue Haute"),
    ]:
        assert [finding.text for finding in find_personal_data(text)] == [home]


STREETS = [
    "la rue Haute", "place Anneessens", "le boulevard du Midi et ses commerces", "rue Haute, 12 logements vides",
    "la rue Haute compte 250 logements", "rue Haute, le 12 mai 2021", "rue Haute 12 mai", "avenue Louise en 2021",
    "avenue Louise, 2021", "rue de 300 mètres", "mise en place de 3 ateliers", "la place des femmes", "une place pour 12 enfants",
    "130 places d'accueil", "la rue 12 fois par an", "au cours des 12 derniers mois", "rue Haute 12 000 passages",
    "rue Haute : 12 % de vacance", "le 5e de la rue Haute", "sur place 3 jours", "en 2019, rue Haute", "rue du 11 Novembre",
    "le tram 51, place Rouppe", "le bus 48 place Anneessens", "à 300 m, rue Haute", "au coin 3 de la rue Haute",
]  # fmt: skip


@pytest.mark.parametrize("street", STREETS)
def test_a_street_a_count_or_a_date_is_no_home_address(street: str) -> None:
    assert find_personal_data(f"Ici, {street} : c'est ainsi.") == ()


PEOPLE = [
    "M. Dupont", "M.Dupont", "Mme A.", "Mme B", "Mme\u00a0Benali", "Mlle Peeters", "Monsieur N", "Madame de Vries",
    "Monsieur et Madame Benali", "M. et Mme Dupont", "madame Dupont", "Docteur Lambotte", "Dr Lambotte", "Dr. Lambotte",
    "Marie D.", "Marie Dupont", "Marie DUPONT", "DUPONT Marie", "Benali Fatima", "Ahmed El Khattabi", "Fatima van den Berg",
    "Jean-Pierre Martin", "Jean-Pierre M.", "Aïcha Benali", "Aicha Benali", "Mehmet Yıldız", "Ngalula Kabasele", "Ioana Popescu",
    "Katarzyna Nowak", "Giuseppe Rossi", "João Silva", "Pieter Janssens", "Ine\u0301s Lopez",
]  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE)
def test_the_name_of_a_person_is_found_whole(person: str) -> None:
    (finding,) = find_personal_data(f"Nous avons vu {person}, qui vit seul·e.")
    assert finding.kind is Kind.NAME
    assert finding.text == person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'histoire d'Ahmed Benali est connue", "Ahmed Benali"),
        ("l'histoire d\u2019Ahmed Benali", "Ahmed Benali"),
        ("Rencontrer Marie Dupont", "Marie Dupont"),
        ("Avec Marie Dupont", "Marie Dupont"),
        ("l'école de Marie Dupont", "Marie Dupont"),
        ("dans la rue de Madame Dupont", "Madame Dupont"),
        ("Présentes : Marie Dupont", "Marie Dupont"),
    ],
)
def test_only_the_name_is_taken_from_its_sentence(text: str, name: str) -> None:
    assert [finding.text for finding in find_personal_data(text)] == [name]


INSTITUTIONS = [
    "rue Marie Curie", "l'école Marie Curie", "école communale Marie Curie", "l'athénée Robert Catteau", "Place Marie Janson",
    "Institut Saint-Jean Marie", "Saint-Jean Baptiste", "Saint-Gilles", "Saint-Josse", "la Fondation Roi Baudouin",
    "l'hôpital Molière", "le parc Albert", "le Fonds du logement", "la Maison médicale des Riches Claires",
    "la maison médicale Jean Martin", "rue du Docteur Jacobs", "la rue de la Reine Marie", "le centre Paul Dupont",
    "asbl « Marie Dupont »", "la bibliothèque Sophie Martin", "Rose est la couleur", "Pierre à pierre", "Madame la Ministre",
    "M. le Bourgmestre", "Mme vers un autre service", "12 M. Les habitants", "Paul CPAS", "en Avril Marie",
    "CPAS, BIM et RIS", "avenue Léopold II", "Georges Henri", "Léopold II", "Monsieur, Les loyers", "les dames de la rue",
    "Lundi et mardi", "une mère seule dit", "Tour Paul Martin", "Les Cinq Blocs", "Claire et juste",
]  # fmt: skip


@pytest.mark.parametrize("institution", INSTITUTIONS)
def test_places_institutions_and_beginnings_of_sentences_are_nobody(institution: str) -> None:
    assert find_personal_data(f"{institution} : voilà.") == ()
    assert find_personal_data(f"On connaît {institution}.") == ()


def _strings(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in _strings(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in _strings(value)]
    return [tree] if isinstance(tree, str) else []


@pytest.mark.parametrize("line", DEMO, ids=lambda line: line.key)
def test_the_demonstration_names_nobody(line: Any) -> None:
    assert find_personal_data(line.text) == ()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "catalogue").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_catalogue_names_nobody(path: Path) -> None:
    texts = _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert texts
    assert [finding for text in texts for finding in find_personal_data(text)] == []


def test_no_quartier_or_commune_is_taken_for_a_person_or_a_home() -> None:
    with (ROOT / "data" / "sources" / "quartiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row[column] for row in rows for column in ("nom_fr", "nom_nl")}
    names |= {row["communes"].title() for row in rows}
    assert len(names) > 145
    for name in sorted(names):
        for text in (
            name,
            f"Le quartier {name} compte 12 345 habitant·es.",
            f"À {name}, les loyers montent.",
        ):
            assert find_personal_data(text) == (), text


def test_first_names_are_many_of_all_origins_and_listed_once() -> None:
    listed = (ROOT / "diagnostic" / "privacy" / "first_names.txt").read_text(encoding="utf-8").splitlines()
    assert len(first_names()) == len(listed) >= 400
    assert {
        "marie",
        "pieter",
        "fatima",
        "mehmet",
        "ngalula",
        "ioana",
        "katarzyna",
        "carmen",
        "joao",
    } <= first_names()
