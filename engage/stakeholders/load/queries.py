"""Reading the ledger: opened once into the memory of the unlocked process, kept true by the topic `load`."""

from __future__ import annotations

import hmac
import json
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.db.clock import today as this_day
from engage.projects.opened import Held, Opened
from engage.stakeholders.directory import directory_of
from engage.stakeholders.load.across import elsewhere_of
from engage.stakeholders.load.ledger import Facts, Ledger, weigh
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.records import Elsewhere, LoadDetail, LoadEntryRecord, LoadRecord

TOPIC = "load"
SOURCE_BYTES = 16


def ledger_of(session: Session, project_id: UUID) -> Ledger:
    """The ledger of a project as `session` sees it, its own uncommitted changes included."""
    return LEDGERS.of(session, project_id)


def load_of(
    session: Session, project_id: UUID, stakeholder_id: UUID, *, today: date, looks_up_to: int = 0
) -> LoadRecord:
    """What was asked of someone and given back, with what to think of before they are asked again.

    `looks_up_to` is the tier up to which the viewer may look at names: others learn nothing of other projects.
    """
    known = directory_of(session, project_id).find(stakeholder_id, looks_up_to)
    beyond = elsewhere_of(session, project_id, [known], ledger_of, today=today) if known else {}
    entries = ledger_of(session, project_id).of(stakeholder_id)
    return weigh(entries, today=today, elsewhere=beyond.get(stakeholder_id))


def facts_of(session: Session, project_id: UUID, *, today: date | None = None) -> Facts:
    """The day of the last contact and the requests of the last 12 months, by person; who has none is not in it."""
    return ledger_of(session, project_id).facts(today or this_day())


def elsewhere_for(
    session: Session, project_id: UUID, stakeholder_ids: Collection[UUID], *, looks_up_to: int = 0
) -> dict[UUID, Elsewhere]:
    """What other projects asked of these in 12 months, for those whose names the viewer may look at."""
    directory = directory_of(session, project_id)
    known = [record for each in stakeholder_ids if (record := directory.find(each, looks_up_to)) is not None]
    return elsewhere_of(session, project_id, known, ledger_of, today=this_day())


def warnings_for(
    session: Session, project_id: UUID, stakeholder_ids: Collection[UUID], *, looks_up_to: int = 0
) -> dict[UUID, list[str]]:
    """What to think of before these are asked again, for those of whom there is something to say."""
    day, ledger = this_day(), ledger_of(session, project_id)
    beyond = elsewhere_for(session, project_id, stakeholder_ids, looks_up_to=looks_up_to)
    found = {}
    for each in stakeholder_ids:
        warnings = weigh(ledger.of(each), today=day, elsewhere=beyond.get(each)).warnings
        if warnings:
            found[each] = warnings
    return found


def find_entry(session: Session, project_id: UUID, entry_id: UUID) -> LoadEntry | None:
    """The row of an entry that counts, for taking it back."""
    wanted = (LoadEntry.project_id == project_id, LoadEntry.id == entry_id, LoadEntry.withdrawn.is_(False))
    return session.scalar(select(LoadEntry).where(*wanted))


def source_of(session: Session, project_id: UUID, source_id: UUID) -> bytes:
    """The keyed hash under which entries name what they follow from."""
    vault: Vault = session.info["vault"]
    key = vault.data_key(project_id).derive("source of a load entry")
    return hmac.digest(key, source_id.bytes, "sha256")[:SOURCE_BYTES]


def rows_from(session: Session, project_id: UUID, sources: Collection[bytes]) -> list[LoadEntry]:
    """The rows that count and follow from these sources."""
    wanted = (LoadEntry.project_id == project_id, LoadEntry.source.in_(sources), LoadEntry.withdrawn.is_(False))
    return list(session.scalars(select(LoadEntry).where(*wanted))) if sources else []


def _brought_up(session: Session, project_id: UUID, before: Held[Ledger]) -> Ledger:
    if before.number:
        new = before.value.later(_opened(session, project_id, after=before.number))
        # Rows can also go for good, when somebody is erased: then no number tells of them.
        if len(new.entries) == _count(session, project_id):
            return new
    every = _opened(session, project_id, after=None)
    return Ledger({key: entry for key, entry in every.items() if entry is not None})


def _count(session: Session, project_id: UUID) -> int:
    counted = (LoadEntry.project_id == project_id, LoadEntry.withdrawn.is_(False))
    return session.scalar(select(func.count()).select_from(LoadEntry).where(*counted)) or 0


def _opened(session: Session, project_id: UUID, *, after: int | None) -> dict[UUID, LoadEntryRecord | None]:
    vault: Vault = session.info["vault"]
    columns = (LoadEntry.id, LoadEntry.withdrawn, LoadEntry.source, LoadEntry.stakeholder, LoadEntry.detail)
    rows = select(*columns).where(LoadEntry.project_id == project_id)
    rows = rows.where(LoadEntry.withdrawn.is_(False) if after is None else LoadEntry.revision > after)
    open_who, open_detail = opener(vault, "load_entry", "stakeholder"), opener(vault, "load_entry", "detail")
    found: dict[UUID, LoadEntryRecord | None] = {}
    for key, withdrawn, source, who, detail in session.connection().execute(rows):
        if withdrawn or who is None or detail is None:
            found[key] = None
            continue
        said: dict[str, Any] = json.loads(open_detail(project_id, key, detail))
        found[key] = LoadEntryRecord(
            id=key,
            stakeholder_id=UUID(open_who(project_id, key, who)),
            kind=said.pop("kind"),
            on=date.fromisoformat(said.pop("on")),
            by=UUID(said.pop("by")),
            from_source=source is not None,
            detail=LoadDetail(**said),
        )
    return found


LEDGERS: Opened[Ledger] = Opened(TOPIC, Ledger({}), _brought_up)
