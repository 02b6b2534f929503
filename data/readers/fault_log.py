"""What is found wrong while a file is read: errors that refuse it, warnings that stay beside the figures."""

from __future__ import annotations

from dataclasses import replace

from data.readers.limits import MAX_FAULTS
from indicators.french import number
from indicators.user_error import Fault, UserError


class RefusedFile(UserError):
    """A file that cannot be imported.

    `faults` are the errors, one by one; `warnings` what would have been only a warning;
    `format` the French title of the recognised format, empty when none was.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str = "",
        faults: tuple[Fault, ...] = (),
        warnings: tuple[Fault, ...] = (),
        format: str = "",
    ) -> None:
        super().__init__(problem, remedy=remedy, faults=faults)
        self.warnings = warnings
        self.format = format


class FaultLog:
    """Collects the faults of one file; `sheet` is added to those that name none."""

    def __init__(self, file: str, sheet: str = "") -> None:
        self.file = file
        self.sheet = sheet
        self.errors: list[Fault] = []
        self.warnings: list[Fault] = []

    def error(
        self, problem: str, remedy: str = "", *, row: int | None = None, column: str = "", value: object = ""
    ) -> None:
        """Note something that refuses the file. `row` counts as a spreadsheet does."""
        self.errors.append(self._fault(problem, remedy, row, column, value))

    def warn(
        self, problem: str, remedy: str = "", *, row: int | None = None, column: str = "", value: object = ""
    ) -> None:
        """Note something that a reader of the figures must know."""
        self.warnings.append(self._fault(problem, remedy, row, column, value))

    def _fault(self, problem: str, remedy: str, row: int | None, column: str, value: object) -> Fault:
        return Fault(problem, remedy, self.file, self.sheet, row, short(column), short(value))

    def refuse_if_any(self, title: str) -> None:
        """Raise RefusedFile when at least one error was noted."""
        if not self.errors:
            return
        count = len(self.errors)
        head = f"«\u00a0{self.file}\u00a0» ({title}) est refusé\u00a0: "
        head += "une erreur." if count == 1 else f"{number(count)} erreurs."
        if count > MAX_FAULTS:
            head += f" Voici les {MAX_FAULTS} premières."
        raise RefusedFile(
            head,
            remedy="Rien n'a été importé.",
            faults=tuple(self.errors[:MAX_FAULTS]),
            warnings=tuple(self.warnings[:MAX_FAULTS]),
            format=title,
        )

    def kept_warnings(self) -> tuple[Fault, ...]:
        """The warnings, with a last line that counts those left out."""
        extra = len(self.warnings) - MAX_FAULTS
        kept = tuple(self.warnings[:MAX_FAULTS])
        if extra <= 0:
            return kept
        return (*kept, Fault(f"{number(extra)} autres avertissements.", file=self.file))

    def add_warnings(self, faults: tuple[Fault, ...]) -> None:
        """Take over warnings noted before the sheet was known."""
        self.warnings += [replace(fault, file=self.file) for fault in faults]


def refusal(file: str, problem: str, remedy: str = "", *, value: object = "", sheet: str = "") -> RefusedFile:
    """Refuse a file for one reason that concerns all of it."""
    return RefusedFile(
        f"«\u00a0{short(file)}\u00a0» est refusé.",
        remedy="Rien n'a été importé.",
        faults=(Fault(problem, remedy, file=file, sheet=sheet, value=short(value)),),
    )


def short(value: object) -> str:
    """Write a value of a file in a message: one line, at most eighty characters."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    else:
        text = " ".join(str(value).split()) if value is not None else ""
    printable = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:200])
    return printable if len(printable) <= 80 else printable[:79] + "…"
