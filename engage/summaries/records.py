"""What a summary says once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ReadingRecord:
    """One reading; `sections` maps codes of `Section` to text."""

    id: UUID
    audience: str
    language: str
    state: str
    revision: int
    source_revision: int
    title: str
    sections: dict[str, str] = field(default_factory=dict)
    written_by: UUID | None = None


@dataclass(frozen=True)
class SummaryRecord:
    """An opened summary with its readings."""

    id: UUID
    project_id: UUID
    engagement_id: UUID
    state: str
    language: str
    promised_on: date | None
    created_on: date
    created_by: UUID
    published_on: date | None
    version: int
    withheld_because: str
    readings: list[ReadingRecord]
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Why a warning was left standing, by the key of its finding."""
    returned_because: str = ""

    def reading(self, audience: str, language: str) -> ReadingRecord | None:
        """The reading for an audience in a language."""
        wanted = (audience, language)
        return next((each for each in self.readings if (each.audience, each.language) == wanted), None)

    @property
    def title(self) -> str:
        """What the team calls it: the title in the language it was first written in."""
        source = self.reading("participants", self.language)
        return source.title if source else ""

    def is_behind(self, reading: ReadingRecord) -> bool:
        """Whether the text it was translated from was changed since."""
        source = self.reading(reading.audience, self.language)
        if source is None or reading.language == self.language:
            return False
        return reading.source_revision != source.revision

    def is_ready(self, reading: ReadingRecord) -> bool:
        """Whether it goes out when the summary is published: the first reading does, others once read and right."""
        if (reading.audience, reading.language) == ("participants", self.language):
            return True
        return reading.state == "reviewed" and not self.is_behind(reading)


@dataclass(frozen=True)
class PublicationRecord:
    """One version as it went out; `copies` holds a `Copy` for each reading in each language."""

    id: UUID
    version: int
    published_on: date
    published_by: UUID
    copies: list[Copy]


@dataclass(frozen=True)
class Copy:
    """One published text: `sections` are pairs of heading and text in its language."""

    audience: str
    language: str
    title: str
    sections: list[tuple[str, str]]


@dataclass(frozen=True)
class ReceiptRecord:
    """An issued receipt; `through` is a code of `Way`. `holder_id` is None for someone who is not on record."""

    id: UUID
    summary_id: UUID
    issued_by: UUID
    issued_on: date
    expires_on: date
    revoked: bool
    holder_id: UUID | None
    language: str
    through: str


@dataclass(frozen=True)
class ReplyRecord:
    """An opened reply; `kind` is a code of `ReplyKind`."""

    id: UUID
    project_id: UUID
    summary_id: UUID
    received_on: date
    due_on: date
    settled_on: date | None
    kind: str
    language: str
    words: str
    settlement: str
