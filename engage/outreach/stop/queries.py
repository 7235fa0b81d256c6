"""Reading the safety stop: assessments, and where people stand; one query for each kind of row, however many people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.outreach.stop.binding import halt_of, is_proven, place_of, ways_of
from engage.outreach.stop.check import Circumstances, reasons_of
from engage.outreach.stop.models import EngagementDay, EngagementHalt, SafetyAssessment
from engage.outreach.stop.records import Agreement, Assessment, AssessmentRecord, Standing
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import contacts_among, record_of
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState

FEW = 20
AT_ONCE = 5_000
Pair = tuple[UUID, UUID]
"""(engagement_id, stakeholder_id)"""

# Projects whose keys this process loaded already.
_warmed: WeakKeyDictionary[Vault, set[UUID]] = WeakKeyDictionary()


def standing(
    session: Session,
    project_id: UUID,
    engagement_id: UUID,
    stakeholder_ids: Collection[UUID],
    *,
    channel: str | None = None,
    at: date | datetime | None = None,
) -> dict[UUID, Standing]:
    """Where each of them stands before an engagement; `at` a day leaves hours aside, None is today."""
    found = standings(session, project_id, [(engagement_id, who) for who in stakeholder_ids], channel=channel, at=at)
    return {who: each for (_engagement, who), each in found.items()}


def standings(
    session: Session,
    project_id: UUID,
    pairs: Collection[Pair],
    *,
    channel: str | None = None,
    at: date | datetime | None = None,
) -> dict[Pair, Standing]:
    """The same for people in several engagements of a project."""
    if not pairs:
        return {}
    talks = {engagement_id for engagement_id, _who in pairs}
    versions = assessments(session, project_id, pairs)
    people = _people(session, project_id, {who for _engagement, who in pairs})
    days, halted = _days(session, project_id, talks), halted_among(session, project_id, talks)
    agreed = {who for (_talk, who), every in versions.items() if who in people and every[0].agreement}
    contacts = contacts_among(session, agreed)
    found = {}
    for pair in pairs:
        engagement_id, who = pair
        every, person = versions.get(pair, []), people.get(who)
        ways = ways_of(session, who, contacts[who], every[0].said.channel) if every and who in contacts else ""
        around = Circumstances(at or today(), channel, days.get(engagement_id), engagement_id in halted, ways)
        before = any(each.agreement is not None for each in every[1:])
        newest = every[0] if every else None
        reasons = reasons_of(person, newest, around, agreed_before=before)
        found[pair] = Standing(reasons, person.tier if person else 0, newest)
    return found


def assessments(session: Session, project_id: UUID, pairs: Collection[Pair]) -> dict[Pair, list[AssessmentRecord]]:
    """Every version for each of the pairs that has any, newest first."""
    _warm(session, project_id, len(pairs))
    by_place = {place_of(session, project_id, *pair): pair for pair in pairs}
    found: dict[Pair, list[AssessmentRecord]] = defaultdict(list)
    places = list(by_place)
    for begin in range(0, len(places), AT_ONCE):
        some = places[begin : begin + AT_ONCE]
        wanted = (SafetyAssessment.project_id == project_id, SafetyAssessment.place.in_(some))
        for row in session.scalars(select(SafetyAssessment).where(*wanted)):
            pair = by_place[row.place]
            record = assessment_record(session, row)
            # What was put elsewhere in the database belongs nowhere.
            if record is not None and (record.engagement_id, record.stakeholder_id) == pair:
                found[pair].append(record)
    return {pair: sorted(each, key=_order, reverse=True) for pair, each in found.items()}


def assessments_about(session: Session, project_id: UUID, stakeholder_id: UUID) -> list[AssessmentRecord]:
    """Every version about someone, whatever the engagement, oldest first."""
    rows = select(SafetyAssessment).where(
        SafetyAssessment.project_id == project_id, SafetyAssessment.stakeholder_id == stakeholder_id
    )
    opened = (assessment_record(session, row) for row in session.scalars(rows))
    return sorted((each for each in opened if each is not None), key=_order)


def assessment_record(session: Session, row: SafetyAssessment) -> AssessmentRecord | None:
    """A version, opened; None when the key of the person is gone."""
    try:
        content = unseal_json(session, row, "content")
        agreed = unseal_json(session, row, "agreement")
    except KeyErased:
        return None
    if content is None:
        return None
    record = AssessmentRecord(
        id=row.id,
        project_id=row.project_id,
        engagement_id=UUID(content["engagement"]),
        stakeholder_id=row.stakeholder_id,
        version=row.version,
        written_by=UUID(content["written_by"]),
        written_on=date.fromisoformat(content["written_on"]),
        said=Assessment(**content["said"]),
        agreement=_agreement(agreed) if agreed else None,
        proven=False,
    )
    if record.agreement is None or not is_proven(session, record, record.agreement):
        return record
    return AssessmentRecord(**{**vars(record), "proven": True})


def day_of(session: Session, project_id: UUID, engagement_id: UUID) -> date | None:
    """On which day an engagement is to be, as far as it was told."""
    return _days(session, project_id, {engagement_id}).get(engagement_id)


def is_halted(session: Session, project_id: UUID, engagement_id: UUID) -> bool:
    """Whether nothing may go out for an engagement."""
    return bool(halted_among(session, project_id, {engagement_id}))


def halted_among(session: Session, project_id: UUID, engagement_ids: Collection[UUID]) -> set[UUID]:
    """Those of the engagements for which nothing may go out."""
    by_hash = {halt_of(session, project_id, each): each for each in engagement_ids}
    if not by_hash:
        return set()
    wanted = (EngagementHalt.project_id == project_id, EngagementHalt.engagement.in_(list(by_hash)))
    return {by_hash[each] for each in session.scalars(select(EngagementHalt.engagement).where(*wanted))}


def _days(session: Session, project_id: UUID, engagement_ids: Iterable[UUID]) -> dict[UUID, date]:
    wanted = (EngagementDay.project_id == project_id, EngagementDay.engagement_id.in_(list(engagement_ids)))
    rows = session.execute(select(EngagementDay.engagement_id, EngagementDay.day).where(*wanted))
    return dict(rows.all())


def _people(session: Session, project_id: UUID, ids: Collection[UUID]) -> dict[UUID, StakeholderRecord]:
    alive = (Stakeholder.project_id == project_id, Stakeholder.state == StakeholderState.ACTIVE.value)
    rows = session.scalars(select(Stakeholder).where(Stakeholder.id.in_(list(ids)), *alive))
    return {row.id: record_of(session, row) for row in rows}


def _agreement(said: dict[str, Any]) -> Agreement:
    return Agreement(
        asked_by=UUID(said["asked_by"]),
        agreed_by=UUID(said["agreed_by"]),
        agreed_on=date.fromisoformat(said["agreed_on"]),
        tier=said["tier"],
        day=said["day"],
        ways=said.get("ways", ""),
        proof=bytes.fromhex(said["proof"]),
    )


def _order(record: AssessmentRecord) -> tuple[int, date, int]:
    return record.version, record.written_on, record.id.int


def _warm(session: Session, project_id: UUID, count: int) -> None:
    """Everyone has a key of their own, and asking one by one is slow."""
    vault: Vault = session.info["vault"]
    warmed = _warmed.setdefault(vault, set())
    if count > FEW and project_id not in warmed:
        vault.warm(project_id)
        warmed.add(project_id)
