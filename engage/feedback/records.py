"""What a feedback item says once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class FeedbackDetail:
    """The sealed part of an item; `kind` is a code of `FeedbackKind`, `rights` of `Right`, `groups` of `RightsGroup`,
    `channel` of `HeardThrough` (or words of one's own)."""

    language: str = "en"
    translation_language: str = ""
    kind: str = "risk"
    rights: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    asks_for: str = ""
    channel: str = ""


@dataclass(frozen=True)
class FeedbackRecord:
    """An opened item. `speaker_id` is None when the speaker stays unknown."""

    id: UUID
    project_id: UUID
    engagement_id: UUID
    heard_on: date
    words: str
    translation: str
    speaker_id: UUID | None
    detail: FeedbackDetail


@dataclass(frozen=True)
class FeedbackLine:
    """An item as it stands on a page for one viewer: `speaker` is a pseudonym, or words for someone not shown.

    `beside` are the ids of all items on the page, so that a panel can read for all of them at once.
    """

    record: FeedbackRecord
    speaker: str
    speaker_shown: bool
    beside: tuple[UUID, ...]
