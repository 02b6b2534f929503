"""From what somebody drew or typed to a place that may be stored: rounded, in Belgium, and a real shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import shapely

from diagnostic.statement_qualities import StatementPlace
from indicators.language import _
from indicators.user_error import Fault, UserError

DECIMALS = 4
"""About 10 m in Brussels: a place of the quartier, not a door."""
MOST_POSITIONS = 200
Shape: TypeAlias = Literal["point", "ligne", "zone"]
Position: TypeAlias = tuple[float, float]
"""Degrees (WGS 84): longitude, latitude."""
SHAPES: tuple[Shape, ...] = ("point", "ligne", "zone")
LEAST: dict[Shape, int] = {"point": 1, "ligne": 2, "zone": 3}
_LONGITUDES, _LATITUDES = (2.4, 6.5), (49.4, 51.6)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def shape_label(shape: str) -> str:
    """The word for people."""
    return {"point": _("Point"), "ligne": _("Ligne"), "zone": _("Zone")}[shape]


def place_of(shape: Shape, positions: Iterable[Sequence[float]], label: str = "") -> StatementPlace:
    """Make the place of a statement.

    Positions are rounded to 4 decimals, also those of lines and areas; positions that fall together
    become one. Raises UserError when too few are left, when one lies outside Belgium, or when
    the sides of an area cross.
    """
    rounded: list[Position] = []
    for longitude, latitude in positions:
        position = (round(float(longitude), DECIMALS), round(float(latitude), DECIMALS))
        if not (_within(position[0], _LONGITUDES) and _within(position[1], _LATITUDES)):
            raise UserError(
                _("Cette position n'est pas en Belgique."),
                remedy=_("Écrivez la latitude puis la longitude, par exemple «\u00a050,8440 4,3455\u00a0»."),
            )
        if not rounded or rounded[-1] != position:
            rounded.append(position)
    if shape == "zone" and len(rounded) > 1 and rounded[0] == rounded[-1]:
        rounded.pop()
    if len(rounded) < LEAST[shape]:
        raise UserError(
            _("Cette forme n'a pas assez de points distincts."),
            remedy=_(
                "Une ligne en demande deux, une zone trois\u00a0; deux points à moins de 10 m se confondent."
            ),
        )
    if shape == "point" and len(rounded) > 1:
        raise UserError(
            _("Un point n'a qu'une position."),
            remedy=_("Choisissez «\u00a0Ligne\u00a0» ou «\u00a0Zone\u00a0»."),
        )
    if len(rounded) > MOST_POSITIONS:
        raise UserError(
            _("Cette forme a trop de points."),
            remedy=_("Dessinez-la plus simplement\u00a0: 200 points au plus."),
        )
    if shape == "zone" and not shapely.Polygon(rounded).is_valid:
        raise UserError(
            _("Les côtés de cette zone se croisent."),
            remedy=_("Redessinez-la en faisant le tour dans un seul sens."),
        )
    return StatementPlace(shape=shape, positions=tuple(rounded), label=label)


def typed_positions(text: str) -> tuple[Position, ...]:
    """Read positions as people copy them, one per line: «50.8440, 4.3455» or «50,8440 4,3455».

    In Belgium the latitude is always the larger of the two, so that either order is understood.
    Raises UserError with one fault per line that is not a position.
    """
    found: list[Position] = []
    faults: list[Fault] = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        numbers = _numbers(line)
        if len(numbers) != 2:
            faults.append(
                Fault(
                    _("ce n'est pas une latitude et une longitude."),
                    row=row,
                    value=line.strip()[:60],
                )
            )
            continue
        latitude, longitude = sorted(numbers, reverse=True)
        found.append((longitude, latitude))
    if faults:
        raise UserError(
            _("Toutes les lignes n'ont pas été comprises."),
            remedy=_("Écrivez une position par ligne\u00a0: «\u00a050,8440 4,3455\u00a0»."),
            faults=tuple(faults),
        )
    return tuple(found)


def _numbers(line: str) -> list[float]:
    """Decimal points or commas; a comma with a space after it parts two numbers."""
    parted = re.sub(r",\s+|;", " ", line)
    if "." in parted:
        parted = parted.replace(",", " ")
    words = parted.split()
    if not all(_NUMBER.fullmatch(word) for word in words):
        return []
    return [float(word.replace(",", ".")) for word in words]


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def label_position(place: StatementPlace) -> Position:
    """Where to write its number: the point itself, the middle of the line, a point inside the area."""
    if place.shape == "point":
        return place.positions[0]
    if place.shape == "ligne":
        point = shapely.LineString(place.positions).interpolate(0.5, normalized=True)
    else:
        area = shapely.Polygon(place.positions)
        point = area.representative_point() if area.is_valid else area.centroid
    return float(point.x), float(point.y)
