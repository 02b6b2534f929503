"""The one family of errors that people see: French, precise, with the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where.

    `row` counts as a spreadsheet does: the header is row 1.
    """

    problem: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        places = [self.file]
        if self.sheet:
            places.append(f"feuille «\u00a0{self.sheet}\u00a0»")
        if self.row is not None:
            places.append(f"ligne {self.row}")
        if self.column:
            places.append(f"colonne «\u00a0{self.column}\u00a0»")
        if self.value:
            places.append(f"valeur «\u00a0{self.value}\u00a0»")
        where = ", ".join(place for place in places if place)
        line = f"{where}\u00a0: {self.problem}" if where else self.problem
        return f"{line} {self.remedy}".rstrip()


class UserError(Exception):
    """Something a person can understand and act on.

    Parameters
    ----------
    problem : what is wrong, one French sentence.
    remedy : what to do about it, one French sentence.
    faults : the list of single faults, one line each.
    """

    def __init__(self, problem: str, *, remedy: str = "", faults: tuple[Fault, ...] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.faults = faults
        super().__init__(problem)

    def __str__(self) -> str:
        head = f"{self.problem} {self.remedy}".rstrip()
        return "\n".join([head, *(str(fault) for fault in self.faults)])
