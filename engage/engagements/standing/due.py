"""What a panel asks for. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from engage.engagements.records import EngagementRecord
from engage.engagements.standing.records import PanelRecord, SeatRecord
from engage.engagements.standing.vocabulary import Due
from engage.engagements.vocabulary import Stage

SOON = timedelta(days=60)


def due_of(
    panel: PanelRecord, seats: Iterable[SeatRecord], sessions: Iterable[EngagementRecord], *, today: date
) -> list[tuple[Due, date | None]]:
    """What is due and by when: terms that end soon or ended, no session ahead, a review whose day is past."""
    if not panel.stands:
        return []
    terms = [each.until for each in seats if each.left_on is None and each.until <= today + SOON]
    found: list[tuple[Due, date | None]] = [(Due.TERM, min(terms))] if terms else []
    if not any(each.stage == Stage.PLANNED and each.planned_on >= today for each in sessions):
        found.append((Due.SESSION, None))
    if panel.review_on <= today:
        found.append((Due.REVIEW, panel.review_on))
    return found
