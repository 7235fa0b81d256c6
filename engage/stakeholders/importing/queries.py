"""Reading imports: those of one user, and of one import only the rows that a page shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.jobs.models import Job
from engage.stakeholders.importing import parts
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.records import Index, Line
from engage.stakeholders.importing.vocabulary import ImportState, PartKind


def find_import(session: Session, project_id: UUID, import_id: UUID, *, user_id: UUID) -> StakeholderImport | None:
    """An import that `user_id` began: nobody else saw that file. Locked, so that it is saved once."""
    return session.scalar(
        select(StakeholderImport)
        .where(
            StakeholderImport.id == import_id,
            StakeholderImport.project_id == project_id,
            StakeholderImport.started_by == user_id,
            StakeholderImport.state != ImportState.DROPPED.value,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def imports_of(session: Session, project_id: UUID, user_id: UUID, limit: int = 20) -> list[StakeholderImport]:
    """What `user_id` saved or took back, newest first."""
    done = ImportState.SAVED.value, ImportState.UNDONE.value
    return _imports(session, project_id, user_id, done, limit)


def waiting_imports(session: Session, project_id: UUID, user_id: UUID, limit: int = 20) -> list[StakeholderImport]:
    """Files that `user_id` brought in and that are neither saved nor forgotten, newest first."""
    return _imports(session, project_id, user_id, (ImportState.PREVIEW.value, ImportState.SAVING.value), limit)


def _imports(
    session: Session, project_id: UUID, user_id: UUID, states: Collection[str], limit: int
) -> list[StakeholderImport]:
    return list(
        session.scalars(
            select(StakeholderImport)
            .where(
                StakeholderImport.project_id == project_id,
                StakeholderImport.started_by == user_id,
                StakeholderImport.state.in_(states),
            )
            .order_by(StakeholderImport.started_at.desc(), StakeholderImport.id)
            .limit(limit)
        )
    )


def job_of(session: Session, import_id: UUID, kind: str) -> Job | None:
    """The newest job that saves an import."""
    return session.scalar(
        select(Job).where(Job.subject_id == import_id, Job.kind == kind).order_by(Job.due_at.desc()).limit(1)
    )


def page_of(rows: Sequence[int], after: int, size: int) -> tuple[list[int], int | None]:
    """The rows of a page that begins after row `after`, and the row after which the next one begins."""
    rest = [row for row in rows if row > after]
    return rest[:size], rest[size - 1] if len(rest) > size else None


def lines_of(session: Session, row: StakeholderImport, index: Index, wanted: Collection[int]) -> list[Line]:
    """Rows as they were understood; only the parts that hold one of them are opened."""
    if not wanted:
        return []
    here, only = set(wanted), {index.part_of(number) for number in wanted}
    return [
        Line.unpacked(said)
        for _number, some in parts.opened(session, row, PartKind.LOOKED, only)
        for said in some
        if said[0] in here
    ]


def first_lines(session: Session, row: StakeholderImport, count: int) -> list[Line]:
    """The first rows that make someone."""
    for _number, some in parts.opened(session, row, PartKind.LOOKED, [0]):
        return [Line.unpacked(said) for said in some if said[1] is not None][:count]
    return []


def samples_of(session: Session, row: StakeholderImport, columns: int, count: int) -> list[list[str]]:
    """For each column the first values that differ, taken from the first part."""
    found: list[dict[str, None]] = [{} for _column in range(columns)]
    for _number, piece in parts.opened(session, row, PartKind.ROWS, [0]):
        for _row, cells in piece["rows"]:
            for held, cell in zip(found, cells, strict=False):
                if cell and len(held) < count:
                    held.setdefault(cell)
    return [list(held) for held in found]


def rows_to_mend(
    session: Session, row: StakeholderImport, wanted: Collection[int]
) -> Iterator[tuple[int, list[str], Line]]:
    """Number, cells and line of some rows, one part after another."""
    here = set(wanted)
    pieces = parts.opened(session, row, PartKind.ROWS)
    for (_number, some), (_same, piece) in zip(parts.opened(session, row, PartKind.LOOKED), pieces, strict=False):
        cells = dict(map(tuple, [*piece["rows"], *piece["broken"]]))
        for said in some:
            if said[0] in here:
                yield said[0], cells.get(said[0], []), Line.unpacked(said)
