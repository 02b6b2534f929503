"""Monthly counts of accompanied households: what may be shown, and that nothing small follows from it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.accompaniment_checks import checked, faults_of
from diagnostic.accompaniment_grid import grid_answer
from diagnostic.accompaniment_view import ENDINGS, THRESHOLD, AccompanimentView, accompaniment_view
from diagnostic.contents.accompaniment import Criterion, CriterionCount, MonthlyCount, Outcome, OutcomeCount
from indicators.disclosure.release import release
from indicators.disclosure.table import Relation, Table
from indicators.user_error import UserError
from tests.unit.disclosure_attacker import Attacker, small_sets

IN_2026 = date(2026, 11, 22)


def month(
    name: str, households: int, begun: int = 0, criteria: tuple[int, ...] = (), outcomes: tuple[int, ...] = ()
) -> MonthlyCount:
    """Criteria in their order; outcomes as relogement, maintien, orientation, en cours, interrompu."""
    return MonthlyCount(
        month=name,
        households=households,
        begun=begun,
        criteria=tuple(
            CriterionCount(criterion=one, households=n) for one, n in zip(Criterion, criteria, strict=False)
        ),
        outcomes=tuple(
            OutcomeCount(outcome=one, households=n) for one, n in zip(Outcome, outcomes, strict=False)
        ),
    )


def whole_year(year: int = 2025) -> list[MonthlyCount]:
    return [month(f"{year}-{m:02d}", 12, 2, (12, 12, 7, 6, 6), (1, 1, 0, 10, 0)) for m in range(1, 13)]


# --- what is shown -----------------------------------------------------------------------------------


def test_a_month_shows_households_and_criteria_from_five_on() -> None:
    row = accompaniment_view([month("2026-03", 12, 2, (12, 7, 3, 6, 5))], IN_2026).months[0]
    assert row.label == "mars 2026"
    assert row.households.value == 12
    assert [one.value for one in row.criteria] == [12, 7, None, 6, 5]
    assert row.criteria[2].text == "secret"


def test_a_complement_under_five_hides_the_criterion() -> None:
    """11 of 12 households would say that one household does not meet it."""
    row = accompaniment_view([month("2026-03", 12, 0, (12, 11, 8, 7, 9))], IN_2026).months[0]
    assert [one.value for one in row.criteria] == [12, None, None, 7, None]


def test_a_month_of_fewer_than_five_households_is_secret_as_a_whole() -> None:
    row = accompaniment_view([month("2026-03", 4, 1, (4, 4, 0, 0, 0))], IN_2026).months[0]
    assert row.households.value is None
    assert all(one.value is None for one in row.criteria)


def test_nobody_is_shown_as_nobody() -> None:
    row = accompaniment_view([month("2026-03", 0)], IN_2026).months[0]
    assert row.households.value == 0
    assert [one.value for one in row.criteria] == [0] * 5


def test_the_totals_of_a_year_wait_for_its_end() -> None:
    counts = whole_year()
    running = accompaniment_view(counts[:11], date(2025, 12, 15)).years[0]
    assert not running.over and running.endings is None and running.under_way is None
    assert accompaniment_view(counts[:11], date(2026, 1, 2)).years[0].over
    full = accompaniment_view(counts, date(2025, 12, 31)).years[0]
    assert full.begun is not None and full.begun.value == 24
    assert full.endings is not None
    assert [one.value for one in full.endings] == [12, 12, 0, 0]
    assert full.under_way is not None
    assert full.under_way.value is None, "12 followed less 10 still under way: two have left in December"
    assert full.mean == 12 and full.mean_text == "12,0 (12\u00a0mois montrés)"


def test_a_small_total_of_a_year_is_secret() -> None:
    counts = [month(f"2025-{m:02d}", 9, 0, (9, 9, 9, 0, 0), (0, 0, 0, 9, 0)) for m in range(1, 12)]
    counts.append(month("2025-12", 9, 0, (9, 9, 9, 0, 0), (3, 0, 0, 6, 0)))
    year = accompaniment_view(counts, IN_2026).years[0]
    assert year.endings is not None and year.endings[0].value is None
    assert year.under_way is not None
    assert year.under_way.value is None, "9 followed less 6 still under way would give the 3 back"


def test_the_mean_rests_on_the_months_that_are_shown() -> None:
    year = accompaniment_view(
        [month("2026-01", 10), month("2026-02", 3), month("2026-03", 14)], IN_2026
    ).years[0]
    assert (year.mean, year.months, year.months_shown) == (12.0, 3, 2)


def test_months_with_numbers_that_cannot_be_true_are_set_aside() -> None:
    view = accompaniment_view([month("2026-01", 8, 9), month("2026-02", 8)], IN_2026)
    assert view.set_aside == ("2026-01",)
    assert view.months[0].households.value is None
    assert view.months[1].households.value == 8


def test_the_last_counts_of_a_month_hold_and_notes_never_reach_the_view() -> None:
    noted = month("2026-01", 9).model_copy(update={"notes": "réunion d'équipe reportée"})
    view = accompaniment_view([month("2026-01", 7), noted], IN_2026)
    assert [row.households.value for row in view.months] == [9]
    assert "reportée" not in repr(view)


def test_what_cannot_be_true_is_refused_with_each_fault() -> None:
    wrong = month("2026-01", 6, 7, (7, 0, 0, 0, 0), (3, 4, 0, 0, 0))
    assert [one.column for one in faults_of(wrong)] == [
        "Accompagnements commencés",
        Criterion.STRAIN.label,
        "Issues",
    ]
    with pytest.raises(UserError, match="ne vont pas ensemble"):
        checked(wrong)
    assert checked(month("2026-01", 6, 6, (6, 6, 6, 6, 6), (6, 0, 0, 0, 0)))


# --- what follows from what is shown --------------------------------------------------------------------


def lines_of(count: MonthlyCount) -> dict[str, int]:
    """The counts of a month with their complements, by a name of our own."""
    met = {one.criterion: one.households for one in count.criteria}
    ended = {one.outcome: one.households for one in count.outcomes}
    lines = {"H": count.households, "b": count.begun, "k": count.households - count.begun}
    for one in Criterion:
        lines |= {f"+{one}": met.get(one, 0), f"-{one}": count.households - met.get(one, 0)}
    lines |= {f"o{one}": ended.get(one, 0) for one in Outcome}
    return lines | {"o?": count.households - sum(ended.values())}


def attack(counts: list[MonthlyCount], view: AccompanimentView, most: int = 3) -> None:
    """Everything that is shown, and the arithmetic of the form, in the hands of somebody patient."""
    people, known = arithmetic(counts)
    known += shown_months(view, people)
    if people[counts[0].month, "k"] == 0:
        known.append({(counts[0].month, "k"): 1})
    known += shown_years(view)
    reader = Attacker(list(people), known)
    living = {one: n for one, n in people.items() if n}
    for group in small_sets(living, THRESHOLD, most):
        assert not reader.works_out(group), group


def arithmetic(counts: list[MonthlyCount]) -> tuple[dict[object, int], list[dict[object, int]]]:
    """Every count of the form by its name, and the sums that hold between them."""
    people: dict[object, int] = {}
    known: list[dict[object, int]] = []
    for count in counts:
        lines = lines_of(count)
        people |= {(count.month, name): n for name, n in lines.items()}
        parts: list[tuple[str, ...]] = [("b", "k"), tuple(name for name in lines if name.startswith("o"))]
        parts += [(f"+{one}", f"-{one}") for one in Criterion]
        for part in parts:
            sum_of: dict[object, int] = {(count.month, name): -1 for name in part}
            known.append({(count.month, "H"): 1, **sum_of})
    for before, after in pairwise(counts):
        left: tuple[object, object] = (before.month, f"o{Outcome.UNDER_WAY}")
        kept: tuple[object, object] = (after.month, "k")
        if people[left] == people[kept]:
            known.append({left: 1, kept: -1})
    return people, known


def shown_months(view: AccompanimentView, people: dict[object, int]) -> list[dict[object, int]]:
    known: list[dict[object, int]] = []
    for row in view.months:
        shown = {"H": row.households} | {f"+{c}": n for c, n in zip(Criterion, row.criteria, strict=True)}
        for name, value in shown.items():
            if value.value is not None:
                assert value.value == people[row.month, name]
                known.append({(row.month, name): 1})
        if people[row.month, f"-{Criterion.STRAIN}"] == 0:
            known.append({(row.month, f"-{Criterion.STRAIN}"): 1})
    return known


def shown_years(view: AccompanimentView) -> list[dict[object, int]]:
    known: list[dict[object, int]] = []
    for year in view.years:
        if year.begun is None or year.endings is None or year.under_way is None:
            continue
        months = [row.month for row in view.months if row.year == year.year]
        totals = {"b": year.begun} | {f"o{one}": n for one, n in zip(ENDINGS, year.endings, strict=True)}
        for name, value in totals.items():
            if value.value is not None:
                known.append({(one, name): 1 for one in months})
        if year.under_way.value is not None:
            known.append({(months[-1], f"o{Outcome.UNDER_WAY}"): 1})
    return known


@st.composite
def months(draw: st.DrawFn, most: int = 3) -> list[MonthlyCount]:
    found = []
    carried = draw(st.integers(0, 12))
    for number in range(draw(st.integers(1, most))):
        begun = draw(st.integers(0, 7))
        households = carried + begun if draw(st.booleans()) else max(begun, draw(st.integers(0, 14)))
        criteria = (households, *(draw(st.integers(0, households)) for _ in range(4)))
        left, outcomes = households, []
        for _ in range(4):
            outcomes.append(draw(st.integers(0, min(left, 6))))
            left -= outcomes[-1]
        carried = left if draw(st.booleans()) else draw(st.integers(0, left))
        relogement, maintien, orientation, interrompu = outcomes
        found.append(
            month(
                f"2025-{number + 10:02d}",
                households,
                begun,
                criteria,
                (relogement, maintien, orientation, carried, interrompu),
            )
        )
    return found


@settings(max_examples=40, deadline=None)
@given(months())
def test_no_small_group_follows_from_what_is_shown(counts: list[MonthlyCount]) -> None:
    attack(counts, accompaniment_view(counts, IN_2026))


@settings(max_examples=30, deadline=None)
@given(months())
def test_a_new_month_never_changes_what_was_shown_of_the_months_before(counts: list[MonthlyCount]) -> None:
    """Otherwise two copies of the table, one month apart, could be subtracted."""
    before = date(2025, 12, 31)
    full = accompaniment_view(counts, before)
    for length in range(1, len(counts)):
        earlier = accompaniment_view(counts[:length], before)
        assert earlier.months == full.months[:length]


def test_the_new_households_of_a_month_do_not_follow_from_those_who_stay() -> None:
    """8 still accompanied at the end of a month and 10 in the next: two have begun."""
    counts = [
        month("2025-11", 8, 8, (8,), (0, 0, 0, 8, 0)),
        month("2025-12", 10, 2, (10,), (0, 0, 0, 10, 0)),
    ]
    view = accompaniment_view(counts, IN_2026)
    attack(counts, view)
    assert view.months[0].households.value == 8
    assert view.years[0].begun is not None and view.years[0].begun.value is None


def test_a_whole_year_resists_as_well() -> None:
    counts = whole_year()
    attack(counts, accompaniment_view(counts, IN_2026), most=2)


# --- counts that are published one after the other -----------------------------------------------------


def test_what_was_shown_first_stays_and_what_comes_later_gives_way() -> None:
    table = Table({"a": 7, "b": 3, "all": 10}, (Relation("all", ("a", "b")),))
    assert release(table, [("a",), ("b",), ("all",)], 5) == {"a"}
    assert release(table, [("all",), ("a",), ("b",)], 5) == {"all"}


def test_a_known_zero_ties_two_counts_together() -> None:
    table = Table(
        {"a": 3, "z": 0, "all": 3, "more": 9, "sum": 12},
        (Relation("all", ("a", "z")), Relation("sum", ("all", "more"))),
    )
    assert release(table, [("sum",), ("more",)], 5, known=["z"]) == {"sum"}


def test_a_count_that_bounds_leave_one_value_is_held_back() -> None:
    """15 households, three criteria at least each: 5 + 5 + 6 leave 14 or 15 for the last, and 15 would be shown."""
    sizes = {"c1": 15, "c2": 5, "c3": 5, "c4": 14, "c5": 6}
    cells: dict[object, int | None] = {"H": 15}
    for name, size in sizes.items():
        cells |= {name: size, f"-{name}": 15 - size}
    relations = tuple(Relation("H", (c, f"-{c}")) for c in sizes)
    step = ["H", *sizes]
    free = release(Table(cells, relations), [step], 5)
    assert {"H", "c1", "c2", "c3", "c5"} == free
    limit: dict[object, int] = {"H": -3}
    limit |= dict.fromkeys(sizes, 1)
    assert release(Table(cells, relations), [step], 5, at_least_zero=[limit]) < free


def test_a_count_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="no count"):
        release(Table({"a": None}, ()), [("a",)], 5)


# --- the grid ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "begins"),
    [
        ((), False),
        ((Criterion.STRAIN, Criterion.ISOLATION), False),
        ((Criterion.STRAIN, Criterion.ISOLATION, Criterion.HINDRANCES), True),
        ((Criterion.OTHER_DOMAINS, Criterion.ISOLATION, Criterion.HINDRANCES, Criterion.EVICTION), False),
        (tuple(Criterion), True),
    ],
)
def test_three_criteria_of_which_the_first(met: tuple[Criterion, ...], begins: bool) -> None:
    answer = grid_answer(met)
    assert answer.can_begin is begins
    assert answer.met == len(met)
    assert answer.headline == (
        "Un accompagnement peut commencer."
        if begins
        else "Selon la grille, un accompagnement ne commence pas encore."
    )


def test_the_grid_says_what_is_missing_and_that_eviction_weighs() -> None:
    few = " ".join(grid_answer([Criterion.EVICTION]).reasons)
    assert "au moins trois" in few and "le premier" in few and "expulsion" in few
    assert "au moins trois" not in " ".join(grid_answer(list(Criterion)[1:]).reasons)
    assert grid_answer([]).reasons[0] == "Aucun critère n'est coché."
