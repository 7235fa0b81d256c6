"""Work between this side and the portal, done by the worker. Each piece is safe to do twice."""

from __future__ import annotations

import json
from datetime import date, timedelta
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
from engage.engagements.inviting import shelf
from engage.engagements.inviting.models import InvitationAnswer, InvitationMade
from engage.engagements.inviting.vocabulary import InvitationReply
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.engagements.vocabulary import Answer, Stage
from engage.jobs.models import Job
from engage.jobs.service import Desk, work
from engage.outreach.jobs import unless_unwanted
from engage.outreach.service import WORK as SENDING

KINDS = ("inviting.open", "inviting.close", SENDING)
AT_ONCE = 100
LOOKED_AT_WITHIN = timedelta(days=3)
RISK_WITHIN = timedelta(days=1)
log = structlog.get_logger("engage.inviting")


@unless_unwanted
def is_still_asked(session: Session, engagement_id: UUID, stakeholder_id: UUID) -> bool:
    """Whether somebody is on the list of an engagement that is still planned, and owes an answer."""
    engagement = session.get(Engagement, engagement_id, populate_existing=True)
    if engagement is None or engagement.stage != Stage.PLANNED:
        return False
    rows = session.scalars(select(Participant).where(Participant.engagement_id == engagement_id))
    seats = (participant_record(session, row) for row in rows.all())
    return any((each.stakeholder_id, each.detail.answer) == (stakeholder_id, Answer.INVITED) for each in seats)


@work("inviting.open")
def open_up(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Lets a code open the text in the portal, unless the invitation was taken back; then forgets the code."""
    made = desk.session.get(InvitationMade, UUID(words["invitation"])) if words else None
    if made is not None and made.has_code:
        engagement = desk.session.get_one(Engagement, made.engagement_id)
        derived = receipts.derive(bytes.fromhex(words["code"]), desk.vault.secret("receipt_pepper"))
        key = receipts.new_content_key()
        body = json.dumps({"language": words["language"], "text": words["text"]}, ensure_ascii=False)
        shelf.put_invitation(
            desk.stores.portal,
            made.id,
            receipts.seal_body(key, body, receipts.copy_context(made.id, "", 1)),
            {
                "tag": derived.look_up_tag,
                "content_key": receipts.wrap_content_key(derived.wrapping_key, key, receipts.key_context(made.id)),
                "mailbox": desk.vault.mailbox_public(engagement.project_id),
                "deployment_id": desk.vault.deployment_id,
                "project_id": engagement.project_id,
                "expires_on": date.fromisoformat(words["expires_on"]),
            },
        )
    job.words = None


@work("inviting.close")
def close(desk: Desk, _job: Job, words: dict[str, Any]) -> None:
    """Ends a code in the portal."""
    shelf.end_invitation(desk.stores.portal, UUID(words["invitation"]))


def fetch_answers(stores: Stores, vault: Vault) -> int:
    """Brings answers over from the portal; returns how many are new.

    The portal is told only after they are committed here: what is cut off in between is brought over again, and
    recognised by its id.
    """
    waiting = shelf.waiting_answers(stores.portal, AT_ONCE)
    if not waiting:
        return 0
    with open_session(stores.data, vault=vault) as session:
        ids = [letter.id for letter in waiting]
        known = set(session.scalars(select(InvitationAnswer.id).where(InvitationAnswer.id.in_(ids))))
        taken = [letter.id for letter in waiting if letter.id not in known and _take(session, vault, letter)]
        session.commit()
    here = {*known, *taken}
    shelf.mark_fetched(stores.portal, here, emptied=True)
    closed = [each for each in ids if each not in here]
    if closed:
        shelf.mark_fetched(stores.portal, closed, emptied=False)
        log.warning("answers that cannot be opened", count=len(closed))
    return len(taken)


def _take(session: Session, vault: Vault, letter: Row[Any]) -> bool:
    """Opens one answer and seals it anew under the key of its engagement; False when it cannot be opened or placed."""
    made = session.get(InvitationMade, letter.invitation_id)
    engagement = session.get(Engagement, made.engagement_id) if made else None
    if made is None or engagement is None or engagement.project_id != letter.project_id:
        return False
    info = letter_info(vault.deployment_id, engagement.project_id, made.id)
    try:
        said = json.loads(vault.mailbox_open(engagement.project_id, letter.body, info))
        if said["id"] != str(letter.id):
            return False
        kind = InvitationReply(said["kind"])
        words = {"kind": kind.value, "language": str(said["language"]), "words": str(said["words"])}
        within = RISK_WITHIN if kind is InvitationReply.AT_RISK else LOOKED_AT_WITHIN
        answer = InvitationAnswer(
            id=letter.id,
            engagement_id=engagement.id,
            invitation_id=made.id,
            received_on=letter.received_on,
            due_on=letter.received_on + within,
        )
        seal_json(session, answer, "words", words, long=True)
    except (CryptoError, ValueError, KeyError, TypeError):
        return False
    session.add(answer)
    session.flush()
    return True
