"""What outreach holds of someone: messages to them. See `stakeholders.holdings`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.models import Message
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """To whom something was written, once for each message."""
    return (who for _row, who in messages_to(session, project_id))


@holding("outreach", _l("Messages to them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that messages went to `target`; gives their ids."""
    moved = []
    for row, who in messages_to(session, project_id):
        if who == source and (only is None or str(row.id) in only):
            seal(session, row, "recipient", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved


def messages_to(session: Session, project_id: UUID) -> Iterator[tuple[Message, UUID]]:
    """Every message of a project and to whom it goes; each is opened, which takes some microseconds."""
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, Message.__tablename__, "recipient")
    rows = select(Message).where(Message.project_id == project_id, Message.recipient.is_not(None))
    for row in session.scalars(rows.order_by(Message.id)).all():
        if row.recipient is not None:
            yield row, UUID(open_one(row.engagement_id, row.id, row.recipient))
