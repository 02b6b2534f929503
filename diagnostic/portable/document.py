"""What the file of a diagnostic says: every piece as it stands, and every change it went through."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from diagnostic.board import Quadrant
from diagnostic.contents.kinds import AnyContent
from diagnostic.evidence import Evidence
from diagnostic.revision import Action
from diagnostic.statement_qualities import Convergence, Priority, StatementPlace, Status
from diagnostic.statement_rules import MAX_CHARACTERS, MAX_ROLE_CHARACTERS, checked_text
from indicators.language import _
from indicators.level import Level
from indicators.perimeter import LONGEST_NAME, MOST_MEMBERS
from indicators.user_error import UserError

FORMAT = "diagnostic-de-quartier"
FORMAT_VERSION = 1
ID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
PERIMETER_PATTERN = r"^p[0-9a-f]{8}$"
_BIGGEST_POSITION = 1 << 62

FIRST_YEAR, LAST_YEAR = 2000, 2200


def _in_universal_time(at: datetime) -> datetime:
    if not FIRST_YEAR <= at.year < LAST_YEAR:
        raise ValueError(_("cet instant est hors du temps de l'application"))
    return at.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_universal_time)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
PerimeterCode = Annotated[str, StringConstraints(pattern=PERIMETER_PATTERN)]
Role = Annotated[str, StringConstraints(max_length=MAX_ROLE_CHARACTERS)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[0-9A-Za-z_-]+$")]
Version = Annotated[int, Field(ge=1, le=1_000_000)]
Position = Annotated[int, Field(ge=-_BIGGEST_POSITION, le=_BIGGEST_POSITION)]
Kind = Literal[
    "diagnostic",
    "temoignage",
    "lecture",
    "reunion",
    "document_produit",
    "fiche_thematique",
    "plan",
    "suivi_mensuel",
]


class Piece(BaseModel):
    """A part of the file. What a part does not say stays unsaid when it is written again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def stored(self) -> dict[str, Any]:
        """The part as JSON types, with what it says and nothing more."""
        return self.model_dump(mode="json", exclude_unset=True)


class EntryState(Piece):
    """What an entry says at one version."""

    content: AnyContent = Field(description=_("Le contenu, selon son genre («\u00a0kind\u00a0»)."))
    position: Position = Field(
        description=_("Rang parmi les éléments du même genre\u00a0: le plus petit d'abord.")
    )
    archived: bool = Field(description=_("Mis de côté par quelqu'un."))


class EntryRevision(Piece):
    """One change of one entry."""

    version: Version = Field(description=_("1 pour la création, puis un de plus à chaque changement."))
    action: Action = Field(description=_("Ce qui a été fait."))
    at: Instant = Field(description=_("Instant du changement, en temps universel."))
    role: Role = Field(description=_("Fonction de la personne qui l'a fait, jamais son nom."))
    state: EntryState = Field(description=_("Ce que l'élément disait après ce changement."))


class EntryRecord(Piece):
    """One entry with its history."""

    id: Id = Field(description=_("Identifiant (UUID)."))
    kind: Kind = Field(description=_("Genre de l'élément."))
    version: Version = Field(description=_("Version actuelle\u00a0: celle du dernier changement."))
    content: AnyContent = Field(description=_("Le contenu actuel."))
    position: Position = Field(description=_("Rang actuel."))
    archived: bool = Field(description=_("Mis de côté par quelqu'un."))
    author: Role = Field(description=_("Fonction de la personne qui l'a créé, jamais son nom."))
    created_at: Instant = Field(description=_("Instant de la création."))
    updated_at: Instant = Field(description=_("Instant du dernier changement."))
    revisions: tuple[EntryRevision, ...] = Field(
        min_length=1, description=_("Tous les changements, du premier au dernier.")
    )


