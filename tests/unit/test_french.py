"""French typography of numbers."""

from __future__ import annotations

from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.french import LOCALE, enumeration, number, ordinal, signed


def test_thousands_and_decimals() -> None:
    assert number(12345.6, 1) == "12\u202f345,6"
    assert number(0) == "0"
    assert number(28.35, 1) == "28,4"


def test_a_difference_has_its_sign_but_a_rounded_zero_has_none() -> None:
    assert signed(3.21, 1) == "+3,2"
    assert signed(-3757) == "\u22123\u202f757"
    assert signed(-0.01, 1) == "0,0"


def test_ranks_and_enumerations() -> None:
    assert [ordinal(1), ordinal(12)] == ["1re", "12e"]
    assert enumeration(["a", "b", "c"]) == "a, b et c"
    assert enumeration(["a"]) == "a"


def test_a_unit_never_leaves_its_number(bundled: Catalogue) -> None:
    assert bundled["bim"].format(43.63) == "43,6\u00a0%"
    assert bundled["revenu_imposable_median"].format(20731) == "20\u202f731\u00a0€"
    assert bundled["bim"].format(0) == "0\u00a0%"


@given(st.one_of(st.floats(-1e9, 1e9, allow_nan=False), st.integers(-(10**9), 10**9)), st.integers(0, 4))
def test_numbers_are_written_as_babel_writes_them(value: float, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(value, format=pattern, locale=LOCALE, decimal_quantization=True)
    assert number(value, decimals) == expected
