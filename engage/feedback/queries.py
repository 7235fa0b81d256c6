"""Reading what was heard. Speakers of a tier that the viewer may not know of stay hidden."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import SealedValue, opener
from engage.engagements.queries import engagements_with
from engage.feedback.models import FeedbackItem
from engage.feedback.records import FeedbackDetail, FeedbackLine, FeedbackRecord
from engage.i18n.texts import gettext as _
from engage.stakeholders.directory import directory_of

PAGE = 50
COLUMNS = ("words", "translation", "speaker", "detail")

# Asked for each person's page: put together once.
_HEARD_IN = (
    select(FeedbackItem)
    .where(
        FeedbackItem.project_id == bindparam("project_id", type_=Uuid),
        FeedbackItem.engagement_id.in_(bindparam("engagement_ids", type_=Uuid, expanding=True)),
    )
    .order_by(FeedbackItem.heard_on.desc(), FeedbackItem.number.desc())
)


def find_item(session: Session, project_id: UUID, feedback_id: UUID) -> FeedbackItem | None:
    """The row of an item of this project, to be changed, or None."""
    return session.scalar(
        select(FeedbackItem).where(FeedbackItem.id == feedback_id, FeedbackItem.project_id == project_id)
    )


def find_feedback(session: Session, project_id: UUID, feedback_id: UUID) -> FeedbackRecord | None:
    """An item of this project, or None."""
    item = find_item(session, project_id, feedback_id)
    return None if item is None else opened(session, [item])[0]


def feedback_with_ids(session: Session, project_id: UUID, ids: Collection[UUID]) -> dict[UUID, FeedbackRecord]:
    """Those of the items that belong to this project, by id, in one query."""
    if not ids:
        return {}
    chosen = select(FeedbackItem).where(FeedbackItem.project_id == project_id, FeedbackItem.id.in_(ids))
    return {record.id: record for record in opened(session, session.scalars(chosen))}


def feedback_of(session: Session, engagement_id: UUID) -> list[FeedbackRecord]:
    """What was heard in an engagement, in the order it was written down."""
    chosen = select(FeedbackItem).where(FeedbackItem.engagement_id == engagement_id)
    return opened(session, session.scalars(chosen.order_by(FeedbackItem.number, FeedbackItem.id)))


def feedback_page(
    session: Session,
    project_id: UUID,
    *,
    before: UUID | None = None,
    limit: int = PAGE,
    engagement_id: UUID | None = None,
) -> list[FeedbackRecord]:
    """Items of a project, the last heard first; `before` is the item that the page before ended with."""
    chosen = select(FeedbackItem).where(FeedbackItem.project_id == project_id)
    if engagement_id is not None:
        chosen = chosen.where(FeedbackItem.engagement_id == engagement_id)
    last = find_item(session, project_id, before) if before is not None else None
    if last is not None:
        same_day = and_(FeedbackItem.heard_on == last.heard_on, FeedbackItem.id < last.id)
        chosen = chosen.where(or_(FeedbackItem.heard_on < last.heard_on, same_day))
    ordered = chosen.order_by(FeedbackItem.heard_on.desc(), FeedbackItem.id.desc())
    return opened(session, session.scalars(ordered.limit(limit)))


def feedback_said_by(
    session: Session, project_id: UUID, stakeholder_id: UUID, *, engagement_ids: Collection[UUID] | None = None
) -> list[FeedbackRecord]:
    """The words of one stakeholder, the last heard first; `engagement_ids` of those they take part in, where known."""
    if engagement_ids is None:
        engagement_ids = [each.id for each in engagements_with(session, project_id, stakeholder_id)]
    if not engagement_ids:
        return []
    rows = session.scalars(_HEARD_IN, {"project_id": project_id, "engagement_ids": list(engagement_ids)}).all()
    open_speaker = opener(session.info["vault"], "feedback_item", "speaker")
    wanted = str(stakeholder_id)
    said = [
        row
        for row in rows
        if row.speaker is not None and open_speaker(row.engagement_id, row.id, row.speaker) == wanted
    ]
    return opened(session, said)


def opened(session: Session, items: Iterable[FeedbackItem]) -> list[FeedbackRecord]:
    """Items with everything sealed opened, in the same order."""
    vault = session.info["vault"]
    openers = {column: opener(vault, "feedback_item", column) for column in COLUMNS}
    return [_record(item, openers) for item in items]


def _record(item: FeedbackItem, openers: dict[str, Callable[[UUID, UUID, SealedValue | bytes], str]]) -> FeedbackRecord:
    texts = {}
    for column, open_one in openers.items():
        value = getattr(item, column)
        texts[column] = "" if value is None else open_one(item.engagement_id, item.id, value)
    return FeedbackRecord(
        id=item.id,
        project_id=item.project_id,
        engagement_id=item.engagement_id,
        heard_on=item.heard_on,
        words=texts["words"],
        translation=texts["translation"],
        speaker_id=UUID(texts["speaker"]) if texts["speaker"] else None,
        detail=FeedbackDetail(**json.loads(texts["detail"] or "{}")),
    )


def lines_of(
    session: Session, project_id: UUID, records: Sequence[FeedbackRecord], *, up_to_tier: int
) -> list[FeedbackLine]:
    """The items as one viewer may see them: speakers by pseudonym, or only that there was one."""
    directory = directory_of(session, project_id)
    beside = tuple(record.id for record in records)
    lines = []
    for record in records:
        speaker_id = record.speaker_id
        shown = speaker_id is not None and directory.find(speaker_id, up_to_tier) is not None
        words = _("Someone unknown") if speaker_id is None else directory.pseudonym(speaker_id, up_to_tier)
        lines.append(FeedbackLine(record, words, shown, beside))
    return lines
