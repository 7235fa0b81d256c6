"""What stands on which day, as far as a viewer may know. No title is opened for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.queries import due_between
from engage.decisions.models import Decision
from engage.decisions.vocabulary import DecisionState
from engage.engagements.after.queries import known, people_above
from engage.engagements.aftercare.queries import due_by
from engage.engagements.calendar.models import CalendarFeed
from engage.engagements.calendar.records import Entry
from engage.engagements.calendar.vocabulary import EntryKind
from engage.engagements.models import Engagement, EngagementMember
from engage.engagements.peaks.models import PeakRisk
from engage.engagements.peaks.vocabulary import PeakState
from engage.engagements.queries import plan_of
from engage.engagements.standing.models import StandingPanel
from engage.engagements.standing.queries import terms_ending
from engage.engagements.standing.vocabulary import PanelState
from engage.engagements.vocabulary import Stage

LONG_AGO = timedelta(days=366)
"""Notes are promised for a day not longer than this after an engagement."""


@dataclass(frozen=True)
class Sight:
    """What a viewer may see: whether people and decisions at all, and people up to which tier."""

    up_to_tier: int
    people: bool
    decisions: bool
    works: bool
    """Whether they do the work, and are told whom to ask how they are."""


def entries_between(session: Session, project_id: UUID, begin: date, end: date, sight: Sight) -> list[Entry]:
    """Everything on a day from `begin` to `end`, in no order."""
    talks = _talks(session, project_id, begin, end)
    found = [*talks, *_owed(session, project_id, begin, end, sight), *_peaks(session, project_id, begin, end)]
    found += _panels(session, project_id, begin, end, sight)
    if sight.works:
        found += _care(session, project_id, begin, end, sight)
    if sight.decisions:
        found += _decisions(session, project_id, begin, end)
    return found


def feed_of(session: Session, project_id: UUID, user_id: UUID) -> CalendarFeed | None:
    """The address somebody has for a project, if any."""
    mine = (CalendarFeed.project_id == project_id, CalendarFeed.user_id == user_id)
    return session.scalar(select(CalendarFeed).where(*mine))


def feed_with(session: Session, token: bytes) -> tuple[CalendarFeed, User] | None:
    """Whose address this is; None when it is nobody's."""
    row = session.execute(
        select(CalendarFeed, User).join(User, User.id == CalendarFeed.user_id).where(CalendarFeed.token == token)
    ).first()
    return None if row is None else (row[0], row[1])


def _talks(session: Session, project_id: UUID, begin: date, end: date) -> Iterator[Entry]:
    wanted = (
        Engagement.project_id == project_id,
        Engagement.stage != Stage.CANCELLED.value,
        Engagement.planned_on <= end,
        or_(Engagement.planned_on >= begin - LONG_AGO, Engagement.held_on >= begin - LONG_AGO),
    )
    rows = session.scalars(select(Engagement).where(*wanted).order_by(Engagement.id)).all()
    named: dict[UUID, set[UUID]] = defaultdict(set)
    ids = [row.id for row in rows]
    members = select(EngagementMember.engagement_id, EngagementMember.user_id)
    for engagement_id, user_id in session.execute(members.where(EngagementMember.engagement_id.in_(ids))):
        named[engagement_id].add(user_id)
    for row in rows:
        whose = frozenset({row.created_by, *named[row.id]})
        day = row.held_on or row.planned_on
        if begin <= day <= end:
            yield Entry(day, EntryKind.CONVERSATION, row.id, whose)
        plan = plan_of(session, row)
        if plan.notes_promised_by and not plan.notes_shared_on:
            promised = date.fromisoformat(plan.notes_promised_by)
            if begin <= promised <= end:
                yield Entry(promised, EntryKind.NOTES, row.id, whose)


def _owed(session: Session, project_id: UUID, begin: date, end: date, sight: Sight) -> Iterator[Entry]:
    found = known(due_between(session, project_id, begin, end), people_above(session, project_id, sight.up_to_tier))
    return (Entry(each.due_on, EntryKind.OWED, each.id, frozenset({each.owner_id})) for each in found)


def _care(session: Session, project_id: UUID, begin: date, end: date, sight: Sight) -> Iterator[Entry]:
    due = [each for each in due_by(session, project_id, end, up_to_tier=sight.up_to_tier) if each.due_on >= begin]
    ids = {each.engagement_id for each in due}
    made = dict(session.execute(select(Engagement.id, Engagement.created_by).where(Engagement.id.in_(ids))).all())
    # Of an engagement that is not there for the viewer nobody is asked here.
    for each in due:
        if each.engagement_id in made:
            yield Entry(each.due_on, EntryKind.CARE, each.id, frozenset({made[each.engagement_id]}))


def _panels(session: Session, project_id: UUID, begin: date, end: date, sight: Sight) -> Iterator[Entry]:
    standing = (StandingPanel.project_id == project_id, StandingPanel.state == PanelState.STANDING.value)
    for row in session.scalars(select(StandingPanel).where(*standing)):
        if begin <= row.review_on <= end:
            yield Entry(row.review_on, EntryKind.REVIEW, row.id, frozenset({row.founded_by}))
    if sight.people:
        for member in terms_ending(session, project_id, begin, end, up_to_tier=sight.up_to_tier):
            yield Entry(member.until, EntryKind.TERM, member.panel_id, frozenset())


def _peaks(session: Session, project_id: UUID, begin: date, end: date) -> Iterator[Entry]:
    wanted = (PeakRisk.project_id == project_id, PeakRisk.from_on <= end, PeakRisk.until_on >= begin)
    for row in session.scalars(select(PeakRisk).where(*wanted, PeakRisk.state == PeakState.WATCHED.value)):
        yield Entry(max(row.from_on, begin), EntryKind.PEAK, row.id, frozenset({row.watched_by}), until=row.until_on)


def _decisions(session: Session, project_id: UUID, begin: date, end: date) -> Iterator[Entry]:
    wanted = (Decision.project_id == project_id, Decision.state == DecisionState.OPEN.value)
    columns = (Decision.id, Decision.owner_id, Decision.window_opens_on, Decision.window_closes_on, Decision.due_on)
    kinds = (EntryKind.WINDOW_OPENS, EntryKind.WINDOW_CLOSES, EntryKind.DECISION)
    for key, owner, *days in session.execute(select(*columns).where(*wanted)):
        for kind, day in zip(kinds, days, strict=True):
            if day is not None and begin <= day <= end:
                yield Entry(day, kind, key, frozenset({owner}))
