"""What an assessment of safety says once opened, and where someone stands before the stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.outreach.stop.vocabulary import Interpreting, Likelihood, StopReason


@dataclass(frozen=True)
class Assessment:
    """What an engagement could do to someone, and what keeps them safe. Days are ISO strings."""

    assessed_on: str = ""
    review_on: str = ""
    """Until when it holds."""
    threats: str = ""
    channel: str = ""
    """A code of `ChannelKind`."""
    meeting: str = ""
    """Where and when it is safe to meet or speak."""
    interpreting: str = Interpreting.NOT_NEEDED.value
    interpreter: str = ""
    """Who interprets, and by whom they are trusted: never a name."""
    retaliation_by: str = ""
    retaliation_likely: str = Likelihood.UNKNOWN.value
    retaliation_answer: str = ""
    """What we would do."""
    if_leaked: str = ""
    """What it means for them when it becomes known that we talk."""
    withdrawal: str = ""
    """How they can end it."""
    measures: str = ""

    @property
    def open_parts(self) -> list[str]:
        """The names of what is still to be answered; measures and channel are looked at apart."""
        needed = ["assessed_on", "review_on", "threats", "meeting", "retaliation_by", "retaliation_answer"]
        needed += ["if_leaked", "withdrawal"]
        if self.interpreting != Interpreting.NOT_NEEDED:
            needed.append("interpreter")
        return [name for name in needed if not getattr(self, name).strip()]


@dataclass(frozen=True)
class Agreement:
    """What a second person agreed to, and under which circumstances."""

    asked_by: UUID
    agreed_by: UUID
    agreed_on: date
    tier: int
    day: str
    """On which day the engagement was to be; empty when none was told."""
    ways: str
    """Keyed hash of the addresses or numbers that were safe on the assessed channel."""
    proof: bytes
    """Keyed hash of all this and of exactly what the assessment says."""


@dataclass(frozen=True)
class AssessmentRecord:
    """One version, opened. `proven`: the agreement is one to exactly this version."""

    id: UUID
    project_id: UUID
    engagement_id: UUID
    stakeholder_id: UUID
    version: int
    written_by: UUID
    written_on: date
    said: Assessment
    agreement: Agreement | None
    proven: bool


@dataclass(frozen=True)
class Standing:
    """Where someone stands before an engagement: what stops it, and the newest assessment with its agreement."""

    reasons: tuple[StopReason, ...]
    tier: int
    assessment: AssessmentRecord | None

    @property
    def is_clear(self) -> bool:
        return not self.reasons

    @property
    def assessed_on(self) -> date | None:
        said = self.assessment.said.assessed_on if self.assessment else ""
        return date.fromisoformat(said) if said else None

    @property
    def agreed_on(self) -> date | None:
        """When a second person agreed to the newest version, whether or not that still stands."""
        found = self.assessment
        return found.agreement.agreed_on if found and found.agreement and found.proven else None

    @property
    def agreed_by(self) -> UUID | None:
        found = self.assessment
        return found.agreement.agreed_by if found and found.agreement and found.proven else None

    @property
    def channel(self) -> str:
        """The channel that was assessed; empty when there is none."""
        return self.assessment.said.channel if self.assessment else ""
