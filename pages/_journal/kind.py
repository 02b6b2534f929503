"""What one kind of entry of the journal is on screen: its words, its fields, its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from diagnostic.contents.content import Content
from diagnostic.entry import Entry
from diagnostic.evidence import Document, Testimony
from pages._journal.draft import Values
from pages._journal.page import JournalPage

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class KindWords:
    """The words of one kind, each a whole phrase: French agrees with its noun."""

    add: str
    added: str
    open: str
    none_open: str
    none_yet: str
    archived: str
    table: str
    unknown: str


@dataclass(frozen=True)
class Filter(Generic[C]):
    """One way to narrow the table: the codes an entry has, and the words of a code."""

    name: str
    label: str
    every: str
    codes: Callable[[C], tuple[str, ...]]
    words: Callable[[str], str]
    order: Callable[[list[str]], list[str]] = sorted


@dataclass(frozen=True)
class JournalKind(Generic[C]):
    """One kind of entry.

    `key` is its parameter in the URL; `blank` are the fields of an empty form and `kept_after` those
    that stay for the next entry; `labels` name every field; `draw` shows the fields of a form (scope, page, is it new); `read`
    makes a content of fields, on top of what was stored; `evidence` is None for what no constat can
    rest on.
    """

    content: type[C]
    key: str
    words: KindWords
    labels: Mapping[str, str]
    blank: Callable[[], Values]
    kept_after: frozenset[str]
    values: Callable[[C], Values]
    draw: Callable[[str, JournalPage, bool], None]
    read: Callable[[Mapping[str, object], C | None], C]
    entries: Callable[[JournalPage], tuple[Entry[C], ...]]
    label: Callable[[Entry[C]], str]
    details: Callable[[C, JournalPage], str]
    heads: tuple[str, ...]
    numeric: frozenset[int]
    row: Callable[[Entry[C], JournalPage], str]
    summary: Callable[[JournalPage], str]
    filters: Callable[[JournalPage], tuple[Filter[C], ...]]
    evidence: Callable[[Entry[C]], Testimony | Document] | None = None
    theme: Callable[[C], str] = lambda _content: ""
    quote: Callable[[C], str] = lambda _content: ""
