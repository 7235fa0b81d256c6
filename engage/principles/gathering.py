"""Gathers the evidence on engagements of one project: the same few queries for one engagement as for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.decisions.queries import decisions_named
from engage.engagements.clearing import seen_to
from engage.engagements.models import CompanyParticipant, Participant
from engage.engagements.once import each_once
from engage.engagements.queries import company_record, participant_record
from engage.engagements.records import CompanyRecord, EngagementRecord
from engage.feedback.models import FeedbackItem
from engage.feedback.queries import opened as opened_feedback
from engage.feedback.records import FeedbackRecord
from engage.influence.models import TraceEntry
from engage.influence.queries import standing
from engage.outreach.stop.queries import assessments
from engage.principles.evidence import Evidence, Seat, SummaryFacts, bare
from engage.principles.thresholds import Thresholds
from engage.principles.vocabulary import EVERYONE
from engage.stakeholders.directory import Directory, directory_of
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.summaries.models import Summary
from engage.summaries.queries import opened as opened_summaries
from engage.summaries.records import SummaryRecord
from engage.summaries.vocabulary import Audience

Row = TypeVar("Row", CompanyRecord, FeedbackRecord, SummaryRecord)


def gather(
    session: Session, engagements: Sequence[EngagementRecord], *, up_to_tier: int, today: date
) -> dict[UUID, Evidence]:
    """The evidence on engagements of one project, by engagement id, as far as a viewer up to this tier may know.

    Whoever is of a higher tier is left out with everything they said: the evidence is the same as without them.
    """
    if not engagements:
        return {}
    project_id = engagements[0].project_id
    ids = [each.id for each in engagements]
    directory = directory_of(session, project_id)
    seats = _seats(session, project_id, ids, directory, up_to_tier)
    company = _by_engagement(_company(session, ids))
    heard = [item for item in _feedback(session, ids) if _may_know(item.speaker_id, directory, up_to_tier)]
    feedback = _by_engagement(heard)
    answers = standing(session, [item.id for item in heard])
    considered = _considered(session, {item.id for item in heard})
    summaries = _by_engagement(_summaries(session, ids))
    wanted = {decision_id for each in engagements for decision_id in each.decision_ids}
    decisions = {each.id: each for each in decisions_named(session, project_id, wanted)}
    thresholds, rights = Thresholds(), labels(session, project_id, WhichList.RIGHTS.value)
    found = {}
    for each in engagements:
        said = {item.id for item in feedback[each.id]}
        found[each.id] = Evidence(
            engagement=each,
            today=today,
            decisions=tuple(decisions[key] for key in each.decision_ids if key in decisions),
            seats=tuple(seats[each.id]),
            company=tuple(company[each.id]),
            feedback=tuple(feedback[each.id]),
            standing={pair: answer for pair, answer in answers.items() if pair[0] in said},
            considered={pair: day for pair, day in considered.items() if pair[0] in said},
            summaries=tuple(_facts(summary) for summary in summaries[each.id]),
            thresholds=thresholds,
            rights=rights,
        )
    return found


def _may_know(stakeholder_id: UUID | None, directory: Directory, up_to_tier: int) -> bool:
    """Who sees everyone also sees that someone's record is gone; for others, gone and hidden are the same."""
    if stakeholder_id is None or up_to_tier >= EVERYONE:
        return True
    return directory.remembered(stakeholder_id, up_to_tier) is not None


def _seats(
    session: Session, project_id: UUID, ids: Collection[UUID], directory: Directory, up_to_tier: int
) -> dict[UUID, list[Seat]]:
    rows = session.scalars(select(Participant).where(Participant.engagement_id.in_(ids)).order_by(Participant.id))
    parts = each_once(participant_record(session, row) for row in rows)
    known = [part for part in parts if _may_know(part.stakeholder_id, directory, up_to_tier)]
    assessed = assessments(session, project_id, [(part.engagement_id, part.stakeholder_id) for part in known])
    found: dict[UUID, list[Seat]] = defaultdict(list)
    for part in known:
        versions = assessed.get((part.engagement_id, part.stakeholder_id))
        safety = seen_to(versions[0]) if versions else part.detail.trace
        person = directory.remembered(part.stakeholder_id, up_to_tier)
        found[part.engagement_id].append(Seat(part, person, safety))
    return found


def _company(session: Session, ids: Collection[UUID]) -> list[CompanyRecord]:
    wanted = CompanyParticipant.engagement_id.in_(ids)
    rows = session.scalars(select(CompanyParticipant).where(wanted).order_by(CompanyParticipant.id))
    return [company_record(session, row) for row in rows]


def _feedback(session: Session, ids: Collection[UUID]) -> list[FeedbackRecord]:
    chosen = select(FeedbackItem).where(FeedbackItem.engagement_id.in_(ids))
    return opened_feedback(session, session.scalars(chosen.order_by(FeedbackItem.number, FeedbackItem.id)))


def _considered(session: Session, ids: Collection[UUID]) -> dict[tuple[UUID, UUID], date]:
    if not ids:
        return {}
    first = func.min(TraceEntry.considered_on)
    pairs = select(TraceEntry.feedback_id, TraceEntry.decision_id, first).where(TraceEntry.feedback_id.in_(ids))
    rows = session.execute(pairs.group_by(TraceEntry.feedback_id, TraceEntry.decision_id))
    return {(feedback_id, decision_id): day for feedback_id, decision_id, day in rows}


def _summaries(session: Session, ids: Collection[UUID]) -> list[SummaryRecord]:
    chosen = select(Summary).where(Summary.engagement_id.in_(ids)).order_by(Summary.created_on, Summary.id)
    return opened_summaries(session, session.scalars(chosen).all())


def _facts(summary: SummaryRecord) -> SummaryFacts:
    going_out = [reading for reading in summary.readings if summary.is_ready(reading)]
    told = Audience.PARTICIPANTS.value
    return SummaryFacts(
        id=summary.id,
        state=summary.state,
        created_on=summary.created_on,
        promised_on=summary.promised_on,
        published_on=summary.published_on,
        audiences=frozenset(reading.audience for reading in going_out),
        languages=frozenset(bare(reading.language) for reading in going_out if reading.audience == told),
        withheld=bool(summary.withheld_because.strip()),
    )


def _by_engagement(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.engagement_id].append(row)
    return found
