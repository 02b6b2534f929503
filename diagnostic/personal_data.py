"""The door that personal data does not pass: nothing about a person is stored unless somebody says that
it is an institution."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from diagnostic.evidence import Document, Evidence, Testimony
from diagnostic.privacy.findings import Finding
from diagnostic.privacy.search import find_personal_data
from indicators.french import enumeration
from indicators.language import _
from indicators.user_error import UserError

TEXT = _("Constat")
FUNCTION = _("Fonction")
SECTOR = _("Secteur")
TITLE = _("Titre du document")
ORGANISATION = _("Organisme")
NAME = _("Nom du périmètre")
PLACE = _("Nom du lieu")


@dataclass(frozen=True)
class Found:
    """What was found, and the field that it stands in."""

    field: str
    finding: Finding


class PersonalDataFound(UserError):
    """A text seems to tell of a person; nothing was written. `found` says what and where."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        self.found = found
        quoted = [f"«\u00a0{one.finding.text}\u00a0» ({one.finding.kind.label.lower()})" for one in found[:5]]
        super().__init__(
            _("Ceci ressemble à des données sur une personne\u00a0: {found}.").format(
                found=enumeration(quoted)
            ),
            remedy=_(
                "Rien n'est encore enregistré. Retirez-les, ou gardez-les s'il s'agit d'une institution, puis "
                "enregistrez."
            ),
        )


def search_fields(texts: Mapping[str, str], kept: Collection[str] = ()) -> tuple[Found, ...]:
    """Everything found in some fields, but for what somebody chose to keep (`Finding.key`)."""
    return tuple(Found(field, one) for field, text in texts.items() for one in find_personal_data(text, kept))


def refuse_personal_data(texts: Mapping[str, str], kept: Collection[str] = ()) -> None:
    """Raise PersonalDataFound when a field seems to tell of a person."""
    found = search_fields(texts, kept)
    if found:
        raise PersonalDataFound(found)


def texts_of(text: str, evidence: Iterable[Evidence]) -> dict[str, str]:
    """What people typed in a statement, by field. Figures are the tool's own words."""
    typed: dict[str, list[str]] = {TEXT: [text]}
    for piece in evidence:
        if isinstance(piece, Testimony):
            typed.setdefault(FUNCTION, []).append(piece.function)
            typed.setdefault(SECTOR, []).append(piece.sector)
        elif isinstance(piece, Document):
            typed.setdefault(TITLE, []).append(piece.title)
            typed.setdefault(ORGANISATION, []).append(piece.organisation)
    return {field: "\n".join(pieces) for field, pieces in typed.items()}
