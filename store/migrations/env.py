"""Alembic's environment: the connection is handed in by ``store.database``; there is no other way to migrate."""

from __future__ import annotations

from alembic import context

from store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    version_table=context.config.get_main_option("version_table") or "",
)
with context.begin_transaction():
    context.run_migrations()
