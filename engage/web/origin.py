"""A second lock beside the CSRF token: a change must come from one of our own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request

from engage.web.unit_of_work import SAFE_METHODS


def install(app: Flask) -> None:
    """Refuses changes whose Origin (or Fetch Metadata) says that they come from somewhere else."""

    @app.before_request
    def check_origin() -> None:
        if request.method in SAFE_METHODS:
            return
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            abort(403)
        origin = request.headers.get("Origin")
        if origin not in {None, "null"} and urlsplit(str(origin)).netloc != request.host:
            abort(403)
