"""Reading kept checks, disagreements, and what the records are called that a finding rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.decisions.queries import decisions_named
from engage.engagements.queries import company_side_of
from engage.engagements.records import EngagementRecord
from engage.feedback.queries import feedback_with_ids
from engage.i18n.texts import current_language
from engage.principles.findings import Finding, RecordRef
from engage.principles.keeping import from_kept
from engage.principles.models import Check, Disagreement
from engage.principles.records import CheckLine, CheckRecord, DisagreementRecord
from engage.principles.vocabulary import RecordKind, Verdict
from engage.stakeholders.directory import directory_of

EXCERPT = 60


def checks_of(session: Session, engagement_id: UUID) -> list[CheckLine]:
    """The kept checks of an engagement, newest first. Only for those who may know of everyone."""
    columns = (Check.id, Check.stage, Check.version, Check.checked_on, Check.checked_by, Check.number)
    chosen = select(*columns).where(Check.engagement_id == engagement_id)
    return [CheckLine(*row[:5]) for row in session.execute(chosen.order_by(Check.number.desc()))]


def find_check(session: Session, engagement_id: UUID, check_id: UUID) -> CheckRecord | None:
    """A kept check of this engagement, in the reader's language; only for those who may know of everyone."""
    row = session.scalar(select(Check).where(Check.id == check_id, Check.engagement_id == engagement_id))
    if row is None:
        return None
    findings, thresholds = from_kept(unseal_json(session, row, "findings"), current_language())
    line = CheckLine(row.id, row.stage, row.version, row.checked_on, row.checked_by)
    return CheckRecord(line, row.engagement_id, findings, thresholds)


def disagreements_of(session: Session, engagement_id: UUID, *, up_to_tier: int) -> dict[str, list[DisagreementRecord]]:
    """By criterion, oldest first. What was said in view of people whom the reader may not know of is not there."""
    chosen = select(Disagreement).where(Disagreement.engagement_id == engagement_id)
    found: dict[str, list[DisagreementRecord]] = defaultdict(list)
    for row in session.scalars(chosen.order_by(Disagreement.said_at, Disagreement.id)):
        said = unseal_json(session, row, "reason") or {}
        if said["up_to_tier"] <= up_to_tier:
            found[row.criterion].append(
                DisagreementRecord(
                    id=row.id,
                    criterion=row.criterion,
                    verdict=Verdict(row.verdict),
                    found=Verdict(said["found"]),
                    version=said["version"],
                    said_by=row.said_by,
                    said_at=row.said_at,
                    reason=said["words"],
                )
            )
    return found


def called(
    session: Session,
    engagement: EngagementRecord,
    findings: Iterable[Finding],
    *,
    up_to_tier: int,
    kinds: Collection[RecordKind],
) -> dict[RecordRef, str]:
    """What the records are called that the findings rest on; only records of `kinds`, and nobody of a higher tier."""
    ids: dict[RecordKind, set[UUID]] = defaultdict(set)
    for finding in findings:
        for ref in finding.ruling.records:
            if ref.kind in kinds:
                ids[ref.kind].add(ref.id)
    words: dict[RecordRef, str] = {}
    people = directory_of(session, engagement.project_id)
    for each in ids[RecordKind.STAKEHOLDER]:
        words[RecordRef(RecordKind.STAKEHOLDER, each)] = people.pseudonym(each, up_to_tier)
    for decision in decisions_named(session, engagement.project_id, ids[RecordKind.DECISION]):
        words[RecordRef(RecordKind.DECISION, decision.id)] = decision.title
    for item in feedback_with_ids(session, engagement.project_id, ids[RecordKind.FEEDBACK]).values():
        excerpt = item.words if len(item.words) <= EXCERPT else f"{item.words[:EXCERPT].rstrip()}…"
        words[RecordRef(RecordKind.FEEDBACK, item.id)] = excerpt
    if ids[RecordKind.COMPANY]:
        for each_there in company_side_of(session, engagement.id):
            ref = RecordRef(RecordKind.COMPANY, each_there.id)
            words[ref] = each_there.detail.function or each_there.detail.name
    for kind in (RecordKind.ENGAGEMENT, RecordKind.SUMMARY):
        words.update({RecordRef(kind, each): str(kind.label) for each in ids[kind]})
    return words
