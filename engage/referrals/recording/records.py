"""What is written down of an answer: its lines, people meant but not named, namings that were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.referrals.records import ReferralDetail, ReferralRecord
from engage.referrals.vocabulary import Question
from engage.stakeholders.vocabulary import StakeholderKind


@dataclass(frozen=True)
class NewName:
    """Someone named whom the registry does not hold yet."""

    name: str
    kind: StakeholderKind = StakeholderKind.PERSON


@dataclass(frozen=True)
class Line:
    """One of those whom somebody named, known by id or new, and what was said of them."""

    whom: UUID | NewName
    detail: ReferralDetail


@dataclass(frozen=True)
class WithheldDetail:
    """The sealed part of an answer that meant people without naming them; `question`, `asked_through` are codes."""

    question: str = "should_be_heard"
    asked_through: str = "conversation"
    engagement_id: str = ""
    community: str = ""


@dataclass(frozen=True)
class Withheld:
    """Such an answer, opened: `how_many` people were meant, of `community` where that was said."""

    id: UUID
    namer_id: UUID
    question: Question
    how_many: int
    community: str
    asked_on: date


@dataclass(frozen=True)
class Withdrawn:
    """A naming that was withdrawn, and when."""

    naming: ReferralRecord
    on: date | None

    @property
    def reason(self) -> str:
        """Why it was withdrawn."""
        return self.naming.detail.withdrawn_because
