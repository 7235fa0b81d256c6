"""What goes of messages when somebody is erased: that one was written stays, to whom and what it said does not."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from engage.outreach.holdings import messages_to
from engage.outreach.vocabulary import MessageState

OVER = frozenset({MessageState.SENT.value, MessageState.UNKNOWN.value})


def forget_messages(session: Session, project_id: UUID, ids: Collection[UUID]) -> None:
    """Empties the messages to these people; what was not sent is not sent any more. Safe to do twice."""
    for row, who in messages_to(session, project_id):
        if who in ids:
            row.recipient = row.content = row.slip = row.outcome = None
            if row.state not in OVER:
                row.state = MessageState.WITHDRAWN.value
    session.flush()
