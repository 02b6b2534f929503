"""The tables of what people write; the migrations build exactly these.

`revision`, `entry_revision` and `perimeter_version` are append-only, rows of `statement`, `entry` and
`perimeter` are never deleted: triggers laid by the migrations refuse both, whoever asks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

JSON_DOCUMENT = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, always in UTC; SQLite forgets time zones, this puts them back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone, then convert to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Root of the tables; names of constraints are fixed so that migrations can alter them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class StatementRow(Base):
    """One constat as it stands now. `position` is an order key with gaps, not a rank."""

    __tablename__ = "statement"
    __table_args__ = (Index(None, "territory_level", "territory_code", "quadrant", "position"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column()
    territory_level: Mapped[str] = mapped_column(String(40))
    territory_code: Mapped[str] = mapped_column(String(40))
    quadrant: Mapped[str] = mapped_column(String(1))
    theme: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON_DOCUMENT)
    position: Mapped[int] = mapped_column(BigInteger)
    archived: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    diagnostic: Mapped[str] = mapped_column(String(36), index=True)
    author: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(20))
    convergence: Mapped[str] = mapped_column(String(20))
    priority: Mapped[str] = mapped_column(String(1))
    place: Mapped[dict[str, Any] | None] = mapped_column(JSON_DOCUMENT)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it so)


class RevisionRow(Base):
    """One change of one constat, with everything the constat said after it."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("statement_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statement.id"))
    version: Mapped[int] = mapped_column()
    action: Mapped[str] = mapped_column(String(10))
    state: Mapped[dict[str, Any]] = mapped_column(JSON_DOCUMENT)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[str] = mapped_column(String(120))


class PerimeterRow(Base):
    """One perimeter as it stands now; `members` and `without` are lists of codes."""

    __tablename__ = "perimeter"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    members: Mapped[list[str]] = mapped_column(JSON_DOCUMENT)
    without: Mapped[list[str]] = mapped_column(JSON_DOCUMENT)
    author: Mapped[str] = mapped_column(String(120))
    archived: Mapped[bool]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it so)


class PerimeterVersionRow(Base):
    """One version of a perimeter, kept for ever: what was shown once cannot be unseen."""

    __tablename__ = "perimeter_version"
    __table_args__ = (UniqueConstraint("code", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("perimeter.code"))
    version: Mapped[int] = mapped_column()
    state: Mapped[dict[str, Any]] = mapped_column(JSON_DOCUMENT)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntryRow(Base):
    """One piece of a diagnostic as it stands now; a diagnostic is an entry that belongs to itself."""

    __tablename__ = "entry"
    __table_args__ = (Index(None, "diagnostic", "kind", "position"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column()
    diagnostic: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]] = mapped_column(JSON_DOCUMENT)
    position: Mapped[int] = mapped_column(BigInteger)
    archived: Mapped[bool]
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it so)


class EntryRevisionRow(Base):
    """One change of one entry, with everything it said after it."""

    __tablename__ = "entry_revision"
    __table_args__ = (UniqueConstraint("entry_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id"))
    version: Mapped[int] = mapped_column()
    action: Mapped[str] = mapped_column(String(10))
    state: Mapped[dict[str, Any]] = mapped_column(JSON_DOCUMENT)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[str] = mapped_column(String(120))
