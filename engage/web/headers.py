"""What every answer of the staff application tells the browser."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OFF = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def install(app: Flask) -> None:
    """Sets the headers of security.md 8 on every answer, errors included."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = POLICY
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
