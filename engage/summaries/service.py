"""The verbs of summaries: drawing up and writing here; agreeing, and receipts and replies, next door.

Refusals are named; nothing here commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from markupsafe import escape
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.decisions.queries import decisions_of
from engage.engagements.once import each_once
from engage.engagements.queries import find_engagement, participants_of
from engage.feedback.queries import feedback_of
from engage.i18n.languages import OFFERED
from engage.i18n.texts import use_language
from engage.influence.queries import standing
from engage.summaries import prefill
from engage.summaries.agreeing import (
    ChangedSinceApproval,
    FindingsUnanswered,
    ReasonNeeded,
    SecondPersonNeeded,
    WrongState,
    acknowledge,
    approve,
    fingerprint,
    publish,
    return_to_draft,
    send_to_review,
    withdraw,
)
from engage.summaries.answering import content_key, issue_receipt, mark_read, revoke_receipt, settle_reply
from engage.summaries.halting import Halted
from engage.summaries.models import Reading, Summary
from engage.summaries.queries import opened, summary_for
from engage.summaries.vocabulary import Audience, Section, SummaryEvent, SummaryState, TranslationState

__all__ = [
    "ChangedSinceApproval",
    "FindingsUnanswered",
    "Halted",
    "ReasonNeeded",
    "SecondPersonNeeded",
    "WrongState",
    "acknowledge",
    "approve",
    "draft_summary",
    "fingerprint",
    "issue_receipt",
    "locked",
    "mark_read",
    "promise",
    "publish",
    "return_to_draft",
    "revoke_receipt",
    "say_why_withheld",
    "send_to_review",
    "settle_reply",
    "withdraw",
    "write_reading",
]

TIER = 2
LONGEST_TITLE = 160
# A reading must reach an old phone in one step of 30 kB (security.md 7), its frame and style sheet included.
LONGEST_READING = 15_000
PARAGRAPH = 24  # what the page puts around each


class NoSuchEngagement(LookupError):
    """The project has no engagement of this id."""


class NotHeld(ValueError):
    """Only what was held can be answered."""


class AlreadyDrawnUp(ValueError):
    """The engagement has a summary already; `summary_id` names it."""

    def __init__(self, summary_id: UUID) -> None:
        super().__init__("drawn up already")
        self.summary_id = summary_id


class UnknownLanguage(ValueError):
    """Summaries are written in the languages of the portal."""


class TitleNeeded(ValueError):
    """A reading has a title, of 160 signs at most."""


class TooLong(ValueError):
    """A reading must fit into one page on a slow line; `over` says by how many bytes it does not."""

    def __init__(self, over: int) -> None:
        super().__init__("too long for one page")
        self.over = over


class ChangedMeanwhile(ValueError):
    """Somebody else changed the reading since it was opened."""


def draft_summary(
    session: Session, *, actor: User, project_id: UUID, engagement_id: UUID, language: str, promised_on: date | None
) -> Summary:
    """A new summary with two readings put together from what is on record.

    Raises NoSuchEngagement, NotHeld, AlreadyDrawnUp, UnknownLanguage.
    """
    if language not in OFFERED:
        raise UnknownLanguage
    engagement = find_engagement(session, project_id, engagement_id)
    if engagement is None:
        raise NoSuchEngagement
    if engagement.held_on is None:
        raise NotHeld
    there = summary_for(session, engagement_id)
    if there is not None:
        raise AlreadyDrawnUp(there.id)
    vault: Vault = session.info["vault"]
    summary = Summary(
        id=uuid4(),
        project_id=project_id,
        engagement_id=engagement_id,
        state=SummaryState.DRAFT.value,
        language=language,
        promised_on=promised_on,
        created_on=today(),
        created_by=actor.id,
        version=0,
    )
    vault.create_subject(summary.id, project_id=project_id, tier=TIER)
    session.add(summary)
    session.flush()
    # Made now, under nobody's eyes: two who need it at once later must find the same.
    content_key(session, summary)
    material = _material(session, project_id, engagement_id)
    with use_language(language):
        texts = {
            Audience.PARTICIPANTS: prefill.for_participants(material, language),
            Audience.PUBLIC: prefill.for_everyone(material),
        }
    for audience, (title, sections) in texts.items():
        reading = Reading(
            id=uuid4(), summary_id=summary.id, audience=audience.value, language=language, revision=0, source_revision=0
        )
        _write(session, reading, actor, title[:LONGEST_TITLE], sections, TranslationState.DRAFT)
    record(session, SummaryEvent.DRAFTED, actor=actor.id, project=project_id, subject=summary.id)
    return summary


def _material(session: Session, project_id: UUID, engagement_id: UUID) -> prefill.Material:
    engagement = find_engagement(session, project_id, engagement_id)
    if engagement is None:
        raise NoSuchEngagement
    items = feedback_of(session, engagement_id)
    titles = {decision.id: decision.title for decision in decisions_of(session, project_id)}
    place = {item.id: number for number, item in enumerate(items)}
    answers = sorted(standing(session, list(place)).values(), key=lambda each: place[each.feedback_id])
    people = each_once(participants_of(session, engagement_id))
    there = [each for each in people if each.detail.attended is not False]
    return prefill.Material(
        title=engagement.title,
        plan=engagement.plan,
        heard_from=len(there),
        items=items,
        answers=[(answer, titles.get(answer.decision_id, "")) for answer in answers],
    )


def write_reading(
    session: Session,
    *,
    actor: User,
    summary: Summary,
    audience: str,
    language: str,
    title: str,
    sections: Mapping[str, str],
    state: str,
    based_on: int | None = None,
    source_revision: int | None = None,
) -> Reading:
    """Writes a reading; whatever was agreed to before is a draft again. Nothing changed: nothing happens.

    `based_on` is the revision that the writer saw, `source_revision` that of the text they translated from (None: the
    newest). Raises UnknownLanguage, TitleNeeded, TooLong, ChangedMeanwhile; ValueError: unknown audience or state.
    """
    if language not in OFFERED:
        raise UnknownLanguage
    audience, state = Audience(audience).value, TranslationState(state).value
    title = " ".join(title.split())
    texts = {section.value: _tidy(sections.get(section.value) or "") for section in Section}
    _check_size(title, texts)
    now = opened(session, [summary])[0]
    seen = now.reading(audience, language)
    if based_on is not None and based_on != (seen.revision if seen else 0):
        raise ChangedMeanwhile
    source = now.reading(audience, summary.language)
    translated_from = 0
    if language != summary.language and source is not None:
        translated_from = source.revision if source_revision is None else min(source_revision, source.revision)
    if seen and (seen.title, seen.sections, seen.state, seen.source_revision) == (title, texts, state, translated_from):
        return session.get_one(Reading, seen.id)
    row = session.get(Reading, seen.id) if seen else None
    if row is None:
        row = Reading(id=uuid4(), summary_id=summary.id, audience=audience, language=language, revision=0)
    row.source_revision = translated_from
    _write(session, row, actor, title, texts, TranslationState(state))
    summary.state = SummaryState.DRAFT.value
    session.flush()
    record(
        session,
        SummaryEvent.CHANGED,
        actor=actor.id,
        project=summary.project_id,
        subject=summary.id,
        language=language,
        audience=audience,
    )
    return row


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _check_size(title: str, texts: Mapping[str, str]) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise TitleNeeded
    size = sum(
        len(str(escape(text)).encode()) + PARAGRAPH * (text.count("\n\n") + 1)
        for text in (title, *texts.values())
        if text
    )
    if size > LONGEST_READING:
        raise TooLong(size - LONGEST_READING)


def _write(
    session: Session,
    reading: Reading,
    actor: User,
    title: str,
    sections: Mapping[str, str],
    state: TranslationState,
) -> None:
    reading.revision += 1
    reading.state, reading.written_by = state.value, actor.id
    seal(session, reading, "title", title, long=True)
    seal_json(session, reading, "body", dict(sections), long=True)
    session.add(reading)
    session.flush()


def promise(session: Session, *, actor: User, summary: Summary, promised_on: date | None) -> None:
    """Says by when those who took part will have an answer."""
    summary.promised_on = promised_on


def say_why_withheld(session: Session, *, actor: User, summary: Summary, reason: str) -> None:
    """Keeps why the public reading says less than that for those who took part."""
    seal(session, summary, "withheld_because", reason.strip() or None, long=True)


def locked(session: Session, project_id: UUID, summary_id: UUID) -> Summary | None:
    """The row of a summary, held to the end of the transaction: of two at once, the second sees the first. Or None."""
    wanted = select(Summary).where(Summary.project_id == project_id, Summary.id == summary_id)
    return session.scalar(wanted.with_for_update(key_share=True))
