"""What a second person agrees to, in 32 bytes: every reading, to the letter."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from engage.crypto.suite import bind
from engage.summaries.records import ReadingRecord


def digest_of(key: bytes, readings: Iterable[ReadingRecord]) -> bytes:
    """A keyed hash of the exact texts and states of all readings, in whatever order they come."""
    parts = []
    for reading in sorted(readings, key=lambda each: (each.audience, each.language)):
        sections = bind(*(text for pair in sorted(reading.sections.items()) for text in pair))
        about = (reading.audience, reading.language, reading.state, reading.revision, reading.source_revision)
        parts.append(bind(*about, reading.title, sections))
    return hmac.digest(key, bind("engage summary 1", *parts), "sha256")
