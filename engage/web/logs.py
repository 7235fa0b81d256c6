"""Logs by an allow-list: no addresses, agents, bodies, query strings, exception values."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "event_number",
        "endpoint",
        "kind",
        "cause",
        "frames",
        "job",
        "attempt",
        "count",
        "store",
        "state",
    }
)


def only_allowed(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every field that is not on the list."""
    return {name: value for name, value in fields.items() if name in ALLOWED}


class WithoutWords(logging.Formatter):
    """What other libraries report: who, where and which kind of error. Their words could hold a person's data."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON line."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        said = {"event": record.name, "level": record.levelname.lower(), "kind": kind}
        return json.dumps({**said, "frames": [f"{record.filename}:{record.lineno}"]})


def install() -> None:
    """JSON lines on standard error; other libraries speak only from warnings up, without their words."""
    others, root = logging.StreamHandler(sys.stderr), logging.getLogger()
    others.setFormatter(WithoutWords())
    root.handlers = [each for each in root.handlers if not isinstance(each.formatter, WithoutWords)]
    root.addHandler(others)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.getLogger("sqlalchemy").setLevel(logging.ERROR)
