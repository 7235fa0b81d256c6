"""Judging engagements, keeping a check, and disagreeing with a finding."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Permission, allows
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today, utcnow
from engage.engagements.models import Engagement
from engage.engagements.records import EngagementRecord
from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import use_language
from engage.principles.catalogue import all_criteria
from engage.principles.findings import Finding
from engage.principles.gathering import gather
from engage.principles.keeping import as_kept
from engage.principles.models import Check, Disagreement
from engage.principles.thresholds import CRITERIA_VERSION
from engage.principles.vocabulary import EVERYONE, PrinciplesEvent, Verdict
from engage.projects.queries import membership

MOST_HIDDEN = 2


class SeesOnlyPart(ValueError):
    """Only someone who may know of everyone keeps a check: it is what the company will be held to."""


class NoSuchCriterion(LookupError):
    """There is no criterion of this code."""


class ReasonNeeded(ValueError):
    """A disagreement without its reason helps nobody."""


class SaysTheSame(ValueError):
    """The finding says already what the person says."""


def findings_for(session: Session, engagement: EngagementRecord, *, up_to_tier: int = MOST_HIDDEN) -> list[Finding]:
    """All findings on an engagement as of now, by principle, in the reader's language.

    Unless told otherwise, as if nobody of the highest tier existed: a caller who forgets gives nobody away.
    """
    return findings_on(session, [engagement], up_to_tier=up_to_tier)[engagement.id]


def findings_on(
    session: Session, engagements: Sequence[EngagementRecord], *, up_to_tier: int
) -> dict[UUID, list[Finding]]:
    """The findings on several engagements of one project, by engagement id."""
    gathered = gather(session, engagements, up_to_tier=up_to_tier, today=today())
    return {key: [each.find(evidence) for each in all_criteria()] for key, evidence in gathered.items()}


def keep_check(session: Session, *, actor: User, engagement: EngagementRecord) -> Check:
    """Keeps all findings as they stand, with the version that judged them. Raises SeesOnlyPart."""
    if _sees_up_to(session, actor, engagement) < EVERYONE:
        raise SeesOnlyPart
    evidence = gather(session, [engagement], up_to_tier=EVERYONE, today=today())[engagement.id]
    findings = {}
    for language in LANGUAGES:
        with use_language(language.code):
            findings[language.code] = [each.find(evidence) for each in all_criteria()]
    # One after the other: two checks of the same engagement never carry the same number.
    session.scalars(select(Engagement.id).where(Engagement.id == engagement.id).with_for_update()).one()
    last = session.scalar(select(func.max(Check.number)).where(Check.engagement_id == engagement.id))
    check = Check(
        id=uuid4(),
        engagement_id=engagement.id,
        number=(last or 0) + 1,
        stage=engagement.stage,
        version=CRITERIA_VERSION,
        checked_on=today(),
        checked_by=actor.id,
    )
    seal_json(session, check, "findings", as_kept(findings, evidence.thresholds), long=True)
    session.add(check)
    session.flush()
    record(
        session,
        PrinciplesEvent.CHECKED,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
        stage=check.stage,
        version=check.version,
    )
    return check


def disagree(
    session: Session, *, actor: User, engagement: EngagementRecord, criterion: str, verdict: str, reason: str
) -> Disagreement:
    """Puts another view beside a finding, signed and dated; both stand.

    Raises NoSuchCriterion, ReasonNeeded, SaysTheSame.
    """
    up_to_tier = _sees_up_to(session, actor, engagement)
    findings = findings_for(session, engagement, up_to_tier=up_to_tier)
    finding = next((each for each in findings if each.criterion == criterion), None)
    if finding is None:
        raise NoSuchCriterion
    if not reason.strip():
        raise ReasonNeeded
    if finding.verdict == verdict:
        raise SaysTheSame
    row = Disagreement(
        id=uuid4(),
        engagement_id=engagement.id,
        criterion=criterion,
        verdict=Verdict(verdict).value,
        said_by=actor.id,
        said_at=utcnow(),
    )
    said = {
        "words": reason.strip(),
        "found": finding.verdict.value,
        "version": CRITERIA_VERSION,
        "up_to_tier": up_to_tier,
    }
    seal_json(session, row, "reason", said)
    session.add(row)
    session.flush()
    record(
        session,
        PrinciplesEvent.DISAGREED,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
        criterion=criterion,
    )
    return row


def _sees_up_to(session: Session, actor: User, engagement: EngagementRecord) -> int:
    found = membership(session, actor.id, engagement.project_id)
    whole = found is not None and allows(found.role, Permission.VIEW_HIGHEST_TIER)
    return EVERYONE if whole else MOST_HIDDEN
