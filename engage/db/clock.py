"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime


def utcnow() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day in UTC: days are kept where an hour could endanger."""
    return utcnow().date()
