"""Errors: a calm page, the same for everything that does not exist, and a log line without any value."""

from __future__ import annotations

import secrets
import traceback

import structlog
from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

log = structlog.get_logger("engage")
KNOWN = frozenset({400, 403, 404, 413, 429, 503})


def install(app: Flask) -> None:
    """Draws every failure through templates/errors."""

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> tuple[str, int]:
        return render_template("errors/403.html", why="expired"), 403

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        if code in {401, 405, 406}:
            code = 404
        shown = code if code in KNOWN else 400
        return render_template(f"errors/{shown}.html"), code

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int]:
        number = secrets.token_hex(4)
        session = g.get("data_session")
        if session is not None:
            session.rollback()
        log.error("unexpected", event_number=number, endpoint=request.endpoint, **where(error))
        return render_template("errors/500.html", event_number=number), 500


def where(error: BaseException) -> dict[str, object]:
    """Kind of an error and the lines it passed, without its words: those could hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = error.__cause__ or error
    return {
        "kind": type(error).__name__,
        "cause": type(inner).__name__,
        "frames": [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames[-8:]],
    }
