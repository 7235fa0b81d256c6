"""Reading summaries, what was published of them, who holds receipts, and what came back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import SealedValue, opener, unseal, unseal_json
from engage.jobs.models import Job
from engage.jobs.service import failed_for
from engage.summaries.models import Approval, Publication, Reading, ReceiptIssued, Reply, Summary
from engage.summaries.records import (
    Copy,
    PublicationRecord,
    ReadingRecord,
    ReceiptRecord,
    ReplyRecord,
    SummaryRecord,
)
from engage.summaries.vocabulary import Audience, SummaryState

Open = Callable[[UUID, UUID, SealedValue | bytes], str]

# Asked for each person's page: put together once.
_OF_ENGAGEMENTS = select(Summary).where(
    Summary.engagement_id.in_(bindparam("engagement_ids", type_=Uuid, expanding=True))
)
_READINGS = (
    select(Reading)
    .where(Reading.summary_id.in_(bindparam("summary_ids", type_=Uuid, expanding=True)))
    .order_by(Reading.audience, Reading.language)
)


def summary_row(session: Session, project_id: UUID, summary_id: UUID) -> Summary | None:
    """The row of a summary of this project, to be changed by the service, or None."""
    return session.scalar(select(Summary).where(Summary.project_id == project_id, Summary.id == summary_id))


def find_summary(session: Session, project_id: UUID, summary_id: UUID) -> SummaryRecord | None:
    """One summary, opened, or None."""
    row = summary_row(session, project_id, summary_id)
    return None if row is None else opened(session, [row])[0]


def summary_for(session: Session, engagement_id: UUID) -> SummaryRecord | None:
    """The summary of an engagement, opened, or None."""
    row = session.scalar(select(Summary).where(Summary.engagement_id == engagement_id).order_by(Summary.created_on))
    return None if row is None else opened(session, [row])[0]


def summaries_of(session: Session, project_id: UUID) -> list[SummaryRecord]:
    """Every summary of a project, opened, the newest first."""
    chosen = select(Summary).where(Summary.project_id == project_id)
    return opened(session, session.scalars(chosen.order_by(Summary.created_on.desc(), Summary.id)).all())


def summaries_for(session: Session, engagement_ids: Collection[UUID]) -> list[SummaryRecord]:
    """The summaries of some engagements, opened."""
    return opened(session, session.scalars(_OF_ENGAGEMENTS, {"engagement_ids": list(engagement_ids)}))


def opened(session: Session, rows: Iterable[Summary]) -> list[SummaryRecord]:
    """Summaries with their readings, in the same order; one more query whatever the number."""
    listed = list(rows)
    readings: dict[UUID, list[ReadingRecord]] = {row.id: [] for row in listed}
    found = session.scalars(_READINGS, {"summary_ids": list(readings)}) if listed else ()
    vault = session.info["vault"]
    open_title, open_body = opener(vault, "summary_reading", "title"), opener(vault, "summary_reading", "body")
    for reading in found:
        readings[reading.summary_id].append(_reading(reading, open_title, open_body))
    return [_record(session, row, readings[row.id]) for row in listed]


def _reading(row: Reading, open_title: Open, open_body: Open) -> ReadingRecord:
    return ReadingRecord(
        id=row.id,
        audience=row.audience,
        language=row.language,
        state=row.state,
        revision=row.revision,
        source_revision=row.source_revision,
        title=open_title(row.summary_id, row.id, row.title) if row.title else "",
        sections=json.loads(open_body(row.summary_id, row.id, row.body)) if row.body else {},
        written_by=row.written_by,
    )


def _record(session: Session, row: Summary, readings: list[ReadingRecord]) -> SummaryRecord:
    # Those who took part come before the public, and the language it was first written in before others.
    order = {audience.value: place for place, audience in enumerate(Audience)}
    readings.sort(key=lambda each: (order[each.audience], each.language != row.language, each.language))
    return SummaryRecord(
        id=row.id,
        project_id=row.project_id,
        engagement_id=row.engagement_id,
        state=row.state,
        language=row.language,
        promised_on=row.promised_on,
        created_on=row.created_on,
        created_by=row.created_by,
        published_on=row.published_on,
        version=row.version,
        withheld_because=unseal(session, row, "withheld_because") or "",
        readings=readings,
        acknowledged=unseal_json(session, row, "acknowledged") or {},
        returned_because=unseal(session, row, "returned_because") or "",
    )


def last_approval(session: Session, summary_id: UUID) -> Approval | None:
    """The newest agreement of a second person."""
    chosen = select(Approval).where(Approval.summary_id == summary_id)
    return session.scalar(chosen.order_by(Approval.approved_at.desc()).limit(1))


def publications_of(session: Session, summary_id: UUID) -> list[PublicationRecord]:
    """Every version that went out, the newest first."""
    chosen = select(Publication).where(Publication.summary_id == summary_id)
    rows = session.scalars(chosen.order_by(Publication.version.desc()))
    return [publication_record(session, row) for row in rows]


def publication_record(session: Session, row: Publication) -> PublicationRecord:
    """One version, opened."""
    copies = [
        Copy(each["audience"], each["language"], each["title"], [(heading, text) for heading, text in each["sections"]])
        for each in unseal_json(session, row, "copies") or []
    ]
    return PublicationRecord(row.id, row.version, row.published_on, row.published_by, copies)


def receipts_of(session: Session, summary_id: UUID) -> list[ReceiptRecord]:
    """The receipts issued for a summary, the newest first."""
    chosen = select(ReceiptIssued).where(ReceiptIssued.summary_id == summary_id)
    found = []
    for row in session.scalars(chosen.order_by(ReceiptIssued.issued_on.desc(), ReceiptIssued.id)):
        held = unseal_json(session, row, "holder") or {}
        found.append(
            ReceiptRecord(
                id=row.id,
                summary_id=row.summary_id,
                issued_by=row.issued_by,
                issued_on=row.issued_on,
                expires_on=row.expires_on,
                revoked=row.revoked,
                holder_id=UUID(held["holder"]) if held.get("holder") else None,
                language=held.get("language", ""),
                through=held.get("through", ""),
            )
        )
    return found


def receipt_row(session: Session, summary_id: UUID, receipt_id: UUID) -> ReceiptIssued | None:
    """The row of a receipt of this summary, or None."""
    wanted = (ReceiptIssued.summary_id == summary_id, ReceiptIssued.id == receipt_id)
    return session.scalar(select(ReceiptIssued).where(*wanted))


def reply_row(session: Session, project_id: UUID, reply_id: UUID) -> Reply | None:
    """The row of a reply of this project, or None."""
    return session.scalar(select(Reply).where(Reply.project_id == project_id, Reply.id == reply_id))


def find_reply(session: Session, project_id: UUID, reply_id: UUID) -> ReplyRecord | None:
    """One reply, opened, or None."""
    row = reply_row(session, project_id, reply_id)
    return None if row is None else _reply(session, row)


def replies_of(session: Session, project_id: UUID, *, waiting: bool | None = None) -> list[ReplyRecord]:
    """Replies of a project, opened, the one due first, first; `waiting`: only those (not) settled yet."""
    chosen = select(Reply).where(Reply.project_id == project_id)
    if waiting is not None:
        chosen = chosen.where(Reply.settled_on.is_(None) if waiting else Reply.settled_on.is_not(None))
    return [_reply(session, row) for row in session.scalars(chosen.order_by(Reply.due_on, Reply.id))]


def replies_by_summary(session: Session, project_id: UUID) -> dict[UUID, tuple[int, int]]:
    """How many replies each summary got, and how many of them still wait."""
    waits = func.count().filter(Reply.settled_on.is_(None))
    chosen = select(Reply.summary_id, func.count(), waits).where(Reply.project_id == project_id)
    return {summary: (count, still) for summary, count, still in session.execute(chosen.group_by(Reply.summary_id))}


def _reply(session: Session, row: Reply) -> ReplyRecord:
    said = unseal_json(session, row, "words") or {}
    return ReplyRecord(
        id=row.id,
        project_id=row.project_id,
        summary_id=row.summary_id,
        received_on=row.received_on,
        due_on=row.due_on,
        settled_on=row.settled_on,
        kind=said.get("kind", ""),
        language=said.get("language", ""),
        words=said.get("words", ""),
        settlement=unseal(session, row, "settlement") or "",
    )


def waiting_for_second_reader(session: Session, project_id: UUID, viewer_id: UUID) -> list[SummaryRecord]:
    """Summaries under review that `viewer_id` did not write, so that they may be the second person."""
    chosen = select(Summary).where(Summary.project_id == project_id, Summary.state == SummaryState.IN_REVIEW)
    return [each for each in opened(session, session.scalars(chosen)) if viewer_id not in writers_of(each)]


def writers_of(summary: SummaryRecord) -> set[UUID]:
    """Who drew a summary up or last wrote one of its readings: they may not approve it."""
    return {summary.created_by, *(each.written_by for each in summary.readings if each.written_by)}


def failed_work(session: Session, project_id: UUID, kinds: Collection[str]) -> list[Job]:
    """Failed jobs of these kinds that wait for a person."""
    return [job for job in failed_for(session, project_id) if job.kind in kinds]
