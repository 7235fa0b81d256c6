"""Engagements only for those named: for everyone else they do not exist, through whatever door.

The rule is put into every read of a session while somebody looks (projects/viewing), here and nowhere else: it covers
the table of engagements, every table that points to it, and those that point to these. A table that is added later is
covered by its foreign key, or by a column of the name `BY_NAME`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, and_, event, exists, or_, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, with_loader_criteria

from engage.accounts.permissions import Role
from engage.db.base import DataModel
from engage.engagements.models import Engagement, EngagementMember
from engage.projects.models import Membership
from engage.projects.viewing import Viewer, viewer

# Columns that hold the id of an engagement without a foreign key, as they stand on lower floors: by their name, and
# the key that what is owed is sealed with.
BY_NAME, OWED = "engagement_id", ("action", "key_id")
KNOWN = "engagements hidden"


def hidden_from(user_id: UUID) -> Select[tuple[UUID]]:
    """The ids of the engagements that do not exist for a user.

    Where nobody who is named is left in the project, its leads may know of it: else nobody could close it.
    """
    talk, named = _table(Engagement).alias("talk"), _table(EngagementMember).alias("named")
    theirs, seat = _table(Membership).alias("theirs"), _table(Membership).alias("seat")
    is_named = exists().where(named.c.engagement_id == talk.c.id, named.c.user_id == user_id)
    leads = exists().where(
        theirs.c.project_id == talk.c.project_id, theirs.c.user_id == user_id, theirs.c.role == Role.LEAD.value
    )
    somebody_left = exists().where(
        named.c.engagement_id == talk.c.id,
        seat.c.user_id == named.c.user_id,
        seat.c.project_id == talk.c.project_id,
    )
    return select(talk.c.id).where(talk.c.only_named.is_(True), ~is_named, ~and_(leads, ~somebody_left))


def visible_to(user_id: UUID) -> list[Any]:
    """What leaves out of a read whatever hangs on an engagement that does not exist for a user."""
    hidden = hidden_from(user_id)
    rules = []
    for mapper, keys in _covered(len(list(_mappers()))):
        inside = []
        for key, parents in keys:
            column = getattr(mapper.class_, key)
            kept = column.not_in(_gone(parents, hidden))
            inside.append(or_(column.is_(None), kept) if column.expression.nullable else kept)
        rules.append(with_loader_criteria(mapper.class_, and_(*inside), include_aliases=True))
    return rules


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    looking = viewer()
    if looking is None or not state.is_select or state.is_column_load:
        return
    rules = _rules(state.session, looking)
    if rules:
        state.statement = state.statement.options(*rules)


def _rules(session: Session, looking: Viewer) -> list[Any]:
    """Mostly nothing is hidden from anybody; then no read carries anything."""
    if KNOWN not in looking.known:
        # Asked beside the session: a read of its own would ask for its rules first.
        found = session.connection().execute(hidden_from(looking.id).limit(1)).first()
        looking.known[KNOWN] = visible_to(looking.id) if found else []
    rules: list[Any] = looking.known[KNOWN]
    return rules


Path = tuple[tuple[Table, str], ...]


@cache
def _covered(_mapped: int) -> list[tuple[Mapper[Any], list[tuple[str, Path]]]]:
    """Each class that hangs on engagements, with the keys it hangs by and the tables between."""
    paths: dict[Table, list[tuple[str, Path]]] = {_table(Engagement): [("id", ())]}
    by_table = {mapper.local_table: mapper for mapper in _mappers()}
    for table in DataModel.metadata.sorted_tables:
        if table in paths or table not in by_table:
            continue
        found: list[tuple[str, Path]] = []
        for column in table.columns:
            parents = [key.column.table for key in column.foreign_keys]
            if not parents and (column.name == BY_NAME or (table.name, column.name) == OWED):
                found.append((column.name, ()))
            for parent in parents:
                if parent is _table(Engagement):
                    found.append((column.name, ()))
                elif parent in paths and parent is not table:
                    found += [(column.name, ((parent, key), *above)) for key, above in paths[parent]]
        if found:
            paths[table] = found
    return [
        (by_table[table], [(by_table[table].get_property_by_column(table.c[name]).key, path) for name, path in keys])
        for table, keys in paths.items()
    ]


def _gone(path: Path, hidden: Select[tuple[UUID]]) -> Select[tuple[UUID]]:
    """The ids, at the near end of a path, of what hangs on something hidden."""
    gone = hidden
    for table, key in reversed(path):
        between = table.alias()
        gone = select(between.c.id).where(between.c[key].in_(gone))
    return gone


def _mappers() -> Iterator[Mapper[Any]]:
    yield from (mapper for mapper in DataModel.registry.mappers if isinstance(mapper.local_table, Table))


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
