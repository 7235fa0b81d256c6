"""What inviting puts into the portal's store, and takes from it. Everything is safe to do twice.

The tables are the portal's own (it stands on a higher floor); here stand the few columns that this side touches, and a
test holds them to the portal's models.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from engage.db.engines import READ_ONLY

TABLES = MetaData()
INVITATION = Table(
    "portal_invitation",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("withdrawn", Boolean),
    Column("body", LargeBinary),
)
RECEIPT = Table(
    "portal_receipt",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("tag", LargeBinary),
    Column("summary_id", Uuid),
    Column("content_key", LargeBinary),
    Column("mailbox", LargeBinary),
    Column("deployment_id", Uuid),
    Column("project_id", Uuid),
    Column("expires_on", Date),
    Column("revoked", Boolean),
    Column("opened", Integer),
)
ANSWER = Table(
    "portal_answer",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid),
    Column("invitation_id", Uuid),
    Column("received_on", Date),
    Column("fetched", Boolean),
    Column("body", LargeBinary),
)
SESSION = Table(
    "portal_session", TABLES, Column("token_hash", LargeBinary, primary_key=True), Column("receipt_id", Uuid)
)


def put_invitation(portal: Engine, invitation_id: UUID, body: bytes, receipt: Mapping[str, Any]) -> None:
    """Lets a code open an invitation, once: its holder may have replaced the code since, which must stay."""
    with portal.begin() as connection:
        if connection.scalar(select(INVITATION.c.id).where(INVITATION.c.id == invitation_id)) is not None:
            return
        connection.execute(insert(INVITATION).values(id=invitation_id, withdrawn=False, body=body))
        values = {"id": invitation_id, "summary_id": invitation_id, "revoked": False, "opened": 0, **receipt}
        connection.execute(insert(RECEIPT).values(values))


def end_invitation(portal: Engine, invitation_id: UUID) -> None:
    """Its code opens nothing any more, its text is gone, and whoever reads it now stops."""
    with portal.begin() as connection:
        mine = update(INVITATION).where(INVITATION.c.id == invitation_id)
        connection.execute(mine.values(withdrawn=True, body=b""))
        code = update(RECEIPT).where(RECEIPT.c.id == invitation_id)
        connection.execute(code.values(revoked=True, content_key=b""))
        connection.execute(delete(SESSION).where(SESSION.c.receipt_id == invitation_id))


def waiting_answers(portal: Engine, limit: int) -> Sequence[Row[Any]]:
    """Answers that the team does not have yet, the oldest first."""
    with portal.execution_options(**{READ_ONLY: True}).connect() as connection:
        chosen = select(ANSWER).where(ANSWER.c.fetched.is_(False)).order_by(ANSWER.c.received_on, ANSWER.c.id)
        return connection.execute(chosen.limit(limit)).all()


def mark_fetched(portal: Engine, ids: Collection[UUID], *, emptied: bool) -> None:
    """These stand in nobody's way any more; what the team has is removed here, what could not be opened stays."""
    if ids:
        values: dict[str, Any] = {"fetched": True, "body": b""} if emptied else {"fetched": True}
        with portal.begin() as connection:
            connection.execute(update(ANSWER).where(ANSWER.c.id.in_(list(ids))).values(**values))
