"""Alembic's way in: always called by `store.schema`, with a connection."""

from alembic import context

from comptoir.store.metadata import all_tables


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=all_tables(),
        render_as_batch=True,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
