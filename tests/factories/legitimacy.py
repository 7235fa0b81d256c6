"""Assessments of intermediaries and entries of the ledger, made by the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.db.clock import today
from engage.stakeholders.legitimacy import service as legitimacy
from engage.stakeholders.legitimacy.models import LegitimacyAssessment
from engage.stakeholders.legitimacy.questions import questions_of
from engage.stakeholders.legitimacy.records import Answer, Conclusion, Evidence
from engage.stakeholders.legitimacy.vocabulary import Part
from engage.stakeholders.load import service as load
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.models import Stakeholder

Say = Callable[[str], str]


def drafted(session: Session, actor: User, person: Stakeholder, say: Say = str) -> LegitimacyAssessment:
    """A draft in which everything is said."""
    draft = legitimacy.begin(session, actor=actor, stakeholder=person)
    for part in Part:
        if part is Part.VERDICT:
            continue
        answers = {
            each.code: Answer(
                chosen=next(iter(each.choices)).value,
                reasoning=say("assessment.reasoning"),
                words=say("assessment.words") if each.asks_words else "",
                unknown=say("assessment.unknown"),
                evidence=[Evidence(say("evidence.title"), say("evidence.where"), "2026-03-02", say("evidence.by"))],
            )
            for each in questions_of(part)
        }
        legitimacy.write_answers(session, actor=actor, assessment=draft, part=part, answers=answers, share=30)
    legitimacy.conclude(
        session,
        actor=actor,
        assessment=draft,
        conclusion=Conclusion(
            "speaks_for_some", say("verdict.reasoning"), say("verdict.matters"), ["work"], ["migrant_workers"]
        ),
    )
    return draft


def signed(session: Session, actor: User, person: Stakeholder, say: Say = str) -> LegitimacyAssessment:
    """A signed version, and what the assessed said of it."""
    made = drafted(session, actor, person, say)
    legitimacy.sign(session, actor=actor, assessment=made)
    legitimacy.record_reply(
        session,
        actor=actor,
        assessment=made,
        said_on=today(),
        words=say("assessed.words"),
        answer=say("assessed.answer"),
    )
    return made


def asked(session: Session, actor: User, person: Stakeholder, on: date | None = None, say: Say = str) -> LoadEntry:
    """Someone was asked, written down by hand."""
    detail = LoadDetail(what_for=say("asked.what_for"), hours=2.0, elsewhere=say("asked.elsewhere"))
    ids = {"project_id": person.project_id, "stakeholder_id": person.id}
    return load.record_request(session, actor=actor, **ids, on=on or today(), detail=detail)


def given(session: Session, actor: User, person: Stakeholder, on: date | None = None, say: Say = str) -> LoadEntry:
    """Something was given back."""
    detail = LoadDetail(what_for=say("given.what_for"), gave="costs", amount="120", currency="EUR")
    ids = {"project_id": person.project_id, "stakeholder_id": person.id}
    return load.record_given_back(session, actor=actor, **ids, on=on or today(), detail=detail)
