"""Bringing files in, cleaned and sealed; handing them out on record; destroying them with their key."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.errors import KeyErased, UnknownSubject
from engage.crypto.files import open_stream, seal_stream
from engage.crypto.sealed import seal
from engage.crypto.suite import bind
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.engagements.files.cleaning import clean
from engage.engagements.files.models import EngagementFile
from engage.engagements.files.records import STEP_KIB
from engage.engagements.files.vocabulary import FileEvent
from engage.engagements.models import Engagement
from engage.engagements.queries import participants_of, plan_of
from engage.engagements.refusals import EngagementOver, NobodyNamed, UnknownStakeholder
from engage.engagements.vocabulary import Stage
from engage.stakeholders.queries import find_stakeholder

MOST_FILES = 40
MOST_STEPS = 200 * 1024 // STEP_KIB
"""All files of one engagement together: 200 MiB."""
USE = "engagement file"
EVERY_TIER = 3
KEY_TIER = 2


class TooManyFiles(ValueError):
    """The engagement holds as many files as it may, in number or in size."""


class FileGone(LookupError):
    """The key of the file was destroyed."""


def bring(
    session: Session, *, actor: User, engagement: Engagement, data: bytes, about: str, stakeholder_id: UUID | None
) -> EngagementFile:
    """A cleaned file under a key of its own. What came is kept nowhere.

    `stakeholder_id` is who agreed to it or shows in it, one of those who take part.
    Raises FileRefused, TooManyFiles, EngagementOver, NobodyNamed, UnknownStakeholder.
    """
    if engagement.stage == Stage.CANCELLED:
        raise EngagementOver
    if stakeholder_id is not None and plan_of(session, engagement).counts_only:
        raise NobodyNamed
    tier = _tier_of(session, engagement, stakeholder_id)
    # One at a time: of two who bring files at once, each finds a number of its own.
    session.scalars(select(Engagement.id).where(Engagement.id == engagement.id).with_for_update()).one()
    held = select(func.count(), func.max(EngagementFile.number), func.sum(EngagementFile.steps))
    count, last, steps = session.execute(held.where(EngagementFile.engagement_id == engagement.id)).one()
    cleaned = clean(data)
    own_steps = -(-len(cleaned.data) // (STEP_KIB * 1024))
    if count >= MOST_FILES or (steps or 0) + own_steps > MOST_STEPS:
        raise TooManyFiles
    row = EngagementFile(
        id=uuid4(),
        engagement_id=engagement.id,
        number=(last or 0) + 1,
        kind=cleaned.kind.value,
        steps=own_steps,
        brought_on=today(),
        brought_by=actor.id,
    )
    vault: Vault = session.info["vault"]
    vault.create_subject(row.id, project_id=engagement.project_id, tier=max(KEY_TIER, tier))
    seal(session, row, "about", about.strip() or None)
    seal(session, row, "person", str(stakeholder_id) if stakeholder_id else None)
    key = vault.data_key(row.id).derive(USE)
    row.content = b"".join(seal_stream(key, [cleaned.data], context=_context(row)))
    session.add(row)
    _record(session, FileEvent.BROUGHT, actor, engagement, row, kind=row.kind)
    return row


def fetch(session: Session, *, actor: User, engagement: Engagement, row: EngagementFile) -> bytes:
    """The file, with the look put on record; the caller commits before handing it out. Raises FileGone, CannotOpen."""
    vault: Vault = session.info["vault"]
    try:
        key = vault.data_key(row.id).derive(USE)
    except (KeyErased, UnknownSubject):
        raise FileGone from None
    if row.content is None:
        raise FileGone
    content = b"".join(open_stream(key, [row.content], context=_context(row)))
    _record(session, FileEvent.FETCHED, actor, engagement, row)
    return content


def destroy(session: Session, *, actor: User, engagement: Engagement, row: EngagementFile) -> None:
    """Destroys the key first: a backup of the data alone brings nothing back."""
    forget(session, row)
    _record(session, FileEvent.DESTROYED, actor, engagement, row)


def forget(session: Session, row: EngagementFile) -> None:
    """Destroys a file with its key, without a word in the log: for what is removed with somebody."""
    vault: Vault = session.info["vault"]
    vault.destroy_subject(row.id)
    session.delete(row)
    session.flush()


def _tier_of(session: Session, engagement: Engagement, stakeholder_id: UUID | None) -> int:
    if stakeholder_id is None:
        return 0
    if stakeholder_id not in {each.stakeholder_id for each in participants_of(session, engagement.id)}:
        raise UnknownStakeholder
    person = find_stakeholder(session, engagement.project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if person is None:
        raise UnknownStakeholder
    return person.tier


def _context(row: EngagementFile) -> bytes:
    return bind(USE, row.engagement_id, row.id)


def _record(
    session: Session, event: EventKind, actor: User, engagement: Engagement, row: EngagementFile, **facts: str
) -> None:
    session.flush()
    record(
        session,
        event,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
        number=row.number,
        **facts,
    )
