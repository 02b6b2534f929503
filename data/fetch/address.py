"""One official address: what to ask, what must come, and under which licence."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address
from pathlib import PurePath
from urllib.parse import urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, model_validator

KNOWN_SUFFIXES = frozenset({".geojson", ".json", ".csv", ".txt", ".xlsx", ".xls", ".zip", ".gpkg"})
_WILDCARDS = frozenset("*?[")


class Kind(StrEnum):
    """How the publisher gives the file out."""

    WFS = "wfs"
    OPENDATASOFT = "opendatasoft"
    STATBEL_FILE = "statbel_file"
    PAGE = "page"


class Checks(BaseModel):
    """What a file must satisfy before it is kept.

    `crs` is an EPSG number; `bounds` is (west, south, east, north) in the units of that CRS;
    `features` counts GeoJSON features or CSV rows; `distinct_ids` counts the different values of
    `ids_property`; `number_matched` asks a WFS answer to say that it is complete.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    minimum_bytes: PositiveInt = 1
    maximum_bytes: PositiveInt = 60_000_000
    number_matched: bool = False
    crs: PositiveInt | None = None
    features: PositiveInt | None = None
    ids_property: str = ""
    distinct_ids: PositiveInt | None = None
    bounds: tuple[float, float, float, float] | None = None

    @model_validator(mode="after")
    def _belong_together(self) -> Checks:
        if self.minimum_bytes > self.maximum_bytes:
            raise ValueError("minimum_bytes dépasse maximum_bytes")
        if self.distinct_ids is not None and not self.ids_property:
            raise ValueError("distinct_ids demande ids_property")
        return self


class Address(BaseModel):
    """One entry of `addresses.yaml`.

    `file_names` holds the one name under which a download is kept; for a file that people
    download by hand, the names (with `*` and `?`) under which its publisher gives it out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: Kind
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    page: str = Field(min_length=1)
    url: str = ""
    parameters: dict[str, str] = Field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()
    file_names: tuple[str, ...] = Field(min_length=1)
    by_hand: bool = Field(default=False, alias="a_telecharger_a_la_main")
    checks: Checks = Checks()
    note: str = ""

    @property
    def file_name(self) -> str:
        """Name under which the download is kept; of a file taken by hand, its first expected name."""
        return self.file_names[0]

    @property
    def request_url(self) -> str:
        """The address asked of the server, parameters included; empty for a file taken by hand."""
        return f"{self.url}?{urlencode(self.parameters)}" if self.parameters else self.url

    @property
    def host(self) -> str:
        """The machine that answers for this address."""
        return urlsplit(self.url or self.page).hostname or ""

    @model_validator(mode="after")
    def _belong_together(self) -> Address:
        for address in filter(None, (self.page, self.url)):
            if not _safe(address):
                raise ValueError(f"l'adresse «\u00a0{address}\u00a0» doit commencer par https://")
        for name in self.file_names:
            if PurePath(name).name != name or name.startswith(".") or "\\" in name:
                raise ValueError(f"«\u00a0{name}\u00a0» n'est pas un simple nom de fichier")
            if PurePath(name).suffix.lower() not in KNOWN_SUFFIXES:
                raise ValueError(f"le format de «\u00a0{name}\u00a0» n'a pas de contrôle")
        if self.by_hand != (not self.url):
            raise ValueError("il faut ou bien url, ou bien a_telecharger_a_la_main")
        if not self.by_hand:
            if len(self.file_names) > 1 or _WILDCARDS & set(self.file_name):
                raise ValueError(
                    "un téléchargement a un seul nom de fichier, sans «\u00a0*\u00a0» ni «\u00a0?\u00a0»"
                )
            if not self.content_types:
                raise ValueError("un téléchargement annonce ses content_types")
        return self


def _safe(address: str) -> bool:
    """Encrypted, or on this very machine, which is how the tests work."""
    parts = urlsplit(address)
    if parts.username or parts.password or not parts.hostname:
        return False
    if parts.scheme == "https":
        return True
    try:
        return parts.scheme == "http" and ip_address(parts.hostname).is_loopback
    except ValueError:
        return False
