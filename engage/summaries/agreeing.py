"""Agreeing to a summary as a second person, publishing exactly that, withdrawing it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.i18n.texts import use_language
from engage.jobs.service import enqueue
from engage.summaries.digest import digest_of
from engage.summaries.halting import require_going_out
from engage.summaries.leaks import unanswered
from engage.summaries.models import Approval, Publication, Summary
from engage.summaries.queries import last_approval, opened, writers_of
from engage.summaries.records import ReadingRecord, SummaryRecord
from engage.summaries.redaction import Finding
from engage.summaries.vocabulary import Section, SummaryEvent, SummaryState


class WrongState(ValueError):
    """The summary does not stand where this step begins."""


class FindingsUnanswered(ValueError):
    """Something in the texts could lead to a person and nobody said why it may stay; `findings` names it."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("findings without a reason")
        self.findings = findings


class SecondPersonNeeded(ValueError):
    """Whoever drew it up or last wrote one of its readings may not be the one who agrees."""


class ChangedSinceApproval(ValueError):
    """The texts are not those that the second person agreed to."""


class ReasonNeeded(ValueError):
    """This step is explained to others in words."""


def acknowledge(session: Session, *, actor: User, summary: Summary, reasons: Mapping[str, str]) -> None:
    """Leaves findings standing, each (by its key) with a reason; empty reasons are passed over."""
    given = {key: reason.strip() for key, reason in reasons.items() if reason.strip()}
    if not given:
        return
    kept = unseal_json(session, summary, "acknowledged") or {}
    seal_json(session, summary, "acknowledged", {**kept, **given}, long=True)
    _record(session, SummaryEvent.WARNINGS_KEPT, actor, summary, count=len(given))


def send_to_review(session: Session, *, actor: User, summary: Summary) -> None:
    """Gives a draft to a second reader. Raises WrongState, FindingsUnanswered."""
    _require(summary, SummaryState.DRAFT)
    _answered(session, summary)
    summary.state = SummaryState.IN_REVIEW.value
    seal(session, summary, "returned_because", None)
    _record(session, SummaryEvent.SENT_TO_REVIEW, actor, summary)


def return_to_draft(session: Session, *, actor: User, summary: Summary, reason: str) -> None:
    """Gives a summary back to its writers with a reason. Raises WrongState, ReasonNeeded."""
    _require(summary, SummaryState.IN_REVIEW, SummaryState.APPROVED)
    if not reason.strip():
        raise ReasonNeeded
    summary.state = SummaryState.DRAFT.value
    seal(session, summary, "returned_because", reason.strip(), long=True)
    _record(session, SummaryEvent.RETURNED, actor, summary)


def approve(session: Session, *, actor: User, summary: Summary, seen: str | None = None) -> Approval:
    """Agrees, as the second person, to the texts as they stand; `seen` is the `fingerprint` of those that were read.

    Raises WrongState, SecondPersonNeeded, FindingsUnanswered, ChangedSinceApproval.
    """
    _require(summary, SummaryState.IN_REVIEW)
    now = opened(session, [summary])[0]
    if actor.id in writers_of(now):
        raise SecondPersonNeeded
    _answered(session, summary)
    digest = _digest(session, now)
    if seen is not None and seen != digest.hex():
        raise ChangedSinceApproval
    agreed = Approval(id=uuid4(), summary_id=summary.id, approved_by=actor.id, approved_at=utcnow(), digest=digest)
    session.add(agreed)
    summary.state = SummaryState.APPROVED.value
    session.flush()
    _record(session, SummaryEvent.APPROVED, actor, summary, digest=digest.hex())
    return agreed


def publish(session: Session, *, actor: User, summary: Summary) -> Publication:
    """Publishes what was agreed to, and nothing else; the portal is filled by a job. Only readings that are ready go.

    Raises WrongState, ChangedSinceApproval, Halted.
    """
    _require(summary, SummaryState.APPROVED)
    require_going_out(session, summary)
    now = opened(session, [summary])[0]
    agreed, digest = last_approval(session, summary.id), _digest(session, now)
    if agreed is None or not hmac.compare_digest(agreed.digest, digest):
        raise ChangedSinceApproval
    summary.state, summary.published_on = SummaryState.PUBLISHED.value, today()
    summary.version += 1
    version = Publication(
        id=uuid4(), summary_id=summary.id, version=summary.version, published_on=today(), published_by=actor.id
    )
    copies = [_copy(each) for each in now.readings if now.is_ready(each)]
    seal_json(session, version, "copies", copies, long=True)
    session.add(version)
    session.flush()
    _enqueue(session, "summaries.publish", actor, summary, publication=str(version.id))
    _record(session, SummaryEvent.PUBLISHED, actor, summary, digest=digest.hex())
    return version


def _copy(reading: ReadingRecord) -> dict[str, Any]:
    with use_language(reading.language):
        sections = [
            (str(section.label), reading.sections[section.value])
            for section in Section
            if reading.sections.get(section.value)
        ]
    return {
        "audience": reading.audience,
        "language": reading.language,
        "title": reading.title,
        "sections": sections,
    }


def withdraw(session: Session, *, actor: User, summary: Summary) -> None:
    """Takes what was published out of the portal; that there was something, and when, stays. Raises WrongState."""
    if summary.version == 0 or summary.state == SummaryState.WITHDRAWN:
        raise WrongState
    summary.state, summary.published_on = SummaryState.WITHDRAWN.value, None
    _enqueue(session, "summaries.withdraw", actor, summary, version=summary.version)
    _record(session, SummaryEvent.WITHDRAWN, actor, summary)


def _require(summary: Summary, *states: SummaryState) -> None:
    if summary.state not in states:
        raise WrongState


def _answered(session: Session, summary: Summary) -> None:
    left = unanswered(session, opened(session, [summary])[0])
    if left:
        raise FindingsUnanswered(left)


def fingerprint(session: Session, summary: SummaryRecord) -> str:
    """The texts as they stand, in one short word, for a form to carry."""
    return _digest(session, summary).hex()


def _digest(session: Session, summary: SummaryRecord) -> bytes:
    vault: Vault = session.info["vault"]
    return digest_of(vault.data_key(summary.id).derive("approval"), summary.readings)


def _record(session: Session, kind: EventKind, actor: User, summary: Summary, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=summary.project_id, subject=summary.id, **facts)


def _enqueue(session: Session, kind: str, actor: User, summary: Summary, **words: Any) -> None:
    enqueue(session, kind, asked_by=actor.id, project=summary.project_id, subject=summary.id, **words)
