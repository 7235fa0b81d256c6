"""Everything a criterion may look at: values that were gathered for one viewer. No session, no web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from engage.decisions.records import DecisionRecord
from engage.decisions.vocabulary import DecisionState
from engage.engagements.records import CompanyRecord, EngagementRecord, ParticipantRecord, Plan, SeenTo
from engage.engagements.safety import is_invited
from engage.engagements.vocabulary import Answer, Stage
from engage.feedback.records import FeedbackRecord
from engage.influence.records import TraceRecord
from engage.principles.thresholds import Thresholds
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import Right
from engage.stakeholders.words import labels
from engage.summaries.vocabulary import SummaryState


@dataclass(frozen=True)
class Seat:
    """Someone's part in the engagement, and what is known of them; None when their record is no longer there."""

    part: ParticipantRecord
    person: StakeholderRecord | None
    seen_to: SeenTo = field(default_factory=SeenTo)
    """What was assessed of their safety: of who is gone, what stayed beside their place."""

    @property
    def languages(self) -> set[str]:
        """Languages they speak or read, without region."""
        return {bare(code) for code in self.person.profile.languages} if self.person else set()


@dataclass(frozen=True)
class SummaryFacts:
    """Where an answer to those who were heard stands; nothing of what it says."""

    id: UUID
    state: str
    created_on: date
    promised_on: date | None
    published_on: date | None
    audiences: frozenset[str]
    """Codes of `Audience` whose reading goes out."""
    languages: frozenset[str]
    """Languages in which those who took part can read it, without region."""
    withheld: bool
    """Whether somebody wrote down why the public is told less."""


@dataclass(frozen=True)
class Evidence:
    """What is on record about one engagement, as far as one viewer may know. Whoever is hidden is not in here."""

    engagement: EngagementRecord
    today: date
    decisions: tuple[DecisionRecord, ...] = ()
    seats: tuple[Seat, ...] = ()
    company: tuple[CompanyRecord, ...] = ()
    feedback: tuple[FeedbackRecord, ...] = ()
    standing: Mapping[tuple[UUID, UUID], TraceRecord] = field(default_factory=dict)
    """The answer that holds now, by (feedback item, decision)."""
    considered: Mapping[tuple[UUID, UUID], date] = field(default_factory=dict)
    """When words were first considered for a decision, by (feedback item, decision)."""
    summaries: tuple[SummaryFacts, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    rights: Mapping[str, str] = field(default_factory=lambda: labels(Right))
    """The rights of the project's list, in the reader's language."""

    @property
    def plan(self) -> Plan:
        return self.engagement.plan

    @property
    def is_held(self) -> bool:
        return self.engagement.stage in {Stage.HELD, Stage.CLOSED}

    @property
    def day(self) -> date:
        """When it was held, or is planned to be."""
        return self.engagement.held_on or self.engagement.planned_on

    @property
    def informed(self) -> list[DecisionRecord]:
        """The decisions it informs, without those that were withdrawn."""
        return [each for each in self.decisions if each.state != DecisionState.WITHDRAWN]

    @property
    def there(self) -> list[Seat]:
        """Who took part; before it is held, who is on the list and did not decline."""
        if self.is_held:
            return [seat for seat in self.seats if seat.part.detail.attended]
        return [seat for seat in self.seats if seat.part.detail.answer != Answer.DECLINED]

    @property
    def invited(self) -> list[Seat]:
        """To whom an invitation went out, whatever came back."""
        return [seat for seat in self.seats if is_invited(seat.part.detail)]

    @property
    def reached(self) -> list[Seat]:
        """Whom we got in touch with: invited, or there without an invitation."""
        return [seat for seat in self.seats if is_invited(seat.part.detail) or seat.part.detail.attended]

    @property
    def published(self) -> list[SummaryFacts]:
        """The answers that those who were heard can read now."""
        return [each for each in self.summaries if each.state == SummaryState.PUBLISHED and each.published_on]

    @property
    def company_there(self) -> list[CompanyRecord]:
        """Who sat there for the company; before it is held, who is to."""
        if self.is_held:
            return [each for each in self.company if each.detail.attended]
        return [each for each in self.company if each.detail.attended is not False]


def day_of(text: str) -> date | None:
    """The day written in a plan, or None when none was."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def bare(code: str) -> str:
    """A language code without its region or script."""
    return code.replace("_", "-").partition("-")[0].lower()
