"""Reading imports of namings: those of one user; and whom the ends of a file mean."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.jobs.models import Job
from engage.projects.revisions import number_of
from engage.referrals.exchange.lines import Content, Looked
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.vocabulary import MapImportState
from engage.referrals.queries import TOPIC as MAP
from engage.stakeholders.directory import TOPIC as PEOPLE
from engage.stakeholders.directory import directory_of
from engage.stakeholders.merging.queries import kept_for
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState

SHOWN = 20


def find_import(session: Session, project_id: UUID, import_id: UUID, *, user_id: UUID) -> MapImport | None:
    """An import that `user_id` began: nobody else saw that file. Locked, so that it is saved once."""
    return session.scalar(
        select(MapImport)
        .where(
            MapImport.id == import_id,
            MapImport.project_id == project_id,
            MapImport.started_by == user_id,
            MapImport.state != MapImportState.DROPPED.value,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def imports_of(session: Session, project_id: UUID, user_id: UUID) -> list[MapImport]:
    """What `user_id` brought in, newest first; files that were forgotten are not there."""
    mine = MapImport.project_id == project_id, MapImport.started_by == user_id
    there = MapImport.state != MapImportState.DROPPED.value
    newest = MapImport.started_at.desc(), MapImport.id
    return list(session.scalars(select(MapImport).where(*mine, there).order_by(*newest).limit(SHOWN)))


def files_waiting(session: Session, project_id: UUID) -> int:
    """How many files of namings wait to be brought in: nobody looks through them when someone is erased."""
    wanted = (MapImport.project_id == project_id, MapImport.state == MapImportState.PREVIEW.value)
    return session.scalar(select(func.count()).select_from(MapImport).where(*wanted)) or 0


def job_of(session: Session, import_id: UUID, kind: str) -> Job | None:
    """The newest job that saves an import."""
    newest = Job.due_at.desc(), Job.id
    return session.scalar(select(Job).where(Job.subject_id == import_id, Job.kind == kind).order_by(*newest).limit(1))


def content_of(session: Session, row: MapImport) -> Content:
    """What the file says; nothing once it is saved."""
    return Content.unpacked(unseal_json(session, row, "content") or {"ends": [], "lines": [], "faults": [], "alone": 0})


def looked_at(session: Session, row: MapImport) -> Looked | None:
    """What saving would do, as it was last found out."""
    said = unseal_json(session, row, "looked")
    return None if said is None else Looked.unpacked(said)


def numbers(session: Session, project_id: UUID) -> tuple[int, int]:
    """The numbers of the last changes to people and map."""
    return number_of(session, project_id, PEOPLE), number_of(session, project_id, MAP)


def people_called(
    session: Session, project_id: UUID, pseudonyms: Collection[str], *, up_to_tier: int
) -> dict[str, StakeholderRecord]:
    """Those who go by these pseudonyms, or went by them before two records were brought together; by the pseudonym in
    small letters. Nobody above `up_to_tier` and nobody gone.

    What a file calls people may be their names: it is compared here and never sent to the database, whose log keeps
    what it is asked.
    """
    directory = directory_of(session, project_id)
    wanted = {each.casefold() for each in pseudonyms}
    found: dict[str, StakeholderRecord] = {}
    former = select(Stakeholder.id, Stakeholder.pseudonym).where(
        Stakeholder.project_id == project_id, Stakeholder.state != StakeholderState.ACTIVE.value
    )
    for key, pseudonym in session.execute(former).all():
        if pseudonym.casefold() in wanted and (here := kept_for(session, project_id, key, up_to_tier=up_to_tier)):
            record = directory.find(here, up_to_tier)
            if record is not None:
                found[pseudonym.casefold()] = record
    for record in directory.people(up_to_tier):
        if record.pseudonym.casefold() in wanted:
            found[record.pseudonym.casefold()] = record
    return found
