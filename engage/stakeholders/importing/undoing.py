"""Taking a whole import back, as far as nobody has worked on those people since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal_json
from engage.db.base import DataModel
from engage.jobs.service import enqueue
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.holdings import all_holders
from engage.stakeholders.importing.enriching import NUMBER, take_back
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.records import Deed
from engage.stakeholders.importing.service import forget_rows
from engage.stakeholders.importing.vocabulary import ImportEvent, ImportState
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.vocabulary import StakeholderState

ACTIVE = StakeholderState.ACTIVE.value
AT_ONCE = 500
KEYS = "stakeholders.import_keys"
"""The work that destroys the keys of those who were removed."""


@dataclass(frozen=True)
class Reach:
    """How far an import can be taken back. `kept` (it added them), `left` (it added to them): worked on since."""

    removable: list[UUID]
    kept: list[UUID]
    restorable: list[UUID]
    left: list[UUID]


def deed_of(session: Session, row: StakeholderImport) -> Deed | None:
    """What saving did; None for an import that was saved before this was kept."""
    said = unseal_json(session, row, "report")
    return Deed.unpacked(said) if said and "revision" in said else None


def reach_of(session: Session, row: StakeholderImport, deed: Deed) -> Reach:
    """Who was not touched since. To be touched is: changed, noted about, named, spoken with, heard, merged."""
    found = list(
        session.execute(
            select(Stakeholder.id, Stakeholder.revision, Stakeholder.state).where(
                Stakeholder.project_id == row.project_id, Stakeholder.import_id == row.id
            )
        )
    )
    filled = [UUID(key) for key in deed.filled]
    as_was = set(filled) & _unchanged(session, filled, deed.revision)
    same = {key for key, number, state in found if number == deed.revision and state == ACTIVE}
    touched = all_holders(session, row.project_id) | _pointed_at(session, list(same))
    return Reach(
        removable=[key for key, _number, _state in found if key in same - touched],
        # Who went into another record is found there; of who was erased nothing is left to tell.
        kept=[key for key, _number, state in found if key not in same - touched and state == ACTIVE],
        restorable=[key for key in filled if key in as_was],
        left=[key for key in filled if key not in as_was],
    )


def undo_import(session: Session, *, actor: User, row: StakeholderImport) -> Reach:
    """Removes whom the import added, queues the end of their keys, and takes its words out of records it added to;
    those who were worked with since stay as they are. Does nothing twice.
    """
    deed = deed_of(session, row)
    if row.state != ImportState.SAVED.value or deed is None:
        return Reach([], [], [], [])
    reach = reach_of(session, row, deed)
    revision = bump(session, row.project_id, TOPIC)
    for some in _cut(reach.restorable):
        for person in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(some)).with_for_update()):
            take_back(session, person, deed.filled[str(person.id)], revision=revision)
    for some in _cut(reach.removable):
        for model in (Contact, StakeholderNote):
            session.execute(delete(model).where(model.stakeholder_id.in_(some)))
        session.execute(delete(Stakeholder).where(Stakeholder.id.in_(some)))
    row.state = ImportState.UNDONE.value
    kept = [str(key) for key in (*reach.kept, *reach.left)]
    seal_json(session, row, "report", replace(deed, kept=kept).packed(), long=True)
    forget_rows(session, row=row)
    record(
        session,
        ImportEvent.UNDONE,
        actor=actor.id,
        project=row.project_id,
        removed=len(reach.removable),
        kept=len(kept),
        restored=len(reach.restorable),
    )
    if reach.removable:
        # By the worker, when this is committed: a destroyed key does not come back with a transaction that failed.
        people = [str(key) for key in reach.removable]
        enqueue(session, KEYS, asked_by=actor.id, project=row.project_id, subject=row.id, people=people)
    return reach


def _unchanged(session: Session, keys: Sequence[UUID], revision: int) -> set[UUID]:
    found: set[UUID] = set()
    for some in _cut(keys):
        alive = Stakeholder.state == ACTIVE, Stakeholder.revision == revision
        found.update(session.scalars(select(Stakeholder.id).where(Stakeholder.id.in_(some), *alive)))
    return found


def _pointed_at(session: Session, keys: Sequence[UUID]) -> set[UUID]:
    """Who is named openly by a row of another table."""
    found: set[UUID] = set()
    people: Table = Stakeholder.__table__  # type: ignore[assignment]
    for table in DataModel.metadata.sorted_tables:
        if table.name == Contact.__tablename__:
            continue
        for column in table.columns:
            if any(key.column.table is people for key in column.foreign_keys):
                found |= _named_in(session, table, column, keys)
    return found


def _named_in(session: Session, table: Table, column: Any, keys: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in _cut(keys):
        rows = select(column).where(column.in_(some)).distinct()
        if table.name == StakeholderNote.__tablename__:
            rows = rows.where(table.c.number != NUMBER)
        found.update(session.scalars(rows))
    return found


def _cut(keys: Sequence[UUID]) -> Iterator[Collection[UUID]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
