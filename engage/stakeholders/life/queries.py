"""Reading a record's life: what is due, what is restricted, what people asked to have put right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal
from engage.db.clock import today as this_day
from engage.projects.opened import Held, Opened
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.life.ages import MONTHS, MONTHS_ORDINARY, ORDINARY, due_on, moved
from engage.stakeholders.life.models import Correction, Restriction
from engage.stakeholders.life.records import Checked, CorrectionRecord, RestrictionRecord
from engage.stakeholders.life.vocabulary import CorrectionState
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState

SHOWN = 50


class Standing:
    """Who is restricted and who is due, as of one state of the project's people; the same sets while it is the same."""

    __slots__ = ("_due", "restricted")

    def __init__(self, restricted: frozenset[UUID]) -> None:
        self.restricted = restricted
        self._due: tuple[date, frozenset[UUID]] | None = None

    def due(self, session: Session, project_id: UUID, today: date) -> frozenset[UUID]:
        """Who is to be checked again; asked of the database once a day and change, by an index, opening nothing."""
        known = self._due
        if known is None or known[0] != today:
            wanted = select(Stakeholder.id).where(_due(project_id, today))
            known = self._due = today, frozenset(session.scalars(wanted))
        return known[1]


def facts_of(session: Session, project_id: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Who is to be checked again, and whose record is restricted."""
    standing = STANDINGS.of(session, project_id)
    return standing.due(session, project_id, this_day()), standing.restricted


def due_first(
    session: Session, project_id: UUID, *, up_to_tier: int, today: date, limit: int
) -> tuple[list[UUID], int]:
    """Those who wait longest to be checked again, and how many there are in all."""
    wanted = _due(project_id, today) & (Stakeholder.tier <= up_to_tier)
    count = session.scalar(select(func.count()).select_from(Stakeholder).where(wanted)) or 0
    first = select(Stakeholder.id).where(wanted).order_by(Stakeholder.checked_on, Stakeholder.id).limit(limit)
    return (list(session.scalars(first)) if count else []), count


def checked_of(row: Stakeholder, *, today: date) -> Checked:
    """When a record was last checked, and when it is due."""
    due = due_on(row.checked_on, row.tier)
    return Checked(row.checked_on, due, due <= today)


def restrictions_of(session: Session, stakeholder_id: UUID) -> list[RestrictionRecord]:
    """When and why a record was restricted, the one that stands first."""
    rows = session.scalars(
        select(Restriction)
        .where(Restriction.stakeholder_id == stakeholder_id)
        .order_by(Restriction.lifted_on.is_not(None), Restriction.since_on.desc(), Restriction.id)
    )
    return [
        RestrictionRecord(
            id=row.id,
            since_on=row.since_on,
            restricted_by=row.restricted_by,
            review_on=row.review_on,
            lifted_on=row.lifted_on,
            reason=unseal(session, row, "reason") or "",
            lifted_because=unseal(session, row, "lifted_because") or "",
        )
        for row in rows
    ]


def standing_restriction(session: Session, stakeholder_id: UUID) -> Restriction | None:
    """The row of the restriction that stands."""
    wanted = (Restriction.stakeholder_id == stakeholder_id, Restriction.lifted_on.is_(None))
    return session.scalar(select(Restriction).where(*wanted).limit(1))


def reviews_due(session: Session, project_id: UUID, *, up_to_tier: int, today: date) -> list[UUID]:
    """Whose restriction is to be looked at again, the oldest first."""
    wanted = (
        Restriction.project_id == project_id,
        Restriction.lifted_on.is_(None),
        Restriction.review_on <= today,
        Stakeholder.tier <= up_to_tier,
        Stakeholder.state == StakeholderState.ACTIVE,
    )
    rows = select(Restriction.stakeholder_id).join(Stakeholder, Stakeholder.id == Restriction.stakeholder_id)
    return list(session.scalars(rows.where(*wanted).order_by(Restriction.review_on, Restriction.id).limit(SHOWN)))


def corrections_of(session: Session, stakeholder_id: UUID) -> list[CorrectionRecord]:
    """What someone asked to have put right, what is owed first."""
    rows = session.scalars(
        select(Correction)
        .where(Correction.stakeholder_id == stakeholder_id)
        .order_by(Correction.settled_on.is_not(None), Correction.due_on, Correction.id)
    )
    return _opened(session, rows)


def open_corrections(session: Session, project_id: UUID, *, up_to_tier: int) -> list[CorrectionRecord]:
    """What is still owed in a project, what is due first in front."""
    rows = session.scalars(
        select(Correction)
        .join(Stakeholder, Stakeholder.id == Correction.stakeholder_id)
        .where(
            Correction.project_id == project_id,
            Correction.state == CorrectionState.OPEN,
            Stakeholder.tier <= up_to_tier,
            Stakeholder.state == StakeholderState.ACTIVE,
        )
        .order_by(Correction.due_on, Correction.id)
        .limit(SHOWN)
    )
    return _opened(session, rows)


def find_correction(session: Session, stakeholder_id: UUID, correction_id: UUID) -> Correction | None:
    """The row of a request of someone."""
    wanted = (Correction.id == correction_id, Correction.stakeholder_id == stakeholder_id)
    return session.scalar(select(Correction).where(*wanted))


def _opened(session: Session, rows: Iterable[Correction]) -> list[CorrectionRecord]:
    return [
        CorrectionRecord(
            id=row.id,
            stakeholder_id=row.stakeholder_id,
            state=CorrectionState(row.state),
            asked_on=row.asked_on,
            due_on=row.due_on,
            settled_on=row.settled_on,
            wanted=unseal(session, row, "wanted") or "",
            settlement=unseal(session, row, "settlement") or "",
        )
        for row in rows
    ]


def _due(project_id: UUID, today: date) -> ColumnElement[bool]:
    ordinary = Stakeholder.tier == ORDINARY
    return and_(
        Stakeholder.project_id == project_id,
        Stakeholder.state == StakeholderState.ACTIVE,
        Stakeholder.checked_on <= moved(today, -MONTHS),
        or_(~ordinary, Stakeholder.checked_on <= moved(today, -MONTHS_ORDINARY)),
    )


def _restricted(session: Session, project_id: UUID, _before: Held[Standing]) -> Standing:
    wanted = (Stakeholder.project_id == project_id, Stakeholder.restricted_on.is_not(None))
    alive = Stakeholder.state == StakeholderState.ACTIVE
    return Standing(frozenset(session.scalars(select(Stakeholder.id).where(*wanted, alive))))


STANDINGS: Opened[Standing] = Opened(TOPIC, Standing(frozenset()), _restricted)
