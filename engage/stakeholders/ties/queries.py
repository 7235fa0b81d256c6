"""Reading ties: opened once per project, and seen by each reader as far as they may.

Whoever is above the reader's tier does not exist, and neither does a tie to them. The opened ties are read anew when
the topic `ties` has a new number: whoever changes rows of `tie` counts that change in the same transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.projects.opened import Held, Opened
from engage.stakeholders.directory import directory_of
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.records import TieDetail, TieRecord, TieSeen

TOPIC = "ties"


@dataclass(frozen=True)
class OpenedTies:
    """All ties of a project, by id and by the people at their ends; oldest first."""

    by_id: dict[UUID, TieRecord] = field(default_factory=dict)
    by_end: dict[UUID, list[TieRecord]] = field(default_factory=dict)


def ties_of(session: Session, project_id: UUID, stakeholder_id: UUID, up_to_tier: int) -> list[TieSeen]:
    """The ties of someone whose other end the reader may know of too: those that stand first, newest first."""
    directory = directory_of(session, project_id)
    seen = []
    for tie in opened_ties(session, project_id).by_end.get(stakeholder_id, ()):
        forward = tie.from_id == stakeholder_id
        other_id = tie.to_id if forward else tie.from_id
        if tie.from_id == tie.to_id:  # between two records of one person that were brought together since
            continue
        other = directory.find(other_id, up_to_tier) if other_id is not None else None
        if other is not None or other_id is None:
            seen.append(TieSeen(tie, other, forward))
    return sorted(seen, key=lambda each: (not each.tie.stands, -each.tie.recorded_on.toordinal(), each.tie.id.int))


def tie_seen(session: Session, project_id: UUID, stakeholder_id: UUID, tie_id: UUID, up_to_tier: int) -> TieSeen | None:
    """One tie of someone as the reader may see it, or None."""
    found = (each for each in ties_of(session, project_id, stakeholder_id, up_to_tier) if each.tie.id == tie_id)
    return next(found, None)


def opened_ties(session: Session, project_id: UUID) -> OpenedTies:
    """Every tie of a project as `session` sees it, its own uncommitted changes included. For pages: `ties_of`."""
    return TIES.of(session, project_id)


def find_tie(session: Session, project_id: UUID, tie_id: UUID) -> Tie | None:
    """The row of a tie, for changing it."""
    return session.scalar(select(Tie).where(Tie.id == tie_id, Tie.project_id == project_id))


def _open(session: Session, project_id: UUID, _before: Held[OpenedTies]) -> OpenedTies:
    vault: Vault = session.info["vault"]
    open_ends, open_detail = opener(vault, "tie", "ends"), opener(vault, "tie", "detail")
    rows = session.execute(
        select(Tie.id, Tie.state, Tie.recorded_on, Tie.recorded_by, Tie.ends, Tie.detail)
        .where(Tie.project_id == project_id)
        .order_by(Tie.recorded_on, Tie.id)
    )
    opened = OpenedTies()
    for key, state, recorded_on, recorded_by, ends, detail in rows:
        if ends is None or detail is None:
            continue
        first, second, outside = json.loads(open_ends(project_id, key, ends))
        tie = TieRecord(
            id=key,
            project_id=project_id,
            state=state,
            recorded_on=recorded_on,
            recorded_by=recorded_by,
            from_id=UUID(first) if first else None,
            to_id=UUID(second) if second else None,
            outside=outside,
            detail=TieDetail(**json.loads(open_detail(project_id, key, detail))),
        )
        opened.by_id[key] = tie
        for end in {tie.from_id, tie.to_id}:
            if end is not None:
                opened.by_end.setdefault(end, []).append(tie)
    return opened


TIES: Opened[OpenedTies] = Opened(TOPIC, OpenedTies(), _open)
