"""Statements and their append-only revisions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PROTECTED = (("revision", "UPDATE"), ("revision", "DELETE"), ("statement", "DELETE"))


def _json() -> sa.JSON[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Create both tables, then forbid to rewrite history."""
    op.create_table(
        "statement",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("territory_level", sa.String(40), nullable=False),
        sa.Column("territory_code", sa.String(40), nullable=False),
        sa.Column("quadrant", sa.String(1), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", _json(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
    )
    op.create_index(
        "ix_statement_territory_level_territory_code_quadrant_position",
        "statement",
        ["territory_level", "territory_code", "quadrant", "position"],
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(10), nullable=False),
        sa.Column("state", _json(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_revision_statement_id_statement"
        ),
        sa.UniqueConstraint("statement_id", "version", name="uq_revision_statement_id_version"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _protect_on_postgresql()
    else:
        _protect_on_sqlite()


def _protect_on_sqlite() -> None:
    for table, action in PROTECTED:
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: no {action} on {table}'); END"
        )


def _protect_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append-only: no % on %', TG_OP, TG_TABLE_NAME; END $$"
    )
    for table, action in PROTECTED:
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION append_only()"
        )


def downgrade() -> None:
    """Never: going back would throw away what people wrote. Restore a backup instead."""
    raise NotImplementedError("restore a backup: python -m diagnostic restore FICHIER")
