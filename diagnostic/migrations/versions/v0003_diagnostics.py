"""Diagnostics and what they hold: entries with append-only revisions; statements belong to a diagnostic.

Statements written before belong to the default diagnostic of their territory, made here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROTECTED = (("entry_revision", "UPDATE"), ("entry_revision", "DELETE"), ("entry", "DELETE"))


def _json() -> sa.JSON[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Create both tables and the columns of statements, then forbid to rewrite history."""
    _create_tables()
    for column in (
        sa.Column("diagnostic", sa.String(36), nullable=False, server_default=""),
        sa.Column("author", sa.String(120), nullable=False, server_default=""),
        sa.Column("status", sa.String(20), nullable=False, server_default="brouillon"),
        sa.Column("convergence", sa.String(20), nullable=False, server_default=""),
        sa.Column("priority", sa.String(1), nullable=False, server_default="0"),
        sa.Column("place", _json(), nullable=True),
    ):
        op.add_column("statement", column)
    op.create_index("ix_statement_diagnostic", "statement", ["diagnostic"])
    _give_statements_a_diagnostic()
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, action in PROTECTED:
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            + (
                "FOR EACH ROW EXECUTE FUNCTION append_only()"
                if postgresql
                else f"BEGIN SELECT RAISE(ABORT, 'append-only: no {action} on {table}'); END"
            )
        )


def _create_tables() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("diagnostic", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", _json(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_index("ix_entry_diagnostic_kind_position", "entry", ["diagnostic", "kind", "position"])
    op.create_table(
        "entry_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(10), nullable=False),
        sa.Column("state", _json(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry_revision"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_revision_entry_id_entry"),
        sa.UniqueConstraint("entry_id", "version", name="uq_entry_revision_entry_id_version"),
    )


def _give_statements_a_diagnostic() -> None:
    connection = op.get_bind()
    statement, entry, entry_revision = _tables()
    found = connection.execute(
        sa.select(statement.c.territory_level, statement.c.territory_code).distinct()
    ).all()
    now = datetime.now(UTC)
    for level, code in found:
        id = str(uuid5(NAMESPACE_URL, f"diagnostic-de-quartier/diagnostic/{level}/{code}"))
        # What is not said here has its default: the phases without dates, the themes of document 003.
        content = {"kind": "diagnostic", "territory_level": level, "territory_code": code}
        row = {"version": 1, "position": 1 << 20, "archived": False}
        connection.execute(
            entry.insert().values(
                id=id,
                diagnostic=id,
                kind="diagnostic",
                content=content,
                author="",
                created_at=now,
                updated_at=now,
                **row,
            )
        )
        connection.execute(
            entry_revision.insert().values(
                entry_id=id,
                version=1,
                action="create",
                state={"content": content, "position": row["position"], "archived": False},
                at=now,
                role="",
            )
        )
        connection.execute(
            statement.update()
            .where(statement.c.territory_level == level, statement.c.territory_code == code)
            .values(diagnostic=id)
        )
    first = "(SELECT role FROM revision WHERE revision.statement_id = statement.id AND revision.version = 1)"
    op.execute(f"UPDATE statement SET author = COALESCE({first}, '')")


def _tables() -> tuple[sa.TableClause, sa.TableClause, sa.TableClause]:
    """What this step touches, as the tables are now."""
    when = sa.DateTime(timezone=True)
    statement = sa.table(
        "statement", sa.column("territory_level"), sa.column("territory_code"), sa.column("diagnostic")
    )
    entry = sa.table(
        "entry",
        *(sa.column(name) for name in ("id", "diagnostic", "kind", "author", "version", "position")),
        sa.column("archived", sa.Boolean()),
        sa.column("content", _json()),
        sa.column("created_at", when),
        sa.column("updated_at", when),
    )
    entry_revision = sa.table(
        "entry_revision",
        *(sa.column(name) for name in ("entry_id", "version", "action", "role")),
        sa.column("state", _json()),
        sa.column("at", when),
    )
    return statement, entry, entry_revision


def downgrade() -> None:
    """Never: going back would throw away what people wrote. Restore a backup instead."""
    raise NotImplementedError("restore a backup: python -m diagnostic restore FICHIER")
