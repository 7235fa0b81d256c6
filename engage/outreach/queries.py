"""Reading messages, and through which channels somebody can be reached: never an address."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener, unseal, unseal_json
from engage.crypto.vault import Vault
from engage.outreach.models import Message
from engage.outreach.records import Letter, MessageRecord
from engage.outreach.vocabulary import MessageState
from engage.stakeholders.models import Contact

AT_ONCE = 500


def messages_of(session: Session, engagement_id: UUID) -> list[MessageRecord]:
    """Every message about an engagement, the newest day first."""
    rows = select(Message).where(Message.engagement_id == engagement_id)
    return [opened(session, row) for row in session.scalars(rows.order_by(Message.queued_on.desc(), Message.id))]


def message_row(session: Session, engagement_id: UUID, message_id: UUID) -> Message | None:
    """The row of a message about this engagement."""
    return session.scalar(select(Message).where(Message.engagement_id == engagement_id, Message.id == message_id))


def unsettled_for(session: Session, project_id: UUID, user_id: UUID) -> list[MessageRecord]:
    """Messages queued by a user that were not sent, or of which that is not known."""
    wanted = (MessageState.FAILED.value, MessageState.UNKNOWN.value)
    rows = select(Message).where(
        Message.project_id == project_id, Message.queued_by == user_id, Message.state.in_(wanted)
    )
    return [opened(session, row) for row in session.scalars(rows.order_by(Message.queued_on, Message.id))]


def opened(session: Session, row: Message) -> MessageRecord:
    """A message, opened."""
    content, outcome = unseal_json(session, row, "content"), unseal_json(session, row, "outcome") or {}
    recipient = unseal(session, row, "recipient")
    return MessageRecord(
        id=row.id,
        project_id=row.project_id,
        engagement_id=row.engagement_id,
        recipient_id=UUID(recipient) if recipient else None,
        state=row.state,
        attempts=row.attempts,
        queued_on=row.queued_on,
        queued_by=row.queued_by,
        settled_on=row.settled_on,
        letter=Letter(**content) if content else None,
        fault=outcome.get("fault", ""),
        reasons=outcome.get("reasons", []),
    )


def reachable_by(session: Session, stakeholder_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Through which channels there is an address marked safe. What the addresses are is not given."""
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, Contact.__tablename__, "detail")
    found: dict[UUID, set[str]] = {each: set() for each in stakeholder_ids}
    for part in _parts(stakeholder_ids):
        wanted = (Contact.stakeholder_id.in_(part), Contact.detail.is_not(None))
        for key, owner, detail in session.execute(
            select(Contact.id, Contact.stakeholder_id, Contact.detail).where(*wanted)
        ):
            if detail is None:
                continue
            # Somebody is being erased: the key is gone, the row is about to go.
            with suppress(KeyErased):
                way = json.loads(open_detail(owner, key, detail))
                if way["safe"]:
                    found[owner].add(way["channel"])
    return found


def _parts(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    listed = list(ids)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
