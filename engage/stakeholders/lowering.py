"""Lowering someone's protection: asking a second person, and doing it once they agreed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.projects.approvals import service as approvals
from engage.projects.approvals.queries import ApprovalRecord, standing_of
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.stakeholders.merging.queries import gone_into
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.two_persons import lowering


def request_to_lower(session: Session, *, actor: User, stakeholder: Stakeholder) -> ApprovalRecord | None:
    """What the actor asked for and may still do, or waits for; None when there is nothing."""
    gone = gone_into(session, stakeholder.id)
    for tier in range(stakeholder.tier - 1, 0, -1):
        found = standing_of(
            session,
            actor=actor,
            project_id=stakeholder.project_id,
            kind=ApprovalKind.LOWER_TIER,
            subject_id=stakeholder.id,
            what=lowering(stakeholder.tier, tier, gone),
        )
        if found is not None:
            return found
    return None


def ask_to_lower(session: Session, *, actor: User, stakeholder: Stakeholder, tier: int, reason: str) -> None:
    """Asks a second person to agree to exactly this."""
    approvals.ask(
        session,
        actor=actor,
        project_id=stakeholder.project_id,
        kind=ApprovalKind.LOWER_TIER,
        subject_id=stakeholder.id,
        what=lowering(stakeholder.tier, tier, gone_into(session, stakeholder.id)),
        reason=reason,
        tier=stakeholder.tier,
    )


def use_agreement(session: Session, *, actor: User, stakeholder: Stakeholder, tier: int) -> bool:
    """Uses up the agreement to lower it to `tier`; whether there was one."""
    try:
        approvals.use(
            session,
            actor=actor,
            project_id=stakeholder.project_id,
            kind=ApprovalKind.LOWER_TIER,
            subject_id=stakeholder.id,
            what=lowering(stakeholder.tier, tier, gone_into(session, stakeholder.id)),
        )
    except approvals.NotAgreed:
        return False
    return True
