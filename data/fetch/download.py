"""Take one file from its publisher: bounded, checked, and put in place in one step."""

from __future__ import annotations

import email.utils
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC
from email.errors import MessageError
from pathlib import Path

from urllib3 import BaseHTTPResponse
from urllib3 import exceptions as network

from data.fetch.address import Address
from data.fetch.content import check_content
from data.fetch.draft import draft_of, put_in_place, unwritable
from data.fetch.failures import (
    PassingFailure,
    failure,
    network_failure,
    page_instead,
    status_failure,
    too_slow,
    wait_too_long,
)
from data.fetch.journal import Journal, JournalLine
from data.fetch.limits import Deadline
from data.fetch.quoted import quoted
from data.fetch.redirections import final_answer
from data.fetch.retrieved import BLOCK, Fetched, now, sha256_of
from data.fetch.transport import Transport
from indicators.french import number
from indicators.user_error import UserError

_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')
_OK, _NOT_MODIFIED = 200, 304


@dataclass(frozen=True)
class _Received:
    sha256: str
    bytes: int
    etag: str
    last_modified: str
    unchanged: bool = False


def fetch(address: Address, folder: Path, *, transport: Transport | None = None) -> Fetched:
    """Download one official file into `folder` and note it in the journal there.

    The file is written aside, checked, then renamed over the earlier one: whatever the server
    does, `folder` holds either the earlier file or a new, checked one. When the publisher says
    that nothing changed, nothing is downloaded.

    Raises UserError when the file is taken by hand, is refused, does not arrive in time or does
    not pass its checks; when the folder or its journal cannot be written.
    """
    if address.by_hand:
        raise failure(address, "ce fichier se télécharge à la main.")
    transport = transport or Transport()
    target = folder / address.file_name
    journal = Journal(folder)
    journal.prepare()
    deadline = Deadline(transport.limits.total)
    known = _known(address, target, journal)
    with draft_of(target) as draft:
        received = _persevere(address, draft, transport, known, deadline)
        if not received.unchanged:
            check_content(draft, address, target.name)
            if received.sha256 == sha256_of(target):
                received = replace(received, unchanged=True)
            else:
                put_in_place(draft, target)
    fetched = Fetched(
        path=target,
        sha256=received.sha256,
        bytes=received.bytes,
        retrieved_at=now(),
        publisher=address.publisher,
        licence=address.licence,
        url=address.request_url,
        etag=received.etag,
        last_modified=received.last_modified,
        unchanged=received.unchanged,
    )
    journal.add(fetched.journal_line(address))
    return fetched


def _known(address: Address, target: Path, journal: Journal) -> JournalLine | None:
    """The last retrieval, when the file is still exactly what came then and still passes."""
    line = journal.last(address.id, target.name)
    if line is None or line.origine != address.request_url or not line.octets.isdecimal():
        return None
    try:
        if line.sha256 != sha256_of(target):
            return None
        check_content(target, address, target.name)
    except (UserError, OSError):
        return None
    # The journal may have been touched by hand: only what is well formed goes back to a server.
    return replace(line, etag=_well_formed_etag(line.etag), modifie_le=_well_formed_date(line.modifie_le))


def _conditions(known: JournalLine | None) -> dict[str, str]:
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modifie_le}
    return {name: value for name, value in headers.items() if value}


def _persevere(
    address: Address, draft: Path, transport: Transport, known: JournalLine | None, deadline: Deadline
) -> _Received:
    limits = transport.limits
    for attempt in range(1, limits.attempts + 1):
        try:
            return _receive(address, draft, transport, known, deadline)
        except PassingFailure as failed:
            if failed.wait is not None and failed.wait > limits.longest_wait:
                raise wait_too_long(address, failed.wait) from failed
            if attempt == limits.attempts:
                raise
            pause = limits.backoff * 2 ** (attempt - 1) if failed.wait is None else failed.wait
            if pause >= deadline.remaining:
                raise
            transport.pause(pause)
    raise too_slow(address, limits.total)


def _receive(
    address: Address, draft: Path, transport: Transport, known: JournalLine | None, deadline: Deadline
) -> _Received:
    """Write one answer into the draft, unless the publisher says that nothing changed."""
    total, conditions = transport.limits.total, _conditions(known)
    try:
        with final_answer(address, transport, conditions, deadline) as answer:
            if answer.status == _NOT_MODIFIED and known is not None and conditions:
                return _Received(
                    known.sha256, int(known.octets), known.etag, known.modifie_le, unchanged=True
                )
            if answer.status != _OK:
                told = status_failure(address, answer.status)
                if isinstance(told, PassingFailure):
                    told.wait = _retry_after(answer.headers.get("Retry-After", ""))
                raise told
            _refuse_wrong_type(address, answer)
            digest, size = _write(address, answer, draft)
            # A connection shut at the deadline looks like the end of a body without a length.
            if deadline.passed:
                raise too_slow(address, total)
            return _Received(
                digest,
                size,
                _well_formed_etag(answer.headers.get("ETag", "")),
                _well_formed_date(answer.headers.get("Last-Modified", "")),
            )
    except network.HTTPError as error:
        raise network_failure(address, error, deadline, total) from error


def _refuse_wrong_type(address: Address, answer: BaseHTTPResponse) -> None:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        raise page_instead(address)
    if kind and kind not in address.content_types:
        raise failure(
            address,
            f"{address.host} envoie un autre type de fichier («\u00a0{quoted(kind)}\u00a0» au lieu de "
            f"«\u00a0{address.content_types[0]}\u00a0»).",
        )


def _write(address: Address, answer: BaseHTTPResponse, draft: Path) -> tuple[str, int]:
    maximum = address.checks.maximum_bytes
    too_big = failure(
        address, f"{address.host} envoie plus de {number(maximum)}\u00a0octets, ce qui n'est pas attendu."
    )
    if (answer.length_remaining or 0) > maximum:
        raise too_big
    digest, size = hashlib.sha256(), 0
    try:
        with draft.open("wb") as file:
            for block in answer.stream(BLOCK, decode_content=True):
                size += len(block)
                if size > maximum:
                    raise too_big
                digest.update(block)
                file.write(block)
    except OSError as error:
        # urllib3 wraps what the network does; what is left is the disk.
        raise unwritable(draft.parent, error) from error
    return digest.hexdigest(), size


def _retry_after(value: str) -> float | None:
    """Seconds asked for by Retry-After, in seconds or as a date; None when it says nothing."""
    value = value.strip()[:64]
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError, MessageError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now()).total_seconds())


def _well_formed_etag(value: str) -> str:
    return value if _ETAG.fullmatch(value) else ""


def _well_formed_date(value: str) -> str:
    """Give the date back in the one form of HTTP, or nothing when it is no date."""
    try:
        moment = email.utils.parsedate_to_datetime(value[:64])
        return email.utils.format_datetime(moment.astimezone(UTC), usegmt=True)
    except (ValueError, TypeError, IndexError, OverflowError, MessageError):
        return ""
