"""The end of the walk of `journey`: answers to those who were heard, and what they say to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.receipts import Receipt, derive
from engage.db.clock import today
from engage.db.stores import open_session
from engage.engagements.models import Engagement
from engage.portal import service as portal
from engage.stakeholders.models import Stakeholder
from engage.summaries import service as summaries
from engage.summaries.jobs import fetch_replies
from engage.summaries.leaks import findings_in
from engage.summaries.models import ReceiptIssued, Reply, Summary
from engage.summaries.queries import opened
from engage.summaries.vocabulary import SummaryState
from tests.databases.grounds import Ground
from tests.factories.team import Team

Say = Callable[[str], str]
SECTIONS = ("asked", "heard", "open")


def _drawn_up(session: Session, team: Team, held: Engagement) -> Summary:
    return summaries.draft_summary(
        session,
        actor=team.engager,
        project_id=team.project.id,
        engagement_id=held.id,
        language="en",
        promised_on=today() + timedelta(days=5),
    )


def _check(session: Session, team: Team, say: Say, summary: Summary) -> None:
    """Leaves every warning standing, with a reason, and gives the summary to a second reader."""
    found = findings_in(session, opened(session, [summary])[0])
    reasons = {each.key: say("summary.acknowledged") for each in found} or {"none": say("summary.acknowledged")}
    summaries.acknowledge(session, actor=team.engager, summary=summary, reasons=reasons)
    summaries.send_to_review(session, actor=team.engager, summary=summary)


def published_summary(session: Session, team: Team, say: Say, held: Engagement) -> Summary:
    """Written in two languages for two audiences, agreed to and published."""
    summary = _drawn_up(session, team, held)
    for audience in ("participants", "public"):
        for language in ("en", "fr"):
            _write(session, team, say, summary, audience, language)
    summaries.say_why_withheld(session, actor=team.engager, summary=summary, reason=say("summary.withheld"))
    _check(session, team, say, summary)
    summaries.approve(session, actor=team.guardian, summary=summary)
    summaries.publish(session, actor=team.portal_holder, summary=summary)
    return summary


def _write(session: Session, team: Team, say: Say, summary: Summary, audience: str, language: str) -> None:
    where = f"{audience}.{language}"
    summaries.write_reading(
        session,
        actor=team.engager,
        summary=summary,
        audience=audience,
        language=language,
        title=say(f"{where}.title"),
        sections={section: say(f"{where}.{section}") for section in SECTIONS},
        state="reviewed",
    )


def summaries_on_their_way(session: Session, team: Team, say: Say, held: Callable[[], Engagement]) -> list[UUID]:
    """Summaries of other engagements: given back by the second reader, with them now, agreed to."""
    made = []
    for state in (SummaryState.DRAFT, SummaryState.IN_REVIEW, SummaryState.APPROVED):
        summary = _drawn_up(session, team, held())
        _write(session, team, say, summary, "participants", "en")
        _check(session, team, say, summary)
        if state == SummaryState.DRAFT:
            reason = say("summary.returned")
            summaries.return_to_draft(session, actor=team.guardian, summary=summary, reason=reason)
        elif state == SummaryState.APPROVED:
            summaries.approve(session, actor=team.guardian, summary=summary)
        made.append(summary.id)
    return made


def handed_over(session: Session, team: Team, summary: Summary, holder: Stakeholder) -> tuple[Receipt, UUID]:
    receipt = summaries.issue_receipt(
        session, actor=team.portal_holder, summary=summary, holder_id=holder.id, language="en", through="in_person"
    )
    return receipt, session.scalars(select(ReceiptIssued.id).where(ReceiptIssued.summary_id == summary.id)).one()


def replied(session: Session, team: Team, ground: Ground, say: Say, receipt: Receipt) -> UUID:
    """The holder answers at the portal; the answer is brought over and settled."""
    pepper = ground.vault.secret("receipt_pepper")
    reply_id = uuid4()
    with open_session(ground.stores.portal) as work:
        token = portal.enter(work, derived=derive(receipt.code, pepper), pepper=pepper)
        who = portal.visit(work, token)
        assert who is not None
        portal.reply(work, who=who, reply_id=reply_id, kind="add", language="en", words=say("reply.words"))
        work.commit()
    session.commit()
    fetch_replies(ground.stores, ground.vault)
    reply = session.get_one(Reply, reply_id)
    summaries.settle_reply(session, actor=team.lead, reply=reply, settlement=say("reply.settlement"))
    return reply_id
