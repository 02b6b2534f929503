"""A composite index: z-scores worked by hand, visible weights, what they decide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue, Direction, Indicator
from indicators.composite import compose, not_official
from indicators.user_error import UserError


def three(bundled: Catalogue) -> tuple[Indicator, Indicator, Indicator]:
    """One indicator whose high values ask for attention, one whose low values do, one neutral."""
    first = {one.direction: one for one in reversed(bundled.indicators)}
    return first[Direction.BAD], first[Direction.GOOD], first[Direction.NONE]


BAD = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0, "e": 50.0}
GOOD = {"a": 100.0, "b": 400.0, "c": 200.0, "d": 300.0, "e": 500.0}


def test_scores_worked_by_hand(bundled: Catalogue) -> None:
    """Both columns have z = −√2, −√½, 0, √½, √2 by rank; the second is turned; weights 5 and 2."""
    bad, good, _neutral = three(bundled)
    found = compose([bad, good], {bad.id: BAD, good.id: GOOD}, {bad.id: 5, good.id: 2})
    root, half = 2**0.5, 0.5**0.5
    assert found.scores == pytest.approx(
        {
            "a": (5 * -root + 2 * root) / 7,
            "b": (5 * -half - 2 * half) / 7,
            "c": (0 + 2 * half) / 7,
            "d": 5 * half / 7,
            "e": (5 * root - 2 * root) / 7,
        }
    )
    assert dict(found.fifths) == {"b": 0, "a": 1, "c": 2, "d": 3, "e": 4}
    first, second = found.ingredients
    assert (first.mean, first.sign, first.part) == (30, 1, pytest.approx(5 / 7))
    assert (second.mean, second.sign, second.part) == (300, -1, pytest.approx(2 / 7))
    assert (first.deviation, second.deviation) == pytest.approx((200**0.5, 20_000**0.5))


def test_equal_scores_share_the_lower_fifth(bundled: Catalogue) -> None:
    """With weights 3 and 1, a and b both have −√½."""
    bad, good, _neutral = three(bundled)
    found = compose([bad, good], {bad.id: BAD, good.id: GOOD}, {bad.id: 3, good.id: 1})
    assert found.scores["a"] == pytest.approx(found.scores["b"])
    assert dict(found.fifths) == {"a": 0, "b": 0, "c": 2, "d": 3, "e": 4}


def test_a_territory_first_everywhere_never_leaves_its_fifth_and_a_disputed_one_does(
    bundled: Catalogue,
) -> None:
    bad, good, _neutral = three(bundled)
    values = {
        bad.id: {"a": 10.0, "b": 20.0, "c": 30.0, "d": 41.0, "e": 90.0},
        good.id: {"a": 500.0, "b": 300.0, "c": 210.0, "d": 290.0, "e": 10.0},
    }
    found = compose([bad, good], values, {bad.id: 1, good.id: 1})
    assert found.stability["a"] == found.stability["e"] == 1
    assert 0 < found.stability["c"] < 1
    assert found.firm < 5
    assert (
        found.stability_text("e")
        == "cinquième 5 sur 5 (attention la plus forte), stable dans 100 tirages sur 100"
    )


def test_the_draws_are_the_same_at_each_reading(bundled: Catalogue) -> None:
    bad, good, _neutral = three(bundled)
    values = {bad.id: BAD, good.id: GOOD}
    weights = {bad.id: 1.0, good.id: 1.0}
    assert compose([bad, good], values, weights) == compose([bad, good], values, weights)


def test_a_neutral_indicator_needs_a_sign_from_the_person(bundled: Catalogue) -> None:
    bad, _good, neutral = three(bundled)
    values, weights = {bad.id: BAD, neutral.id: GOOD}, {bad.id: 1.0, neutral.id: 1.0}
    with pytest.raises(UserError, match="Sans sens favorable") as caught:
        compose([bad, neutral], values, weights)
    assert neutral.short_title in caught.value.problem
    up = compose([bad, neutral], values, weights, signs={neutral.id: 1})
    down = compose([bad, neutral], values, weights, signs={neutral.id: -1})
    assert up.scores["e"] > down.scores["e"]


def test_a_territory_that_lacks_a_value_is_left_out_and_named(bundled: Catalogue) -> None:
    bad, good, _neutral = three(bundled)
    found = compose([bad, good], {bad.id: {**BAD, "f": 20.0}, good.id: GOOD}, {bad.id: 1, good.id: 1})
    assert dict(found.left_out) == {"f": f"pas de valeur pour {good.short_title}"}
    assert "f" not in found.scores
    assert "Laissés de côté faute d'une valeur\u00a0: 1." in found.recipe


def test_an_indicator_without_weight_counts_for_nothing_not_even_its_gaps(bundled: Catalogue) -> None:
    bad, good, neutral = three(bundled)
    values = {bad.id: BAD, good.id: GOOD, neutral.id: {"a": 1.0}}
    found = compose([bad, good, neutral], values, {bad.id: 1, good.id: 1, neutral.id: 0})
    assert len(found.scores) == 5
    assert found.left_out == {}


def test_it_is_never_called_official(bundled: Catalogue) -> None:
    bad, good, _neutral = three(bundled)
    found = compose([bad, good], {bad.id: BAD, good.id: GOOD}, {bad.id: 3, good.id: 1})
    assert found.warning == not_official()
    assert found.warning.startswith("Indice composé par l'utilisateur")
    assert found.warning.endswith("ce n'est pas un indice officiel.")
    assert found.warning in found.recipe
    assert f"{bad.short_title} (poids 3, soit 75\u00a0%\u00a0; plus élevé = plus d'attention" in found.recipe
    assert f"{good.short_title} (poids 1, soit 25\u00a0%\u00a0; plus bas = plus d'attention" in found.recipe
    assert "pire" not in found.recipe + found.sensitivity


@pytest.mark.parametrize(
    ("weights", "message"), [((1, 0), "au moins deux"), ((1, -1), "positif"), ((1, float("inf")), "positif")]
)
def test_weights_that_make_no_index_are_refused(
    bundled: Catalogue, weights: tuple[float, float], message: str
) -> None:
    bad, good, _neutral = three(bundled)
    with pytest.raises(UserError, match=message):
        compose([bad, good], {bad.id: BAD, good.id: GOOD}, dict(zip((bad.id, good.id), weights, strict=True)))


def test_too_few_territories_or_no_difference_are_refused(bundled: Catalogue) -> None:
    bad, good, _neutral = three(bundled)
    weights = {bad.id: 1.0, good.id: 1.0}
    with pytest.raises(UserError, match="2 territoires seulement"):
        compose([bad, good], {bad.id: BAD, good.id: {"a": 1.0, "b": 2.0}}, weights)
    with pytest.raises(UserError, match="Même valeur partout"):
        compose([bad, good], {bad.id: BAD, good.id: dict.fromkeys(BAD, 7.0)}, weights)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=5, max_size=40).filter(
        lambda rows: all(len({row[n] for row in rows}) > 1 for n in (0, 1))
    ),
    scale=st.floats(0.1, 50),
)
def test_only_proportions_of_weights_and_units_count(
    bundled: Catalogue, rows: list[tuple[int, int]], scale: float
) -> None:
    bad, good, _neutral = three(bundled)
    values = {
        one.id: {str(code): float(row[n]) for code, row in enumerate(rows)}
        for n, one in enumerate((bad, good))
    }
    other = {**values, good.id: {code: 7 + 3 * value for code, value in values[good.id].items()}}
    one = compose([bad, good], values, {bad.id: 2, good.id: 1}, draws=20)
    same = compose([bad, good], other, {bad.id: 2 * scale, good.id: scale}, draws=20)
    assert same.scores == pytest.approx(dict(one.scores), abs=1e-9)
    assert sum(one.scores.values()) == pytest.approx(0, abs=1e-9)
    assert all(0 <= share <= 1 for share in one.stability.values())
    assert set(one.fifths.values()) <= set(range(5))
