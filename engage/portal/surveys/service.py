"""Taking an answer: sealed to the project at once, with the day and nothing else beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from engage.crypto import mailbox
from engage.db.clock import today
from engage.portal import throttling
from engage.portal.models import PortalSurvey, PortalSurveyAnswer

MOST_NAMES = 5
LONGEST_NAME = 200
LONGEST_WORDS = 1000
STEP = 8192
"""Answers are made alike in size, so that the store does not show who wrote much."""


class NothingSaid(ValueError):
    """An answer names somebody, or says that there is somebody it will not name."""


class TooMuch(ValueError):
    """Too many names, or too long ones. `question` says where; "" for the words."""

    def __init__(self, question: str) -> None:
        super().__init__("too much")
        self.question = question


class NotNow(RuntimeError):
    """The survey takes no answer now: it is over, or full."""


class Wait(RuntimeError):
    """Too many answers lately."""


@dataclass(frozen=True)
class Named:
    """What was answered to one question."""

    names: list[str] = field(default_factory=list)
    unnamed: bool = False


def lines(text: str) -> list[str]:
    """Names as written, one a line, each once."""
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in tidy if line))


def take(
    session: Session,
    *,
    survey_id: UUID,
    answer_id: UUID,
    pepper: bytes,
    language: str,
    group: str,
    answers: Mapping[str, Named],
    words: str,
) -> None:
    """Seals an answer to the team; the same `answer_id` twice is one answer. The caller commits, refused or not.

    Raises NothingSaid, TooMuch, NotNow, Wait.
    """
    words = words.replace("\r\n", "\n").strip()
    for question, named in answers.items():
        if len(named.names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in named.names):
            raise TooMuch(question)
    if len(words) > LONGEST_WORDS:
        raise TooMuch("")
    if not any(named.names or named.unnamed for named in answers.values()):
        raise NothingSaid
    if session.get(PortalSurveyAnswer, answer_id) is not None:
        return
    key = throttling.key_for_survey(pepper, survey_id.bytes)
    if not throttling.is_free(session, key, throttling.ONE_SURVEY):
        raise Wait
    throttling.failed(session, key, throttling.ONE_SURVEY)
    survey = session.get_one(PortalSurvey, survey_id)
    # Counted by the database, so that two at the same moment do not share the last place.
    free = (PortalSurvey.id == survey_id, PortalSurvey.came < PortalSurvey.most, PortalSurvey.closed.is_(False))
    on_time = (PortalSurvey.opens_on <= today(), PortalSurvey.closes_on >= today())
    placed = session.execute(
        update(PortalSurvey)
        .where(*free, *on_time)
        .values(came=PortalSurvey.came + 1)
        .returning(PortalSurvey.id)
        .execution_options(synchronize_session=False)
    ).scalar()
    if placed is None:
        raise NotNow
    said = {
        "id": str(answer_id),
        "language": language,
        "group": group,
        "answers": {question: asdict(named) for question, named in answers.items()},
        "words": words,
    }
    plain = json.dumps(said, ensure_ascii=False).encode()
    info = mailbox.letter_info(survey.deployment_id, survey.project_id, survey.id)
    session.add(
        PortalSurveyAnswer(
            id=answer_id,
            survey_id=survey.id,
            received_on=today(),
            fetched=False,
            body=mailbox.seal_to(survey.mailbox, plain + b" " * (-len(plain) % STEP), info),
        )
    )
