"""What an assessment's sealed parts say once opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from engage.stakeholders.legitimacy.vocabulary import AssessmentState


@dataclass(frozen=True)
class Evidence:
    """What an answer rests on. It may tell who somebody is; shown only to those who may look at names."""

    title: str = ""
    where: str = ""
    on: str = ""
    """An ISO day."""
    checked_by: str = ""


@dataclass(frozen=True)
class Answer:
    """One question answered: a chosen word, why, on what evidence, and what we do not know."""

    chosen: str = ""
    reasoning: str = ""
    words: str = ""
    """In the words of those they speak for."""
    unknown: str = ""
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class Conclusion:
    """The verdict in words, with the matters and groups it holds for."""

    verdict: str = ""
    reasoning: str = ""
    matters: str = ""
    rights: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    months: int = 12
    """After how many months it is due for review."""


@dataclass(frozen=True)
class Content:
    """All that is sealed in an assessment. `answers` by the code of the question."""

    answers: dict[str, Answer] = field(default_factory=dict)
    share: int | None = None
    """How many hundredths of their income come from us."""
    conclusion: Conclusion = field(default_factory=Conclusion)

    def of(self, question: str) -> Answer:
        """The answer to a question; an empty one when there is none."""
        return self.answers.get(question, Answer())

    def said(self) -> dict[str, Any]:
        """As it is sealed."""
        return asdict(self)

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Content:
        """What `said` gave."""
        return cls(
            answers={code: _answer(each) for code, each in said.get("answers", {}).items()},
            share=said.get("share"),
            conclusion=Conclusion(**said.get("conclusion", {})),
        )


def _answer(said: Mapping[str, Any]) -> Answer:
    return Answer(**{**said, "evidence": [Evidence(**each) for each in said.get("evidence", ())]})


@dataclass(frozen=True)
class ReplyRecord:
    """What the assessed said of an assessment, and what we did with it."""

    id: UUID
    assessment_id: UUID
    said_on: date
    written_by: UUID
    words: str
    answer: str


@dataclass(frozen=True)
class AssessmentRecord:
    """One version, opened; `number` counts the versions of a person from the first."""

    id: UUID
    stakeholder_id: UUID
    number: int
    state: str
    begun_on: date
    begun_by: UUID
    signed_on: date | None
    signed_by: UUID | None
    due_on: date | None
    content: Content

    @property
    def is_signed(self) -> bool:
        return self.state == AssessmentState.SIGNED


@dataclass(frozen=True)
class Due:
    """That an assessment is due for review: for a list, without what it says."""

    stakeholder_id: UUID
    pseudonym: str
    due_on: date
