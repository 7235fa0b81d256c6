"""Writing down what was heard, and putting it right."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.engagements.queries import find_engagement, participants_of
from engage.engagements.records import EngagementRecord
from engage.feedback.models import FeedbackItem
from engage.feedback.queries import opened
from engage.feedback.records import FeedbackDetail
from engage.feedback.vocabulary import FeedbackEvent


class NoSuchEngagement(LookupError):
    """The project has no engagement of this id."""


class NotHeldYet(ValueError):
    """Something can be heard only in an engagement that was held."""


class NotAParticipant(ValueError):
    """The speaker takes no part in the engagement."""


class NotHeardYet(ValueError):
    """Nothing can be heard on a day that is still to come."""


class NothingSaid(ValueError):
    """There are no words."""


class ChangedMeanwhile(ValueError):
    """Somebody else changed the item since it was opened for editing."""


def write_down(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    engagement_id: UUID,
    words: str,
    translation: str | None,
    speaker_id: UUID | None,
    heard_on: date | None,
    detail: FeedbackDetail,
) -> FeedbackItem:
    """A new item; `speaker_id` None means unknown, `heard_on` None the day the engagement was held.

    Raises NoSuchEngagement, NotHeldYet, NotAParticipant, NotHeardYet, NothingSaid.
    """
    engagement = find_engagement(session, project_id, engagement_id)
    if engagement is None:
        raise NoSuchEngagement
    if engagement.held_on is None:
        raise NotHeldYet
    day = heard_on or engagement.held_on
    _check(session, engagement, words=words, speaker_id=speaker_id, heard_on=day)
    before = session.scalar(select(func.max(FeedbackItem.number)).where(FeedbackItem.engagement_id == engagement_id))
    item = FeedbackItem(
        id=uuid4(),
        project_id=project_id,
        engagement_id=engagement_id,
        number=(before or 0) + 1,
        heard_on=day,
        created_by=actor.id,
    )
    seal(session, item, "words", words.strip(), long=True)
    seal(session, item, "translation", (translation or "").strip() or None, long=True)
    seal(session, item, "speaker", str(speaker_id) if speaker_id else None)
    seal_json(session, item, "detail", asdict(detail))
    session.add(item)
    session.flush()
    record(session, FeedbackEvent.HEARD, actor=actor.id, project=project_id, subject=item.id)
    return item


def change(
    session: Session,
    *,
    actor: User,
    item: FeedbackItem,
    words: str,
    translation: str | None,
    speaker_id: UUID | None,
    heard_on: date,
    detail: FeedbackDetail,
    based_on: int | None = None,
) -> list[str]:
    """Puts an item right; returns the names of what changed, which the log keeps too.

    `based_on` is the `edition` that the editor saw. Raises ChangedMeanwhile, NotAParticipant, NotHeardYet,
    NothingSaid.
    """
    if based_on is not None and based_on != edition(item):
        raise ChangedMeanwhile
    before = opened(session, [item])[0]
    engagement = find_engagement(session, item.project_id, item.engagement_id)
    if engagement is None:
        raise NoSuchEngagement
    speaker_before = before.speaker_id
    # Who spoke may have been taken off the list of participants since; that is no reason to lose them.
    checked = None if speaker_id == speaker_before else speaker_id
    _check(session, engagement, words=words, speaker_id=checked, heard_on=heard_on)
    now = {
        "words": words.strip(),
        "translation": (translation or "").strip(),
        "speaker": speaker_id,
        "heard_on": heard_on,
        **asdict(detail),
    }
    was = {
        "words": before.words,
        "translation": before.translation,
        "speaker": speaker_before,
        "heard_on": before.heard_on,
        **asdict(before.detail),
    }
    fields = [name for name, value in now.items() if was[name] != value]
    if not fields:
        return []
    if "words" in fields:
        seal(session, item, "words", words.strip(), long=True)
    if "translation" in fields:
        seal(session, item, "translation", (translation or "").strip() or None, long=True)
    if "speaker" in fields:
        seal(session, item, "speaker", str(speaker_id) if speaker_id else None)
    item.heard_on = heard_on
    # Sealed at every change: its revision tells the next editor whether anything moved.
    seal_json(session, item, "detail", asdict(detail))
    session.flush()
    record(session, FeedbackEvent.CHANGED, actor=actor.id, project=item.project_id, subject=item.id, fields=fields)
    return fields


def edition(item: FeedbackItem) -> int:
    """How often an item was written; a form carries it so that nobody's change is overwritten unseen."""
    return item.detail.revision if item.detail is not None else 0


def _check(
    session: Session, engagement: EngagementRecord, *, words: str, speaker_id: UUID | None, heard_on: date
) -> None:
    if not words.strip():
        raise NothingSaid
    if heard_on > today():
        raise NotHeardYet
    if speaker_id is None:
        return
    there = {each.stakeholder_id for each in participants_of(session, engagement.id)}
    if engagement.plan.counts_only or speaker_id not in there:
        raise NotAParticipant
