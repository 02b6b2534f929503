"""What is searched: each statement and each entry as a title, a text and where it belongs."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from diagnostic.board import Quadrant
from diagnostic.contents.action_plan import PlanNode
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, TestimonyRecord
from diagnostic.contents.kinds import CONTENT, LABELS, LETTERS
from diagnostic.contents.theme import DEFAULT_TREE, ThemeTree
from diagnostic.schema import EntryRow, StatementRow
from indicators.language import _

STATEMENT = "constat"
KINDS: Mapping[str, str] = {STATEMENT: _("Constat"), **LABELS}
"""Every kind that can be found, with its name, in the order of a page."""
_CHUNK = 500
_STATEMENT: Table = StatementRow.__table__  # type: ignore[assignment]
_ENTRY: Table = EntryRow.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class IndexedPiece:
    """One statement or entry. `searched` holds what is found besides `title` and `body`."""

    id: str
    kind: str
    diagnostic: str
    archived: bool
    version: int
    reference: str
    title: str
    body: str
    searched: str


def statement_pieces(
    session: Session, trees: Mapping[str, ThemeTree], ids: Collection[str] | None = None
) -> Iterator[IndexedPiece]:
    """The statements with these ids, or all of them."""
    columns = _STATEMENT.c
    query = select(
        columns.id, columns.diagnostic, columns.quadrant, columns.theme, columns.text, columns.evidence,
        columns.archived, columns.version,
    )  # fmt: skip
    for chunk in _chunks(ids):
        rows = session.execute(query if chunk is None else query.where(columns.id.in_(chunk)))
        for row in rows:
            tree = trees.get(row.diagnostic, DEFAULT_TREE)
            heading = tree.heading(row.theme)
            reference = f"C-{row.id[:8]}"
            evidence = "; ".join(_words_of(one) for one in row.evidence)
            yield IndexedPiece(
                id=row.id,
                kind=STATEMENT,
                diagnostic=row.diagnostic,
                archived=row.archived,
                version=row.version,
                reference=reference,
                title=f"{Quadrant(row.quadrant).heading}\u00a0· {heading}",
                body=_composed(row.text),
                searched=_composed(f"{reference} {evidence}"),
            )


def entry_pieces(session: Session, ids: Collection[str] | None = None) -> Iterator[IndexedPiece]:
    """The entries with these ids, or all of them."""
    columns = _ENTRY.c
    query = select(
        columns.id, columns.diagnostic, columns.kind, columns.content, columns.archived, columns.version
    )
    for chunk in _chunks(ids):
        rows = session.execute(query if chunk is None else query.where(columns.id.in_(chunk)))
        for row in rows:
            content = CONTENT.validate_python(row.content)
            reference = f"{LETTERS[row.kind]}-{row.id[:8]}"
            title, body = _title_and_body(content)
            yield IndexedPiece(
                id=row.id,
                kind=row.kind,
                diagnostic=row.diagnostic,
                archived=row.archived,
                version=row.version,
                reference=reference,
                title=_composed(title or LABELS[row.kind]),
                body=_composed(body),
                searched=reference,
            )


def trees_of(session: Session) -> dict[str, ThemeTree]:
    """The tree of themes of every diagnostic."""
    rows = session.execute(select(_ENTRY.c.id, _ENTRY.c.content).where(_ENTRY.c.kind == "diagnostic"))
    found = ((row.id, CONTENT.validate_python(row.content)) for row in rows)
    return {id: content.tree for id, content in found if isinstance(content, Diagnosis)}


def _title_and_body(content: Any) -> tuple[str, str]:
    """The text that names an entry, and the others."""
    texts = content.texts()
    if isinstance(content, Diagnosis):
        # The headings of the tree are words of the tool more than of the team; statements carry them.
        texts.pop(_("Thème"), None)
    named = [text.split("\n")[0] for text in texts.values()]
    title = named[0] if named else ""
    if isinstance(content, TestimonyRecord):
        title = f"{content.function} ({content.sector}), {content.on:%d/%m/%Y}"
    elif isinstance(content, Meeting):
        title = f"{content.body}, {content.on:%d/%m/%Y}"
    elif isinstance(content, PlanNode):
        title = f"{content.rung.label}\u00a0: {content.title}"
    rest = "\n".join(text for text in texts.values() if text not in title)
    return title, rest


def _words_of(evidence: Mapping[str, Any]) -> str:
    """A piece of evidence as people know it; read as it is stored, since there are many."""
    names = {
        "chiffre": ("title", "short_title", "territory_name", "value_text", "year"),
        "temoignage": ("function", "sector", "month"),
        "document": ("title", "organisation", "year"),
    }.get(str(evidence.get("kind")), ())
    return ", ".join(str(evidence.get(name, "")) for name in names)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _chunks(ids: Collection[str] | None) -> Iterator[list[str] | None]:
    if ids is None:
        yield None
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        yield wanted[start : start + _CHUNK]
