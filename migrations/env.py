"""The one environment of all three stores: runs steps, or compares tables with models.

Which store, which connection and (only when a step is being written) which models come in from outside: a
server that upgrades its portal store never loads the models of people.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator


def plain_type(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """A step names what the database stores, never a type of the package, which may change later."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def skip_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """A step that changes nothing is not written."""
    if directives[0].upgrade_ops_list[0].is_empty():
        directives.clear()


given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given.get("metadata"),
    render_as_batch=True,
    render_item=plain_type,
    process_revision_directives=skip_empty,
)
with context.begin_transaction():
    context.run_migrations()
