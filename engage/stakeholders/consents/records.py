"""Notices and consents, opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from engage.i18n.languages import SOURCE
from engage.stakeholders.consents.vocabulary import ConsentKind, NoticeState, Standing

SOON = timedelta(days=30)


@dataclass(frozen=True)
class ConsentDetail:
    """The sealed part of a consent: `purposes` are codes of `ConsentPurpose`, `means` one of `ConsentMeans`."""

    purposes: list[str] = field(default_factory=list)
    means: str = ""
    wording_id: str = ""
    language: str = ""
    """In which they were told; a language code."""
    note: str = ""
    withdrawn_because: str = ""


@dataclass(frozen=True)
class ConsentRecord:
    """One thing that someone was told, agreed to or refused."""

    id: UUID
    project_id: UUID
    stakeholder_id: UUID
    kind: str
    given_on: date
    expires_on: date | None
    withdrawn_on: date | None
    recorded_on: date
    recorded_by: UUID | None
    detail: ConsentDetail

    @property
    def may_be_withdrawn(self) -> bool:
        """Only a yes can be taken back, and once."""
        return self.kind == ConsentKind.CONSENT and self.withdrawn_on is None

    def standing(self, now: date) -> Standing:
        """How things stand with it on a day."""
        if self.withdrawn_on is not None:
            return Standing.WITHDRAWN
        if self.expires_on is None or self.expires_on > now + SOON:
            return Standing.STANDS
        return Standing.ENDS_SOON if self.expires_on >= now else Standing.ENDED


@dataclass(frozen=True)
class WordingRecord:
    """One version of a notice in one language."""

    id: UUID
    notice_id: UUID
    language: str
    version: int
    written_on: date
    written_by: UUID | None
    text: str


@dataclass(frozen=True)
class NoticeRecord:
    """A notice with all its versions, newest first within a language."""

    id: UUID
    project_id: UUID
    state: str
    created_on: date
    title: str
    wordings: list[WordingRecord] = field(default_factory=list)

    @property
    def is_offered(self) -> bool:
        return self.state == NoticeState.OFFERED

    @property
    def newest(self) -> dict[str, WordingRecord]:
        """The wording in use, by language."""
        found: dict[str, WordingRecord] = {}
        for wording in self.wordings:
            found.setdefault(wording.language, wording)
        return dict(sorted(found.items(), key=lambda pair: (pair[0] != SOURCE, pair[0])))


@dataclass(frozen=True)
class WordingName:
    """Which wording someone was given, without its text."""

    title: str
    version: int
    language: str


def renewed(consent: ConsentRecord, others: list[ConsentRecord]) -> bool:
    """Whether everything someone agreed to here was agreed to again later, for longer."""
    if consent.expires_on is None:
        return False
    left = set(consent.detail.purposes)
    for other in others:
        lasts = other.expires_on is None or other.expires_on > consent.expires_on
        later = other.id != consent.id and other.given_on >= consent.given_on
        yes = other.kind == ConsentKind.CONSENT and other.withdrawn_on is None and lasts
        # A later no answers the question as well as a later yes.
        if later and (yes or other.kind == ConsentKind.REFUSAL):
            left -= set(other.detail.purposes)
    return not left
