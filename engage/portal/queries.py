"""Reading what was published: to all, and to the holder of a receipt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto import receipts
from engage.portal.models import ParticipantCopy, PublicCopy

PAGE = 20
Row = TypeVar("Row", PublicCopy, ParticipantCopy)


@dataclass(frozen=True)
class Reading:
    """A text in one language; `languages` are all it can be read in. A withdrawn one has no sections."""

    language: str
    languages: list[str]
    title: str
    sections: list[tuple[str, str]]
    version: int
    published_on: date
    withdrawn: bool


@dataclass(frozen=True)
class Listed:
    """A public text in the list."""

    summary_id: UUID
    title: str
    language: str
    published_on: date


def participants_reading(session: Session, summary_id: UUID, content_key: bytes, language: str) -> Reading | None:
    """What those who took part may read, in `language` or the nearest; None while nothing is published.

    Raises CannotOpen.
    """
    rows = session.scalars(select(ParticipantCopy).where(ParticipantCopy.summary_id == summary_id)).all()
    row = _nearest(rows, language)
    if row is None:
        return None
    body = ""
    if not row.withdrawn:
        context = receipts.copy_context(summary_id, row.language, row.version)
        body = receipts.open_body(content_key, row.body, context)
    return _reading(row, body, rows)


def public_reading(session: Session, summary_id: UUID, language: str) -> Reading | None:
    """A text that is open to all, in `language` or the nearest, or None."""
    rows = session.scalars(select(PublicCopy).where(PublicCopy.summary_id == summary_id)).all()
    row = _nearest(rows, language)
    return None if row is None else _reading(row, row.body, rows)


def public_list(session: Session, language: str, page: int) -> tuple[list[Listed], bool]:
    """One page of the public texts, the newest first, and whether there are more."""
    newest = func.max(PublicCopy.published_on)
    chosen = select(PublicCopy.summary_id).where(PublicCopy.withdrawn.is_(False)).group_by(PublicCopy.summary_id)
    ordered = chosen.order_by(newest.desc(), PublicCopy.summary_id).limit(PAGE + 1).offset(PAGE * page)
    ids = list(session.scalars(ordered))
    shown = ids[:PAGE]
    rows = session.scalars(select(PublicCopy).where(PublicCopy.summary_id.in_(shown))).all()
    listed = []
    for summary_id in shown:
        row = _nearest([each for each in rows if each.summary_id == summary_id], language)
        if row is not None:
            listed.append(Listed(summary_id, json.loads(row.body)["title"], row.language, row.published_on))
    return listed, len(ids) > PAGE


def _nearest(rows: Sequence[Row], language: str) -> Row | None:
    """The copy in a language, else in English, else in the first there is."""
    by_language = {row.language: row for row in sorted(rows, key=lambda each: each.language)}
    return by_language.get(language) or by_language.get("en") or next(iter(by_language.values()), None)


def _reading(row: PublicCopy | ParticipantCopy, body: str, rows: Sequence[PublicCopy | ParticipantCopy]) -> Reading:
    said: dict[str, Any] = json.loads(body) if body else {"title": "", "sections": []}
    return Reading(
        language=row.language,
        languages=sorted(each.language for each in rows),
        title=said["title"],
        sections=[(heading, text) for heading, text in said["sections"]],
        version=row.version,
        published_on=row.published_on,
        withdrawn=row.withdrawn,
    )
