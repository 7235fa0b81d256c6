"""Summaries, from draft to receipt; beside each another one, of another engagement, as noise."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.receipts import Receipt
from engage.engagements.models import Engagement
from engage.engagements.records import ParticipantDetail
from engage.engagements.service import add_participant
from engage.jobs.models import Job
from engage.stakeholders.models import Stakeholder
from engage.summaries import jobs, service
from engage.summaries.leaks import findings_in
from engage.summaries.models import ReceiptIssued, Summary
from engage.summaries.queries import opened, summary_row
from engage.summaries.records import SummaryRecord
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.feedback import engagement, heard, person
from tests.factories.influence import answer, case
from tests.factories.team import Team, make_team

SECRET = "the pilot stays switched off until spring"  # stands in participants' copies only
SECTIONS = {"asked": "What should change at the harbour.", "heard": f"You said: {SECRET}.", "open": "The lease."}
FRENCH = {
    "asked": "Ce qui doit changer au port.",
    "heard": "Vous avez dit : le pilote reste éteint.",
    "open": "Le bail.",
}
ARABIC = {"asked": "ما الذي يجب أن يتغيّر في الميناء.", "heard": "قلتم: تبقى الكاميرات مطفأة.", "open": "عقد الإيجار."}
TITLES = {"en": "Cameras at the harbour", "fr": "Caméras au port", "ar": "كاميرات الميناء"}


@dataclass
class Told:
    """A summary with the team that wrote it and someone it is owed to."""

    team: Team
    where: Engagement
    person: Stakeholder
    summary: Summary


def drafted(session: Session, team: Team | None = None, *, language: str = "en") -> Told:
    """A draft, put together from one thing heard and its answer; committed."""
    team = team or make_team(session)
    noise = engagement(session, team, title="Noise meeting")
    heard(session, team, noise, words="Noise words", translation="Noise words")
    _draft(session, team, noise, language)
    of = case(session, team)
    answer(session, team, of, "changed", reason="The pilot was switched off.")
    someone = person(session, team, name="Salma Haddad")
    add_participant(
        session, actor=team.lead, engagement=of.where, stakeholder_id=someone.id, detail=ParticipantDetail()
    )
    summary = _draft(session, team, of.where, language)
    session.commit()
    return Told(team, of.where, someone, summary)


def _draft(session: Session, team: Team, where: Engagement, language: str) -> Summary:
    return service.draft_summary(
        session,
        actor=team.engager,
        project_id=team.project.id,
        engagement_id=where.id,
        language=language,
        promised_on=None,
    )


def written(session: Session, *, public: bool = True, languages: tuple[str, ...] = ("en",)) -> Told:
    """A summary with texts of its own in each of `languages`; committed."""
    told = drafted(session)
    texts = {"en": SECTIONS, "fr": FRENCH, "ar": ARABIC}
    for language in languages:
        write(session, told, language=language, sections=texts[language], title=TITLES[language])
        if public:
            open_ = {"asked": texts[language]["asked"]}
            write(session, told, audience="public", language=language, sections=open_, title=TITLES[language])
    session.commit()
    return told


def write(session: Session, told: Told, **given: object) -> None:
    """Writes a reading; `given` replaces what is usual."""
    usual = {
        "actor": told.team.engager,
        "summary": told.summary,
        "audience": "participants",
        "language": "en",
        "title": TITLES["en"],
        "sections": SECTIONS,
        "state": "reviewed",
    }
    service.write_reading(session, **{**usual, **given})  # type: ignore[arg-type]


def agree(session: Session, told: Told) -> None:
    """Second reader and agreement; committed."""
    keep_all(session, told)
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    service.approve(session, actor=told.team.guardian, summary=told.summary)
    session.commit()


def keep_all(session: Session, told: Told) -> None:
    """Leaves every warning standing."""
    found = findings_in(session, record_of(session, told))
    reasons = {each.key: "They agreed to it" for each in found}
    service.acknowledge(session, actor=told.team.engager, summary=told.summary, reasons=reasons)


def published(session: Session, ground: Ground, **given: object) -> Told:
    """A summary that the portal shows."""
    told = written(session, **given)  # type: ignore[arg-type]
    agree(session, told)
    service.publish(session, actor=told.team.portal_holder, summary=told.summary)
    work_off(session, ground)
    return told


def receipt_for(session: Session, ground: Ground, told: Told, *, language: str = "en") -> tuple[Receipt, UUID]:
    """A receipt that the portal knows, and its id."""
    before = set(session.scalars(select(ReceiptIssued.id)))
    receipt = service.issue_receipt(
        session,
        actor=told.team.portal_holder,
        summary=told.summary,
        holder_id=told.person.id,
        language=language,
        through="in_person",
    )
    (issued,) = set(session.scalars(select(ReceiptIssued.id))) - before
    work_off(session, ground)
    return receipt, issued


def work_off(session: Session, ground: Ground) -> None:
    """Commits, does every job as the worker would, and fails when one failed."""
    session.commit()
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    faults = [(job.kind, job.fault) for job in session.scalars(select(Job)) if job.fault]
    assert not faults, faults


def fetch(session: Session, ground: Ground) -> int:
    """Brings replies over as the worker would."""
    session.commit()
    fetched = jobs.fetch_replies(ground.stores, ground.vault)
    session.expire_all()
    return fetched


def record_of(session: Session, told: Told) -> SummaryRecord:
    """The summary as it stands, opened."""
    row = summary_row(session, told.team.project.id, told.summary.id)
    assert row is not None
    return opened(session, [row])[0]
