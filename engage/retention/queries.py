"""Reading the ledger of erasures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.referrals.exchange.queries import files_waiting as graphs_waiting
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.vocabulary import ImportState
from engage.stakeholders.life.models import Erasure
from engage.stakeholders.life.vocabulary import ErasureState

SHOWN = 200


@dataclass(frozen=True)
class ErasureRecord:
    """That somebody was erased."""

    id: UUID
    state: ErasureState
    begun_on: date
    begun_by: UUID | None
    closed_on: date | None

    @property
    def is_closed(self) -> bool:
        return self.state is ErasureState.CLOSED


def find_erasure(session: Session, project_id: UUID, erasure_id: UUID) -> ErasureRecord | None:
    """One entry of the ledger."""
    row = session.scalar(select(Erasure).where(Erasure.id == erasure_id, Erasure.project_id == project_id))
    return None if row is None else _record(row)


def erasures_of(session: Session, project_id: UUID) -> list[ErasureRecord]:
    """Everyone erased in a project, the latest first; records that were one person are one."""
    rows = select(Erasure).where(Erasure.project_id == project_id, Erasure.stakeholder_id == Erasure.main_id)
    newest = rows.order_by(Erasure.begun_on.desc(), Erasure.id).limit(SHOWN)
    return [_record(row) for row in session.scalars(newest)]


def files_waiting(session: Session, project_id: UUID) -> int:
    """How many files wait to be brought in: nobody looks through them when someone is erased."""
    wanted = (StakeholderImport.project_id == project_id, StakeholderImport.state == ImportState.PREVIEW)
    lists = session.scalar(select(func.count()).select_from(StakeholderImport).where(*wanted)) or 0
    return lists + graphs_waiting(session, project_id)


def _record(row: Erasure) -> ErasureRecord:
    return ErasureRecord(row.id, ErasureState(row.state), row.begun_on, row.begun_by, row.closed_on)
