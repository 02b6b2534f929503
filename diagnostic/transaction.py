"""One read or one write of the store: repeated when others are in the way, and its faults in words."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from diagnostic.store import Store
from diagnostic.store_faults import StoreBusy, as_user_error, is_transient

ATTEMPTS = 3
Result = TypeVar("Result")


def in_one_write(store: Store, change: Callable[[Session], Result]) -> Result:
    """Make a change whole or not at all; look again when another process won the race.

    Raises UserError when the database does not answer.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with store.writing() as session:
                return change(session)
        except (StaleDataError, IntegrityError):
            # Another process won the race on PostgreSQL: look again at what stands now.
            pass
        except DBAPIError as error:
            if not is_transient(error) or attempt == ATTEMPTS:
                raise as_user_error(error, store.place) from error
        time.sleep(0.05 * attempt)
    raise StoreBusy


def in_one_read(store: Store, question: Callable[[Session], Result]) -> Result:
    """Answer from one consistent state. Raises UserError when the database does not answer."""
    try:
        with store.reading() as session:
            return question(session)
    except DBAPIError as error:
        raise as_user_error(error, store.place) from error
