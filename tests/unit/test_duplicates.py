"""Which pairs of lines are shown as likely duplicates: golden sentences, and rules that always hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.board import Quadrant, Statement
from diagnostic.demo import DEMO
from diagnostic.duplicates import LIKELY, NEIGHBOURS, likely_pairs, telling_words
from tests.unit.exports_samples import statement

ALIKE = [
    (
        "Peu de logements sociaux pour beaucoup de demandes.",
        "Il manque des logements sociaux, les demandes sont nombreuses.",
    ),
    ("Des rats sont vus dans les caves et les cours.", "On voit des rats dans les cours, et jusque dans les caves."),
    (
        "Les loyers augmentent plus vite que les revenus.",
        "D'après les services, les loyers augmentent plus vite que les revenus depuis cinq ans, surtout pour les grands "
        "appartements.",
    ),
    ("Beaucoup de logements sont humides et mal isolés.", "LES LOGEMENTS HUMIDES ET MAL ISOLES SONT NOMBREUX"),
    (
        "Les délais pour un rendez-vous en santé mentale dépassent six mois.",
        "Il faut attendre plus de six mois pour un rendez-vous de santé mentale.",
    ),
]  # fmt: skip
DIFFERENT = [
    ("Deux maisons médicales bien ancrées dans le quartier.", "Les maisons médicales sont complètes et refusent du monde."),
    ("La salle de sport ferme tôt le soir.", "Le parc ferme tôt le soir en hiver."),
    (
        "Les familles ne savent pas à qui s'adresser pour les bourses scolaires.",
        "Les personnes âgées ne savent pas à qui s'adresser pour les aides à domicile.",
    ),
    ("Logement cher.", "Le logement est cher, petit et mal isolé pour les familles nombreuses."),
]  # fmt: skip


def lines(*texts: str, lists: tuple[Quadrant, ...] = ()) -> list[Statement]:
    chosen = lists or (Quadrant.WEAKNESS,) * len(texts)
    return [
        statement(text, quadrant, number=number)
        for number, (text, quadrant) in enumerate(zip(texts, chosen, strict=True), start=1)
    ]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_wordings_of_one_thing_are_shown(one: str, other: str) -> None:
    (pair,) = likely_pairs(lines(one, other))
    assert {pair.first.text, pair.second.text} == {one, other}
    assert pair.score >= LIKELY


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_different_things_are_not_shown(one: str, other: str) -> None:
    assert likely_pairs(lines(one, other)) == ()


def test_no_two_lines_of_the_demonstration_look_alike() -> None:
    assert likely_pairs([statement(one.text, one.quadrant, number=n) for n, one in enumerate(DEMO)]) == ()


def test_a_strength_and_a_weakness_in_the_same_words_are_a_disagreement_not_a_duplicate() -> None:
    text = "La place est animée le soir"
    assert likely_pairs(lines(text, text, lists=(Quadrant.STRENGTH, Quadrant.WEAKNESS))) == ()
    assert likely_pairs(lines(text, text, lists=(Quadrant.WEAKNESS, Quadrant.THREAT)))


@pytest.mark.parametrize("one", list(Quadrant))
@pytest.mark.parametrize("other", list(Quadrant))
def test_only_the_same_list_and_neighbouring_lists_are_compared(one: Quadrant, other: Quadrant) -> None:
    text = "Les délais dépassent six mois partout"
    found = likely_pairs(lines(text, text, lists=(one, other)))
    assert bool(found) == (one is other or frozenset({one, other}) in NEIGHBOURS)


def test_a_pair_that_people_kept_apart_is_not_shown_again() -> None:
    both = lines(*ALIKE[0])
    (pair,) = likely_pairs(both)
    assert likely_pairs(both, {pair.key}) == ()


def test_the_nearest_pair_comes_first_and_says_so_in_words() -> None:
    found = likely_pairs(lines(*ALIKE[4], *ALIKE[0]))
    assert [pair.first.text in ALIKE[0] for pair in found] == [True, False]
    assert [pair.words for pair in found] == ["Presque les mêmes mots", "Beaucoup de mots en commun"]


def test_accents_capitals_and_small_words_do_not_count() -> None:
    assert telling_words("Les Cœurs de l'ÎLE, où l'on déménage…") == ("coeurs", "ile", "demenage")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdé 'ÉœÀ\u00a0.,!ن", max_size=60), max_size=8))
def test_any_texts_can_be_compared_and_each_pair_comes_once(texts: list[str]) -> None:
    found = likely_pairs(lines(*texts))
    assert len({pair.key for pair in found}) == len(found)
    assert all(pair.first.id != pair.second.id and LIKELY <= pair.score <= 100 for pair in found)
