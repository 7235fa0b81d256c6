"""What an engagement's sealed parts say once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
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


@dataclass(frozen=True)
class ParticipantDetail:
    """The sealed part of a participant; `answer` and `attribution` are codes."""

    selected_because: str = ""
    answer: str = "not_invited"
    attended: bool | None = None
    attribution: str = "not_asked"
    may_record: bool | None = None
    safety_assessed_on: str = ""
    safety_measures: str = ""
    channel: str = ""


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


@dataclass(frozen=True)
class NoteVersion:
    """That notes were written: never what they say."""

    version: int
    written_by: UUID
    written_at: datetime
