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
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.catalogue import Catalogue
from indicators.language import _
from indicators.user_error import UserError

if TYPE_CHECKING:
    import pandas as pd

    from data.readers.reading import Reading

MANIFEST = "import.json"
OBSERVATIONS = "observations.parquet"
JOURNAL = "journal.csv"
LEVELS = ("quartier", "commune", "region")
"""Levels that the statistics can hold today."""
COLUMNS = ["indicator", "level", "code", "year", "value", "status", "source"]


@dataclass(frozen=True)
class Import:
    """One accepted file. `role` is the function of who accepted it, never a name.

    `rows` are the figures that went in; `left_out` says what of the file did not, and why.
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
    undone_at: str = ""

    @property
    def in_force(self) -> bool:
        """False once undone."""
        return not self.undone_at

    @property
    def source_id(self) -> str:
        """The source that its figures name."""
        return f"import_{self.id}"


def usable(
    reading: Reading, catalogue: Catalogue, codes: dict[str, set[str]], year: int | None = None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The figures of a file that the statistics can hold, and why the others cannot.

    `codes` are the known territories by level; `year` stands in where the file gives none.
    Returns a table with COLUMNS and French sentences, one per reason.
    """
    import pandas as pd

    table = reading.observations.copy()
    if year is not None:
        table["year"] = table["year"].fillna(year)
    left_out: list[str] = []

    def drop(wrong: pd.Series, words: str) -> None:
        nonlocal table
        if wrong.any():
            names = sorted({str(name) for name in table.loc[wrong, "indicator"]})
            left_out.append(words.format(n=int(wrong.sum()), names=", ".join(names[:6])))
            table = table[~wrong]

    known = {indicator.id for indicator in catalogue.indicators}
    drop(~table["indicator"].isin(known), _("{n} valeurs d'indicateurs absents du catalogue ({names})."))
    drop(
        ~table["level"].isin(LEVELS),
        _("{n} valeurs d'un autre niveau que le quartier, la commune ou la Région ({names})."),
    )
    drop(table["year"].isna(), _("{n} valeurs sans année ({names})\u00a0: indiquez l'année."))
    unknown = pd.Series(
        [
            code not in codes.get(level, set())
            for level, code in zip(table["level"], table["code"], strict=True)
        ],
        index=table.index,
        dtype=bool,
    )
    drop(unknown, _("{n} valeurs de territoires inconnus ({names})."))
    table = table.drop_duplicates(["indicator", "level", "code", "year"], keep="last")
    table["year"] = table["year"].astype(int)
    return table[COLUMNS].reset_index(drop=True), tuple(left_out)


class ImportFolder:
    """The imports of one installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> tuple[Import, ...]:
        """Every import, oldest first, undone ones included."""
        found = []
        for manifest in self.folder.glob(f"*/{MANIFEST}"):
            told = json.loads(manifest.read_text(encoding="utf-8"))
            lists = {name: tuple(told[name]) for name in ("indicators", "years", "warnings", "left_out")}
            found.append(Import(**(told | lists)))
        return tuple(sorted(found, key=lambda one: (one.accepted_at, one.id)))

    def in_force(self) -> tuple[tuple[Import, pd.DataFrame], ...]:
        """The accepted imports with their figures, oldest first."""
        import pandas as pd

        return tuple(
            (one, pd.read_parquet(self.folder / one.id / OBSERVATIONS)) for one in self.all() if one.in_force
        )

    def accept(
        self,
        reading: Reading,
        table: pd.DataFrame,
        left_out: tuple[str, ...],
        role: str,
        rebuild: Callable[[], object],
    ) -> Import:
        """Keep the figures of a file and rebuild the statistics with them.

        `rebuild` builds the statistics from the sources and this folder. When it refuses,
        the import is taken out again and the refusal goes on to the person: the previous
        statistics still stand. Raises UserError for a file without usable figures, or one
        that is already in force.
        """
        if table.empty:
            raise UserError(_("Ce fichier ne contient aucun chiffre utilisable."), remedy=" ".join(left_out))
        twin = next((one for one in self.all() if one.in_force and one.sha256 == reading.sha256), None)
        if twin is not None:
            raise UserError(
                _("Ce fichier est déjà importé («\u00a0{file}\u00a0», {day}).").format(
                    file=twin.file, day=twin.accepted_at[:10]
                ),
                remedy=_("Annulez d'abord cet import si vous voulez le refaire."),
            )
        one = Import(
            id=uuid.uuid4().hex[:12],
            file=reading.file,
            sha256=reading.sha256,
            format=reading.format,
            title=reading.title,
            rows=len(table),
            role=role.strip()[:120],
            accepted_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            indicators=tuple(dict.fromkeys(table["indicator"])),
            years=tuple(sorted({int(year) for year in table["year"]})),
            warnings=tuple(str(warning) for warning in reading.warnings),
            left_out=left_out,
        )
        aside = self.folder / f".{one.id}"
        aside.mkdir(parents=True)
        table.to_parquet(aside / OBSERVATIONS, index=False)
        self._write(aside, one)
        aside.rename(self.folder / one.id)
        try:
            rebuild()
        except BaseException:
            # Not a figure of a refused import may stay: the next build would meet it again.
            shutil.rmtree(self.folder / one.id)
            raise
        self._log("accepte", one)
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
