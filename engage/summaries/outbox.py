"""The shelf between the two programs: what is put into the portal's store, and what is taken from it.

The tables are the portal's own (it stands on a higher floor); here stand the few columns that this side touches, and a
test holds them to the portal's models. Everything is safe to do twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    Uuid,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from engage.db.clock import utcnow
from engage.db.engines import READ_ONLY, reading
from engage.db.types import UtcDateTime

TABLES = MetaData()


def _copies(name: str, body: Column[Any]) -> Table:
    return Table(
        name,
        TABLES,
        Column("id", Uuid, primary_key=True),
        Column("summary_id", Uuid),
        Column("language", String(8)),
        Column("version", Integer),
        Column("published_on", Date),
        Column("withdrawn", Boolean),
        body,
    )


PUBLIC_COPY = _copies("public_copy", Column("body", Text))
PARTICIPANT_COPY = _copies("participant_copy", Column("body", LargeBinary))
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
REPLY = Table(
    "portal_reply",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid),
    Column("summary_id", Uuid),
    Column("receipt_id", Uuid),
    Column("received_on", Date),
    Column("fetched", Boolean),
    Column("body", LargeBinary),
)
SESSION = Table(
    "portal_session",
    TABLES,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("receipt_id", Uuid),
    Column("started_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
)
THROTTLE = Table(
    "portal_throttle", TABLES, Column("key", LargeBinary, primary_key=True), Column("free_at", UtcDateTime)
)
SESSION_IDLE = timedelta(minutes=10)
SESSION_WHOLE = timedelta(minutes=30)


def put_copies(
    portal: Engine,
    *,
    summary_id: UUID,
    version: int,
    published_on: date,
    public: Mapping[str, str],
    participants: Mapping[str, bytes],
) -> None:
    """Makes the portal hold exactly these copies (body by language), unless it holds a later version already."""
    with portal.begin() as connection:
        for table, bodies in ((PUBLIC_COPY, public), (PARTICIPANT_COPY, participants)):
            _replace(connection, table, summary_id, version, published_on, bodies)


def _replace(
    connection: Connection,
    table: Table,
    summary_id: UUID,
    version: int,
    published_on: date,
    bodies: Mapping[str, str] | Mapping[str, bytes],
) -> None:
    held = {row.language: row for row in connection.execute(select(table).where(table.c.summary_id == summary_id))}
    if any(row.version > version for row in held.values()):
        return
    for language, body in bodies.items():
        values = {"version": version, "published_on": published_on, "withdrawn": False, "body": body}
        if language in held:
            connection.execute(update(table).where(table.c.id == held[language].id).values(values))
        else:
            new = {"id": uuid4(), "summary_id": summary_id, "language": language, **values}
            connection.execute(insert(table).values(new))
    gone = [row.id for language, row in held.items() if language not in bodies]
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(gone)))


def withdraw_copies(portal: Engine, summary_id: UUID) -> None:
    """Empties the copies of a summary; that it was withdrawn stays readable."""
    with portal.begin() as connection:
        for table, nothing in ((PUBLIC_COPY, ""), (PARTICIPANT_COPY, b"")):
            mine = update(table).where(table.c.summary_id == summary_id)
            connection.execute(mine.values(withdrawn=True, body=nothing))


def put_receipt(portal: Engine, receipt_id: UUID, values: Mapping[str, Any]) -> None:
    """Puts a receipt there, once: its holder may have replaced the code since, which must stay."""
    with portal.begin() as connection:
        if connection.scalar(select(RECEIPT.c.id).where(RECEIPT.c.id == receipt_id)) is None:
            connection.execute(insert(RECEIPT).values(id=receipt_id, revoked=False, opened=0, **values))


def end_receipt(portal: Engine, receipt_id: UUID) -> None:
    """A receipt opens nothing any more, and whoever reads with it now stops."""
    with portal.begin() as connection:
        mine = update(RECEIPT).where(RECEIPT.c.id == receipt_id)
        connection.execute(mine.values(revoked=True, content_key=b""))
        connection.execute(delete(SESSION).where(SESSION.c.receipt_id == receipt_id))


def sweep(portal: Engine) -> None:
    """Removes visits that are over and throttles that slow nobody down: when somebody read is kept no longer."""
    now = utcnow()
    over = (
        (SESSION, or_(SESSION.c.seen_at < now - SESSION_IDLE, SESSION.c.started_at < now - SESSION_WHOLE)),
        (THROTTLE, THROTTLE.c.free_at < now),
    )
    with portal.execution_options(**{READ_ONLY: True}).connect() as connection:
        found = [(table, old) for table, old in over if connection.execute(select(table).where(old).limit(1)).first()]
    if found:
        with portal.begin() as connection:
            for table, old in found:
                connection.execute(delete(table).where(old))


def waiting_replies(portal: Engine, limit: int) -> Sequence[Row[Any]]:
    """Replies that the team does not have yet, the oldest first."""
    with portal.execution_options(**{READ_ONLY: True}).connect() as connection:
        chosen = select(REPLY).where(REPLY.c.fetched.is_(False)).order_by(REPLY.c.received_on, REPLY.c.id)
        return connection.execute(chosen.limit(limit)).all()


def set_aside(portal: Engine, reply_ids: Collection[UUID]) -> None:
    """These cannot be opened: they stay as they are, and stand in nobody's way."""
    if reply_ids:
        with portal.begin() as connection:
            mine = update(REPLY).where(REPLY.c.id.in_(list(reply_ids)))
            connection.execute(mine.values(fetched=True))


def _unopened(project_id: UUID) -> ColumnElement[bool]:
    return and_(REPLY.c.project_id == project_id, REPLY.c.fetched.is_(True), REPLY.c.body != b"")


def count_unopened(portal: Engine, project_id: UUID) -> int:
    """How many replies to a project were set aside because they could not be opened."""
    with reading(portal).connect() as connection:
        return connection.scalar(select(func.count()).select_from(REPLY).where(_unopened(project_id))) or 0


def fetch_again(portal: Engine, project_id: UUID) -> None:
    """Has the worker try those once more: after a keystore was restored, say."""
    with portal.begin() as connection:
        connection.execute(update(REPLY).where(_unopened(project_id)).values(fetched=False))


def mark_fetched(portal: Engine, reply_ids: Collection[UUID]) -> None:
    """The team has these: what was sealed in them is removed here."""
    if reply_ids:
        with portal.begin() as connection:
            mine = update(REPLY).where(REPLY.c.id.in_(list(reply_ids)))
            connection.execute(mine.values(fetched=True, body=b""))