class StatementState(Piece):
    """What a statement says at one version; the first versions of the application said less."""

    id: Id = Field(description=_("Identifiant (UUID)."))
    version: Version = Field(description=_("Version."))
    territory_level: Level = Field(description=_("Niveau du territoire."))
    territory_code: Code = Field(description=_("Code du territoire."))
    quadrant: Quadrant = Field(description=_("A atout, F faiblesse, O opportunité, M menace, S suggestion."))
    theme: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(
        description=_("Identifiant du thème dans l'arbre du diagnostic.")
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARACTERS)] = Field(
        description=_("Le constat, tel qu'il a été écrit.")
    )
    evidence: tuple[Evidence, ...] = Field(min_length=1, description=_("Ce sur quoi il s'appuie."))
    position: Position = Field(description=_("Rang dans sa liste\u00a0: le plus petit d'abord."))
    archived: bool = Field(description=_("Mis de côté par quelqu'un."))
    updated_at: Instant = Field(description=_("Instant du dernier changement."))
    diagnostic: Literal[""] | Id = Field(default="", description=_("Diagnostic auquel il appartient."))
    author: Role = Field(default="", description=_("Fonction de la personne qui l'a écrit, jamais son nom."))
    status: Status = Field(default=Status.DRAFT, description=_("Où il en est."))
    convergence: Convergence = Field(
        default=Convergence.NOT_EXAMINED, description=_("Si chiffres et témoignages concordent.")
    )
    priority: Priority = Field(
        default=Priority.NONE, description=_("3 pour le plus urgent, 0 sans priorité.")
    )
    place: StatementPlace | None = Field(default=None, description=_("Endroit sur la carte (WGS84)."))

    @model_validator(mode="after")
    def _says_something(self) -> StatementState:
        try:
            checked_text(self.text)
        except UserError as error:
            raise ValueError(error.problem) from error
        return self


class RevisedStatement(StatementState):
    """What a statement said after one change, and the other line when two became one."""

    merged_with: Literal[""] | Id = Field(
        default="", description=_("L'autre constat, quand deux sont devenus un.")
    )


class StatementRevision(Piece):
    """One change of one statement."""

    version: Version = Field(description=_("1 pour la création, puis un de plus à chaque changement."))
    action: Action = Field(description=_("Ce qui a été fait."))
    at: Instant = Field(description=_("Instant du changement, en temps universel."))
    role: Role = Field(description=_("Fonction de la personne qui l'a fait, jamais son nom."))
    state: RevisedStatement = Field(description=_("Ce que le constat disait après ce changement."))


class StatementRecord(StatementState):
    """One statement with its history."""

    diagnostic: Id = Field(description=_("Diagnostic auquel il appartient."))
    created_at: Instant = Field(description=_("Instant de la création."))
    revisions: tuple[StatementRevision, ...] = Field(
        min_length=1, description=_("Tous les changements, du premier au dernier.")
    )


class PerimeterVersion(Piece):
    """What a perimeter was at one version."""

    version: Version = Field(description=_("1 pour la création, puis un de plus à chaque changement."))
    at: Instant = Field(description=_("Instant de cette version."))
    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)] = Field(
        description=_("Nom que les habitant·es emploient.")
    )
    members: tuple[Code, ...] = Field(
        min_length=1, max_length=MOST_MEMBERS, description=_("Codes de quartiers et de secteurs.")
    )
    without: tuple[Code, ...] = Field(
        max_length=MOST_MEMBERS, description=_("Secteurs retirés des quartiers membres.")
    )
    author: Role = Field(description=_("Fonction de la personne qui l'a dessiné, jamais son nom."))
    archived: bool = Field(description=_("Mis de côté par quelqu'un."))


class PerimeterRecord(Piece):
    """One perimeter that the diagnostic speaks of, with all its versions."""

    code: PerimeterCode = Field(description=_("«\u00a0p\u00a0» et huit chiffres hexadécimaux."))
    versions: tuple[PerimeterVersion, ...] = Field(
        min_length=1, description=_("Toutes ses versions, de la première à la dernière.")
    )


class DiagnosticFile(Piece):
    """The whole file."""

    format: Literal["diagnostic-de-quartier"] = Field(description=_("Dit ce que ce fichier est."))
    version: Literal[1] = Field(description=_("Version de ce format."))
    application: Annotated[str, StringConstraints(max_length=40)] = Field(
        description=_("Version de l'application qui a écrit le fichier.")
    )
    exported_at: Instant = Field(description=_("Instant où le fichier a été écrit."))
    diagnostic: Id = Field(description=_("Identifiant du diagnostic\u00a0: celui d'un des éléments."))
    elsewhere: tuple[Id | PerimeterCode, ...] = Field(
        description=_(
            "Ce que le diagnostic cite et qui appartient à un autre\u00a0: le fichier ne le contient pas."
        )
    )
    perimeters: tuple[PerimeterRecord, ...] = Field(description=_("Les périmètres dont le diagnostic parle."))
    entries: tuple[EntryRecord, ...] = Field(
        min_length=1, description=_("Les éléments du diagnostic, lui-même en premier.")
    )
    statements: tuple[StatementRecord, ...] = Field(description=_("Les constats de la grille AFOM."))

    @property
    def owner(self) -> EntryRecord:
        """The diagnostic itself."""
        return next(one for one in self.entries if one.id == self.diagnostic)
