"""A table of service points (CSV, XLSX, ODS) or a social.brussels file, checked row by row.

The first sheet with the titles «nom» and «type» is read. A position is lon/lat (WGS 84), x/y (Lambert 72),
else a quartier by code or name, else only a commune. Every fault names its row; with one error
nothing is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.places import Places, lambert_72
from data.readers.cells import Cell, Numbers, read_numbers
from data.readers.content import Content, content_of
from data.readers.fault_log import FaultLog, refusal
from data.readers.names import folded
from data.readers.reference import Reference
from data.readers.sheet import Sheet, Table, table_at, titles_at
from data.readers.social_brussels import READER as SOCIAL_BRUSSELS
from indicators.coverage.kinds import known_kinds
from indicators.coverage.points import Precision, ServicePoint
from indicators.language import _
from indicators.user_error import Fault

TITLE = "Table de services"
HEADER_ROWS = 12
MOST_POINTS = 20_000
COLUMNS: dict[str, tuple[str, ...]] = {
    "nom": ("nom", "nom_fr", "name", "name_fr", "naam", "service", "denomination", "organisation"),
    "type": ("type", "kind", "categorie", "category", "soort", "type_de_service"),
    "public": ("public", "public_cible", "doelgroep", "publics"),
    "capacite": ("capacite", "capacity", "capaciteit", "etp", "places"),
    "lon": ("lon", "longitude", "lng", "long"),
    "lat": ("lat", "latitude"),
    "x": ("x", "x_lambert72", "x_lambert_72", "lambert_x", "x_31370"),
    "y": ("y", "y_lambert72", "y_lambert_72", "lambert_y", "y_31370"),
    "quartier": ("quartier", "quartier_code", "code_quartier", "wijk", "nom_quartier"),
    "commune": ("commune", "gemeente", "municipality"),
    "adresse": ("adresse", "rue_numero", "address", "adres", "rue"),
    "source": ("source", "source_url", "site_web", "url"),
}
_WORDS = {
    "ssm": ("ssm", "service de sante mentale", "services de sante mentale", "sante mentale", "cgg"),
    "psychologue_premiere_ligne": (
        "psychologue de premiere ligne",
        "psychologues de premiere ligne",
        "psychologue premiere ligne",
        "psychologue conventionne",
        "ppl",
    ),
    "maison_medicale": ("maison medicale", "maisons medicales", "wijkgezondheidscentrum"),
    "planning_familial": ("planning familial", "centre de planning familial", "planning"),
    "lieu_de_lien": ("lieu de lien", "lieux de lien"),
    "equipe_mobile": ("equipe mobile", "equipes mobiles"),
    "autre": ("autre", "autres", "autre service"),
}
_KINDS = {
    key: kind
    for kind in known_kinds()
    for key in (folded(kind.replace("_", " ")), *(folded(word) for word in _WORDS[kind]))
}
_DEGREES = {"lon": (2.0, 7.0), "lat": (49.0, 52.0)}
_METRES = {"x": (0.0, 300_000.0), "y": (0.0, 250_000.0)}
_NUMBER = "Écrivez un nombre, ou laissez la case vide."


@dataclass(frozen=True)
class ServiceReading:
    """The points of a file, what to know of them, and which file it was."""

    file: str
    sha256: str
    points: tuple[ServicePoint, ...]
    warnings: tuple[Fault, ...]


def kind_of(text: str) -> str:
    """The kind that a text names; one that the product does not know stays as it is written."""
    return _KINDS.get(folded(text.replace("_", " ")), " ".join(text.split())[:80])


def read_service_points(name: str, raw: bytes, places: Places) -> ServiceReading:
    """Read and check. Raises RefusedFile with every error, row by row."""
    content = content_of(name, raw)
    faults = FaultLog(content.file)
    faults.add_warnings(content.notes)
    table = _from_social_brussels(content, faults) if SOCIAL_BRUSSELS.matches(content) else _table(content)
    if len(table.body) > MOST_POINTS:
        raise refusal(content.file, "le tableau est trop long pour une liste de services.")
    points = _Rows(table, places, faults).points() if table.body else ()
    if not table.body:
        faults.error("le fichier ne contient aucun service.")
    faults.refuse_if_any(TITLE)
    return ServiceReading(content.file, content.sha256, points, faults.kept_warnings())


def _table(content: Content) -> Table:
    for sheet in content.sheets:
        for header in range(min(HEADER_ROWS, len(sheet.rows))):
            if all(titles_at(sheet, header).find(*COLUMNS[name]) is not None for name in ("nom", "type")):
                return table_at(sheet, header)
    raise refusal(
        content.file,
        "les colonnes «\u00a0nom\u00a0» et «\u00a0type\u00a0» sont introuvables.",
        "La première ligne porte les titres\u00a0: nom, type, public, capacite, lon, lat (ou x, y, ou quartier).",
    )


def _from_social_brussels(content: Content, faults: FaultLog) -> Table:
    found = SOCIAL_BRUSSELS.read(content, Reference.bundled(), faults).tables["services"]
    titles = ("nom", "type", "lon", "lat", "commune", "adresse", "source")
    body: list[list[Cell]] = [
        [
            row.name_fr or row.name_nl,
            row.kind or "autre",
            None if row.lon != row.lon else row.lon,
            None if row.lat != row.lat else row.lat,
            row.commune,
            f"{row.street} {row.number}".strip(),
            row.source_url,
        ]
        for row in found.itertuples()
    ]
    return table_at(Sheet("", [list(titles), *body]))


class _Rows:
    """Turns the rows of a table into points, noting every fault."""

    def __init__(self, table: Table, places: Places, faults: FaultLog) -> None:
        self.table = table
        self.places = places
        self.faults = faults
        self.names = Reference.bundled().quartier_names
        self.texts = {field: table.texts(*titles) for field, titles in COLUMNS.items()}
        self.numbers = {field: self._numbers(field) for field in ("capacite", "lon", "lat", "x", "y")}

    def points(self) -> tuple[ServicePoint, ...]:
        """Every row as a point; those with errors too, for the file is refused then."""
        if not any(self._title(field) for field in ("lon", "x", "quartier", "commune")):
            self.faults.warn(
                "aucune colonne de position (lon et lat, x et y, quartier ou commune)\u00a0: aucun service "
                "ne sera sur la carte."
            )
        found: list[ServicePoint] = []
        seen: dict[tuple[str, ...], int] = {}
        for index, row in enumerate(self.table.rows):
            point = self._point(index, row)
            key = (
                folded(point.name),
                point.kind,
                *(
                    self.texts[field][index]
                    for field in ("lon", "lat", "x", "y", "quartier", "commune", "adresse")
                ),
            )
            if key in seen:
                self.faults.error(
                    f"cette ligne répète la ligne {seen[key]}\u00a0: le service serait compté deux fois.",
                    "Supprimez l'une des deux.",
                    row=row,
                    column=self._title("nom"),
                    value=point.name,
                )
            seen.setdefault(key, row)
            found.append(point)
        unplaced = sum(not point.located for point in found)
        if unplaced:
            self.faults.warn(
                f"{unplaced} services sur {len(found)} n'ont pas de position\u00a0: pas sur la carte."
            )
        return tuple(found)

    def _title(self, field: str) -> str:
        column = self.table.find(*COLUMNS[field])
        return "" if column is None else self.table.titles[column]

    def _cells(self, field: str) -> Sequence[Cell]:
        column = self.table.find(*COLUMNS[field])
        return [None] * len(self.table.body) if column is None else self.table.cells(column)

    def _numbers(self, field: str) -> Numbers:
        cells = self._cells(field)
        numbers = read_numbers(cells, dots="decimal")
        for index, problem in numbers.bad.items():
            self.faults.error(
                problem,
                _NUMBER,
                row=self.table.rows[index],
                column=self._title(field),
                value=cells[index],
            )
        return numbers

    def _value(self, field: str, index: int) -> float | None:
        value = float(self.numbers[field].values[index])
        return value if np.isfinite(value) else None

    def _point(self, index: int, row: int) -> ServicePoint:
        texts = {field: values[index].strip() for field, values in self.texts.items()}
        for field in ("nom", "type"):
            if not texts[field]:
                self.faults.error("la case est vide.", "Indiquez-le.", row=row, column=self._title(field))
        capacity = self._value("capacite", index)
        if capacity is not None and capacity < 0:
            self.faults.error(
                "une capacité ne peut pas être négative.",
                "Laissez la case vide quand la capacité est inconnue.",
                row=row,
                column=self._title("capacite"),
                value=capacity,
            )
            capacity = None
        quartier = self._quartier(texts["quartier"], row)
        x, y = self._position(index, row)
        precision = Precision.COMMUNE if texts["commune"] else Precision.UNKNOWN
        if x is not None and y is not None:
            precision = Precision.ADDRESS
            around = self.places.quartier_at(x, y)
            if quartier and around != quartier:
                self.faults.warn(
                    "la position n'est pas dans ce quartier\u00a0: c'est la position qui compte.",
                    row=row,
                    column=self._title("quartier"),
                    value=texts["quartier"],
                )
            if not around:
                self.faults.warn(
                    "la position est hors de la Région\u00a0: le service compte pour les quartiers proches.",
                    row=row,
                )
            quartier = around
        elif quartier in self.places.origins:
            x, y = self.places.origins[quartier].x, self.places.origins[quartier].y
            precision = Precision.QUARTIER
        return ServicePoint(
            id=f"fichier:{row}",
            name=texts["nom"][:200],
            kind=kind_of(texts["type"]),
            public=texts["public"][:200],
            capacity=capacity,
            x=x,
            y=y,
            precision=precision,
            quartier=quartier,
            commune=texts["commune"][:80],
            address=texts["adresse"][:200],
            source=texts["source"][:300],
        )

    def _quartier(self, text: str, row: int) -> str:
        """The code of a quartier named or coded; empty when the cell is."""
        if not text:
            return ""
        if text in self.places.origins:
            return text
        found = self.names.codes(text)
        if len(found) == 1:
            return found[0]
        near = ", ".join(f"{name} ({code})" for code, name in self.names.nearest(text))
        problem = "plusieurs quartiers portent ce nom." if found else "ce quartier n'existe pas."
        remedy = (
            f"Le plus proche\u00a0: {near}."
            if near
            else "Écrivez le code ou le nom du Monitoring des Quartiers."
        )
        self.faults.error(problem, remedy, row=row, column=self._title("quartier"), value=text)
        return ""

    def _position(self, index: int, row: int) -> tuple[float | None, float | None]:
        lon, lat = self._value("lon", index), self._value("lat", index)
        if lon is not None and lat is not None:
            return self._from_degrees(lon, lat, row)
        x, y = self._value("x", index), self._value("y", index)
        if x is not None and y is not None:
            return self._from_metres(x, y, row)
        if any(value is not None for value in (lon, lat, x, y)):
            self.faults.error(
                "une seule des deux coordonnées est donnée.",
                "Donnez les deux, ou aucune.",
                row=row,
                column=self._title("lon") or self._title("x"),
            )
        return None, None

    def _from_degrees(self, lon: float, lat: float, row: int) -> tuple[float | None, float | None]:
        if _inside(lon, _DEGREES["lon"]) and _inside(lat, _DEGREES["lat"]):
            return lambert_72(lon, lat)
        if _inside(lat, _DEGREES["lon"]) and _inside(lon, _DEGREES["lat"]):
            problem, remedy = "longitude et latitude sont inversées.", "Échangez les deux colonnes."
        elif max(abs(lon), abs(lat)) > 360:
            problem = "ce ne sont pas des degrés."
            remedy = "Des mètres en Lambert 72 vont dans les colonnes x et y."
        else:
            problem, remedy = "cette position n'est pas en Belgique.", "Vérifiez la virgule décimale."
        self._refuse_position(problem, remedy, row, "lon", _pair(lon, lat))
        return None, None

    def _from_metres(self, x: float, y: float, row: int) -> tuple[float | None, float | None]:
        if _inside(x, _METRES["x"]) and _inside(y, _METRES["y"]) and max(x, y) > 360:
            return x, y
        if max(abs(x), abs(y)) <= 360:
            problem, remedy = "ce ne sont pas des mètres.", "Des degrés vont dans les colonnes lon et lat."
        elif _inside(x, (449_000, 850_000)) and _inside(y, (449_000, 850_000)):
            problem = "ces coordonnées sont en Lambert 2008, pas en Lambert 72."
            remedy = "Exportez-les en Lambert 72 (EPSG:31370) ou en degrés (lon, lat)."
        else:
            problem, remedy = (
                "cette position n'est pas en Belgique.",
                "Il faut des mètres en Lambert 72 (EPSG:31370).",
            )
        self._refuse_position(problem, remedy, row, "x", _pair(x, y))
        return None, None

    def _refuse_position(self, problem: str, remedy: str, row: int, field: str, value: str) -> None:
        self.faults.error(problem, remedy, row=row, column=self._title(field), value=value)


def _pair(first: float, second: float) -> str:
    return f"{first:.10g}\u00a0; {second:.10g}".replace(".", ",")


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def model_table() -> bytes:
    """An empty table to fill in, with two rows as an example; for a Belgian spreadsheet."""
    rows = (
        "nom;type;public;capacite;lon;lat;quartier;commune;adresse;source",
        _("Exemple à effacer\u00a0: service situé;ssm;adultes;2,5;4,3450;50,8430;;Bruxelles;;"),
        _(
            "Exemple à effacer\u00a0: place au quartier;psychologue de première ligne;tout public;;;;Anneessens;Bruxelles;;"
        ),
    )
    return ("\ufeff" + "\r\n".join(rows) + "\r\n").encode("utf-8")
