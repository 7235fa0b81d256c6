"""Work between this side and the portal, done by the worker. Each piece is safe to do twice."""

from __future__ import annotations

import json
from typing import Any

import structlog
from sqlalchemy import select

from engage.crypto.open_codes import seal_page, tag_of
from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session
from engage.intake.surveys import outbox, service
from engage.intake.surveys.models import Survey, SurveyAnswer
from engage.intake.surveys.queries import record_of
from engage.intake.surveys.vocabulary import SurveyState
from engage.intake.surveys.words import page_of
from engage.jobs.models import Job
from engage.jobs.service import Desk, work

AT_ONCE = 100
log = structlog.get_logger("engage.intake")


@work("surveys.publish")
def publish(desk: Desk, job: Job, _words: dict[str, Any]) -> None:
    """Puts a survey into the portal, unless it was closed before it got there."""
    row = desk.session.get_one(Survey, job.subject_id)
    if row.state != SurveyState.OPEN:
        return
    survey = record_of(desk.session, row)
    page = json.dumps(page_of(desk.session, row.project_id, survey.content), ensure_ascii=False)
    outbox.put_survey(
        desk.stores.portal,
        survey.id,
        {
            "tag": tag_of(survey.code),
            "code": survey.code if survey.content.is_public else None,
            "body": seal_page(survey.code, page, survey.id.bytes),
            "mailbox": desk.vault.mailbox_public(row.project_id),
            "deployment_id": desk.vault.deployment_id,
            "project_id": row.project_id,
            "opens_on": survey.opens_on,
            "closes_on": survey.closes_on,
            "most": survey.content.most,
        },
    )


@work("surveys.close")
def close(desk: Desk, job: Job, _words: dict[str, Any]) -> None:
    """Closes a survey in the portal."""
    assert job.subject_id is not None
    outbox.close_survey(desk.stores.portal, job.subject_id)


def fetch_answers(stores: Stores, vault: Vault) -> int:
    """Brings answers over from the portal; returns how many are new.

    The portal is told only after they are committed here: what is cut off in between is brought over again, and
    recognised by its id.
    """
    waiting = outbox.waiting_answers(stores.portal, AT_ONCE)
    if not waiting:
        return 0
    ids = [letter.id for letter in waiting]
    with open_session(stores.data, vault=vault) as session:
        known = set(session.scalars(select(SurveyAnswer.id).where(SurveyAnswer.id.in_(ids))))
        surveys = {
            row.id: row
            for row in session.scalars(select(Survey).where(Survey.id.in_({letter.survey_id for letter in waiting})))
        }
        taken = []
        for letter in waiting:
            survey = surveys.get(letter.survey_id)
            if letter.id in known or survey is None:
                continue
            about = {"answer_id": letter.id, "received_on": letter.received_on, "body": letter.body}
            if service.take_answer(session, survey=survey, **about) is not None:
                taken.append(letter.id)
        session.commit()
    here = {*known, *taken}
    outbox.remove_answers(stores.portal, here)
    closed = [each for each in ids if each not in here]
    if closed:
        outbox.set_aside(stores.portal, closed)
        log.warning("answers that cannot be opened", count=len(closed))
    return len(taken)


def sweep(stores: Stores, vault: Vault) -> None:
    """Ends surveys whose time is over, and removes what is kept no longer, here and in the portal."""
    with open_session(stores.data, vault=vault) as session:
        service.close_overdue(session)
        ended = service.purge(session)
        session.commit()
    outbox.remove_surveys(stores.portal, ended)
