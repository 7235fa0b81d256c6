"""Surveys: drawn up, opened, answered; and answers as the portal seals them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.crypto import mailbox
from engage.db.clock import today
from engage.intake.surveys import service
from engage.intake.surveys.models import Survey, SurveyAnswer
from engage.intake.surveys.queries import answer_of
from engage.intake.surveys.records import Content, Text
from engage.intake.surveys.service import Decided
from engage.stakeholders.models import Stakeholder
from tests.factories.team import Team

FISHERS, WOMEN, MIGRANTS = "capacity:community", "group:women", "group:migrant_workers"
SPEAKS = "speaks_for_us"


def make_survey(session: Session, team: Team, **given: Any) -> Survey:
    """A draft that asks two questions; `given` replaces parts of its content."""
    content: dict[str, Any] = {
        "title": "Harbour survey",
        "languages": ["en", "fr", "ar"],
        "texts": {},
        "questions": [SPEAKS, "not_heard"],
        "groups": [FISHERS, WOMEN, MIGRANTS],
        "most": 100,
        "is_public": False,
    }
    return service.draw_up(
        session,
        actor=team.lead,
        project_id=team.project.id,
        content=Content(**{**content, **given}),
        opens_on=today(),
        closes_on=today() + timedelta(days=30),
    )


def letter_to(session: Session, survey: Survey, answer_id: UUID, **said: Any) -> bytes:
    """An answer as the portal seals it."""
    vault = session.info["vault"]
    usual = {"id": str(answer_id), "language": "en", "group": "", "answers": {}, "words": ""}
    info = mailbox.letter_info(vault.deployment_id, survey.project_id, survey.id)
    plain = json.dumps({**usual, **said}).encode()
    return mailbox.seal_to(vault.mailbox_public(survey.project_id), plain, info)


def make_answer(
    session: Session,
    survey: Survey,
    *,
    group: str = "",
    names: Mapping[str, Sequence[str]] | None = None,
    unnamed: Sequence[str] = (),
    words: str = "",
) -> SurveyAnswer:
    """An answer that came and waits for review."""
    answers: dict[str, dict[str, Any]] = {question: {"names": list(said)} for question, said in (names or {}).items()}
    for question in unnamed:
        answers.setdefault(question, {})["unnamed"] = True
    answer_id = uuid4()
    body = letter_to(session, survey, answer_id, group=group, answers=answers, words=words)
    made = service.take_answer(session, survey=survey, answer_id=answer_id, received_on=today(), body=body)
    assert made is not None
    session.flush()
    return made


def reviewed(
    session: Session, team: Team, answer: SurveyAnswer, who: Stakeholder | None, *, keep_words: bool = False
) -> None:
    """Says that every name of an answer means someone, or nobody to keep."""
    decided = [Decided(each.place, who.id if who else None) for each in answer_of(session, answer).names]
    service.review(session, actor=team.lead, answer=answer, decided=decided, keep_words=keep_words)


def answers_naming(
    session: Session,
    team: Team,
    survey: Survey,
    who: Stakeholder,
    count: int,
    *,
    group: str = "",
    of: int | None = None,
) -> None:
    """`count` reviewed answers of a group that name someone, of `of` in all."""
    for number in range(count if of is None else of):
        names = {SPEAKS: ["Somebody Example" if number < count else "Nobody in particular"]}
        reviewed(session, team, make_answer(session, survey, group=group, names=names), who if number < count else None)


def surveys_in_the_walk(
    session: Session, team: Team, named: Stakeholder, say: Callable[[str], str]
) -> dict[str, UUID | int | str]:
    """One that is open, with an answer reviewed, and one that waits."""
    texts = {"en": Text("Who speaks for you?", say("survey.intro"))}
    survey = make_survey(session, team, title=say("survey.title"), texts=texts)
    service.open_survey(session, actor=team.lead, survey=survey)
    names = {SPEAKS: [say("survey.name")]}
    done = make_answer(session, survey, group=WOMEN, names=names, words=say("survey.reviewed_words"))
    reviewed(session, team, done, named, keep_words=True)
    make_answer(session, survey, group=FISHERS, names=names, unnamed=["not_heard"], words=say("survey.words"))
    return {"survey_id": survey.id, "answer_id": done.id}
