"""What a naming says once opened."""

from __future__ import annotations

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
    """An opened naming."""

    id: UUID
    project_id: UUID
    state: str
    asked_on: date
    namer_id: UUID
    named_id: UUID
    detail: ReferralDetail

    @property
    def standing(self) -> ReferralState:
        """What became of it, as a word."""
        return ReferralState(self.state)

    @property
    def question(self) -> Question:
        """What was asked, as a word."""
        return Question(self.detail.question)

    @property
    def may_be_told(self) -> MayBeTold:
        """Whether the named may learn of it, as a word."""
        return MayBeTold(self.detail.may_be_told)


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

    starts: list[StartRecord] = field(default_factory=list)
    referrals: list[ReferralRecord] = field(default_factory=list)
    """In order of entry."""
