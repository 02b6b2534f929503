"""The theme of an Office document: our colours and our font in the place of the default ones."""

from __future__ import annotations

from typing import Protocol, cast

from lxml import etree

from exports.look import FONT, THEME_COLOURS, hexa

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


class ThemePart(Protocol):
    """The part of a package that holds the theme, as both Office libraries keep it."""

    @property
    def blob(self) -> bytes:
        """Its XML."""


def put_theme(part: ThemePart) -> None:
    """Write the product's colours and font in a theme part, in place.

    Whatever a person adds later in Word or PowerPoint then takes the same look.
    """
    root = etree.fromstring(part.blob)
    root.set("name", "Diagnostic de quartier")
    for slot, colour in THEME_COLOURS.items():
        element = root.find(f".//{{{_A}}}clrScheme/{{{_A}}}{slot}")
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, f"{{{_A}}}srgbClr", val=hexa(colour))
    for family in ("majorFont", "minorFont"):
        fonts = root.find(f".//{{{_A}}}fontScheme/{{{_A}}}{family}")
        fonts.find(f"{{{_A}}}latin").set("typeface", FONT)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    # Neither library gives theme parts a setter; both keep their bytes under this name.
    vars(part)["_blob"] = cast(bytes, blob)
