"""What every answer of the staff application tells the browser."""

from __future__ import annotations

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SENDING = "; connect-src 'self'"
OFF = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def let_scripts_send() -> None:
    """Lets the scripts of this one page send to ourselves what is typed in it; no other page may send anything."""
    g.scripts_send = True


def install(app: Flask) -> None:
    """Sets the headers of security.md 8 on every answer, errors included."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = POLICY + SENDING if g.get("scripts_send") else POLICY
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = OFF
        headers["X-Robots-Tag"] = "noindex, nofollow"
        if request.endpoint == "static":
            headers["Cache-Control"] = "public, max-age=86400"
        else:
            headers["Cache-Control"] = "no-store"
        if app.config["ENGAGE"].secure_cookies:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response
