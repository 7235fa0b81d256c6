"""Reading the scoping, signed statements, and who is set apart for now."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.crypto.vault import Vault
from engage.i18n.formats import territories
from engage.i18n.texts import current_language
from engage.referrals.findings.models import MapPause, MapStatement, ScopingCell
from engage.referrals.findings.records import CellDetail, CellRecord, PauseRecord, Standing, StatementRecord
from engage.referrals.findings.vocabulary import Fact
from engage.stakeholders.lists.queries import both_labels
from engage.stakeholders.load.queries import ledger_of
from engage.stakeholders.load.vocabulary import LoadKind
from engage.stakeholders.vocabulary import Capacity, Expertise, IntermediaryKind, Level
from engage.stakeholders.words import labels


def cells_of(session: Session, project_id: UUID) -> list[CellRecord]:
    """The scoping, in order of entry."""
    rows = session.scalars(
        select(ScopingCell).where(ScopingCell.project_id == project_id).order_by(ScopingCell.entry, ScopingCell.id)
    )
    return [record_of(session, row) for row in rows]


def find_cell(session: Session, project_id: UUID, cell_id: UUID) -> ScopingCell | None:
    """The row of one line of the scoping, for changing it."""
    return session.scalar(select(ScopingCell).where(ScopingCell.id == cell_id, ScopingCell.project_id == project_id))


def record_of(session: Session, row: ScopingCell) -> CellRecord:
    """One line, opened."""
    detail = CellDetail(**(unseal_json(session, row, "content") or {}))
    return CellRecord(row.id, row.written_on, row.written_by, detail)


def statements_of(session: Session, project_id: UUID) -> list[StatementRecord]:
    """Every signed statement, newest first."""
    rows = session.scalars(
        select(MapStatement)
        .where(MapStatement.project_id == project_id)
        .order_by(MapStatement.entry.desc(), MapStatement.id)
    )
    found = []
    for row in rows:
        said = unseal_json(session, row, "content") or {}
        figures = Standing(**said.get("figures", {}))
        found.append(StatementRecord(row.id, row.signed_on, row.signed_by, said.get("words", ""), figures))
    return found


def pauses_of(session: Session, project_id: UUID) -> dict[UUID, PauseRecord]:
    """Everyone set apart for now, by id; nobody once the key of the map is gone."""
    rows = pause_rows(session, project_id)
    return {who: PauseRecord(row.id, who, row.since_on) for who, row in rows.items()}


def pause_rows(session: Session, project_id: UUID) -> dict[UUID, MapPause]:
    """The rows of pauses by whose they are."""
    vault: Vault = session.info["vault"]
    rows = session.scalars(
        select(MapPause).where(MapPause.project_id == project_id).order_by(MapPause.since_on, MapPause.id)
    )
    found: dict[UUID, MapPause] = {}
    for row in rows:
        if vault.has_subject(row.key_id) and (who := unseal(session, row, "stakeholder")):
            found.setdefault(UUID(who), row)
    return found


def kinds_by_fact(session: Session, project_id: UUID) -> dict[Fact, dict[str, str]]:
    """For each fact its codes with their words, in the order of their list."""
    groups, rights = both_labels(session, project_id)
    return {
        Fact.GROUP: groups,
        Fact.RIGHT: rights,
        Fact.CAPACITY: labels(Capacity),
        Fact.INTERMEDIARY: labels(IntermediaryKind),
        Fact.LEVEL: labels(Level),
        Fact.EXPERTISE: labels(Expertise),
        Fact.COUNTRY: dict(territories(current_language())),
    }


def labels_of(session: Session, project_id: UUID) -> dict[tuple[str, str], str]:
    """The words of each (fact, code)."""
    known = kinds_by_fact(session, project_id)
    return {(fact.value, code): word for fact, words in known.items() for code, word in words.items()}


def in_touch(session: Session, project_id: UUID, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Who of the team was in touch with each of these last, as far as the ledger knows."""
    ledger = ledger_of(session, project_id)
    found = {}
    for each in people:
        last = next((entry for entry in ledger.of(each) if entry.kind in {LoadKind.ASKED, LoadKind.TOOK_PART}), None)
        if last is not None:
            found[each] = last.by
    return found
