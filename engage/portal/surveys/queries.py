"""Reading surveys as they may be answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from engage.crypto.errors import CannotOpen
from engage.crypto.open_codes import open_page, read_code, tag_of
from engage.i18n.languages import direction
from engage.portal.models import PortalSurvey

MOST_LISTED = 20


@dataclass(frozen=True)
class Asked:
    """A survey in one language. `questions` and `groups` are (code, words)."""

    id: UUID
    code: str
    language: str
    languages: list[str]
    heading: str
    intro: str
    questions: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    opens_on: date
    closes_on: date
    closed: bool
    is_full: bool

    @property
    def direction(self) -> str:
        """In which direction the team's words read."""
        return direction(self.language)

    def is_open(self, today: date) -> bool:
        """Whether it takes answers on a day."""
        return not self.closed and not self.is_full and self.opens_on <= today <= self.closes_on


def find_survey(session: Session, typed: str, language: str) -> Asked | None:
    """The survey of an address, in `language` or the nearest; None where there is none."""
    code = read_code(typed)
    row = session.scalar(select(PortalSurvey).where(PortalSurvey.tag == tag_of(code))) if code else None
    return None if row is None or code is None else _asked(row, code, language)


def public_surveys(session: Session, language: str, today: date) -> list[Asked]:
    """Surveys that are open to all and take answers, the one that ends first, first."""
    rows = session.scalars(
        select(PortalSurvey).where(*_public(today)).order_by(PortalSurvey.closes_on, PortalSurvey.id).limit(MOST_LISTED)
    )
    found = (_asked(row, row.code, language) for row in rows if row.code)
    return [each for each in found if each is not None]


def is_any_public(session: Session, today: date) -> bool:
    """Whether there is a survey that is open to all and takes answers."""
    return session.scalar(select(PortalSurvey.id).where(*_public(today)).limit(1)) is not None


def _public(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        PortalSurvey.code.is_not(None),
        PortalSurvey.closed.is_(False),
        PortalSurvey.came < PortalSurvey.most,
        PortalSurvey.opens_on <= today,
        PortalSurvey.closes_on >= today,
    )


def _asked(row: PortalSurvey, code: str, language: str) -> Asked | None:
    try:
        pages: dict[str, dict[str, Any]] = json.loads(open_page(code, row.body, row.id.bytes))
    except CannotOpen:
        return None
    chosen = next(each for each in (language, "en", next(iter(pages))) if each in pages)
    said = pages[chosen]
    return Asked(
        id=row.id,
        code=code,
        language=chosen,
        languages=list(pages),
        heading=said["heading"],
        intro=said["intro"],
        questions=[(question, words) for question, words in said["questions"]],
        groups=[(group, words) for group, words in said["groups"]],
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        closed=row.closed,
        is_full=row.came >= row.most,
    )
