"""Errors: a calm page, the same for everything that does not exist, and a log line without any value."""

from __future__ import annotations

import secrets
import traceback
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

log = structlog.get_logger("engage")
KNOWN = frozenset({400, 403, 404, 413, 429, 503})


def install(app: Flask) -> None:
    """Draws every failure through templates/errors."""

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> tuple[str | Response, int]:
        if request.accept_mimetypes.best == "application/json":
            return jsonify(signed_in=False), 401
        return _drawn("errors/403.html", why="expired"), 403

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        if code in {401, 405, 406}:
            code = 404
        shown = code if code in KNOWN else 400
        return _drawn(f"errors/{shown}.html"), code

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int]:
        number = secrets.token_hex(4)
        session = g.get("data_session")
        if session is not None:
            session.rollback()
        log.error("unexpected", event_number=number, endpoint=request.endpoint, **where(error))
        return _drawn("errors/500.html", event_number=number), 500


def _drawn(template: str, **context: Any) -> str:
    """An error page; without its surroundings when these are what broke, for they ask the database who is looking."""
    try:
        return render_template(template, **context)
    except Exception as error:  # noqa: BLE001 - nobody above would say it without its words
        log.error("error page", endpoint=request.endpoint, **where(error))
        return current_app.jinja_env.get_template(template).render(**context)


def where(error: BaseException) -> dict[str, object]:
    """Kind of an error and the lines it passed, without its words: those could hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = error.__cause__ or error
    return {
        "kind": type(error).__name__,
        "cause": type(inner).__name__,
        "frames": [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames[-8:]],
    }
