"""Work between this side and the portal, done by the worker. Each piece is safe to do twice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engage.crypto import receipts
from engage.crypto.errors import CryptoError
from engage.crypto.mailbox import letter_info
from engage.crypto.sealed import seal_json
from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session
from engage.jobs.models import Job
from engage.jobs.service import Desk, work
from engage.summaries import outbox
from engage.summaries.answering import content_key
from engage.summaries.halting import put_off
from engage.summaries.models import Publication, ReceiptIssued, Reply, Summary
from engage.summaries.queries import publication_record
from engage.summaries.records import Copy
from engage.summaries.vocabulary import Audience, ReplyKind, SummaryState

KINDS = ("summaries.publish", "summaries.withdraw", "summaries.receipt", "summaries.revoke")
AT_ONCE = 100
ANSWER_WITHIN = timedelta(days=10)
REPRISALS_WITHIN = timedelta(days=1)
log = structlog.get_logger("engage.summaries")


@work("summaries.publish")
def publish(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Fills the portal with a version, unless a later one or a withdrawal has come in between."""
    version = desk.session.get_one(Publication, UUID(words["publication"]))
    summary = desk.session.get_one(Summary, version.summary_id)
    if summary.state == SummaryState.WITHDRAWN or summary.version != version.version:
        return
    if put_off(desk.session, job, summary, words):
        return
    key = content_key(desk.session, summary)
    bodies = [(copy, _body(copy)) for copy in publication_record(desk.session, version).copies]
    outbox.put_copies(
        desk.stores.portal,
        summary_id=summary.id,
        version=version.version,
        published_on=version.published_on,
        public={copy.language: body for copy, body in bodies if copy.audience == Audience.PUBLIC},
        participants={
            copy.language: receipts.seal_body(
                key, body, receipts.copy_context(summary.id, copy.language, version.version)
            )
            for copy, body in bodies
            if copy.audience == Audience.PARTICIPANTS
        },
    )


def _body(copy: Copy) -> str:
    return json.dumps({"title": copy.title, "sections": copy.sections}, ensure_ascii=False)


@work("summaries.withdraw")
def withdraw(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Empties the copies, unless the summary was published anew since."""
    summary = desk.session.get_one(Summary, job.subject_id)
    if summary.version == words["version"]:
        outbox.withdraw_copies(desk.stores.portal, summary.id)


@work("summaries.receipt")
def receipt(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Lets a receipt open the portal, unless it was ended before it got there."""
    issued = desk.session.get_one(ReceiptIssued, UUID(words["receipt"]))
    if issued.revoked:
        return
    summary = desk.session.get_one(Summary, issued.summary_id)
    if put_off(desk.session, job, summary, words):
        return
    outbox.put_receipt(
        desk.stores.portal,
        issued.id,
        {
            "tag": bytes.fromhex(words["tag"]),
            "summary_id": summary.id,
            "content_key": bytes.fromhex(words["content_key"]),
            "mailbox": desk.vault.mailbox_public(summary.project_id),
            "deployment_id": desk.vault.deployment_id,
            "project_id": summary.project_id,
            "expires_on": issued.expires_on,
        },
    )


@work("summaries.revoke")
def revoke(desk: Desk, _job: Job, words: dict[str, Any]) -> None:
    """Ends a receipt in the portal."""
    outbox.end_receipt(desk.stores.portal, UUID(words["receipt"]))


def fetch_replies(stores: Stores, vault: Vault) -> int:
    """Brings replies over from the portal, and sweeps there; returns how many are new.

    The portal is told only after they are committed here: what is cut off in between is brought over again, and
    recognised by its id.
    """
    outbox.sweep(stores.portal)
    waiting = outbox.waiting_replies(stores.portal, AT_ONCE)
    if not waiting:
        return 0
    with open_session(stores.data, vault=vault) as session:
        known = set(session.scalars(select(Reply.id).where(Reply.id.in_([letter.id for letter in waiting]))))
        taken = [letter.id for letter in waiting if letter.id not in known and _take(session, vault, letter)]
        session.commit()
    here = {*known, *taken}
    outbox.mark_fetched(stores.portal, here)
    closed = [letter.id for letter in waiting if letter.id not in here]
    if closed:
        outbox.set_aside(stores.portal, closed)
        log.warning("replies that cannot be opened", count=len(closed))
    return len(taken)


def _take(session: Session, vault: Vault, letter: Row[Any]) -> bool:
    """Opens one reply and seals it anew under the key of its summary; False when it cannot be opened or placed."""
    summary = session.get(Summary, letter.summary_id)
    issued = session.get(ReceiptIssued, letter.receipt_id)
    if summary is None or issued is None or issued.summary_id != summary.id:
        return False
    info = letter_info(vault.deployment_id, summary.project_id, letter.receipt_id)
    try:
        said = json.loads(vault.mailbox_open(summary.project_id, letter.body, info))
        if said["id"] != str(letter.id):
            return False
        kind = ReplyKind(said["kind"])
        words = {"kind": kind.value, "language": str(said["language"]), "words": str(said["words"])}
        within = REPRISALS_WITHIN if kind is ReplyKind.REPRISALS else ANSWER_WITHIN
        reply = Reply(
            id=letter.id,
            project_id=summary.project_id,
            summary_id=summary.id,
            received_on=letter.received_on,
            due_on=letter.received_on + within,
        )
        seal_json(session, reply, "words", {**words, "receipt": str(letter.receipt_id)}, long=True)
    except (CryptoError, ValueError, KeyError, TypeError):
        return False
    session.add(reply)
    return True
