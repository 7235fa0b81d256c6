"""What rows of surveys say once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from engage.intake.surveys.vocabulary import SurveyState


@dataclass(frozen=True)
class Text:
    """What a survey says of itself in one language; "" where the usual words are used."""

    heading: str = ""
    intro: str = ""


@dataclass(frozen=True)
class Content:
    """What a survey asks. `title` is for the team; `groups` are written `fact:code`, as in the scoping."""

    title: str
    languages: list[str]
    texts: dict[str, Text]
    questions: list[str]
    groups: list[str]
    most: int
    is_public: bool = False


@dataclass(frozen=True)
class SurveyRecord:
    """A survey. `code` is "" while it was never open."""

    id: UUID
    project_id: UUID
    state: str
    created_on: date
    opens_on: date
    closes_on: date
    closed_on: date | None
    content: Content
    code: str

    def stands(self, today: date) -> SurveyState:
        """Where it stands on a day: past its last day it is closed, whether somebody closed it or not."""
        state = SurveyState(self.state)
        return SurveyState.CLOSED if state is SurveyState.OPEN and self.closes_on < today else state


@dataclass(frozen=True)
class Given:
    """A name as it was written, in answer to a question; `place` tells it from the others of the answer."""

    place: int
    question: str
    name: str


@dataclass(frozen=True)
class AnswerRecord:
    """An answer. Names and words are empty once the words were deleted."""

    id: UUID
    survey_id: UUID
    state: str
    group: str
    unnamed: list[str]
    """Questions to which somebody was meant who is not to be named."""
    language: str = ""
    names: list[Given] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True)
class NamingRecord:
    """Whom a name of an answer means."""

    named_id: UUID
    question: str
    place: int


@dataclass(frozen=True)
class Came:
    """How many answers there are, by what became of them; by the week in which they came."""

    waiting: int
    reviewed: int
    set_aside: int
    with_words: int
    weeks: list[tuple[date, int]]

    @property
    def all(self) -> int:
        return self.waiting + self.reviewed + self.set_aside
