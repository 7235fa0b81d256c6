"""The keyed hashes of the safety stop: which rows belong to whom and what, and to what exactly someone agreed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.suite import bind
from engage.crypto.vault import Vault
from engage.outreach.stop.records import Agreement, Assessment, AssessmentRecord
from engage.stakeholders.queries import ContactRecord

PLACE = "place of a safety record"
HALT = "engagement that is halted"
AGREED = "agreement to a safety assessment"
WAYS = "ways that somebody agreed to"
BYTES = 16


def place_of(session: Session, project_id: UUID, engagement_id: UUID, stakeholder_id: UUID) -> bytes:
    """Under what rows about one person in one engagement are found: says nothing without the project's key."""
    return _hash(session, project_id, PLACE, engagement_id, stakeholder_id)[:BYTES]


def halt_of(session: Session, project_id: UUID, engagement_id: UUID) -> bytes:
    """Under what the halts of an engagement are found."""
    return _hash(session, project_id, HALT, engagement_id)[:BYTES]


def digest_of(said: Assessment) -> str:
    """A hash of all that an assessment says; shown to nobody, and sealed wherever it is kept."""
    text = json.dumps(asdict(said), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hmac.digest(PLACE.encode(), text.encode(), "sha256").hex()


def ways_of(session: Session, stakeholder_id: UUID, contacts: Iterable[ContactRecord], channel: str) -> str:
    """A hash under the person's own key of where they would be reached: an address put in later is another one."""
    safe = sorted(each.detail.value for each in contacts if each.detail.safe and each.detail.channel == channel)
    return _hash(session, stakeholder_id, WAYS, channel, *safe)[:BYTES].hex()


def proof_of(
    session: Session,
    record: AssessmentRecord,
    *,
    asked_by: UUID,
    agreed_by: UUID,
    agreed_on: date,
    tier: int,
    day: str,
    ways: str,
) -> bytes:
    """The hash under the person's own key of exactly this version, its channel, and who agreed when to it."""
    facts = (
        record.project_id,
        record.engagement_id,
        record.stakeholder_id,
        record.id,
        record.version,
        record.written_by,
        record.said.channel,
        digest_of(record.said),
        asked_by,
        agreed_by,
        agreed_on.isoformat(),
        tier,
        day,
        ways,
    )
    return _hash(session, record.stakeholder_id, AGREED, *(str(fact) for fact in facts))


def is_proven(session: Session, record: AssessmentRecord, agreement: Agreement) -> bool:
    """Whether somebody agreed to exactly this version."""
    wanted = proof_of(
        session,
        record,
        asked_by=agreement.asked_by,
        agreed_by=agreement.agreed_by,
        agreed_on=agreement.agreed_on,
        tier=agreement.tier,
        day=agreement.day,
        ways=agreement.ways,
    )
    return hmac.compare_digest(wanted, agreement.proof)


def _hash(session: Session, subject: UUID, label: str, *facts: UUID | str) -> bytes:
    vault: Vault = session.info["vault"]
    return hmac.digest(vault.data_key(subject).derive(label), bind(label, *facts), "sha256")
