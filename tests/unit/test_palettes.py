"""Colours that colour-blind people and grey printers can tell apart (shared/spec/screens.md)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from indicators.palettes import DIVERGING, NON_VALUE_LOOKS, PAPER, QUADRANT_COLOURS, SEQUENTIAL, TONE_COLOURS

DEFICIENCIES = ("protanomaly", "deuteranomaly", "tritanomaly")


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def seen_with(colour: str, deficiency: str) -> np.ndarray:
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def lightness(colour: str) -> float:
    return float(cspace_convert(rgb(colour), "sRGB1", "CIELab")[0])


def contrast_on_paper(colour: str) -> float:
    def luminance(value: str) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(value)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    return (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize(("palette", "least"), [(SEQUENTIAL, 8), (DIVERGING, 14)], ids=["suite", "ecart"])
def test_neighbouring_classes_differ_for_colour_blind_people(
    palette: tuple[str, ...], least: float, deficiency: str
) -> None:
    for first, second in pairwise(palette):
        distance = deltaE(seen_with(first, deficiency), seen_with(second, deficiency), input_space="sRGB1")
        assert distance >= least, (first, second)


def test_the_sequence_gets_darker_in_clear_steps_so_that_grey_print_keeps_it() -> None:
    levels = [lightness(colour) for colour in SEQUENTIAL]
    assert all(before - after >= 10 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("colour", [*QUADRANT_COLOURS.values(), *TONE_COLOURS.values()])
def test_coloured_words_are_readable_on_paper(colour: str) -> None:
    assert contrast_on_paper(colour) >= 4.5


def test_the_four_non_values_look_different_from_one_another_and_from_every_class() -> None:
    looks = {(look.colour, look.pattern) for look in NON_VALUE_LOOKS.values()}
    assert len(looks) == 4
    assert not {look.colour for look in NON_VALUE_LOOKS.values()} & set(SEQUENTIAL)
