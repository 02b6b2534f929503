"""Alembic's entry: runs on the connection, and inside the transaction, that the store opened."""

from __future__ import annotations

from alembic import context

from diagnostic.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    # SQLite can roll back a CREATE TABLE when Python leaves BEGIN to us: a power cut
    # in the middle of a migration leaves the database as it was.
    transactional_ddl=True,
)
context.run_migrations()
