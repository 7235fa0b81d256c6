"""What a naming says once opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from engage.referrals.vocabulary import MayBeTold, Question, ReferralState


@dataclass(frozen=True)
class ReferralDetail:
    """The sealed part of a naming; `question` and `may_be_told` are codes, `right` a code of `Right` or empty."""

    question: str = "should_be_heard"
    engagement_id: str = ""
    community: str = ""
    right: str = ""
    country: str = ""
    words: str = ""
    may_be_told: str = "not_asked"
    state_reason: str = ""


@dataclass(frozen=True)
class ReferralRecord:
    """A naming, opened as far as the map needs it; the words are opened when `detail` is asked for."""

    id: UUID
    project_id: UUID
    state: str
    asked_on: date
    namer_id: UUID
    named_id: UUID
    asked: str
    """Code of the question."""
    told: str
    """Code of whether the named may learn of it."""
    words: Callable[[UUID], ReferralDetail] = field(repr=False, compare=False)
    """Opens the sealed part of a naming, by its id."""

    @property
    def detail(self) -> ReferralDetail:
        """The sealed part."""
        return self.words(self.id)

    @property
    def standing(self) -> ReferralState:
        """What became of it, as a word."""
        return ReferralState(self.state)

    @property
    def question(self) -> Question:
        """What was asked, as a word."""
        return Question(self.asked)

    @property
    def may_be_told(self) -> MayBeTold:
        """Whether the named may learn of it, as a word."""
        return MayBeTold(self.told)


@dataclass(frozen=True)
class StartRecord:
    """An opened start."""

    id: UUID
    stakeholder_id: UUID
    reason: str
    created_on: date


@dataclass(frozen=True)
class OpenedMap:
    """A project's whole map, opened; for rules and figures, never handed to a page as it is (see `seen`)."""

    starts: Sequence[StartRecord] = ()
    referrals: Sequence[ReferralRecord] = ()
    """In order of entry."""
