"""Receipts, with which people read and answer without an account; and what is done about their answers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto import receipts
from engage.crypto.receipts import Receipt
from engage.crypto.sealed import seal, seal_json, unseal
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.i18n.languages import OFFERED
from engage.jobs.service import enqueue
from engage.stakeholders.life.using import require_usable
from engage.summaries.halting import require_going_out
from engage.summaries.models import ReceiptIssued, Reply, Summary
from engage.summaries.vocabulary import SummaryEvent, SummaryState, Way

RECEIPT_LIFE = timedelta(days=365)


class SummaryWithdrawn(ValueError):
    """There is nothing to read any more."""


class SettlementNeeded(ValueError):
    """A reply is settled by saying what was done about it."""


def issue_receipt(
    session: Session, *, actor: User, summary: Summary, holder_id: UUID | None, language: str, through: str
) -> Receipt:
    """A new receipt, to be shown once: neither it nor anything it could be guessed from is kept on this side.

    Raises SummaryWithdrawn, Halted, Restricted; ValueError for an unknown language or way.
    """
    if summary.state == SummaryState.WITHDRAWN:
        raise SummaryWithdrawn
    require_going_out(session, summary)
    if holder_id is not None:
        require_usable(session, holder_id)
    if language not in OFFERED:
        raise ValueError("a receipt is made out in a language of the portal")
    vault: Vault = session.info["vault"]
    receipt = Receipt.new()
    derived = receipts.derive(receipt.code, vault.secret("receipt_pepper"))
    wrapped = receipts.wrap_content_key(
        derived.wrapping_key, content_key(session, summary), receipts.key_context(summary.id)
    )
    issued = ReceiptIssued(
        id=uuid4(),
        summary_id=summary.id,
        issued_by=actor.id,
        issued_on=today(),
        expires_on=today() + RECEIPT_LIFE,
        revoked=False,
    )
    holder = {"holder": str(holder_id) if holder_id else None, "language": language, "through": Way(through).value}
    seal_json(session, issued, "holder", holder)
    session.add(issued)
    session.flush()
    enqueue(
        session,
        "summaries.receipt",
        asked_by=actor.id,
        project=summary.project_id,
        subject=summary.id,
        receipt=str(issued.id),
        tag=derived.look_up_tag.hex(),
        content_key=wrapped.hex(),
    )
    record(session, SummaryEvent.RECEIPT_ISSUED, actor=actor.id, project=summary.project_id, subject=summary.id)
    return receipt


def content_key(session: Session, summary: Summary) -> bytes:
    """The key of the participants' copies; made when first asked for, the same ever after."""
    kept = unseal(session, summary, "content_key")
    if kept is None:
        kept = receipts.new_content_key().hex()
        seal(session, summary, "content_key", kept)
        session.flush()
    return bytes.fromhex(kept)


def revoke_receipt(session: Session, *, actor: User, summary: Summary, issued: ReceiptIssued) -> None:
    """Ends a receipt; whoever reads with it stops as soon as the portal hears of it."""
    if issued.revoked:
        return
    issued.revoked = True
    enqueue(
        session,
        "summaries.revoke",
        asked_by=actor.id,
        project=summary.project_id,
        subject=summary.id,
        receipt=str(issued.id),
    )
    session.flush()
    record(session, SummaryEvent.RECEIPT_REVOKED, actor=actor.id, project=summary.project_id, subject=summary.id)


def mark_read(session: Session, *, actor: User, reply: Reply) -> None:
    """Puts on record that someone looked at what a person answered."""
    record(session, SummaryEvent.REPLY_READ, actor=actor.id, project=reply.project_id, subject=reply.id)


def settle_reply(session: Session, *, actor: User, reply: Reply, settlement: str) -> None:
    """Says what was done about a reply. Raises SettlementNeeded."""
    if not settlement.strip():
        raise SettlementNeeded
    seal(session, reply, "settlement", settlement.strip(), long=True)
    reply.settled_on = reply.settled_on or today()
    session.flush()
    record(session, SummaryEvent.REPLY_SETTLED, actor=actor.id, project=reply.project_id, subject=reply.id)
