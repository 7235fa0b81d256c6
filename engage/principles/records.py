"""Kept checks and disagreements once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from engage.principles.findings import Finding
from engage.principles.vocabulary import Verdict


@dataclass(frozen=True)
class CheckLine:
    """That a check was kept; not what it found."""

    id: UUID
    stage: str
    version: int
    checked_on: date
    checked_by: UUID


@dataclass(frozen=True)
class CheckRecord:
    """A check as it was kept, in the reader's language, with the thresholds of that version."""

    line: CheckLine
    engagement_id: UUID
    findings: list[Finding]
    thresholds: dict[str, int]


@dataclass(frozen=True)
class DisagreementRecord:
    """What someone says instead of a finding, and why. `found` is what the finding said then, by `version`."""

    id: UUID
    criterion: str
    verdict: Verdict
    found: Verdict
    version: int
    said_by: UUID
    said_at: datetime
    reason: str
