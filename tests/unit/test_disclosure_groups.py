"""The history of perimeters: no series of them gives the figures of a small group away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.disclosure.groups import NamedGroup, Refusal, RefusalKind, refusal
from tests.unit.disclosure_attacker import Attacker, small_sets

# Two quartiers of sectors, an enclave of seven people between them, and a park.
PEOPLE: dict[str, float | None] = {
    "a1": 1500,
    "a2": 1200,
    "b1": 900,
    "b2": 2100,
    "c1": 800,
    "enclave": 7,
    "mews": 150,
    "lane": 120,
    "park": 0,
    "dock": None,
}
QUARTIER_A = NamedGroup("Anneessens", frozenset({"a1", "a2"}))
QUARTIER_B = NamedGroup("Marolles", frozenset({"b1", "b2", "enclave"}))


def _ask(*candidate: str, shown: Sequence[NamedGroup] = (QUARTIER_A, QUARTIER_B)) -> Refusal | None:
    return refusal(frozenset(candidate), shown, PEOPLE, 200)


def _refused(*candidate: str, shown: Sequence[NamedGroup] = (QUARTIER_A, QUARTIER_B)) -> Refusal:
    answer = _ask(*candidate, shown=shown)
    assert answer is not None
    return answer


def test_a_quartier_and_the_same_with_an_enclave_of_seven_are_never_both_shown() -> None:
    answer = _refused("a1", "a2", "enclave")
    assert (answer.kind, answer.other, answer.people) == (RefusalKind.DIFFERENCE, "Anneessens", 7)


def test_nor_is_the_quartier_without_its_enclave() -> None:
    answer = _refused("b1", "b2")
    assert (answer.kind, answer.other) == (RefusalKind.DIFFERENCE, "Marolles")


def test_nor_when_the_publisher_prints_the_enclave_itself() -> None:
    shown = [QUARTIER_A, NamedGroup("enclave", frozenset({"enclave"}))]
    assert _refused("a1", "a2", "enclave", shown=shown).kind is RefusalKind.DIFFERENCE


def test_nor_when_another_enclave_is_given_in_exchange() -> None:
    """157 people differ, and the figures would tell mews − enclave."""
    shown = [NamedGroup("P1", frozenset({"a1", "enclave"}))]
    answer = _refused("a1", "mews", shown=shown)
    assert (answer.kind, answer.people) == (RefusalKind.DIFFERENCE, 157)


def test_it_does_not_matter_which_of_the_two_was_shown_first() -> None:
    larger = NamedGroup("P1", QUARTIER_A.members | {"enclave"})
    assert _ask(*larger.members, shown=[]) is None
    assert _refused(*QUARTIER_A.members, shown=[larger]).other == "P1"


def test_two_quartiers_and_an_enclave_are_found_by_adding_the_quartiers_up() -> None:
    shown = [QUARTIER_A, NamedGroup("Dansaert", frozenset({"b1", "b2"}))]
    answer = _refused("a1", "a2", "b1", "b2", "enclave", shown=shown)
    assert answer.kind is RefusalKind.COMBINATION
    assert (set(answer.others), answer.people) == ({"Anneessens", "Dansaert"}, 7)


def test_a_chain_of_perimeters_that_each_differ_enough_is_found() -> None:
    """(a1+a2+b1+enclave) − (a1+a2) − b1: no two of them are close to each other."""
    shown = [QUARTIER_A, NamedGroup("P1", frozenset({"b1", "c1"})), NamedGroup("P2", frozenset({"c1"}))]
    answer = _refused("a1", "a2", "b1", "enclave", shown=shown)
    assert answer.kind is RefusalKind.COMBINATION
    assert set(answer.others) == {"Anneessens", "P1", "P2"}


def test_the_difference_of_two_enclaves_is_found_through_others() -> None:
    """No sum over a small set, but a figure that depends on 157 people only."""
    shown = [
        NamedGroup("P1", frozenset({"a1", "b1", "enclave"})),
        NamedGroup("P2", frozenset({"b1"})),
        NamedGroup("P3", frozenset({"a1", "c1", "mews"})),
    ]
    answer = _refused("c1", shown=shown)
    assert (answer.kind, answer.people) == (RefusalKind.COMBINATION, 157)


def test_a_half_and_half_combination_is_found() -> None:
    """(x+y) + (y+z) + (x+z), halved, is x + y + z: fractions count as well."""
    pairs = [("a1", "b1"), ("b1", "c1")]
    shown = [NamedGroup("".join(pair), frozenset(pair)) for pair in pairs]
    shown.append(NamedGroup("whole", frozenset({"a1", "b1", "c1", "enclave"})))
    answer = _refused("a1", "c1", shown=shown)
    assert (answer.kind, answer.people) == (RefusalKind.COMBINATION, 7)


def test_two_small_atoms_are_found_in_a_combination_that_mixes_them_with_a_third() -> None:
    """(a+b) + (c+d) − (a+d) = b + c, seven people, though every set differs from every other by ten."""
    people = {"a": 40, "b": 4, "c": 3, "d": 8}
    shown = [NamedGroup("P1", frozenset("cd")), NamedGroup("P2", frozenset("ad"))]
    answer = refusal(frozenset("ab"), shown, people, 10)
    assert answer is not None
    assert (answer.kind, answer.people) == (RefusalKind.COMBINATION, 7)


def test_an_enclave_together_with_enough_people_can_be_shown() -> None:
    assert _ask("a1", "a2", "c1", "enclave") is None


def test_the_same_set_again_is_fine_under_any_name() -> None:
    assert _ask("a1", "a2") is None
    assert _ask("b1", "b2", "enclave") is None


def test_a_park_adds_nobody() -> None:
    assert _ask("a1", "a2", "park") is None
    assert _ask("park") is None
    assert _refused("a1", "a2", "park", "enclave").kind is RefusalKind.DIFFERENCE


def test_a_park_does_not_hide_an_enclave() -> None:
    """To somebody who knows that nobody lives in the park, both sets are the same but for seven."""
    shown = [NamedGroup("P1", frozenset({"a1", "park"})), NamedGroup("P2", frozenset({"c1"}))]
    assert _refused("a1", "c1", "enclave", shown=shown).kind is RefusalKind.COMBINATION


def test_a_perimeter_of_too_few_people_is_refused_by_itself() -> None:
    answer = _refused("mews", shown=[])
    assert (answer.kind, answer.other) == (RefusalKind.TOO_SMALL, "")
    assert _ask("mews", "lane", shown=[]) is None


def test_a_population_that_is_not_known_counts_as_small() -> None:
    for unknown in ("dock", "no such sector"):
        assert _refused(unknown, "mews", shown=[]).kind is RefusalKind.TOO_SMALL
        answer = _refused("a1", "a2", unknown)
        assert (answer.kind, answer.people) == (RefusalKind.DIFFERENCE, None)
        shown = [QUARTIER_A, NamedGroup("P1", frozenset({"c1"}))]
        assert _refused("a1", "a2", "c1", unknown, shown=shown).kind is RefusalKind.COMBINATION


def test_a_population_that_is_not_a_number_is_not_known() -> None:
    people = {"a1": 1500.0, "gap": float("nan")}
    answer = refusal(frozenset({"a1", "gap"}), [NamedGroup("A", frozenset({"a1"}))], people, 200)
    assert answer is not None
    assert answer.people is None


def test_a_negative_population_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot count -1"):
        refusal(frozenset({"a"}), [], {"a": -1}, 200)


def test_what_the_publisher_already_gives_away_is_no_secret_of_ours() -> None:
    """All sectors are printed: a perimeter of several of them tells nothing new."""
    sectors = [NamedGroup(code, frozenset({code})) for code in ("a1", "a2", "b1", "enclave")]
    assert _ask("a1", "a2", "b1", "enclave", shown=sectors) is None


def test_beyond_the_number_of_combinations_that_can_be_looked_at_the_answer_is_no() -> None:
    people: dict[str, float | None] = {"big": 5000.0, "other": 4000.0}
    people |= {f"s{i}": 30.0 for i in range(12)}
    ring = [
        NamedGroup(f"R{i}", frozenset({"big", *(f"s{(i + step) % 12}" for step in range(7))}))
        for i in range(11)
    ]
    shown = [*ring, NamedGroup("B", frozenset({"big", "other"}))]
    candidate = frozenset({"other", *(f"s{i}" for i in range(0, 12, 1))})
    assert refusal(candidate, shown, people, 40) is None
    answer = refusal(candidate, shown, people, 40, most_steps=3)
    assert answer is not None
    assert answer.kind is RefusalKind.TOO_TANGLED


# What is said.


def test_the_explanation_names_the_other_group_and_the_way_out() -> None:
    error = _refused("a1", "a2", "enclave").user_error()
    assert str(error) == (
        "Entre ce périmètre et «\u00a0Anneessens\u00a0», déjà montré, il y a moins de 200 habitant·es de "
        "différence\u00a0: en comparant leurs chiffres, on retrouverait ceux de ce petit groupe. "
        "Gardez «\u00a0Anneessens\u00a0» tel quel, ou agrandissez la différence\u00a0: ajoutez ou retirez "
        "des secteurs jusqu'à ce qu'elle compte 200 habitant·es au moins."
    )


def test_an_unknown_number_is_said_to_be_unknown() -> None:
    assert "un nombre inconnu d'habitant·es" in _refused("a1", "a2", "dock").user_error().problem


def test_a_long_list_of_groups_is_cut() -> None:
    error = Refusal(RefusalKind.COMBINATION, 200, ("A", "B", "C", "D", "E"), 7).user_error()
    assert "«\u00a0A\u00a0», «\u00a0B\u00a0», «\u00a0C\u00a0» et 2 autres" in error.problem


@settings(max_examples=50, deadline=None)
@given(
    kind=st.sampled_from(RefusalKind),
    people=st.integers(1, 199),
    names=st.lists(st.sampled_from("ABC"), max_size=3),
)
def test_the_number_of_people_is_never_written(kind: RefusalKind, people: int, names: list[str]) -> None:
    answer = Refusal(kind, 200, tuple(names), float(people))
    error = answer.user_error()
    said = f"{error} {error.problem} {error.remedy} {answer!r} {answer}"
    assert set(re.findall(r"\d+", said)) <= {"200"}
    assert error.remedy


# The attack: random atoms, random perimeters, whatever was accepted is shown.

THRESHOLD = 10
populations = st.sampled_from([0, 0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 40, None])


@st.composite
def towns(draw: st.DrawFn) -> tuple[dict[str, float | None], list[NamedGroup], list[frozenset[str]]]:
    """Atoms with their people, groups that a publisher shows, and perimeters that are asked for."""
    names = [f"s{place}" for place in range(draw(st.integers(3, 9)))]
    people: dict[str, float | None] = {name: draw(populations) for name in names}
    groups = st.frozensets(st.sampled_from(names), min_size=1)
    published = draw(st.lists(groups, max_size=5))
    asked = draw(st.lists(groups, min_size=1, max_size=10))
    return people, [NamedGroup(f"Q{i}", one) for i, one in enumerate(published)], asked


def _accepted(
    people: Mapping[str, float | None], published: Sequence[NamedGroup], asked: Iterable[frozenset[str]]
) -> list[NamedGroup]:
    shown = list(published)
    for place, candidate in enumerate(asked):
        if refusal(candidate, shown, people, THRESHOLD) is None:
            shown.append(NamedGroup(f"P{place}", candidate))
    return shown


def _attacker(people: Mapping[str, float | None], shown: Iterable[NamedGroup]) -> Attacker:
    """Knows the sum over each shown group, and that nobody lives where nobody lives."""
    empty: list[dict[object, int]] = [{atom: 1} for atom, count in people.items() if count == 0]
    sums: list[dict[object, int]] = [{atom: 1 for atom in one.members} for one in shown]  # noqa: C420
    return Attacker(list(people), [*empty, *sums])


def _secrets(people: Mapping[str, float | None]) -> list[tuple[object, ...]]:
    """Each set of inhabited atoms that may count fewer people than the threshold."""
    living: dict[object, int] = {atom: int(count or 0) for atom, count in people.items() if count != 0}
    return list(small_sets(living, THRESHOLD))


@settings(max_examples=100, deadline=None)
@given(town=towns())
@example(
    town=(
        {"a": 40, "b": 40, "c": 40, "e": 1},
        [NamedGroup("Q0", frozenset("ab")), NamedGroup("Q1", frozenset("bc"))],
        [frozenset("ac"), frozenset("abce")],
    )
)
def test_no_series_of_perimeters_gives_a_small_group_away(
    town: tuple[dict[str, float | None], list[NamedGroup], list[frozenset[str]]],
) -> None:
    people, published, asked = town
    shown = _accepted(people, published, asked)
    before, after = _attacker(people, published), _attacker(people, shown)
    for group in _secrets(people):
        assert before.works_out(group) or not after.works_out(group), f"{group} is given away"


@settings(max_examples=60, deadline=None)
@given(town=towns(), data=st.data())
def test_the_order_in_which_perimeters_are_asked_for_changes_nothing_to_that(
    town: tuple[dict[str, float | None], list[NamedGroup], list[frozenset[str]]], data: st.DataObject
) -> None:
    people, published, asked = town
    shown = _accepted(people, published, data.draw(st.permutations(asked)))
    before, after = _attacker(people, published), _attacker(people, shown)
    for group in _secrets(people):
        assert before.works_out(group) or not after.works_out(group), f"{group} is given away"


@settings(max_examples=60, deadline=None)
@given(town=towns())
def test_no_two_shown_groups_differ_by_a_few_people(
    town: tuple[dict[str, float | None], list[NamedGroup], list[frozenset[str]]],
) -> None:
    people, published, asked = town
    shown = _accepted(people, published, asked)
    for place, one in enumerate(shown):
        if one in published:
            continue
        living = {atom for atom in one.members if people[atom] != 0}
        earlier = [{atom for atom in other.members if people[atom] != 0} for other in shown[:place]]
        if living and living not in earlier:
            for other in earlier:
                assert sum(people[atom] or 0 for atom in living ^ other) >= THRESHOLD


@settings(max_examples=100, deadline=None)
@given(town=towns())
def test_a_combination_is_refused_for_a_reason(
    town: tuple[dict[str, float | None], list[NamedGroup], list[frozenset[str]]],
) -> None:
    """It tells something new of a set of fewer people than the threshold: care is not a pretext.

    What combinations tell of a set alone is what all columns tell, less what the others do.
    """
    people, shown, asked = town
    living = [atom for atom, count in people.items() if count != 0]
    for candidate in asked:
        answer = refusal(candidate, shown, people, THRESHOLD)
        if answer is None or answer.kind is not RefusalKind.COMBINATION:
            continue

        def told_of(group: Iterable[object], sets: Sequence[frozenset[str]]) -> int:
            outside = [atom for atom in living if atom not in set(group)]
            whole = Attacker(living, [{a: 1 for a in living if a in one} for one in sets])
            rest = Attacker(outside, [{a: 1 for a in outside if a in one} for one in sets])
            return whole.knows - rest.knows

        before = [one.members for one in shown]
        assert any(
            told_of(group, [*before, candidate]) > told_of(group, before) for group in _secrets(people)
        )
        assert set(answer.others) <= {one.name for one in shown}
        assert answer.people is None or answer.people < THRESHOLD
