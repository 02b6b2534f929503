"""The service points that somebody imported, kept beside the imports; the previous ones stay too.

Two files in `services/` of the folder of imports: the points with what was declared of them, and the
travel times. Each is written aside and put in place in one step; what it replaces is kept under
the name `….precedent.json`.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.point_set import PointSet
from data.read_service_points import ServiceReading
from data.read_travel_times import TravelTimeReading
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.distance import TravelTimes
from indicators.coverage.points import Precision, ServicePoint
from indicators.language import _
from indicators.user_error import UserError

FOLDER = "services"
POINTS = "services.json"
TIMES = "temps_de_trajet.json"
FORMAT = 1


@dataclass(frozen=True)
class ServiceFile:
    """An imported table of services, with what was declared of it.

    `complete` are the kinds that somebody declared complete; `capacity_unit` what the capacities
    count, in words. `role` is the function of who imported it, never a name.
    """

    file: str
    sha256: str
    accepted_at: str
    points: tuple[ServicePoint, ...]
    capacity_unit: str = ""
    complete: tuple[str, ...] = ()
    role: str = ""


class ServicePointStore:
    """The imported points and travel times of one installation."""

    def __init__(self, imports: Path) -> None:
        self.folder = imports / FOLDER

    def current(self) -> ServiceFile | None:
        """The table in force, None when there is none. Raises UserError when its file is damaged."""
        found = _read(self.folder / POINTS)
        return None if found is None else _service_file(self.folder / POINTS, found)

    def previous(self) -> ServiceFile | None:
        """The table that the one in force replaced."""
        path = _previous(self.folder / POINTS)
        found = _read(path)
        return None if found is None else _service_file(path, found)

    def accept(self, reading: ServiceReading, *, capacity_unit: str = "", role: str = "") -> ServiceFile:
        """Put a table in force; nothing is declared complete with it."""
        one = ServiceFile(
            file=reading.file,
            sha256=reading.sha256,
            accepted_at=datetime.now(UTC).isoformat(timespec="seconds"),
            points=reading.points,
            capacity_unit=capacity_unit.strip()[:40],
            role=role.strip()[:120],
        )
        self._write_points(one)
        return one

    def declare_complete(self, kinds: Iterable[str]) -> ServiceFile:
        """Say for which kinds the table in force is complete. Raises UserError without a table."""
        one = self.current()
        if one is None:
            raise UserError(_("Aucun fichier de services n'est en vigueur."))
        held = {point.kind for point in one.points}
        declared = replace(one, complete=tuple(sorted(set(kinds) & held)))
        if declared.complete != one.complete:
            _write(self.folder / POINTS, _told(declared), keep=False)
        return declared

    def undo(self) -> ServiceFile | None:
        """Put the previous table back; the two change places. Without a previous one, none is in force."""
        path = self.folder / POINTS
        now, before = _read(path), _read(_previous(path))
        if before is None:
            if now is not None:
                path.replace(_previous(path))
            return None
        _write(path, before, keep=now is not None)
        return self.current()

    def accept_times(self, reading: TravelTimeReading) -> None:
        """Put a matrix of travel times in force."""
        rows = [[origin, destination, value] for (origin, destination), value in reading.minutes.items()]
        _write(self.folder / TIMES, {"format": FORMAT, "file": reading.file, "minutes": rows})

    def drop_times(self) -> None:
        """Go back to walking distances; the matrix is kept aside."""
        path = self.folder / TIMES
        if path.is_file():
            path.replace(_previous(path))

    def travel_times(self) -> TravelTimes | None:
        """The matrix in force, None without one. Raises UserError when its file is damaged."""
        path = self.folder / TIMES
        identity = _identity(path)
        return None if identity is None else _times(path, identity)

    def point_set(self) -> PointSet | None:
        """The table in force as points, kept in memory as long as its files do not change."""
        identity = _identity(self.folder / POINTS)
        if identity is None:
            return None
        return _point_set(self.folder, identity, _identity(self.folder / TIMES))

    def _write_points(self, one: ServiceFile) -> None:
        _write(self.folder / POINTS, _told(one))


@lru_cache(maxsize=4)
def _point_set(folder: Path, _points: tuple[int, ...], _times: tuple[int, ...] | None) -> PointSet | None:
    store = ServicePointStore(folder.parent)
    one = store.current()
    if one is None:
        return None
    return PointSet(
        PointOrigin.FILE,
        one.points,
        complete=frozenset(one.complete),
        capacity_unit=one.capacity_unit,
        label=one.file,
        times=store.travel_times(),
    )


@lru_cache(maxsize=4)
def _times(path: Path, _identity: tuple[int, ...]) -> TravelTimes:
    told = _read(path) or {}
    try:
        minutes = {(str(a), str(b)): float(value) for a, b, value in told["minutes"]}
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    return TravelTimes(minutes, str(told.get("file", "")))


def _identity(path: Path) -> tuple[int, ...] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return (facts.st_ino, facts.st_mtime_ns, facts.st_size)


def _previous(path: Path) -> Path:
    return path.with_suffix(".precedent.json")


def _told(one: ServiceFile) -> dict[str, Any]:
    return {"format": FORMAT, **asdict(one)}


def _service_file(path: Path, told: Mapping[str, Any]) -> ServiceFile:
    try:
        points = tuple(
            ServicePoint(**(point | {"precision": Precision(point["precision"])})) for point in told["points"]
        )
        return ServiceFile(
            file=str(told["file"]),
            sha256=str(told["sha256"]),
            accepted_at=str(told["accepted_at"]),
            points=points,
            capacity_unit=str(told.get("capacity_unit", "")),
            complete=tuple(map(str, told.get("complete", ()))),
            role=str(told.get("role", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _read(path: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _damaged(path)
    return told


def _damaged(path: Path) -> UserError:
    return UserError(
        _("Le fichier des services est abîmé («\u00a0{path}\u00a0»).").format(path=path),
        remedy=_("Effacez-le et importez à nouveau votre table."),
    )


def _write(path: Path, told: Mapping[str, Any], *, keep: bool = True) -> None:
    """Write aside, keep what stood there, put in place: a crash leaves the old or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft_name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.")
    draft = Path(draft_name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if keep and path.is_file():
            _copy(path, _previous(path))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _copy(path: Path, to: Path) -> None:
    draft = to.with_suffix(".tmp")
    draft.write_bytes(path.read_bytes())
    draft.replace(to)
