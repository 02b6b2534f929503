"""Files that a person accepted: kept beside the statistics, merged at every build, undone at will.

Nothing of an import is ever erased: undoing marks it, the files and the journal stay. A
build reads the bundled sources first, then the accepted imports in the order they came;
a later figure replaces an earlier one, and the comparison of versions shows which.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.own_indicators import own_indicators
from indicators.catalogue import Catalogue, Indicator
from indicators.french import number
from indicators.language import _
from indicators.level import UNPLACED, Level, level_of
from indicators.user_error import UserError

if TYPE_CHECKING:
    import pandas as pd

    from data.readers.reading import Reading

MANIFEST = "import.json"
OBSERVATIONS = "observations.parquet"
FOLDER = "tables"
INDICATORS = "indicateurs.json"
LISTS = ("indicators", "years", "warnings", "left_out", "tables")
JOURNAL = "journal.csv"
TABLES = ("secteurs_quartiers", "secteurs", "communes", "nomenclature", "contours")
"""Tables of a reading that say which territories exist, and where."""
COLUMNS = [
    "indicator",
    "level",
    "code",
    "year",
    "value",
    "numerator",
    "denominator",
    "status",
    "source",
]


@dataclass(frozen=True)
class Import:
    """One accepted file. `role` is the function of who accepted it, never a name.

    `rows` are the figures and rows of `tables` that went in; `left_out` says what of the file did not, and why.
    """

    id: str
    file: str
    sha256: str
    format: str
    title: str
    rows: int
    role: str
    accepted_at: str
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    warnings: tuple[str, ...]
    left_out: tuple[str, ...]
    tables: tuple[str, ...] = ()
    undone_at: str = ""

    @property
    def in_force(self) -> bool:
        """False once undone."""
        return not self.undone_at

    @property
    def identity(self) -> str:
        """File and acceptance: the same file accepted again may have been understood otherwise."""
        return f"{self.id}:{self.sha256}"

    @property
    def source_id(self) -> str:
        """The source that its figures name."""
        return f"import_{self.id}"


@dataclass(frozen=True)
class Usable:
    """What of a file goes into the statistics: figures, tables of territories; and what does not.

    `observations` has the columns COLUMNS; `tables` those of TABLES that the file holds, outlines
    as well-known binary (column wkb, EPSG:31370); `left_out` are French sentences, one per reason;
    `indicators` are those of the file that the catalogue does not know.
    """

    observations: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    left_out: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing of the file can be used."""
        return self.observations.empty and not self.tables

    @property
    def rows(self) -> int:
        """How many rows go in."""
        return len(self.observations) + sum(map(len, self.tables.values()))


def usable(reading: Reading, catalogue: Catalogue, quartiers: set[str], year: int | None = None) -> Usable:
    """What the statistics can hold of a file, and why they cannot hold the rest.

    `quartiers` are the known codes; the codes of the other levels are told by their form, so
    that figures may come before the outlines they belong to. `year` stands in where the file
    gives none.
    """

    table = reading.observations.copy()
    if year is not None:
        table["year"] = table["year"].fillna(year)
    left_out: list[str] = []

    def drop(wrong: pd.Series, words: str) -> None:
        nonlocal table
        if wrong.any():
            names = sorted({str(name) for name in table.loc[wrong, "indicator"]})
            left_out.append(words.format(n=number(int(wrong.sum())), names=", ".join(names[:6])))
            table = table[~wrong]

    own = own_indicators(reading if year is None else replace(reading, observations=table))
    known = {indicator.id for indicator in (*catalogue.indicators, *own)}
    drop(~table["indicator"].isin(known), _("{n} valeurs d'indicateurs absents du catalogue ({names})."))
    drop(table["year"].isna(), _("{n} valeurs sans année ({names})\u00a0: indiquez l'année."))
    drop(_misplaced(table, quartiers), _("{n} valeurs de territoires inconnus ({names})."))
    table = table.drop_duplicates(["indicator", "level", "code", "year"], keep="last")
    table["year"] = table["year"].astype(int)
    tables = {name: _storable(reading.tables[name]) for name in TABLES if name in reading.tables}
    tables = {name: rows for name, rows in tables.items() if len(rows)}
    held = set(table["indicator"])
    indicators = tuple(indicator for indicator in own if indicator.id in held)
    return Usable(table[COLUMNS].reset_index(drop=True), tables, tuple(left_out), indicators)


def _misplaced(table: pd.DataFrame, quartiers: set[str]) -> pd.Series:
    """True for figures whose code is not one of their level."""
    import pandas as pd

    def fits(level: str, code: str) -> bool:
        if level == UNPLACED:
            return level_of(code) is Level.SECTOR and code.endswith("ZZZZ")
        return level_of(code) == level and (level != Level.QUARTIER or code in quartiers)

    pairs = zip(table["level"], table["code"], strict=True)
    return pd.Series([not fits(str(level), str(code)) for level, code in pairs], table.index, dtype=bool)


def _storable(table: pd.DataFrame) -> pd.DataFrame:
    """A table that Parquet can hold; shapes without a code are of no use."""
    import pandas as pd

    if "geometry" not in table.columns:
        return pd.DataFrame(table)
    coded = table[table["code"] != ""]
    return pd.DataFrame(coded.drop(columns="geometry")).assign(wkb=list(coded.geometry.to_wkb()))


def _read_indicators(path: Path) -> tuple[Indicator, ...]:
    if not path.is_file():
        return ()
    return tuple(Indicator.model_validate(entry) for entry in json.loads(path.read_text(encoding="utf-8")))


