"""What participants are given, once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engage.engagements.sharing.vocabulary import Handed, RecordState, Verdict, Whose


@dataclass(frozen=True)
class View:
    """One perspective in the record, in words that can be shared. Disagreeing ones stand side by side."""

    whose: Whose
    words: str


@dataclass(frozen=True)
class Body:
    """What a record says."""

    language: str = "en"
    about: str = ""
    views: tuple[View, ...] = ()
    next_steps: str = ""
    left_as_it_is: str = ""
    """Why it can be shared though something in it looked like a name or a place to find somebody."""

    def texts(self) -> list[str]:
        """Everything that somebody would read."""
        return [self.about, *(each.words for each in self.views), self.next_steps]


@dataclass(frozen=True)
class SharedRecordRecord:
    """A version of the record, opened."""

    id: UUID
    engagement_id: UUID
    version: int
    state: RecordState
    written_by: UUID
    written_at: datetime
    sent_on: date | None
    agreed_on: date | None
    body: Body


@dataclass(frozen=True)
class AnswerRecord:
    """That a participant was given a version, and what they say of it."""

    id: UUID
    record_id: UUID
    participant_id: UUID
    handed: Handed
    handed_on: date
    verdict: Verdict = Verdict.WAITING
    answered_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Given:
    """What it was, in which languages, and for whom."""

    what: str = ""
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class GivenRecord:
    """Something that participants were given, opened."""

    id: UUID
    engagement_id: UUID
    given_on: date
    noted_by: UUID
    said: Given


def body_as_json(body: Body) -> dict[str, Any]:
    """A body as it is sealed."""
    said = {name: value for name, value in vars(body).items() if name != "views"}
    return {**said, "views": [(each.whose.value, each.words) for each in body.views]}


def body_of(said: dict[str, Any]) -> Body:
    """A body as `body_as_json` sealed it."""
    views = tuple(View(Whose(whose), words) for whose, words in said.get("views", ()))
    return Body(**{**said, "views": views})
