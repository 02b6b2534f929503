"""Complementary suppression: no table can be solved by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.disclosure.recovery import TooManyGroups
from indicators.disclosure.table import TOTAL, Cell, Relation, Table, suppress
from tests.unit.disclosure_attacker import Attacker, small_sets

# Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22, ch. II:
# delinquent children by county and education of the household head; counts under 5 are small.
LEVELS = ("low", "medium", "high", "very high")
COUNTIES = {
    "Alpha": (15, 1, 3, 1),
    "Beta": (20, 10, 10, 15),
    "Gamma": (3, 10, 10, 2),
    "Delta": (12, 14, 7, 2),
}
WORKING_PAPER_22 = Table.two_way(
    {
        (county, level): count
        for county, counts in COUNTIES.items()
        for level, count in zip(LEVELS, counts, strict=True)
    }
)


def _cells(**by_county: str) -> set[Cell]:
    short = dict(zip("lmhv", LEVELS, strict=True))
    return {(county, short[letter]) for county, letters in by_county.items() for letter in letters}


def test_working_paper_22_its_margins() -> None:
    cells = WORKING_PAPER_22.cells
    assert [cells[county, TOTAL] for county in COUNTIES] == [20, 55, 25, 35]
    assert [cells[TOTAL, level] for level in LEVELS] == [50, 35, 30, 20]
    assert cells[TOTAL, TOTAL] == 135


def test_working_paper_22_the_nine_cells_of_its_protected_table() -> None:
    assert suppress(WORKING_PAPER_22, 5) == _cells(Alpha="mhv", Gamma="lmv", Delta="lhv")


def test_working_paper_22_two_hidden_cells_in_each_line_are_not_enough() -> None:
    """Alpha + Beta − medium − high leaves 1, the cell Alpha × very high: its famous pitfall."""
    hidden = _cells(Alpha="mhv", Beta="mh", Gamma="lv", Delta="lv")
    assert _attacker(WORKING_PAPER_22, hidden).works_out([("Alpha", "very high")])
    repaired = suppress(WORKING_PAPER_22, 5, already_hidden=hidden)
    assert repaired > hidden
    assert not _attacker(WORKING_PAPER_22, repaired).works_out([("Alpha", "very high")])


def test_one_small_count_in_a_line_takes_the_next_smallest_with_it() -> None:
    line = Table({"a": 7, "b": 900, "c": 300, "all": 1207}, (Relation("all", ("a", "b", "c")),))
    assert suppress(line, 200) == {"a", "c"}


def test_two_small_counts_that_stay_small_together_need_a_third() -> None:
    line = Table({"a": 7, "b": 9, "c": 300, "d": 900, "all": 1216}, (Relation("all", ("a", "b", "c", "d")),))
    assert suppress(line, 200) == {"a", "b", "c"}


def test_two_small_counts_that_are_large_together_need_no_third() -> None:
    line = Table({"a": 150, "b": 60, "c": 300, "all": 510}, (Relation("all", ("a", "b", "c")),))
    assert suppress(line, 200) == {"a", "b"}


def test_a_total_is_hidden_when_nothing_else_can_be() -> None:
    line = Table({"a": 7, "b": 0, "c": 0, "d": 600, "ab": 7, "all": 607}, _two_steps())
    assert suppress(line, 200) == {"a", "ab", "d"}
    lonely = Table({"a": 7, "b": 0, "all": 7}, (Relation("all", ("a", "b")),))
    assert suppress(lonely, 200) == {"a", "all"}


def _two_steps() -> tuple[Relation, ...]:
    return Relation("ab", ("a", "b", "c")), Relation("all", ("ab", "d"))


def test_a_zero_is_shown_and_never_taken_for_a_hiding_place() -> None:
    line = Table({"a": 7, "b": 0, "c": 300, "all": 307}, (Relation("all", ("a", "b", "c")),))
    assert suppress(line, 200) == {"a", "c"}
    assert suppress(line, 200, already_hidden=["b"]) == {"a", "b", "c"}


def test_a_hierarchy_is_protected_through_its_levels() -> None:
    """The 7 people of a quartier would be found from its commune, or from Region and communes."""
    quartiers: dict[Cell, int | None] = {"q1": 7, "q2": 800, "q3": 950, "q4": 700, "q5": 600}
    cells: dict[Cell, int | None] = {**quartiers, "c1": 1757, "c2": 700, "c3": 600, "region": 3057}
    table = Table(
        cells,
        (
            Relation("c1", ("q1", "q2", "q3")),
            Relation("c2", ("q4",)),
            Relation("c3", ("q5",)),
            Relation("region", ("c1", "c2", "c3")),
        ),
    )
    assert suppress(table, 200) == {"q1", "q2"}


def test_a_quartier_that_is_a_commune_of_its_own_is_hidden_twice() -> None:
    table = Table(
        {"q1": 7, "q2": 800, "q3": 500, "c1": 7, "c2": 1300, "region": 1307},
        (Relation("c1", ("q1",)), Relation("c2", ("q2", "q3")), Relation("region", ("c1", "c2"))),
    )
    hidden = suppress(table, 200)
    assert {"q1", "c1"} < hidden
    _attack(table, hidden, 200)


def test_a_count_that_the_publisher_hides_is_kept_out_of_reach() -> None:
    counts = {("q1", "f"): None, ("q1", "m"): 800, ("q2", "f"): 500, ("q2", "m"): 900}
    given_away = Table.two_way(
        {**counts, ("q1", TOTAL): 950, (TOTAL, "f"): 650, (TOTAL, "m"): 1700, (TOTAL, TOTAL): 2350}
    )
    assert suppress(given_away, 200) == set(counts)
    assert suppress(Table.two_way(counts), 200) >= {("q1", "f"), ("q1", TOTAL), (TOTAL, "f")}


def test_hidden_counts_that_can_only_be_nobody_ask_for_nothing() -> None:
    table = Table({"a": None, "b": None, "none": 0, "c": 500}, (Relation("none", ("a", "b")),))
    assert suppress(table, 200) == {"a", "b"}


def test_a_count_pinned_by_being_one_or_more_is_loosened() -> None:
    """Six cells around a 3×3 table: shifting them up takes one cell under 1, shifting down another.

    No sum gives them, and yet there is a single solution.
    """
    counts = ((1, 300, 400), (350, 330, 1), (320, 360, 310))
    table = Table.two_way({(row, column): counts[int(row)][int(column)] for row in "012" for column in "012"})
    ring: set[Cell] = {("0", "0"), ("0", "1"), ("1", "1"), ("1", "2"), ("2", "2"), ("2", "0")}
    assert not any(_attacker(table, ring).works_out([cell]) for cell in ring)
    assert _single_values(table, ring) == ring
    loosened = suppress(table, 200, already_hidden=ring)
    assert loosened > ring
    assert not _single_values(table, loosened)


def test_the_choice_is_always_the_same() -> None:
    assert {suppress(WORKING_PAPER_22, 5) for _ in range(5)} == {suppress(WORKING_PAPER_22, 5)}


def test_a_table_in_which_nothing_is_small_is_shown_whole() -> None:
    table = Table.two_way({("a", "x"): 300, ("a", "y"): 0, ("b", "x"): 200, ("b", "y"): 900})
    assert suppress(table, 200) == frozenset()


def test_a_table_full_of_small_counts_is_hidden_and_its_large_margins_stay() -> None:
    table = Table.two_way({(f"r{i}", f"c{j}"): 20 + (i * j) % 7 for i in range(12) for j in range(12)})
    hidden = suppress(table, 200)
    assert hidden == {cell for cell in table.cells if TOTAL not in cell}  # type: ignore[operator]


def test_a_search_that_is_given_up_hides_more_never_less(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(rows: Sequence[object], *_: object) -> None:
        if rows:
            raise TooManyGroups

    usual = suppress(WORKING_PAPER_22, 5)
    monkeypatch.setattr("indicators.disclosure.table.small_group", give_up)
    careful = suppress(WORKING_PAPER_22, 5)
    assert len(careful) > len(usual)
    _attack(WORKING_PAPER_22, careful, 5)


@pytest.mark.parametrize(
    ("cells", "relations", "message"),
    [
        ({"a": -1}, (), "counts -1 people"),
        ({"a": 1, "all": 3}, (Relation("all", ("a",)),), "add up to 1, not to 3"),
        ({"a": 4, "b": None, "all": 3}, (Relation("all", ("a", "b")),), "add up to 4, not to 3"),
        ({"all": 3}, (Relation("all", ("a",)),), "no cell 'a'"),
        ({"a": 1, "b": 1}, (Relation("a", ("b",)), Relation("b", ("a",))), "part of itself"),
    ],
)
def test_a_table_that_does_not_hold_is_an_error(
    cells: dict[Cell, int | None], relations: tuple[Relation, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Table(cells, relations)


def test_hiding_a_cell_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no cell 'z'"):
        suppress(Table({"a": 1}, ()), 5, already_hidden=["z"])


# The attack: random tables, linear solving, nothing under the threshold is recoverable.

THRESHOLD = 10
counts = st.one_of(st.just(0), st.integers(1, 9), st.integers(1, 9), st.integers(10, 60))


@st.composite
def two_way_tables(draw: st.DrawFn, largest: int = 5) -> Table:
    rows, columns = draw(st.integers(2, largest)), draw(st.integers(2, largest))
    return Table.two_way(
        {(f"r{row}", f"c{column}"): draw(counts) for row in range(rows) for column in range(columns)}
    )


@st.composite
def hierarchies(draw: st.DrawFn) -> Table:
    """Quartier → commune → Region, for one count or for two ages and their sum."""
    ages = ["all"] if draw(st.booleans()) else ["young", "old", "all"]
    cells: dict[Cell, int | None] = {}
    relations = []
    communes = {
        f"c{commune}": [f"c{commune}q{place}" for place in range(draw(st.integers(1, 4)))]
        for commune in range(draw(st.integers(1, 4)))
    }
    quartiers = [quartier for inside in communes.values() for quartier in inside]
    for age in ages if len(ages) == 1 else ages[:-1]:
        cells |= {(quartier, age): draw(counts) for quartier in quartiers}
    for place, inside in {**communes, "region": list(communes)}.items():
        for age in ages if len(ages) == 1 else ages[:-1]:
            parts: tuple[Cell, ...] = tuple((one, age) for one in inside)
            cells[place, age] = sum(cells[part] or 0 for part in parts)
            relations.append(Relation((place, age), parts))
    if len(ages) > 1:
        for place in [*quartiers, *communes, "region"]:
            parts = ((place, "young"), (place, "old"))
            cells[place, "all"] = sum(cells[part] or 0 for part in parts)
            relations.append(Relation((place, "all"), parts))
        for place, inside in {**communes, "region": list(communes)}.items():
            relations.append(Relation((place, "all"), tuple((one, "all") for one in inside)))
    return Table(cells, tuple(relations))


def _unknown(table: Table, hidden: frozenset[Cell] | set[Cell]) -> list[Cell]:
    return [cell for cell in table.cells if cell in hidden and table.cells[cell] != 0]


def _attacker(table: Table, hidden: frozenset[Cell] | set[Cell]) -> Attacker:
    """Knows each relation; what is shown in it, and zeros, are numbers and drop out."""
    unknown = _unknown(table, hidden)
    inside = set(unknown)
    sums = []
    for relation in table.relations:
        signed = {relation.total: 1} | dict.fromkeys(relation.parts, -1)
        sums.append({cell: sign for cell, sign in signed.items() if cell in inside})
    return Attacker(unknown, sums)


def _attack(table: Table, hidden: frozenset[Cell], threshold: int) -> None:
    attacker = _attacker(table, hidden)
    unknown = _unknown(table, hidden)
    assert all(count == 0 or count is None or count >= threshold for count in _shown(table, hidden))
    for cell in unknown:
        assert not attacker.works_out([cell]), f"{cell} is worked out"
    people: dict[object, int] = {cell: table.cells[cell] or 0 for cell in unknown}
    for group in small_sets(people, threshold, most=None if len(unknown) <= 10 else 3):
        assert not attacker.works_out(group), f"{group} is worked out"


def _shown(table: Table, hidden: frozenset[Cell]) -> list[int | None]:
    return [count for cell, count in table.cells.items() if cell not in hidden]


def _single_values(table: Table, hidden: frozenset[Cell] | set[Cell]) -> set[Cell]:
    """Hidden cells with one possible value, when each hidden cell is known to hold 1 or more.

    Two solutions of a table with margins differ by steps along which each cell moves by one at
    most, so neighbours of the true table are enough.
    """
    unknown = [cell for cell in _unknown(table, hidden) if TOTAL not in cell]  # type: ignore[operator]
    single = set(unknown)
    for steps in product((-1, 0, 1), repeat=len(unknown)):
        moved = dict(table.cells) | {
            cell: (table.cells[cell] or 0) + step for cell, step in zip(unknown, steps, strict=True)
        }
        if all((moved[cell] or 0) >= 1 for cell in unknown) and _fits(table, hidden, moved):
            single -= {cell for cell in unknown if moved[cell] != table.cells[cell]}
        if not single:
            break
    return single


def _fits(table: Table, hidden: frozenset[Cell] | set[Cell], moved: dict[Cell, int | None]) -> bool:
    for relation in table.relations:  # inner cells first, so that margins are worked out on the way
        total = sum(moved[part] or 0 for part in relation.parts)
        if relation.total in hidden:
            moved[relation.total] = total
        elif total != table.cells[relation.total]:
            return False
    grand = sum(moved[part] or 0 for part in table.relations[-2].parts)
    return grand == sum(moved[part] or 0 for part in table.relations[-1].parts)


@settings(max_examples=60, deadline=None)
@given(table=two_way_tables())
def test_no_table_with_margins_can_be_solved(table: Table) -> None:
    _attack(table, suppress(table, THRESHOLD), THRESHOLD)


@settings(max_examples=60, deadline=None)
@given(table=hierarchies())
def test_no_hierarchy_can_be_solved(table: Table) -> None:
    _attack(table, suppress(table, THRESHOLD), THRESHOLD)


@settings(max_examples=40, deadline=None)
@given(table=two_way_tables(), data=st.data())
def test_what_a_publisher_hides_at_random_stays_hidden_too(table: Table, data: st.DataObject) -> None:
    asked = data.draw(st.sets(st.sampled_from(list(table.cells)), max_size=6))
    hidden = suppress(table, THRESHOLD, already_hidden=asked)
    assert hidden >= asked
    _attack(table, hidden, THRESHOLD)


@settings(max_examples=40, deadline=None)
@given(
    counts_=st.lists(st.sampled_from([0, 1, 1, 2, 3, 4, 8]), min_size=9, max_size=9),
    threshold=st.integers(2, 4),
)
def test_no_cell_is_pinned_by_being_one_or_more(counts_: list[int], threshold: int) -> None:
    table = Table.two_way({(f"r{i // 3}", f"c{i % 3}"): count for i, count in enumerate(counts_)})
    assert not _single_values(table, suppress(table, threshold))


@settings(max_examples=40, deadline=None)
@given(table=two_way_tables(largest=4))
def test_no_complement_can_be_spared(table: Table) -> None:
    """Each cell hidden beyond the small ones is needed: shown alone, something leaks."""
    hidden = suppress(table, THRESHOLD)
    for cell in hidden:
        if (table.cells[cell] or 0) >= THRESHOLD:
            less = hidden - {cell}
            again = suppress(table, THRESHOLD, already_hidden=less)
            assert again != less
