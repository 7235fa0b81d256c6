"""How far intermediaries of the story speak for others; what was asked of people and given back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.stakeholders.legitimacy import service as legitimacy
from engage.stakeholders.legitimacy.questions import QUESTIONS
from engage.stakeholders.legitimacy.records import Answer, Conclusion, Evidence
from engage.stakeholders.legitimacy.vocabulary import Part
from engage.stakeholders.load import service as load
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.models import Stakeholder


def assess(session: Session, *, users: dict[str, User], people: dict[str, UUID]) -> None:
    """Every version of the story, the oldest first."""
    for told_of in told("assessed")["version"]:
        _version(session, users[told_of["by"]], session.get_one(Stakeholder, people[told_of["of"]]), told_of)


def _version(session: Session, actor: User, person: Stakeholder, told_of: Mapping[str, Any]) -> None:
    draft = legitimacy.begin(session, actor=actor, stakeholder=person)
    said = {code: Answer(*_of(given), evidence=_evidence(told_of, code)) for code, given in told_of["answers"].items()}
    for part in Part:
        here = {each.code: said[each.code] for each in QUESTIONS if each.part is part and each.code in said}
        if part is not Part.VERDICT:
            legitimacy.write_answers(
                session, actor=actor, assessment=draft, part=part, answers=here, share=told_of["share"]
            )
    conclusion = Conclusion(
        verdict=told_of["verdict"],
        reasoning=told_of["because"],
        matters=told_of["matters"],
        rights=told_of["rights"],
        groups=told_of["groups"],
        months=told_of["months"],
    )
    legitimacy.conclude(session, actor=actor, assessment=draft, conclusion=conclusion)
    legitimacy.sign(session, actor=actor, assessment=draft)
    # The service signs today; this story has been going on for years.
    on = day(told_of["signed_on"])
    draft.begun_at = datetime.combine(on, time(9), UTC)
    draft.signed_on, draft.due_on = on, legitimacy.months_after(on, told_of["months"])
    session.flush()
    if "reply" in told_of:
        reply = told_of["reply"]
        legitimacy.record_reply(
            session,
            actor=actor,
            assessment=draft,
            said_on=day(reply["on"]),
            words=reply["words"],
            answer=reply["answer"],
        )


def _of(given: list[str]) -> tuple[str, str, str, str]:
    """Chosen word, why, whose words, what is not known."""
    chosen, because, *unknown = given
    return chosen, because, "", unknown[0] if unknown else ""


def _evidence(told_of: Mapping[str, Any], code: str) -> list[Evidence]:
    return [
        Evidence(each["title"], each["where"], day(each["on"]).isoformat(), each["checked_by"])
        for each in told_of.get("evidence", ())
        if each["question"] == code
    ]


def write_ledger(session: Session, *, actor: User, project_id: UUID, people: dict[str, UUID]) -> None:
    """What engagements do not write by themselves."""
    verbs = {"asked": load.record_request, "given": load.record_given_back, "quiet": load.keep_quiet}
    for each in told("asked")["entry"]:
        detail = {name: value for name, value in each.items() if name not in {"kind", "of", "on", "until"}}
        if "until" in each:
            detail["until"] = day(each["until"]).isoformat()
        verbs[each["kind"]](
            session,
            actor=actor,
            project_id=project_id,
            stakeholder_id=people[each["of"]],
            on=day(each["on"]),
            detail=LoadDetail(**detail),
        )
