"""Keeping what is typed before it is saved as notes, and letting go of it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal
from engage.db.clock import utcnow
from engage.engagements.models import Engagement
from engage.engagements.noting.models import NoteDraft
from engage.engagements.noting.queries import draft_row
from engage.engagements.noting.records import Save
from engage.engagements.noting.vocabulary import NotingEvent
from engage.engagements.queries import notes_at, plan_of
from engage.engagements.refusals import EngagementOver, NobodyNamed
from engage.engagements.vocabulary import Stage


def keep_draft(session: Session, *, actor: User, engagement: Engagement, save: Save) -> NoteDraft | None:
    """What `actor` typed so far; None when that is no other than the notes it began from.

    A save that comes late is left out. A save from another window than the one that saved last, and that does not
    know of that, becomes a draft of its own: nothing is written over. Raises EngagementOver, NobodyNamed.
    """
    if engagement.stage == Stage.CANCELLED:
        raise EngagementOver
    if plan_of(session, engagement).counts_only:
        raise NobodyNamed
    row = draft_row(session, engagement.id, save.draft_id, actor.id)
    if row is not None and row.hand == save.hand and save.counter <= row.counter:
        return row
    if row is not None and row.hand != save.hand and row.counter != save.seen:
        row = None
    if save.text == _began_from(session, engagement, save.based_on):
        if row is not None:
            session.delete(row)
            session.flush()
        return None
    if row is None:
        taken = session.scalar(select(NoteDraft.id).where(NoteDraft.id == save.draft_id)) is not None
        row = NoteDraft(
            id=uuid4() if taken else save.draft_id, engagement_id=engagement.id, written_by=actor.id, counter=0
        )
        session.add(row)
    row.hand, row.counter, row.based_on, row.touched_at = save.hand, save.counter, save.based_on, utcnow()
    seal(session, row, "body", save.text, long=True)
    session.flush()
    return row


def _began_from(session: Session, engagement: Engagement, version: int) -> str:
    found = notes_at(session, engagement.id, version) if version else None
    return found[1] if found else ""


def discard_draft(session: Session, *, actor: User, engagement: Engagement, draft: NoteDraft) -> None:
    """Throws away what its writer does not want to keep."""
    session.delete(draft)
    session.flush()
    record(
        session,
        NotingEvent.DRAFT_DISCARDED,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
    )


def now_saved(session: Session, *, actor: User, engagement: Engagement, draft_id: UUID | None) -> None:
    """Lets go of the draft whose words are notes now; that notes were written is in the log."""
    row = draft_row(session, engagement.id, draft_id, actor.id) if draft_id else None
    if row is not None:
        session.delete(row)
        session.flush()


def told_of_names(session: Session, *, actor: User, engagement: Engagement) -> None:
    """Puts on record that somebody was told that what they typed holds a name: it confirms that it is known here."""
    record(
        session,
        NotingEvent.NAMES_POINTED_OUT,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
    )
