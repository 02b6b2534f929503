"""Perimeters and their append-only versions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PROTECTED = (("perimeter_version", "UPDATE"), ("perimeter_version", "DELETE"), ("perimeter", "DELETE"))


def _json() -> sa.JSON[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Create both tables, then forbid to rewrite what was shown."""
    op.create_table(
        "perimeter",
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("members", _json(), nullable=False),
        sa.Column("without", _json(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_perimeter"),
    )
    op.create_table(
        "perimeter_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", _json(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_perimeter_version"),
        sa.ForeignKeyConstraint(["code"], ["perimeter.code"], name="fk_perimeter_version_code_perimeter"),
        sa.UniqueConstraint("code", "version", name="uq_perimeter_version_code_version"),
    )
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


def downgrade() -> None:
    """Never: going back would throw away what people wrote. Restore a backup instead."""
    raise NotImplementedError("restore a backup: python -m diagnostic restore FICHIER")
