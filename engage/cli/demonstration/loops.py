"""Closing the loop in the story: a published answer with receipts and a reply, and one with its second reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.crypto import receipts
from engage.crypto.receipts import Receipt
from engage.portal import service as portal
from engage.summaries.leaks import findings_in
from engage.summaries.models import Summary
from engage.summaries.queries import opened
from engage.summaries.service import (
    acknowledge,
    approve,
    draft_summary,
    issue_receipt,
    publish,
    say_why_withheld,
    send_to_review,
    write_reading,
)


def publish_answer(
    session: Session, *, users: dict[str, User], project_id: UUID, people: dict[str, UUID], engagements: dict[str, UUID]
) -> Receipt:
    """The answer to the closed engagement, approved and published; returns the receipt to try in the portal."""
    words = told("towers")
    summary = _write(session, words, users, project_id, engagements, promised_in=0)
    approve(session, actor=users["guardian"], summary=summary)
    publish(session, actor=users["portal_holder"], summary=summary)
    issued = [
        issue_receipt(
            session,
            actor=users["portal_holder"],
            summary=summary,
            holder_id=people[each["holder"]],
            language=each["language"],
            through=each["through"],
        )
        for each in words["receipt"]
    ]
    return issued[0]


def draft_answer(session: Session, *, users: dict[str, User], project_id: UUID, engagements: dict[str, UUID]) -> None:
    """The answer to the engagement of last week, waiting for its second reader."""
    words = told("app")
    _write(session, words, users, project_id, engagements, promised_in=words["promised_in"])


def _write(
    session: Session,
    words: Mapping[str, Any],
    users: dict[str, User],
    project_id: UUID,
    engagements: dict[str, UUID],
    *,
    promised_in: int,
) -> Summary:
    summary = draft_summary(
        session,
        actor=users["engager"],
        project_id=project_id,
        engagement_id=engagements[words["engagement"]],
        language="en",
        promised_on=day(promised_in),
    )
    for reading in words["reading"]:
        translated = reading["language"] != "en"
        write_reading(
            session,
            actor=users["translator" if translated else "engager"],
            summary=summary,
            audience=reading["audience"],
            language=reading["language"],
            title=reading["title"],
            sections=reading["sections"],
            state=reading.get("state", "reviewed"),
        )
    say_why_withheld(session, actor=users["engager"], summary=summary, reason=words["withheld_because"])
    _leave_standing(session, users["engager"], summary, words.get("standing", ()))
    send_to_review(session, actor=users["engager"], summary=summary)
    return summary


def _leave_standing(session: Session, actor: User, summary: Summary, kept: Any) -> None:
    reasons = {each["words"]: each["reason"] for each in kept}
    found = findings_in(session, opened(session, [summary])[0])
    given = {each.key: reasons[each.words] for each in found if each.words in reasons}
    acknowledge(session, actor=actor, summary=summary, reasons=given)


def reply(session: Session, *, receipt: Receipt, pepper: bytes) -> None:
    """The holder of a receipt opens it in the portal, answers, and leaves. Raises portal.OpensNothing."""
    words = told("towers")["reply"]
    token = portal.enter(session, derived=receipts.derive(receipt.code, pepper), pepper=pepper)
    session.flush()
    who = portal.visit(session, token)
    if who is None:
        raise portal.OpensNothing
    portal.reply(session, who=who, reply_id=uuid4(), **words)
    portal.leave(session, token)