class ImportFolder:
    """The imports of one installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> tuple[Import, ...]:
        """Every import, oldest first, undone ones included."""
        found = []
        for manifest in self.folder.glob(f"*/{MANIFEST}"):
            told = json.loads(manifest.read_text(encoding="utf-8"))
            lists = {name: tuple(told.get(name, ())) for name in LISTS}
            found.append(Import(**(told | lists)))
        return tuple(sorted(found, key=lambda one: (one.accepted_at, one.id)))

    def in_force(self) -> tuple[tuple[Import, Usable], ...]:
        """The accepted imports with what they hold, oldest first."""
        return tuple((one, self._held(one)) for one in self.all() if one.in_force)

    def _held(self, one: Import) -> Usable:
        import pandas as pd

        folder = self.folder / one.id
        observations = pd.read_parquet(folder / OBSERVATIONS)
        # An import of an earlier version of the product kept no numerators.
        observations = observations.reindex(columns=COLUMNS)
        tables = {path.stem: pd.read_parquet(path) for path in sorted((folder / FOLDER).glob("*.parquet"))}
        return Usable(observations, tables, indicators=_read_indicators(folder / INDICATORS))

    def accept(self, reading: Reading, held: Usable, role: str, rebuild: Callable[[], object]) -> Import:
        """Keep what a file holds and rebuild the statistics with it.

        `rebuild` builds the statistics from the sources and this folder. When it refuses,
        the import is taken out again and the refusal goes on to the person: the previous
        statistics still stand. Raises UserError for a file without usable figures, or one
        that is already in force.
        """
        return self.accept_all([(reading, held)], role, rebuild)[0]

    def accept_all(
        self, readings: Sequence[tuple[Reading, Usable]], role: str, rebuild: Callable[[], object]
    ) -> tuple[Import, ...]:
        """Keep several files with one rebuild: all of them, or none. Raises UserError as `accept`."""
        kept: list[Import] = []
        try:
            for reading, held in readings:
                kept.append(self._keep(reading, held, role))
            rebuild()
        except BaseException:
            # Not a figure of a refused import may stay: the next build would meet it again.
            for one in kept:
                shutil.rmtree(self.folder / one.id)
            raise
        for one in kept:
            self._log("accepte", one)
        return tuple(kept)

    def _keep(self, reading: Reading, held: Usable, role: str) -> Import:
        if held.empty:
            raise UserError(
                _("«\u00a0{file}\u00a0» ne contient aucun chiffre utilisable.").format(file=reading.file),
                remedy=" ".join(held.left_out),
            )
        twin = next((one for one in self.all() if one.in_force and one.sha256 == reading.sha256), None)
        if twin is not None:
            raise UserError(
                _("Ce fichier est déjà importé («\u00a0{file}\u00a0», {day}).").format(
                    file=twin.file, day=twin.accepted_at[:10]
                ),
                remedy=_("Annulez d'abord cet import si vous voulez le refaire."),
            )
        table = held.observations
        one = Import(
            id=uuid.uuid4().hex[:12],
            file=reading.file,
            sha256=reading.sha256,
            format=reading.format,
            title=reading.title,
            rows=held.rows,
            role=role.strip()[:120],
            accepted_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            indicators=tuple(dict.fromkeys(table["indicator"])),
            years=tuple(sorted({int(year) for year in table["year"]})),
            warnings=tuple(str(warning) for warning in reading.warnings),
            left_out=held.left_out,
            tables=tuple(held.tables),
        )
        aside = self.folder / f".{one.id}"
        (aside / FOLDER).mkdir(parents=True)
        table.to_parquet(aside / OBSERVATIONS, index=False)
        for name, rows in held.tables.items():
            rows.to_parquet(aside / FOLDER / f"{name}.parquet", index=False)
        if held.indicators:
            entries = [indicator.model_dump(mode="json") for indicator in held.indicators]
            text = json.dumps(entries, ensure_ascii=False, indent=1)
            (aside / INDICATORS).write_text(text, encoding="utf-8")
        self._write(aside, one)
        aside.rename(self.folder / one.id)
        return one

    def undo(self, id: str, rebuild: Callable[[], object]) -> Import:
        """Take the figures of an import out of the statistics; its files and its trace stay.

        Raises UserError when there is no such import in force.
        """
        one = next((one for one in self.all() if one.id == id and one.in_force), None)
        if one is None:
            raise UserError(_("Aucun import en vigueur ne porte le numéro «\u00a0{id}\u00a0».").format(id=id))
        undone = replace(one, undone_at=datetime.now(UTC).isoformat(timespec="microseconds"))
        self._write(self.folder / one.id, undone)
        try:
            rebuild()
        except BaseException:
            self._write(self.folder / one.id, one)
            raise
        self._log("annule", undone)
        return undone

    def _write(self, folder: Path, one: Import) -> None:
        draft = folder / f".{MANIFEST}"
        draft.write_text(json.dumps(asdict(one), ensure_ascii=False, indent=2), encoding="utf-8")
        draft.replace(folder / MANIFEST)

    def _log(self, action: str, one: Import) -> None:
        path = self.folder / JOURNAL
        fresh = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            if fresh:
                writer.writerow(["date", "action", "id", "fichier", "sha256", "format", "lignes", "role"])
            moment = one.undone_at or one.accepted_at
            writer.writerow([moment, action, one.id, one.file, one.sha256, one.format, one.rows, one.role])
            file.flush()
            os.fsync(file.fileno())
