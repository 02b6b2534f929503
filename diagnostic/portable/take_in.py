"""Taking a file into a database: all of it or nothing, and never over what somebody wrote here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from diagnostic.perimeter_repository import Check, take_turns
from diagnostic.personal_data import FUNCTION, refuse_personal_data
from diagnostic.portable.comparison import Comparison, compared
from diagnostic.portable.copy_of import as_a_copy
from diagnostic.portable.document import DiagnosticFile
from diagnostic.portable.faults import no_faults
from diagnostic.portable.insertion import write
from diagnostic.portable.outcome import Outcome, What, diverged
from diagnostic.portable.people import check_people
from diagnostic.portable.perimeters import Settled, check_shown, settled
from diagnostic.portable.write import see_one_moment
from diagnostic.schema import EntryRow
from diagnostic.statement_rules import checked_role
from diagnostic.store import Store
from diagnostic.transaction import in_one_read, in_one_write


def import_diagnostic(
    store: Store,
    file: DiagnosticFile,
    *,
    check: Check | None,
    role: str = "",
    kept: Collection[str] = (),
    as_copy: bool = False,
) -> Outcome:
    """Take a file in, in one transaction.

    An unknown diagnostic comes in with the ids and the whole history of the file. Of a known one,
    each piece that the file carries on from where it stands here is carried on; a piece that is the
    same or newer here stays. A piece that changed on both sides stops everything, since one of two
    texts would have to go: `as_copy` then makes another diagnostic of the file, under new ids.

    A perimeter keeps its code when it is unknown here or has the same history; another perimeter
    under the same code gets a new code, and so do all its mentions.

    Parameters
    ----------
    check : what perimeters must pass (see PerimeterRepository); None where nobody can tell: a file
        that brings a perimeter, or a new version of one, is then refused.
    role : function of who imports, never a name.
    kept : what a person said to be an institution (`Finding.key`).

    Raises
    ------
    Diverged : what changed on both sides, by name. FileRefused : texts that tell of a person, a
        perimeter that may not be shown here. UserError : the database does not answer.
        Nothing is written in any of these cases.
    """
    _refuse_people(file, role, kept)

    def change(session: Session) -> Outcome:
        if file.perimeters:
            take_turns(session)
        here, plan = _plan(session, file, check, role, as_copy)
        write(session, here, plan.perimeters)
        return _outcome(here, plan, as_copy)

    return in_one_write(store, change)


def foresee(store: Store, file: DiagnosticFile, *, check: Check | None, as_copy: bool = False) -> Outcome:
    """What `import_diagnostic` would do now. Nothing is written; raises what it would raise."""

    def read(session: Session) -> Outcome:
        see_one_moment(session)
        here, plan = _plan(session, file, check, "", as_copy)
        return _outcome(here, plan, as_copy)

    return in_one_read(store, read)


def _plan(
    session: Session, file: DiagnosticFile, check: Check | None, role: str, as_copy: bool
) -> tuple[Comparison, Settled]:
    known = not as_copy and _is_known(session, file)
    now = datetime.now(UTC)
    plan = settled(session, file, known=known, as_copy=as_copy, role=checked_role(role), now=now)
    wanted = plan.file if not as_copy else as_a_copy(plan.file, checked_role(role), now)
    here = compared(session, wanted)
    if here.diverged or plan.diverged:
        raise diverged(file, here.diverged, plan.diverged)
    check_shown(session, plan.perimeters, check)
    return here, plan


def _is_known(session: Session, file: DiagnosticFile) -> bool:
    return session.get(EntryRow, file.diagnostic) is not None


def _outcome(here: Comparison, plan: Settled, as_copy: bool) -> Outcome:
    if as_copy:
        what = What.COPY
    elif here.is_new:
        what = What.NEW
    elif here.changes or plan.perimeters:
        what = What.UPDATED
    else:
        what = What.NOTHING
    return Outcome(
        diagnostic=here.file.diagnostic,
        what=what,
        entries_added=len(here.new_entries),
        statements_added=len(here.new_statements),
        entries_updated=len(here.longer_entries),
        statements_updated=len(here.longer_statements),
        perimeters=len(plan.perimeters),
        newer_here=here.newer_here,
    )


def _refuse_people(file: DiagnosticFile, role: str, kept: Collection[str]) -> None:
    refuse_personal_data({FUNCTION: role}, kept)
    faults = no_faults()
    check_people(file, kept, faults)
    faults.refuse_if_any()
