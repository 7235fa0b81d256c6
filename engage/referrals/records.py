"""What a naming says once opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from engage.referrals.vocabulary import MayBeTold, Question, ReferralState


class Step(NamedTuple):
    """That a naming came to a state on a day."""

    state: ReferralState
    on: date
    reason: str


@dataclass(frozen=True)
class ReferralDetail:
    """The sealed part of a naming; `question`, `asked_through` and `may_be_told` are codes, `right` one or empty."""

    question: str = "should_be_heard"
    asked_through: str = "conversation"
    engagement_id: str = ""
    community: str = ""
    right: str = ""
    place: str = ""
    """Where, in words."""
    country: str = ""
    words: str = ""
    may_be_told: str = "not_asked"
    told_as: str = ""
    """By what name the named may be told of whoever named them."""
    state_reason: str = ""
    withdrawn_because: str = ""
    moves: list[list[str]] = field(default_factory=list)
    """What became of it, one after another: state, day, reason. See `steps`."""

    @property
    def steps(self) -> list[Step]:
        """What became of it, oldest first; nothing for a naming that waits."""
        return [Step(ReferralState(state), date.fromisoformat(on), reason) for state, on, reason in self.moves]

    def moved(self, state: ReferralState, on: date, reason: str) -> ReferralDetail:
        """The same with one more step."""
        return replace(self, state_reason=reason, moves=[*self.moves, [state.value, on.isoformat(), reason]])

    def with_texts(self, change: Callable[[str], str]) -> ReferralDetail:
        """The same with everything that somebody wrote or said freely of someone changed."""
        return replace(
            self,
            words=change(self.words),
            told_as=change(self.told_as),
            state_reason=change(self.state_reason),
            withdrawn_because=change(self.withdrawn_because),
            moves=[[state, on, change(reason)] for state, on, reason in self.moves],
        )


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
