"""Reading surveys and what came back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal, unseal_json
from engage.intake.surveys.counting import Heard, Tally, tally
from engage.intake.surveys.models import Survey, SurveyAnswer, SurveyNaming
from engage.intake.surveys.records import AnswerRecord, Came, Content, Given, NamingRecord, SurveyRecord, Text
from engage.intake.surveys.vocabulary import AnswerState
from engage.projects.opened import Held, Opened
from engage.referrals.findings.queries import cells_of
from engage.referrals.findings.vocabulary import Fact

TOPIC = "surveys"
MOST_LISTED = 50
ASKED_BY = (Fact.GROUP, Fact.CAPACITY)
"""By what a survey tells people apart: what one can say of oneself without being known by it."""


def surveys_of(session: Session, project_id: UUID) -> list[SurveyRecord]:
    """Every survey, newest first."""
    rows = session.scalars(
        select(Survey).where(Survey.project_id == project_id).order_by(Survey.created_on.desc(), Survey.id)
    )
    return [record_of(session, row) for row in rows]


def find_survey(session: Session, project_id: UUID, survey_id: UUID) -> Survey | None:
    """The row of a survey."""
    return session.scalar(select(Survey).where(Survey.id == survey_id, Survey.project_id == project_id))


def record_of(session: Session, row: Survey) -> SurveyRecord:
    """A survey, opened."""
    said = unseal_json(session, row, "content")
    texts = {language: Text(**text) for language, text in said.pop("texts").items()}
    return SurveyRecord(
        id=row.id,
        project_id=row.project_id,
        state=row.state,
        created_on=row.created_on,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        closed_on=row.closed_on,
        content=Content(**said, texts=texts),
        code=unseal(session, row, "code") or "",
    )


def came(session: Session, survey_id: UUID) -> Came:
    """How many answers there are."""
    mine = SurveyAnswer.survey_id == survey_id
    rows = session.execute(
        select(SurveyAnswer.state, SurveyAnswer.received_on, func.count()).where(mine).group_by("state", "received_on")
    ).all()
    states: Counter[str] = Counter()
    weeks: Counter[date] = Counter()
    for state, on, number in rows:
        states[state] += number
        weeks[on - timedelta(days=on.weekday())] += number
    kept = (mine, SurveyAnswer.state == AnswerState.REVIEWED, SurveyAnswer.words.is_not(None))
    return Came(
        waiting=states[AnswerState.WAITING],
        reviewed=states[AnswerState.REVIEWED],
        set_aside=states[AnswerState.SET_ASIDE],
        with_words=session.scalar(select(func.count()).select_from(SurveyAnswer).where(*kept)) or 0,
        weeks=sorted(weeks.items()),
    )


def count_waiting(session: Session, project_id: UUID) -> dict[UUID, int]:
    """How many answers wait for review, by survey."""
    wanted = (SurveyAnswer.project_id == project_id, SurveyAnswer.state == AnswerState.WAITING)
    rows = session.execute(
        select(SurveyAnswer.survey_id, func.count()).where(*wanted).group_by(SurveyAnswer.survey_id)
    ).all()
    return {row.survey_id: row[1] for row in rows}


def next_waiting(session: Session, survey_id: UUID) -> SurveyAnswer | None:
    """An answer that nobody looked at yet. Their ids are random: the order tells nothing of who answered when."""
    wanted = (SurveyAnswer.survey_id == survey_id, SurveyAnswer.state == AnswerState.WAITING)
    return session.scalar(select(SurveyAnswer).where(*wanted).order_by(SurveyAnswer.id).limit(1))


def with_words(session: Session, survey_id: UUID) -> list[UUID]:
    """Reviewed answers whose words are still there; the first of them, where there are many."""
    wanted = (SurveyAnswer.state == AnswerState.REVIEWED, SurveyAnswer.words.is_not(None))
    return list(
        session.scalars(
            select(SurveyAnswer.id)
            .where(SurveyAnswer.survey_id == survey_id, *wanted)
            .order_by(SurveyAnswer.id)
            .limit(MOST_LISTED)
        )
    )


def find_answer(session: Session, survey: Survey, answer_id: UUID) -> SurveyAnswer | None:
    """The row of an answer to a survey, whose words are still there."""
    wanted = (SurveyAnswer.survey_id == survey.id, SurveyAnswer.words.is_not(None))
    return session.scalar(select(SurveyAnswer).where(SurveyAnswer.id == answer_id, *wanted))


def answer_of(session: Session, row: SurveyAnswer) -> AnswerRecord:
    """An answer, opened."""
    said, words = unseal_json(session, row, "said") or {}, unseal_json(session, row, "words") or {}
    return AnswerRecord(
        id=row.id,
        survey_id=row.survey_id,
        state=row.state,
        group=said.get("group", ""),
        unnamed=said.get("unnamed", []),
        language=words.get("language", ""),
        names=[Given(place, question, name) for place, (question, name) in enumerate(words.get("names", ()))],
        words=words.get("words", ""),
    )


def namings_in(session: Session, answer: SurveyAnswer) -> list[NamingRecord]:
    """Whom the names of an answer were found to mean."""
    rows = session.scalars(select(SurveyNaming).where(SurveyNaming.answer_id == answer.id)).all()
    found = []
    for row in rows:
        named, detail = unseal(session, row, "named"), unseal_json(session, row, "detail")
        if named and detail:
            found.append(NamingRecord(UUID(named), detail["question"], detail["place"]))
    return found


def tallies_of(session: Session, project_id: UUID) -> Mapping[UUID, Tally]:
    """The reviewed answers, counted by survey."""
    return TALLIES.of(session, project_id)


def wanted_groups(session: Session, project_id: UUID) -> list[str]:
    """The groups that the scoping says should be heard, as a survey writes them."""
    return [
        f"{each.detail.fact}:{each.detail.code}"
        for each in cells_of(session, project_id)
        if each.detail.fact in ASKED_BY
    ]


def _tallies(session: Session, project_id: UUID, _before: Held[Mapping[UUID, Tally]]) -> Mapping[UUID, Tally]:
    vault = session.info["vault"]
    vault.warm(project_id)
    open_named, open_detail = (opener(vault, "survey_naming", column) for column in ("named", "detail"))
    named: dict[UUID, set[tuple[str, UUID]]] = {}
    namings = select(
        SurveyNaming.id, SurveyNaming.key_id, SurveyNaming.answer_id, SurveyNaming.named, SurveyNaming.detail
    ).where(SurveyNaming.project_id == project_id)
    for key, subject, answer_id, sealed, detail in session.execute(namings):
        if sealed is not None and detail is not None:
            question = json.loads(open_detail(subject, key, detail))["question"]
            named.setdefault(answer_id, set()).add((question, UUID(open_named(subject, key, sealed))))
    open_said = opener(vault, "survey_answer", "said")
    answers = select(SurveyAnswer.id, SurveyAnswer.key_id, SurveyAnswer.survey_id, SurveyAnswer.said).where(
        SurveyAnswer.project_id == project_id, SurveyAnswer.state == AnswerState.REVIEWED
    )
    found: dict[UUID, list[Heard]] = {}
    for key, subject, survey_id, sealed in session.execute(answers):
        said: dict[str, Any] = json.loads(open_said(subject, key, sealed)) if sealed is not None else {}
        found.setdefault(survey_id, []).append(
            Heard(key, said.get("group", ""), frozenset(named.get(key, ())), frozenset(said.get("unnamed", ())))
        )
    return {survey_id: tally(heard) for survey_id, heard in found.items()}


TALLIES: Opened[Mapping[UUID, Tally]] = Opened(TOPIC, {}, _tallies)
