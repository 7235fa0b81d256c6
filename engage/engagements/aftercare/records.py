"""What is known of how somebody is after an engagement, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Told:
    """How somebody was, as they said it or as it was seen, on which day; `how` is a code of `Wellbeing`."""

    on: date
    by: UUID
    how: str
    words: str


@dataclass(frozen=True)
class CareRecord:
    """When somebody is to be asked how they are, and what they said."""

    id: UUID
    project_id: UUID
    stakeholder_id: UUID
    engagement_id: UUID
    participant_id: UUID
    due_on: date
    waiting: bool
    told: tuple[Told, ...] = ()


def content_of(record: CareRecord) -> dict[str, Any]:
    """What of it is sealed, as JSON says it; whose it is, is left to the row."""
    return {
        "engagement": str(record.engagement_id),
        "participant": str(record.participant_id),
        "due_on": record.due_on.isoformat(),
        "told": [
            {"on": each.on.isoformat(), "by": str(each.by), "how": each.how, "words": each.words}
            for each in record.told
        ],
    }


def read(content: dict[str, Any], *, key: UUID, project_id: UUID, stakeholder_id: UUID, waiting: bool) -> CareRecord:
    """What `content_of` sealed."""
    return CareRecord(
        id=key,
        project_id=project_id,
        stakeholder_id=stakeholder_id,
        engagement_id=UUID(content["engagement"]),
        participant_id=UUID(content["participant"]),
        due_on=date.fromisoformat(content["due_on"]),
        waiting=waiting,
        told=tuple(
            Told(date.fromisoformat(each["on"]), UUID(each["by"]), each["how"], each["words"])
            for each in content["told"]
        ),
    )
