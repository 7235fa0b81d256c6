"""Sessions kept on the server: the browser holds 256 random bits, the database their hash.

Ends after thirty idle minutes and after ten hours in all; its content is sealed (security.md 8).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, or_, select, update
from werkzeug.datastructures import CallbackDict

from engage.accounts.models import WebSession
from engage.crypto.sealed import SealedValue, opener, sealer
from engage.crypto.vault import Vault
from engage.db.clock import utcnow
from engage.db.engines import reading
from engage.db.stores import Stores, open_session

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=10)
CONFIRMED_FOR = timedelta(minutes=10)
TOUCH_EVERY = timedelta(minutes=1)


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The content of one session, and whether it must be written back."""

    def __init__(self, content: dict[str, Any], token: str, row_id: UUID, *, new: bool) -> None:
        def changed(_self: Any) -> None:
            self.modified = True

        super().__init__(content, changed)
        self.modified = False
        self.new = new
        self.token = token
        self.row_id = row_id
        self.stale_token: str | None = None
        self.confirmed_at: datetime | None = None
        self.seen_at: datetime | None = None
        self.ended = False

    def renew(self) -> None:
        """Gives the session a new number: after every rise in rights, so that an old one is worth nothing."""
        self.stale_token = self.stale_token or (None if self.new else self.token)
        self.token, self.row_id, self.new, self.modified = secrets.token_urlsafe(32), uuid4(), True, True

    def confirm(self) -> None:
        """Remembers that the second factor was just given."""
        self.confirmed_at = utcnow()
        self.modified = True

    @property
    def is_confirmed(self) -> bool:
        """Whether the second factor was given within the last ten minutes."""
        return self.confirmed_at is not None and utcnow() - self.confirmed_at < CONFIRMED_FOR

    def end(self) -> None:
        """Forgets everything, here and on the server."""
        self.clear()
        self.ended = True


def hash_of(token: str) -> bytes:
    """What is stored of a session's number."""
    return hashlib.sha256(token.encode()).digest()


class ServerSessions(SessionInterface):
    """Loads and stores sessions in the data store."""

    def __init__(self, stores: Stores, vault: Vault, *, secure: bool) -> None:
        self._stores = stores
        self._vault = vault
        self._secure = secure
        self._subject = vault.deployment_subject("sessions")
        self._open: Callable[[UUID, UUID, SealedValue | bytes], str] = opener(vault, "web_session", "content")
        self._seal = sealer(vault, "web_session", "content")
        self.cookie = "__Host-engage" if secure else "engage"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        token = request.cookies.get(self.cookie, "")
        found = self._load(token) if len(token) == 43 else None
        return found or ServerSession({}, secrets.token_urlsafe(32), uuid4(), new=True)

    def _load(self, token: str) -> ServerSession | None:
        columns = (
            WebSession.id,
            WebSession.subject_key,
            WebSession.content,
            WebSession.created_at,
            WebSession.seen_at,
            WebSession.confirmed_at,
        )
        with reading(self._stores.data).connect() as connection:
            row = connection.execute(select(*columns).where(WebSession.token_hash == hash_of(token))).first()
        if row is None:
            return None
        now = utcnow()
        if now - row.seen_at > IDLE or now - row.created_at > WHOLE:
            return None
        content = json.loads(self._open(row.subject_key, row.id, row.content))
        found = ServerSession(content, token, row.id, new=False)
        found.confirmed_at, found.seen_at = row.confirmed_at, row.seen_at
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, ServerSession)
        if session.ended:
            self._forget(session)
            response.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True, samesite="Strict")
        elif session.modified:
            self._store(session)
            response.set_cookie(
                self.cookie, session.token, path="/", secure=self._secure, httponly=True, samesite="Strict"
            )
        elif session.seen_at is not None and utcnow() - session.seen_at > TOUCH_EVERY:
            with open_session(self._stores.data) as work:
                seen = update(WebSession).where(WebSession.token_hash == hash_of(session.token))
                work.execute(seen.values(seen_at=utcnow()))
                work.commit()

    def _store(self, session: ServerSession) -> None:
        now = utcnow()
        user = session.get("_user_id")
        with open_session(self._stores.data) as work:
            created = now
            if session.stale_token:
                work.execute(delete(WebSession).where(WebSession.token_hash == hash_of(session.stale_token)))
            row = work.get(WebSession, hash_of(session.token))
            if row is None:
                row = WebSession(
                    id=session.row_id,
                    token_hash=hash_of(session.token),
                    subject_key=self._subject,
                    created_at=created,
                )
                work.add(row)
            row.user_id = UUID(user) if user else None
            row.content = self._seal(self._subject, row.id, json.dumps(dict(session), default=str))
            row.seen_at = now
            row.confirmed_at = session.confirmed_at
            work.commit()

    def _forget(self, session: ServerSession) -> None:
        tokens = [hash_of(token) for token in (session.token, session.stale_token) if token]
        with open_session(self._stores.data) as work:
            work.execute(delete(WebSession).where(WebSession.token_hash.in_(tokens)))
            work.commit()


def sweep(stores: Stores) -> int:
    """Removes sessions that have ended by themselves; returns how many."""
    now = utcnow()
    with open_session(stores.data) as work:
        over = or_(WebSession.seen_at < now - IDLE, WebSession.created_at < now - WHOLE)
        removed = work.execute(delete(WebSession).where(over))
        work.commit()
        return int(removed.rowcount)  # type: ignore[attr-defined]
