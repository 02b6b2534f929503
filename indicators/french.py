"""French typography of numbers: narrow no-break spaces, decimal commas, units."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

LOCALE = "fr_BE"
NBSP = "\u00a0"


_SIGNS = str.maketrans(
    {",": get_group_symbol(LOCALE), ".": get_decimal_symbol(LOCALE), "-": get_minus_sign_symbol(LOCALE)}
)


def number(value: float, decimals: int = 0) -> str:
    """Write `value` with exactly `decimals` decimals: 12345.6 → «12 345,6».

    The signs are Babel's and so is the rounding (half to even, on the decimal writing of the
    number); its formatter is not used, for a map of Belgium writes forty thousand numbers.
    """
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    return f"{rounded:,f}".translate(_SIGNS)


def signed(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign: «+3,2», «−1,0»."""
    text = number(abs(value), decimals)
    if float(f"{value:.{decimals}f}") == 0:
        return text
    return ("+" if value > 0 else "\u2212") + text


def with_unit(text: str, unit: str) -> str:
    """Put a unit after a number, never separated from it by a line break."""
    return f"{text}{NBSP}{unit}" if unit else text


def rounded_to_two_digits(count: float) -> int:
    """Round an order of magnitude to its two leading digits: 4 515 → 4 500, 87 → 87."""
    if abs(count) < 100:
        return round(count)
    step = 10 ** (math.floor(math.log10(abs(count))) - 1)
    return int(round(count / step) * step)


def ordinal(rank: int) -> str:
    """Write the rank of a value (feminine): 1 → «1re», 12 → «12e»."""
    return "1re" if rank == 1 else f"{number(rank)}e"


def enumeration(items: list[str]) -> str:
    """Join words as French does: «a, b et c»."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " et " + items[-1]
