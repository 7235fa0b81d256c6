"""What stands around every answer of the portal: language, origin, headers, padding, calm failures."""

from __future__ import annotations

import secrets

import structlog
from flask import Flask, Response, abort, current_app, g, render_template, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from config import Config
from engage.db.stores import open_session
from engage.i18n.languages import OFFERED, SOURCE
from engage.i18n.negotiation import negotiate
from engage.i18n.texts import current_language, set_language
from engage.portal.sessions import Token
from engage.web.failures import where

LANGUAGE = "l"
STEP = 4096
MARKS = len("<!---->")
CHANGES = frozenset({"POST"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "autoplay",
            "browsing-topics",
            "camera",
            "clipboard-read",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "serial",
            "usb",
        )
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
log = structlog.get_logger("engage.portal")


def install(app: Flask) -> None:
    """Puts it around every answer."""
    _languages(app)
    _failures(app)

    @app.before_request
    def check_origin() -> None:
        # Our own pages send no referrer, for which browsers make the Origin of a form "null".
        if request.method not in CHANGES:
            return
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            abort(403)
        origin = request.headers.get("Origin")
        if origin not in {None, "null"} and str(origin).partition("://")[2] != request.host:
            abort(403)

    @app.after_request
    def protect(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.direct_passthrough:
            response.set_data(padded(response.get_data()))
        for name, value in HEADERS.items():
            response.headers[name] = value
        if settings().portal_origin.startswith("https://"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response


def padded(body: bytes) -> bytes:
    """A page with a comment of spaces behind it, so that the line shows steps of 4 KiB and no lengths."""
    return body + b"<!--" + b" " * (-(len(body) + MARKS) % STEP) + b"-->"


def _languages(app: Flask) -> None:
    @app.before_request
    def choose() -> None:
        asked = request.args.get(LANGUAGE, "")
        g.asked_language = asked if asked in OFFERED else None
        set_language(g.asked_language or negotiate(request.headers.get("Accept-Language", ""), OFFERED, SOURCE))

    @app.url_defaults
    def keep(endpoint: str, values: dict[str, object]) -> None:
        # Without a cookie, the choice of a language travels in the addresses of our own pages.
        if endpoint != "static" and g.get("asked_language"):
            values.setdefault(LANGUAGE, g.asked_language)

    @app.context_processor
    def reading() -> dict[str, object]:
        code = current_language()
        return {
            "language": code,
            "dir": OFFERED[code].direction,
            "languages": [(each.code, each.own_name) for each in OFFERED.values()],
            "leave_url": "/leave",
        }


def _failures(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        code = 404 if error.code in {401, 405, 406} else error.code or 500
        return render_template("portal/trouble.html", code=code), code

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int]:
        log.error("unexpected", event_number=secrets.token_hex(4), endpoint=request.endpoint, **where(error))
        return render_template("portal/trouble.html", code=500), 500


def settings() -> Config:
    """The settings of the running portal."""
    found: Config = current_app.config["ENGAGE"]
    return found


def pepper() -> bytes:
    """The secret that receipts are derived with."""
    found: bytes = current_app.extensions["portal_pepper"]
    return found


def work() -> Session:
    """A session on the portal's store; `with` closes it, the caller commits."""
    engine: Engine = current_app.extensions["portal_engine"]
    return open_session(engine)


def look() -> Session:
    """The same for reading only."""
    engine: Engine = current_app.extensions["portal_engine"]
    return open_session(engine, read_only=True)


def cookie_name() -> str:
    """With the prefix that ties the cookie to this host alone, wherever there is TLS."""
    return "__Host-portal" if settings().portal_origin.startswith("https://") else "portal"


def token() -> Token | None:
    """The token that the browser brought."""
    return Token.read(request.cookies.get(cookie_name(), ""))


def give(response: Response, new: Token) -> Response:
    """Lets the browser keep a token until it is closed."""
    name = cookie_name()
    response.set_cookie(name, new.text, path="/", secure=name.startswith("__Host-"), httponly=True, samesite="Strict")
    return response


def take(response: Response) -> Response:
    """Takes the cookie away."""
    name = cookie_name()
    if name in request.cookies:
        response.delete_cookie(name, path="/", secure=name.startswith("__Host-"), httponly=True, samesite="Strict")
    return response
