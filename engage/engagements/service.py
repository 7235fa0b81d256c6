"""Planning engagements, saying who takes part, holding, noting, closing. Refusals are named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.decisions.queries import decisions_named
from engage.engagements.aftercare.service import arrange
from engage.engagements.clearing import keep_trace, require_invitable
from engage.engagements.ledger import keep
from engage.engagements.models import (
    CompanyParticipant,
    Engagement,
    EngagementDecision,
    EngagementNote,
    Participant,
)
from engage.engagements.once import each_once
from engage.engagements.planning.changes import keep_change
from engage.engagements.queries import (
    company_record,
    latest_notes,
    notes_at,
    participant_record,
    participants_of,
    plan_of,
)
from engage.engagements.records import CompanyDetail, ParticipantDetail, ParticipantRecord, Plan
from engage.engagements.refusals import (
    AlreadyParticipant,
    AttendanceUnknown,
    EngagementOver,
    HeldInFuture,
    NobodyNamed,
    NotDirectWithoutReason,
    NotesChanged,
    NotHeld,
    NotPlanned,
    UnknownDecision,
    UnknownStakeholder,
)
from engage.engagements.safety import asks_anew, is_invited
from engage.engagements.vocabulary import Answer, EngagementEvent, Mode, Stage
from engage.outreach.stop.service import Stopped as Stopped
from engage.outreach.stop.service import tell_day
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.load.service import withdraw_source
from engage.stakeholders.queries import find_stakeholder

EVERY_TIER, KEY_TIER = 3, 2


def plan_engagement(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    title: str,
    planned_on: date,
    plan: Plan,
    decision_ids: Collection[UUID],
) -> Engagement:
    """A new engagement with a key of its own. Raises NotDirectWithoutReason, UnknownDecision."""
    _require_reason(plan)
    _require_decisions(session, project_id, decision_ids)
    vault: Vault = session.info["vault"]
    engagement = Engagement(
        id=uuid4(),
        project_id=project_id,
        stage=Stage.PLANNED.value,
        planned_on=planned_on,
        created_on=today(),
        created_by=actor.id,
    )
    vault.create_subject(engagement.id, project_id=project_id, tier=KEY_TIER)
    seal(session, engagement, "title", title.strip())
    seal_json(session, engagement, "plan", asdict(plan))
    session.add(engagement)
    session.flush()
    tell_day(session, project_id=project_id, engagement_id=engagement.id, day=planned_on)
    _inform(session, engagement, decision_ids)
    _record(session, EngagementEvent.PLANNED, actor, engagement)
    return engagement


def change_engagement(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    title: str,
    planned_on: date,
    plan: Plan,
    decision_ids: Collection[UUID],
) -> list[str]:
    """Changes the plan until the engagement is over; returns the names of what changed.

    Raises EngagementOver, NotDirectWithoutReason, UnknownDecision.
    """
    _lock(session, engagement)
    _require_going_on(engagement)
    _require_reason(plan)
    _require_decisions(session, engagement.project_id, decision_ids)
    before = plan_of(session, engagement)
    changed = [name for name, value in asdict(plan).items() if getattr(before, name) != value]
    if (titled := unseal(session, engagement, "title") or "") != title.strip():
        changed.append("title")
    if engagement.planned_on != planned_on:
        changed.append("planned_on")
    if _inform(session, engagement, decision_ids):
        changed.append("decisions")
    if changed:
        past, now = (titled, engagement.planned_on, before), (title.strip(), planned_on, plan)
        keep_change(session, actor_id=actor.id, engagement=engagement, before=past, after=now)
        engagement.planned_on = planned_on
        tell_day(session, project_id=engagement.project_id, engagement_id=engagement.id, day=planned_on)
        seal(session, engagement, "title", title.strip())
        seal_json(session, engagement, "plan", asdict(plan))
        _record(session, EngagementEvent.CHANGED, actor, engagement, fields=changed)
    return changed


def add_participant(
    session: Session, *, actor: User, engagement: Engagement, stakeholder_id: UUID, detail: ParticipantDetail
) -> Participant:
    """Puts a stakeholder on the list.

    Raises EngagementOver, NobodyNamed, UnknownStakeholder, AlreadyParticipant, Restricted, Stopped.
    """
    _lock(session, engagement)
    _require_going_on(engagement)
    if plan_of(session, engagement).counts_only:
        raise NobodyNamed
    if any(each.stakeholder_id == stakeholder_id for each in participants_of(session, engagement.id)):
        raise AlreadyParticipant
    _require_safe(session, engagement, stakeholder_id, detail)
    detail = replace(detail, seen_to={})
    participant = Participant(id=uuid4(), engagement_id=engagement.id)
    seal(session, participant, "stakeholder", str(stakeholder_id))
    seal_json(session, participant, "detail", asdict(detail))
    session.add(participant)
    _note_invitation(session, engagement, detail)
    _settle(session, actor, engagement, [participant])
    _record(session, EngagementEvent.PARTICIPANT_ADDED, actor, engagement)
    return participant


def change_participant(
    session: Session, *, actor: User, participant: Participant, engagement: Engagement, detail: ParticipantDetail
) -> list[str]:
    """Changes what is known of someone's part, also after closing: consent can be taken back at any time.

    Returns the names of what changed. Raises EngagementOver (when cancelled), Restricted, Stopped.
    """
    _lock(session, engagement)
    if engagement.stage == Stage.CANCELLED:
        raise EngagementOver
    before = participant_record(session, participant)
    detail = replace(detail, seen_to=before.detail.seen_to)
    changed = [name for name, value in asdict(detail).items() if getattr(before.detail, name) != value]
    if not changed:
        return []
    if asks_anew(before.detail, detail):
        _require_safe(session, engagement, before.stakeholder_id, detail)
    seal_json(session, participant, "detail", asdict(detail))
    _note_invitation(session, engagement, detail)
    _settle(session, actor, engagement, [participant])
    _record(session, EngagementEvent.PARTICIPANT_CHANGED, actor, engagement, fields=changed)
    return changed


def remove_participant(session: Session, *, actor: User, engagement: Engagement, participant: Participant) -> None:
    """Takes someone off the list while the engagement is planned. Raises NotPlanned."""
    _require_planned(session, engagement)
    session.delete(participant)
    withdraw_source(session, participant.id, project_id=engagement.project_id)
    _record(session, EngagementEvent.PARTICIPANT_REMOVED, actor, engagement)


def add_company_participant(
    session: Session, *, actor: User, engagement: Engagement, detail: CompanyDetail
) -> CompanyParticipant:
    """Adds someone who sits there for the company. Raises EngagementOver."""
    _lock(session, engagement)
    _require_going_on(engagement)
    member = CompanyParticipant(id=uuid4(), engagement_id=engagement.id)
    seal_json(session, member, "detail", asdict(detail))
    session.add(member)
    _record(session, EngagementEvent.CHANGED, actor, engagement, fields=["company_side"])
    return member


def change_company_participant(
    session: Session, *, actor: User, engagement: Engagement, member: CompanyParticipant, detail: CompanyDetail
) -> None:
    """Changes what is known of someone who sits there for the company. Raises EngagementOver."""
    _lock(session, engagement)
    _require_going_on(engagement)
    if company_record(session, member).detail != detail:
        seal_json(session, member, "detail", asdict(detail))
        _record(session, EngagementEvent.CHANGED, actor, engagement, fields=["company_side"])


def remove_company_participant(
    session: Session, *, actor: User, engagement: Engagement, member: CompanyParticipant
) -> None:
    """Takes someone of the company off the list while the engagement is planned. Raises NotPlanned."""
    _require_planned(session, engagement)
    session.delete(member)
    _record(session, EngagementEvent.CHANGED, actor, engagement, fields=["company_side"])


def record_attendance(
    session: Session, *, actor: User, engagement: Engagement, attended: Mapping[UUID, bool | None]
) -> None:
    """Writes down who was there, on both sides, by the id of their row. Raises EngagementOver."""
    _lock(session, engagement)
    _require_going_on(engagement)
    rows = _participants(session, engagement)
    for row in rows:
        detail = participant_record(session, row).detail
        if row.id in attended and attended[row.id] != detail.attended:
            seal_json(session, row, "detail", asdict(replace(detail, attended=attended[row.id])))
            _record(session, EngagementEvent.PARTICIPANT_CHANGED, actor, engagement, fields=["attended"])
    _settle(session, actor, engagement, rows)
    for member in session.scalars(select(CompanyParticipant).where(CompanyParticipant.engagement_id == engagement.id)):
        of_company = company_record(session, member).detail
        if member.id in attended and attended[member.id] != of_company.attended:
            seal_json(session, member, "detail", asdict(replace(of_company, attended=attended[member.id])))
            _record(session, EngagementEvent.CHANGED, actor, engagement, fields=["company_side"])


def hold_engagement(session: Session, *, actor: User, engagement: Engagement, held_on: date) -> None:
    """Records that the engagement was held. Raises NotPlanned, HeldInFuture."""
    _require_planned(session, engagement)
    if held_on > today():
        raise HeldInFuture
    engagement.stage, engagement.held_on = Stage.HELD.value, held_on
    _settle(session, actor, engagement, _participants(session, engagement))
    _record(session, EngagementEvent.HELD, actor, engagement, held_on=held_on.isoformat())


def write_notes(session: Session, *, actor: User, engagement: Engagement, text: str, based_on: int) -> EngagementNote:
    """A new version of the notes; `based_on` is the version that was read, 0 when there was none.

    Raises NotesChanged when there is a newer one, EngagementOver when the engagement is cancelled, NobodyNamed.
    """
    _lock(session, engagement)
    if engagement.stage == Stage.CANCELLED:
        raise EngagementOver
    if plan_of(session, engagement).counts_only:
        raise NobodyNamed
    newest, _text = latest_notes(session, engagement.id)
    if newest != based_on:
        raise NotesChanged(newest)
    note = EngagementNote(
        id=uuid4(), engagement_id=engagement.id, version=newest + 1, written_by=actor.id, written_at=utcnow()
    )
    seal(session, note, "body", text, long=True)
    session.add(note)
    _record(session, EngagementEvent.NOTES_WRITTEN, actor, engagement, revision=note.version)
    return note


def read_notes(
    session: Session, *, actor: User, engagement: Engagement, version: int | None = None
) -> tuple[int, str] | None:
    """The notes of a version (None: the newest) as (version, text), with the look put on record.

    The caller commits before showing them. None when there is no such version.
    """
    found = notes_at(session, engagement.id, version)
    if found is not None:
        _record(session, EngagementEvent.NOTES_READ, actor, engagement)
    return found


def record_notes_shared(session: Session, *, actor: User, engagement: Engagement, shared_on: date) -> None:
    """Writes down when participants were given what was noted. Raises NotHeld."""
    _lock(session, engagement)
    if engagement.stage not in {Stage.HELD, Stage.CLOSED}:
        raise NotHeld
    shared = replace(plan_of(session, engagement), notes_shared_on=shared_on.isoformat())
    seal_json(session, engagement, "plan", asdict(shared))
    _record(session, EngagementEvent.CHANGED, actor, engagement, fields=["notes_shared_on"])


def close_engagement(session: Session, *, actor: User, engagement: Engagement) -> None:
    """Closes an engagement that was held. Raises NotHeld, AttendanceUnknown."""
    _lock(session, engagement)
    if engagement.stage != Stage.HELD:
        raise NotHeld
    unknown = attendance_unknown(participants_of(session, engagement.id))
    if unknown:
        raise AttendanceUnknown(unknown)
    engagement.stage, engagement.closed_on = Stage.CLOSED.value, today()
    _record(session, EngagementEvent.CLOSED, actor, engagement)


def cancel_engagement(session: Session, *, actor: User, engagement: Engagement, reason: str = "") -> None:
    """Cancels an engagement that was not held. Raises NotPlanned."""
    _require_planned(session, engagement)
    engagement.stage = Stage.CANCELLED.value
    cancelled = replace(plan_of(session, engagement), cancelled_because=reason.strip())
    seal_json(session, engagement, "plan", asdict(cancelled))
    keep(session, actor=actor, engagement=engagement)
    _record(session, EngagementEvent.CANCELLED, actor, engagement)


def attendance_unknown(participants: Collection[ParticipantRecord]) -> int:
    """Of how many it is not known whether they were there; who declined needs no answer."""
    people = each_once(participants)
    return sum(each.detail.attended is None and each.detail.answer != Answer.DECLINED for each in people)


def _participants(session: Session, engagement: Engagement) -> Sequence[Participant]:
    return session.scalars(select(Participant).where(Participant.engagement_id == engagement.id)).all()


def _settle(session: Session, actor: User, engagement: Engagement, rows: Sequence[Participant]) -> None:
    """What follows from where participants stand now: what was asked of them, their safety, who is asked after."""
    keep(session, actor=actor, engagement=engagement, participants=rows)
    keep_trace(session, engagement, rows)
    arrange(session, actor=actor, engagement=engagement, participants=rows)


def _lock(session: Session, engagement: Engagement) -> None:
    """One change at a time: what is checked below still holds when it is written."""
    again = select(Engagement).where(Engagement.id == engagement.id).with_for_update()
    session.scalars(again.execution_options(populate_existing=True)).one()


def _require_planned(session: Session, engagement: Engagement) -> None:
    _lock(session, engagement)
    if engagement.stage != Stage.PLANNED:
        raise NotPlanned


def _require_going_on(engagement: Engagement) -> None:
    if engagement.stage not in {Stage.PLANNED, Stage.HELD}:
        raise EngagementOver


def _require_reason(plan: Plan) -> None:
    if plan.mode != Mode.DIRECT and not plan.not_direct_because.strip():
        raise NotDirectWithoutReason


def _require_decisions(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    if len(decisions_named(session, project_id, set(ids))) != len(set(ids)):
        raise UnknownDecision


def _require_safe(session: Session, engagement: Engagement, stakeholder_id: UUID, detail: ParticipantDetail) -> None:
    person = find_stakeholder(session, engagement.project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if person is None:
        raise UnknownStakeholder
    if person.restricted:
        raise Restricted
    if is_invited(detail):
        require_invitable(session, engagement, stakeholder_id)


def _note_invitation(session: Session, engagement: Engagement, detail: ParticipantDetail) -> None:
    """The day of the first invitation is the start of the notice that people were given."""
    plan = plan_of(session, engagement)
    if is_invited(detail) and not plan.invited_on:
        seal_json(session, engagement, "plan", asdict(replace(plan, invited_on=today().isoformat())))


def _inform(session: Session, engagement: Engagement, ids: Collection[UUID]) -> bool:
    """Makes the engagement inform exactly these decisions; whether that changed anything."""
    linked = select(EngagementDecision.decision_id).where(EngagementDecision.engagement_id == engagement.id)
    before, after = set(session.scalars(linked)), set(ids)
    gone = (EngagementDecision.engagement_id == engagement.id, EngagementDecision.decision_id.in_(before - after))
    session.execute(delete(EngagementDecision).where(*gone))
    for each in after - before:
        session.add(EngagementDecision(id=uuid4(), engagement_id=engagement.id, decision_id=each))
    return before != after


def _record(session: Session, kind: EventKind, actor: User, engagement: Engagement, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=engagement.project_id, subject=engagement.id, **facts)
