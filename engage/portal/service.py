"""Coming in with a receipt, answering, exchanging the receipt, leaving. Nothing here knows a person or an address."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from engage.crypto import mailbox, receipts
from engage.crypto.errors import CannotOpen
from engage.crypto.receipts import Derived
from engage.db.clock import today, utcnow
from engage.portal import throttling
from engage.portal.models import PortalReceipt, PortalReply, PortalSession
from engage.portal.sessions import IDLE, WHOLE, Token
from engage.portal.vocabulary import ReplyChoice

LONGEST_REPLY = 4000
REPLIES_A_DAY = 20
_NOBODY = uuid4()
_NOTHING = receipts.wrap_content_key(os.urandom(32), os.urandom(32), receipts.key_context(_NOBODY))


class OpensNothing(LookupError):
    """No receipt that is valid now: unknown, replaced, ended or expired, which nobody can tell apart."""


class Wait(RuntimeError):
    """Too many attempts lately."""


class WordsNeeded(ValueError):
    """A reply other than "that is right" says something."""


class TooManyWords(ValueError):
    """A reply has 4 000 signs at most."""


class EnoughForToday(ValueError):
    """So many replies from one receipt on one day are kept from flooding the team."""


@dataclass(frozen=True)
class Visit:
    """Someone reading: what their receipt leads to."""

    receipt_id: UUID
    summary_id: UUID
    project_id: UUID
    deployment_id: UUID
    mailbox: bytes
    opened: int
    expires_on: date
    content_key: bytes = field(repr=False)


def all_may_try(session: Session, pepper: bytes) -> bool:
    """Whether any code is heard now; asked before a code costs anything."""
    return throttling.is_free(session, throttling.key_for_all(pepper), throttling.ALL_TOGETHER)


def enter(session: Session, *, derived: Derived, pepper: bytes) -> Token:
    """A new session for the holder of a receipt. The same work is done whether there is one or not.

    Raises OpensNothing, Wait (the caller commits in either case).
    """
    of_tag = throttling.key_for_tag(pepper, derived.look_up_tag)
    free = throttling.is_free(session, of_tag, throttling.ONE_TAG)
    found = session.scalar(select(PortalReceipt).where(PortalReceipt.tag == derived.look_up_tag))
    receipt = found if found is not None and _is_valid(found) else None
    wrapped = receipt.content_key if receipt else _NOTHING
    context = receipts.key_context(receipt.summary_id if receipt else _NOBODY)
    try:
        content_key = receipts.unwrap_content_key(derived.wrapping_key, wrapped, context)
    except CannotOpen:
        content_key = b""
    _sweep(session)
    if not free:
        raise Wait
    if receipt is None or not content_key:
        throttling.failed(session, of_tag, throttling.ONE_TAG)
        throttling.failed(session, throttling.key_for_all(pepper), throttling.ALL_TOGETHER)
        raise OpensNothing
    receipt.opened += 1
    return _begin(session, receipt, content_key)


def _is_valid(receipt: PortalReceipt) -> bool:
    return not receipt.revoked and receipt.expires_on >= today()


def _begin(session: Session, receipt: PortalReceipt, content_key: bytes) -> Token:
    token, now = Token.new(), utcnow()
    wrapped = receipts.wrap_content_key(token.wrapping_key, content_key, receipts.key_context(receipt.summary_id))
    session.add(
        PortalSession(token_hash=token.look_up, receipt_id=receipt.id, content_key=wrapped, started_at=now, seen_at=now)
    )
    return token


def _sweep(session: Session) -> None:
    now = utcnow()
    over = or_(PortalSession.seen_at < now - IDLE, PortalSession.started_at < now - WHOLE)
    session.execute(delete(PortalSession).where(over))
    throttling.sweep(session)


def visit(session: Session, token: Token | None) -> Visit | None:
    """Who reads now, and that they are still there; None when the time is over or the receipt was ended."""
    row = session.get(PortalSession, token.look_up) if token else None
    if row is None or token is None:
        return None
    now = utcnow()
    receipt = session.get(PortalReceipt, row.receipt_id)
    if now - row.seen_at > IDLE or now - row.started_at > WHOLE or receipt is None or not _is_valid(receipt):
        session.delete(row)
        return None
    row.seen_at = now
    context = receipts.key_context(receipt.summary_id)
    return Visit(
        receipt_id=receipt.id,
        summary_id=receipt.summary_id,
        project_id=receipt.project_id,
        deployment_id=receipt.deployment_id,
        mailbox=receipt.mailbox,
        opened=receipt.opened,
        expires_on=receipt.expires_on,
        content_key=receipts.unwrap_content_key(token.wrapping_key, row.content_key, context),
    )


def leave(session: Session, token: Token | None) -> None:
    """Ends a session."""
    if token is not None:
        session.execute(delete(PortalSession).where(PortalSession.token_hash == token.look_up))


def reply(session: Session, *, who: Visit, reply_id: UUID, kind: str, language: str, words: str) -> None:
    """Seals a reply to the team; the same `reply_id` twice is one reply.

    Raises WordsNeeded, TooManyWords, EnoughForToday; ValueError for an unknown kind.
    """
    choice, words = ReplyChoice(kind), words.replace("\r\n", "\n").strip()
    if not words and choice is not ReplyChoice.RIGHT:
        raise WordsNeeded
    if len(words) > LONGEST_REPLY:
        raise TooManyWords
    if session.get(PortalReply, reply_id) is not None:
        return
    mine = (PortalReply.receipt_id == who.receipt_id, PortalReply.received_on == today())
    if (session.scalar(select(func.count()).select_from(PortalReply).where(*mine)) or 0) >= REPLIES_A_DAY:
        raise EnoughForToday
    said = {"id": str(reply_id), "kind": choice.value, "language": language, "words": words}
    info = mailbox.letter_info(who.deployment_id, who.project_id, who.receipt_id)
    session.add(
        PortalReply(
            id=reply_id,
            project_id=who.project_id,
            summary_id=who.summary_id,
            receipt_id=who.receipt_id,
            received_on=today(),
            fetched=False,
            body=mailbox.seal_to(who.mailbox, json.dumps(said, ensure_ascii=False).encode(), info),
        )
    )


def exchange(session: Session, *, who: Visit, derived: Derived, token: Token) -> None:
    """Puts a new code in the place of the old one, which opens nothing any more; other readers with it stop."""
    receipt = session.get_one(PortalReceipt, who.receipt_id)
    receipt.tag = derived.look_up_tag
    context = receipts.key_context(who.summary_id)
    receipt.content_key = receipts.wrap_content_key(derived.wrapping_key, who.content_key, context)
    others = (PortalSession.receipt_id == who.receipt_id, PortalSession.token_hash != token.look_up)
    session.execute(delete(PortalSession).where(*others))
