"""What in a summary could lead to those who took part. Their names are opened here, compared, and given to nobody."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal
from engage.engagements.queries import participants_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderKind
from engage.summaries.records import SummaryRecord
from engage.summaries.redaction import Finding, Names, findings_of


def findings_in(session: Session, summary: SummaryRecord) -> list[Finding]:
    """Everything found in all readings of a summary, in their order."""
    return findings_of(summary.readings, _names(session, summary))


def unanswered(session: Session, summary: SummaryRecord) -> list[Finding]:
    """Findings that nobody has given a reason for yet."""
    return [each for each in findings_in(session, summary) if each.key not in summary.acknowledged]


def _names(session: Session, summary: SummaryRecord) -> Names:
    ids = [each.stakeholder_id for each in participants_of(session, summary.engagement_id)]
    rows = session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids))).all() if ids else []
    people: list[str] = []
    bodies: list[str] = []
    for row in rows:
        try:
            name = unseal(session, row, "name")
        except KeyErased:
            continue
        (people if row.kind == StakeholderKind.PERSON else bodies).append(name or "")
    return Names(tuple(people), tuple(bodies), tuple(row.pseudonym for row in rows))
