"""One session, one commit for each request: everything a person asked for happens, or nothing does."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def stores() -> Stores:
    """The stores of the running application."""
    found: Stores = current_app.extensions["engage_stores"]
    return found


def vault() -> Vault:
    """The vault of the running application."""
    found: Vault = current_app.extensions["engage_vault"]
    return found


def current_session() -> Session:
    """The data session of this request: read-only for requests that only look, so that readers wait for nobody."""
    if "data_session" not in g:
        g.data_session = open_session(stores().data, read_only=request.method in SAFE_METHODS, vault=vault())
    session: Session = g.data_session
    return session


def install(app: Flask) -> None:
    """Commits after a request that changed something and went well; rolls back and closes in every other case."""

    @app.after_request
    def settle(response: Response) -> Response:
        if "data_session" in g and request.method not in SAFE_METHODS:
            if response.status_code < 400:
                g.data_session.commit()
            else:
                # Now and not at teardown: the web session is stored next, and SQLite has one writer.
                g.data_session.rollback()
        return response

    @app.teardown_request
    def close(_fault: BaseException | None) -> None:
        session: Session | None = g.pop("data_session", None)
        if session is not None:
            session.close()
