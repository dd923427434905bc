"""Runs the migrations on the connection that `quotes.store.engine.upgrade` hands over."""

from alembic import context

from quotes.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
