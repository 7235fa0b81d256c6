"""Ties, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.ties.vocabulary import Relation, RelationBack, TieState


@dataclass(frozen=True)
class TieDetail:
    """What is said of a tie; `relation` is a code of `Relation`, days are ISO texts, "" where not known."""

    relation: str
    source: str = ""
    """How we know."""
    learned_on: str = ""
    since: str = ""
    until: str = ""
    note: str = ""
    withdrawn_because: str = ""

    @property
    def days(self) -> tuple[date | None, date | None, date | None]:
        """Learned on, since, until."""
        learned, since, until = (
            date.fromisoformat(each) if each else None for each in (self.learned_on, self.since, self.until)
        )
        return learned, since, until


@dataclass(frozen=True)
class TieRecord:
    """One tie: the first is tied to the second. One of the two may be `outside` the registry: its id is None then."""

    id: UUID
    project_id: UUID
    state: str
    recorded_on: date
    recorded_by: UUID | None
    from_id: UUID | None
    to_id: UUID | None
    outside: str
    detail: TieDetail

    @property
    def stands(self) -> bool:
        return self.state == TieState.STANDING


@dataclass(frozen=True)
class TieSeen:
    """A tie as it is told on one person's page. `other` is None when the other end is outside the registry."""

    tie: TieRecord
    other: StakeholderRecord | None
    forward: bool
    """Whether the person of the page is the first of the two."""

    @property
    def label(self) -> str:
        """How the person of the page is tied to the other."""
        words: type[Relation] | type[RelationBack] = Relation if self.forward else RelationBack
        return str(words(self.tie.detail.relation).label)
