"""What a report of reprisals says once opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from engage.engagements.reprisals.vocabulary import ReprisalState


@dataclass(frozen=True)
class Step:
    """What was done about it, by whom, on which day."""

    on: date
    by: UUID
    words: str


@dataclass(frozen=True)
class ReportRecord:
    """A report, opened: only for those who need to know."""

    id: UUID
    project_id: UUID
    stakeholder_id: UUID
    engagement_id: UUID
    state: str
    reported_on: date
    reported_by: UUID
    learnt_on: date
    learnt: str
    happened: str
    steps: tuple[Step, ...] = ()
    closed_on: date | None = None
    closed_by: UUID | None = None
    closed_because: str = ""

    @property
    def is_open(self) -> bool:
        return self.state != ReprisalState.CLOSED


def content_of(record: ReportRecord) -> dict[str, Any]:
    """What of a report is sealed, as JSON says it; whose it is, is left to the row."""
    said = asdict(record)
    for name in ("id", "project_id", "stakeholder_id", "state"):
        del said[name]
    said["steps"] = [{**each, "on": each["on"].isoformat(), "by": str(each["by"])} for each in said["steps"]]
    return {name: str(value) if isinstance(value, UUID | date) else value for name, value in said.items()}


def read(content: dict[str, Any], *, key: UUID, project_id: UUID, stakeholder_id: UUID, state: str) -> ReportRecord:
    """A report as `content_of` sealed it."""
    closed = content.get("closed_by")
    return ReportRecord(
        id=key,
        project_id=project_id,
        stakeholder_id=stakeholder_id,
        engagement_id=UUID(content["engagement_id"]),
        state=state,
        reported_on=date.fromisoformat(content["reported_on"]),
        reported_by=UUID(content["reported_by"]),
        learnt_on=date.fromisoformat(content["learnt_on"]),
        learnt=content["learnt"],
        happened=content["happened"],
        steps=tuple(Step(date.fromisoformat(each["on"]), UUID(each["by"]), each["words"]) for each in content["steps"]),
        closed_on=date.fromisoformat(content["closed_on"]) if content.get("closed_on") else None,
        closed_by=UUID(closed) if closed else None,
        closed_because=content.get("closed_because", ""),
    )
