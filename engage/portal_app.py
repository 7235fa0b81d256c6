"""The portal: a program of its own, with a store of its own, that knows no person and holds no key-encryption key."""

from __future__ import annotations

from threading import BoundedSemaphore

from flask import Flask, abort, send_from_directory
from sqlalchemy import Engine
from werkzeug.wrappers import Response

from config import Config, UnsafeConfiguration
from engage.db.engines import open_engine
from engage.db.migrate import require_current
from engage.portal import door
from engage.portal.views import blueprint as portal_pages
from engage.web import logs, templates
from engage.web.requests import MemoryRequest

MOST_BYTES = 64 * 1024
PEPPER_BYTES = 32
# Deriving takes 64 MiB for an eighth of a second: so many at a time, the others wait.
AT_A_TIME = 2
FILES = frozenset({"portal.css", "plain.svg"})


class SmallRequest(MemoryRequest):
    """A form of words and nothing else; none of it is ever written to disk."""

    max_form_memory_size = MOST_BYTES
    max_form_parts = 50


def from_environment() -> Flask:
    """The portal of this deployment, for a web server."""
    return create_portal_app(Config.from_environment())


def create_portal_app(config: Config, *, portal_engine: Engine | None = None) -> Flask:
    """The portal. Raises UnsafeConfiguration without the receipt pepper; SchemaTooOld, SchemaTooNew."""
    logs.install()
    app = Flask("engage", static_folder=None, template_folder=str(templates.TEMPLATES))
    app.request_class = SmallRequest
    app.config.update(ENGAGE=config, MAX_CONTENT_LENGTH=MOST_BYTES, PROVIDE_AUTOMATIC_OPTIONS=False)
    app.extensions["portal_pepper"] = _pepper(config)
    app.extensions["portal_engine"] = portal_engine or _engine(config)
    app.extensions["portal_gate"] = BoundedSemaphore(AT_A_TIME)
    app.add_url_rule("/static/<path:filename>", "static", _file)
    templates.install(app)
    door.install(app)
    app.register_blueprint(portal_pages)
    return app


def _engine(config: Config) -> Engine:
    engine = open_engine(config.portal_url)
    require_current(engine, "portal")
    return engine


def _pepper(config: Config) -> bytes:
    try:
        pepper = config.pepper_file.read_bytes()
    except OSError:
        pepper = b""
    if len(pepper) != PEPPER_BYTES:
        raise UnsafeConfiguration(
            "The file with the receipt pepper is missing or damaged: run `engage init`, or set ENGAGE_PEPPER_FILE."
        )
    return pepper


def _file(filename: str) -> Response:
    if filename not in FILES:
        abort(404)
    return send_from_directory(templates.STATIC, filename)
