"""Where the answer owed after each engagement stands, and whether its promise was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.engagements.records import EngagementRecord
from engage.summaries.records import SummaryRecord
from engage.summaries.vocabulary import LoopStage, SummaryState

ENDED = {LoopStage.PUBLISHED, LoopStage.ANSWERED, LoopStage.WITHDRAWN}


@dataclass(frozen=True)
class Loop:
    """One loop. `engagement` is None for a viewer who may read summaries and nothing else."""

    engagement: EngagementRecord | None
    summary: SummaryRecord | None
    stage: LoopStage
    promised_on: date | None
    replies: int = 0
    waiting: int = 0

    @property
    def title(self) -> str:
        """What the team calls it."""
        if self.engagement is not None:
            return self.engagement.title
        return self.summary.title if self.summary else ""

    @property
    def is_owed(self) -> bool:
        """Whether nothing was ever published."""
        return not (self.stage in ENDED or (self.summary is not None and self.summary.version > 0))

    def is_overdue(self, today: date) -> bool:
        """Whether the promised day is past and nothing was ever published."""
        return self.is_owed and self.promised_on is not None and self.promised_on < today


def loop_of(
    engagement: EngagementRecord | None, summary: SummaryRecord | None, replies: tuple[int, int] = (0, 0)
) -> Loop:
    """The loop of an engagement, of a summary, or of both; `replies`: how many came and how many wait."""
    promised = summary.promised_on if summary else None
    if promised is None and engagement is not None:
        promised = _day(engagement.plan.notes_promised_by)
    return Loop(engagement, summary, stage_of(summary, replies[0]), promised, *replies)


def stage_of(summary: SummaryRecord | None, replies: int) -> LoopStage:
    """Where it stands."""
    if summary is None:
        return LoopStage.NONE
    if summary.state == SummaryState.PUBLISHED and replies:
        return LoopStage.ANSWERED
    return LoopStage(summary.state)


def loops_of(
    engagements: Iterable[EngagementRecord],
    summaries: Iterable[SummaryRecord],
    replies: Mapping[UUID, tuple[int, int]],
    today: date,
) -> list[Loop]:
    """A loop for each engagement that was held: those past their promise first, then those still open."""
    by_engagement = {summary.engagement_id: summary for summary in summaries}
    found = []
    for engagement in engagements:
        summary = by_engagement.get(engagement.id)
        if engagement.held_on is not None:
            found.append(loop_of(engagement, summary, replies.get(summary.id, (0, 0)) if summary else (0, 0)))
    return sorted(found, key=lambda loop: _place(loop, today))


def _place(loop: Loop, today: date) -> tuple[bool, bool, bool, date, int]:
    held_on = loop.engagement.held_on if loop.engagement and loop.engagement.held_on else date.min
    promised = loop.promised_on or date.max
    return not loop.is_overdue(today), not loop.waiting, loop.stage in ENDED, promised, -held_on.toordinal()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
