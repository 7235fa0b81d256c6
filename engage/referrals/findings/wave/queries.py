"""Reading the marks."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal
from engage.crypto.vault import Vault
from engage.referrals.findings.wave.models import MapMark
from engage.referrals.findings.wave.records import MarkRecord


def marks_of(session: Session, project_id: UUID) -> dict[UUID, MarkRecord]:
    """Everyone marked for the next wave, by id; nobody once the key of the map is gone."""
    rows = mark_rows(session, project_id)
    return {who: MarkRecord(row.id, who, row.marked_on, row.marked_by) for who, row in rows.items()}


def mark_rows(session: Session, project_id: UUID) -> dict[UUID, MapMark]:
    """One row of a mark by whose it is."""
    found: dict[UUID, MapMark] = {}
    for who, row in every_mark(session, project_id):
        found.setdefault(who, row)
    return found


def every_mark(session: Session, project_id: UUID) -> list[tuple[UUID, MapMark]]:
    """Every row with whose it is: whoever was brought together out of two who were marked has two."""
    vault: Vault = session.info["vault"]
    rows = session.scalars(
        select(MapMark).where(MapMark.project_id == project_id).order_by(MapMark.marked_on, MapMark.id)
    )
    found = []
    for row in rows:
        if vault.has_subject(row.key_id) and (who := unseal(session, row, "stakeholder")):
            found.append((UUID(who), row))
    return found
