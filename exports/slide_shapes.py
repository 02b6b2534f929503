"""The XML of the pieces that the slide master and its layouts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from exports.look import LANGUAGE


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xfrm(self) -> str:
        """Position and size, as DrawingML writes them."""
        return (
            f'<a:xfrm><a:off x="{Inches(self.left)}" y="{Inches(self.top)}"/>'
            f'<a:ext cx="{Inches(self.width)}" cy="{Inches(self.height)}"/></a:xfrm>'
        )


@dataclass(frozen=True)
class TextLook:
    """How the text of a placeholder looks: size in points, colours of the theme."""

    points: float
    colour: str = "tx1"
    bold: bool = False
    align: str = "l"
    anchor: str = "t"
    space_after: float = 0
    line_spacing: int = 100
    fill: str = ""
    inset: float = 0

    @property
    def levels(self) -> str:
        """The first three levels of text; no bullets, a clear step between levels."""
        return "".join(
            f'<a:lvl{level + 1}pPr marL="{228600 * level}" indent="0" algn="{self.align}">'
            f'<a:lnSpc><a:spcPct val="{self.line_spacing * 1000}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="{round(self.space_after * 100)}"/></a:spcAft><a:buNone/>'
            f'<a:defRPr lang="{LANGUAGE}" sz="{round(max(self.points - 2 * level, 12) * 100)}" '
            f'b="{int(self.bold)}"><a:solidFill><a:schemeClr val="{self.colour}"/></a:solidFill></a:defRPr>'
            f"</a:lvl{level + 1}pPr>"
            for level in range(3)
        )

    @property
    def body(self) -> str:
        """Margins and anchor of the text box."""
        inset = Inches(self.inset)
        return (
            f'<a:bodyPr vert="horz" lIns="{inset}" rIns="{inset}" tIns="0" bIns="0" '
            f'anchor="{self.anchor}" rtlCol="0"><a:normAutofit/></a:bodyPr>'
        )


def placeholder(
    shape_id: int,
    name: str,
    kind: str,
    index: int | None,
    box: Box,
    look: TextLook,
    prompt: str,
    *,
    field: str = "",
) -> Any:
    """One placeholder of the master or of a layout; `field` makes its text a field."""
    position = f' idx="{index}"' if index is not None else ""
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>' if look.fill else ""
    if field:
        text = (
            f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="{field}">'
            f'<a:rPr lang="{LANGUAGE}"/><a:t>{escape(prompt)}</a:t></a:fld>'
        )
    else:
        text = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{escape(prompt)}</a:t></a:r>'
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{position}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{box.xfrm}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f"<p:txBody>{look.body}<a:lstStyle>{look.levels}</a:lstStyle>"
        f'<a:p>{text}<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def ornament(shape_id: int, name: str, box: Box, colour: str) -> Any:
    """A plain coloured rectangle of the master; a colour of the theme, or six hex digits."""
    is_theme = not all(c in "0123456789ABCDEF" for c in colour)
    tag = "schemeClr" if is_theme else "srgbClr"
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(name)}>'
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        '</a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{box.xfrm}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:{tag} val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )
