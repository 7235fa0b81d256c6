"""What can still be open when an engagement is to be closed. Each room counts its own; rooms above register here."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from engage.engagements.closing.vocabulary import Loose

Count = Callable[[Session, UUID, UUID], int]
"""count(session, project_id, engagement_id): how many are still open."""

COUNTS: dict[Loose, Count] = {}


def loose_end(kind: Loose) -> Callable[[Count], Count]:
    """Registers who counts what is left open of a kind. Raises ValueError when somebody does already."""

    def register(count: Count) -> Count:
        if kind in COUNTS:
            raise ValueError(f"what is left open as {kind} is counted twice")
        COUNTS[kind] = count
        return count

    return register


def still_open(session: Session, project_id: UUID, engagement_id: UUID) -> dict[Loose, int]:
    """What is still open and how many, in the order of the words; what is not open is left out."""
    found = {kind: COUNTS[kind](session, project_id, engagement_id) for kind in Loose if kind in COUNTS}
    return {kind: count for kind, count in found.items() if count}
