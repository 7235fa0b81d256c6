"""Setting up panels, saying who sits there until when, sessions, reviews, the end. Refusals are named."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.engagements.models import Engagement
from engage.engagements.queries import engagement_row
from engage.engagements.refusals import UnknownStakeholder
from engage.engagements.standing.models import PanelMember, PanelReview, PanelSession, StandingPanel
from engage.engagements.standing.queries import panel_record, seat_record, seats_of
from engage.engagements.standing.records import PanelSaid, SeatRecord
from engage.engagements.standing.vocabulary import PanelRole, PanelState, StandingEvent
from engage.stakeholders.life.using import require_usable
from engage.stakeholders.queries import find_row

EVERY_TIER = 3


class PanelEnded(ValueError):
    """The panel has ended: nothing is added to it."""


class TermEndsFirst(ValueError):
    """A term ends after it begins."""


class SitsAlready(ValueError):
    """They sit on this panel already."""


class UnknownEngagement(ValueError):
    """The project has no such engagement."""


def found_panel(session: Session, *, actor: User, project_id: UUID, said: PanelSaid, review_on: date) -> StandingPanel:
    """A panel from now on, with the day of its first review."""
    panel = StandingPanel(
        id=uuid4(),
        project_id=project_id,
        state=PanelState.STANDING.value,
        review_on=review_on,
        founded_on=today(),
        founded_by=actor.id,
    )
    seal_json(session, panel, "content", asdict(said))
    session.add(panel)
    _record(session, StandingEvent.FOUNDED, actor, panel)
    return panel


def change_panel(session: Session, *, actor: User, panel: StandingPanel, said: PanelSaid, review_on: date) -> list[str]:
    """Other words or another day of review; returns the names of what changed. Raises PanelEnded."""
    _require_standing(panel)
    before = panel_record(session, panel)
    said = replace(said, ended_because=before.said.ended_because)
    changed = [name for name, value in asdict(said).items() if getattr(before.said, name) != value]
    if before.review_on != review_on:
        changed.append("review_on")
    if changed:
        panel.review_on = review_on
        seal_json(session, panel, "content", asdict(said))
        _record(session, StandingEvent.CHANGED, actor, panel, fields=changed)
    return changed


def give_seat(
    session: Session,
    *,
    actor: User,
    panel: StandingPanel,
    stakeholder_id: UUID,
    role: PanelRole,
    since: date,
    until: date,
) -> PanelMember:
    """Somebody sits there from a day until a day.

    Raises PanelEnded, UnknownStakeholder, Restricted, TermEndsFirst, SitsAlready.
    """
    _require_standing(panel)
    if find_row(session, panel.project_id, stakeholder_id, up_to_tier=EVERY_TIER) is None:
        raise UnknownStakeholder
    require_usable(session, stakeholder_id)
    if until < since:
        raise TermEndsFirst
    there = [each for each in seats_of(session, [panel.id]) if each.stakeholder_id == stakeholder_id]
    if any(each.left_on is None and each.until >= since and each.since <= until for each in there):
        raise SitsAlready
    row = PanelMember(id=uuid4(), project_id=panel.project_id, panel_id=panel.id)
    seal(session, row, "stakeholder", str(stakeholder_id))
    _seal_seat(session, row, SeatRecord(row.id, panel.id, stakeholder_id, role, since, until))
    session.add(row)
    _record(session, StandingEvent.SEATED, actor, panel)
    return row


def change_seat(
    session: Session, *, actor: User, panel: StandingPanel, seat: PanelMember, role: PanelRole, until: date
) -> None:
    """Another role or a longer or shorter term. Raises PanelEnded, TermEndsFirst."""
    _require_standing(panel)
    before = seat_record(session, seat)
    if until < before.since:
        raise TermEndsFirst
    if (before.role, before.until) != (role, until):
        _seal_seat(session, seat, replace(before, role=role, until=until))
        _record(session, StandingEvent.SEATED, actor, panel)


def leave_seat(session: Session, *, actor: User, panel: StandingPanel, seat: PanelMember, reason: str) -> None:
    """They sit there no longer, from today."""
    left = replace(seat_record(session, seat), left_on=today(), left_because=reason.strip())
    _seal_seat(session, seat, left)
    _record(session, StandingEvent.LEFT, actor, panel)


def note_session(session: Session, *, actor: User, panel: StandingPanel, engagement_id: UUID) -> None:
    """An engagement is a session of the panel. Safe to say twice. Raises PanelEnded, UnknownEngagement."""
    _require_standing(panel)
    found: Engagement | None = engagement_row(session, panel.project_id, engagement_id)
    if found is None:
        raise UnknownEngagement
    there = (PanelSession.panel_id == panel.id, PanelSession.engagement_id == engagement_id)
    if session.scalar(select(PanelSession.id).where(*there)) is None:
        session.add(PanelSession(id=uuid4(), panel_id=panel.id, engagement_id=engagement_id))
        _record(session, StandingEvent.MET, actor, panel)


def review_panel(session: Session, *, actor: User, panel: StandingPanel, words: str, next_on: date) -> PanelReview:
    """What a review found, and when the next is. Raises PanelEnded."""
    _require_standing(panel)
    row = PanelReview(
        id=uuid4(), project_id=panel.project_id, panel_id=panel.id, reviewed_on=today(), reviewed_by=actor.id
    )
    seal(session, row, "words", words.strip(), long=True)
    session.add(row)
    panel.review_on = next_on
    _record(session, StandingEvent.REVIEWED, actor, panel)
    return row


def end_panel(session: Session, *, actor: User, panel: StandingPanel, reason: str) -> None:
    """The panel ends, with the reason. Raises PanelEnded."""
    _require_standing(panel)
    panel.state = PanelState.ENDED.value
    ended = replace(panel_record(session, panel).said, ended_because=reason.strip())
    seal_json(session, panel, "content", asdict(ended))
    _record(session, StandingEvent.ENDED, actor, panel)


def _seal_seat(session: Session, row: PanelMember, seat: SeatRecord) -> None:
    said = {
        "role": seat.role.value,
        "since": seat.since.isoformat(),
        "until": seat.until.isoformat(),
        "left_on": seat.left_on.isoformat() if seat.left_on else "",
        "left_because": seat.left_because,
    }
    seal_json(session, row, "detail", said)


def _require_standing(panel: StandingPanel) -> None:
    if panel.state != PanelState.STANDING:
        raise PanelEnded


def _record(session: Session, kind: EventKind, actor: User, panel: StandingPanel, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=panel.project_id, subject=panel.id, **facts)
