"""What entries of the ledger say once opened, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class LoadDetail:
    """The words of an entry. `gave` holds a code of `GivenBack`; `amount` a number as text; `until` an ISO day."""

    what_for: str = ""
    hours: float | None = None
    """How many hours of their time."""
    elsewhere: str = ""
    """Who of the company asked, where it was not this project."""
    gave: str = ""
    amount: str = ""
    currency: str = ""
    until: str = ""
    """The last day of a quiet time; empty when it has no end yet."""
    times: int | None = None
    """How often in 12 months they agreed to be asked at most."""


@dataclass(frozen=True)
class LoadEntryRecord:
    """An opened entry."""

    id: UUID
    stakeholder_id: UUID
    kind: str
    on: date
    by: UUID
    from_source: bool
    """Whether it follows from something else, such as a part in an engagement, and changes with it alone."""
    detail: LoadDetail

    @property
    def until(self) -> date | None:
        """The last day of a quiet time."""
        return date.fromisoformat(self.detail.until) if self.detail.until else None


@dataclass(frozen=True)
class Elsewhere:
    """What other projects asked of the same people in 12 months: counts, and nothing else."""

    requests: int
    hours: float


@dataclass(frozen=True)
class LoadRecord:
    """What stands between us and someone, over the last 12 months; `entries` are all, newest first."""

    entries: list[LoadEntryRecord] = field(default_factory=list)
    requests: int = 0
    hours: float = 0.0
    took_part: int = 0
    given_back: int = 0
    last_contact: date | None = None
    last_request: date | None = None
    agreed: int | None = None
    """How often in 12 months they agreed to be asked at most; None while nobody asked them."""
    quiet: LoadEntryRecord | None = None
    """The quiet time that today lies in."""
    elsewhere: Elsewhere | None = None
    warnings: list[str] = field(default_factory=list)
    """What to think of before they are asked again, in sentences."""
