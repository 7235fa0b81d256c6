"""What an engagement's sealed parts say once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


def iso(day: date | None) -> str:
    """A day as records keep it."""
    return day.isoformat() if day else ""


def from_iso(text: str) -> date | None:
    """A day as records keep it, read."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Plan:
    """The sealed plan. `format`, `mode`, `initiative` are codes of their vocabularies; days are ISO strings."""

    purpose: str = ""
    format: str = ""
    mode: str = "direct"
    not_direct_because: str = ""
    initiative: str = "company"
    place: str = ""
    languages: list[str] = field(default_factory=list)
    interpretation: str = ""
    accessibility: str = ""
    agenda: str = ""
    issues: list[str] = field(default_factory=list)
    """Codes of `Right`: the salient issues it is about."""
    materials_shared_on: str = ""
    materials_languages: list[str] = field(default_factory=list)
    invited_on: str = ""
    confidential: str = ""
    still_open: str = ""
    already_decided: str = ""
    selection_explained: str = ""
    """How participants were selected, in words that can be told to them."""
    safety_measures: str = ""
    notes_promised_by: str = ""
    notes_shared_on: str = ""
    cancelled_because: str = ""
    counts_only: bool = False
    """Nobody is named: only how many came, by group and language."""
    type: str = ""
    impacts: str = ""
    who_decides: str = ""
    topic: str = ""
    """What may be spoken of in general; `confidential` says which specifics may not."""
    alternatives_tried: str = ""
    starts_at: str = ""
    """Hours on the clock of the place, as 14:30; `time_zone` names that clock."""
    ends_at: str = ""
    time_zone: str = ""
    interpreters: dict[str, list[str]] = field(default_factory=dict)
    """By language: who interprets, and who trusts them."""
    materials: str = ""
    costs: str = ""
    other_way: str = ""
    """Where or how else, if the place or channel stops being safe."""
    knowledge_wanted: list[str] = field(default_factory=list)
    consent_wishes: str = ""
    """How they want to be engaged, asked before anything else."""
    consent_state: str = "not_asked"
    consent_on: str = ""
    consent_words: str = ""


@dataclass(frozen=True)
class SeenTo:
    """That somebody's safety was seen to: on which day, for which channel, and whether with measures."""

    assessed_on: str = ""
    channel: str = ""
    measures: bool = False


@dataclass(frozen=True)
class ParticipantDetail:
    """The sealed part of a participant; `answer` and `attribution` are codes."""

    selected_because: str = ""
    answer: str = "not_invited"
    attended: bool | None = None
    attribution: str = "not_asked"
    may_record: bool | None = None
    seen_to: dict[str, Any] = field(default_factory=dict)
    """A `SeenTo`, written by the service and by nobody else."""

    @property
    def trace(self) -> SeenTo:
        """That their safety was seen to."""
        return SeenTo(**self.seen_to)


@dataclass(frozen=True)
class CompanyDetail:
    """The sealed part of a company participant; `knowledge` and `authority` are codes."""

    name: str = ""
    function: str = ""
    knowledge: list[str] = field(default_factory=list)
    authority: str = ""
    attended: bool | None = None


@dataclass(frozen=True)
class ParticipantRecord:
    """An opened participant."""

    id: UUID
    engagement_id: UUID
    stakeholder_id: UUID
    detail: ParticipantDetail


@dataclass(frozen=True)
class CompanyRecord:
    """An opened company participant."""

    id: UUID
    engagement_id: UUID
    detail: CompanyDetail


@dataclass(frozen=True)
class EngagementRecord:
    """An opened engagement, without its participants and notes."""

    id: UUID
    project_id: UUID
    stage: str
    planned_on: date
    held_on: date | None
    closed_on: date | None
    created_on: date
    title: str
    plan: Plan
    decision_ids: list[UUID]
    only_named: bool = False
    """Whether it exists only for those named."""


@dataclass(frozen=True)
class NoteVersion:
    """That notes were written: never what they say."""

    version: int
    written_by: UUID
    written_at: datetime
