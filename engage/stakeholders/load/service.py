"""Keeping the ledger: what was asked of people, what they took part in, what was given back, when they want quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json, unseal_json
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.queries import TOPIC, ledger_of, rows_from, source_of
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.load.vocabulary import LoadEvent, LoadKind


class StillToCome(ValueError):
    """What was asked, done or given back cannot lie on a day that is still to come."""


class EndsBeforeItBegins(ValueError):
    """A quiet time ends on or after the day it begins."""


class NotByHand(ValueError):
    """The entry follows from something else, and changes with it alone."""


@dataclass(frozen=True)
class Part:
    """What a part in something means for the ledger: `source_id` is the part; a day of None: not so."""

    source_id: UUID
    stakeholder_id: UUID
    asked_on: date | None
    took_part_on: date | None
    what_for: str


def record_request(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    stakeholder_id: UUID,
    on: date,
    detail: LoadDetail,
    source_id: UUID | None = None,
) -> LoadEntry:
    """Someone was asked for their time. Raises StillToCome."""
    return _written(session, actor, project_id, stakeholder_id, LoadKind.ASKED, on, detail, source_id)


def record_given_back(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    stakeholder_id: UUID,
    on: date,
    detail: LoadDetail,
    source_id: UUID | None = None,
) -> LoadEntry:
    """Something was given back. Raises StillToCome."""
    return _written(session, actor, project_id, stakeholder_id, LoadKind.GIVEN_BACK, on, detail, source_id)


def keep_quiet(
    session: Session, *, actor: User, project_id: UUID, stakeholder_id: UUID, on: date, detail: LoadDetail
) -> LoadEntry:
    """Someone is not to be asked from `on` until the day in `detail`. Raises EndsBeforeItBegins."""
    if detail.until and date.fromisoformat(detail.until) < on:
        raise EndsBeforeItBegins
    return _written(session, actor, project_id, stakeholder_id, LoadKind.QUIET, on, detail, None)


def agree(
    session: Session, *, actor: User, project_id: UUID, stakeholder_id: UUID, on: date, detail: LoadDetail
) -> LoadEntry:
    """How often someone agreed to be asked, from a day on; it replaces what they said before. Raises StillToCome."""
    if on <= today():
        number = bump(session, project_id, TOPIC)
        for entry in ledger_of(session, project_id).of(stakeholder_id):
            # Of two agreements on one day nobody could tell which holds.
            if entry.kind == LoadKind.AGREED and entry.on == on:
                _withdraw(session.get_one(LoadEntry, entry.id), number)
    return _written(session, actor, project_id, stakeholder_id, LoadKind.AGREED, on, detail, None)


def take_back(session: Session, *, actor: User, entry: LoadEntry) -> None:
    """Takes an entry written by hand away. Raises NotByHand."""
    if entry.source is not None:
        raise NotByHand
    kind = unseal_json(session, entry, "detail")["kind"]
    _withdraw(entry, bump(session, entry.project_id, TOPIC))
    record(session, LoadEvent.TAKEN_BACK, actor=actor.id, project=entry.project_id, kind=kind)


def withdraw_source(session: Session, source_id: UUID, *, project_id: UUID) -> None:
    """Whatever followed from a source no longer counts; nothing when nothing did."""
    rows = rows_from(session, project_id, [source_of(session, project_id, source_id)])
    if rows:
        number = bump(session, project_id, TOPIC)
        for row in rows:
            _withdraw(row, number)


def forget(session: Session, *, project_id: UUID, stakeholder_id: UUID) -> int:
    """Removes all that the ledger says of someone, when they are erased: their own key does not seal it. How many."""
    ids = [entry.id for entry in ledger_of(session, project_id).of(stakeholder_id)]
    session.execute(delete(LoadEntry).where(LoadEntry.id.in_(ids)))
    bump(session, project_id, TOPIC)
    return len(ids)


def settle(session: Session, *, actor: User, project_id: UUID, parts: Sequence[Part]) -> None:
    """Makes the ledger say of these parts what is so now, and no more; a day once written stays."""
    sources = {part.source_id: source_of(session, project_id, part.source_id) for part in parts}
    held: dict[tuple[bytes | None, str], LoadEntry] = {}
    said: dict[UUID, dict[str, Any]] = {}
    for row in rows_from(session, project_id, list(sources.values())):
        said[row.id] = unseal_json(session, row, "detail")
        held[row.source, said[row.id]["kind"]] = row
    number = 0
    for part in parts:
        source, detail = sources[part.source_id], LoadDetail(what_for=part.what_for)
        for kind, day in ((LoadKind.ASKED, part.asked_on), (LoadKind.TOOK_PART, part.took_part_on)):
            there = held.get((source, kind.value))
            reworded = there is not None and said[there.id].get("what_for", "") != part.what_for
            if (day is None) == (there is None) and not reworded:
                continue
            number = number or bump(session, project_id, TOPIC)
            if there is not None and day is not None:
                seal_json(session, there, "detail", {**said[there.id], "what_for": part.what_for})
                there.revision = number
            elif there is not None:
                _withdraw(there, number)
            elif day is not None:
                _put(session, actor, project_id, part.stakeholder_id, kind, day, detail, source, number)
    session.flush()


def _written(
    session: Session,
    actor: User,
    project_id: UUID,
    stakeholder_id: UUID,
    kind: LoadKind,
    on: date,
    detail: LoadDetail,
    source_id: UUID | None,
) -> LoadEntry:
    if kind != LoadKind.QUIET and on > today():
        raise StillToCome
    source = source_of(session, project_id, source_id) if source_id else None
    number = bump(session, project_id, TOPIC)
    row = _put(session, actor, project_id, stakeholder_id, kind, on, detail, source, number)
    session.flush()
    if source is None:
        record(session, LoadEvent.WRITTEN, actor=actor.id, project=project_id, subject=stakeholder_id, kind=kind.value)
    return row


def _put(
    session: Session,
    actor: User,
    project_id: UUID,
    stakeholder_id: UUID,
    kind: LoadKind,
    on: date,
    detail: LoadDetail,
    source: bytes | None,
    number: int,
) -> LoadEntry:
    row = LoadEntry(id=uuid4(), project_id=project_id, revision=number, withdrawn=False, source=source)
    seal(session, row, "stakeholder", str(stakeholder_id))
    said = {"kind": kind.value, "on": on.isoformat(), "by": str(actor.id), **vars(detail)}
    seal_json(session, row, "detail", said)
    session.add(row)
    return row


def _withdraw(row: LoadEntry, number: int) -> None:
    # The row stays so that every opened ledger learns of it; what it said goes.
    row.withdrawn, row.revision = True, number
    row.stakeholder = row.detail = None
