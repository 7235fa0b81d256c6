"""Reading people as far as the viewer may know of them. Nothing here gives a name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal_json
from engage.crypto.vault import Vault
from engage.stakeholders.models import Contact, Stakeholder, StakeholderImport
from engage.stakeholders.records import ContactDetail, Profile, Safety, StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState


@dataclass(frozen=True)
class ContactRecord:
    """One way to reach someone, opened: only for `reveal` and for comparing."""

    id: UUID
    stakeholder_id: UUID
    detail: ContactDetail


def find_row(session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int) -> Stakeholder | None:
    """The row of someone alive whom the viewer may know of, for changing it."""
    return session.scalar(
        select(Stakeholder).where(
            Stakeholder.id == stakeholder_id,
            Stakeholder.project_id == project_id,
            Stakeholder.tier <= up_to_tier,
            Stakeholder.state == StakeholderState.ACTIVE,
        )
    )


def record_of(session: Session, row: Stakeholder) -> StakeholderRecord:
    """A row opened as everyone in the project may see it."""
    return StakeholderRecord(
        id=row.id,
        project_id=row.project_id,
        kind=row.kind,
        tier=row.tier,
        pseudonym=row.pseudonym,
        state=row.state,
        created_on=row.created_on,
        profile=Profile(**(unseal_json(session, row, "profile") or {})),
        safety=Safety(**(unseal_json(session, row, "safety") or {})),
    )


def find_stakeholder(
    session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int
) -> StakeholderRecord | None:
    """Someone alive whom the viewer may know of, or None."""
    row = find_row(session, project_id, stakeholder_id, up_to_tier=up_to_tier)
    return None if row is None else record_of(session, row)


def has_people(session: Session, project_id: UUID, *, up_to_tier: int) -> bool:
    """Whether there is anyone the viewer may know of."""
    alive = Stakeholder.state == StakeholderState.ACTIVE
    seen = select(Stakeholder.id).where(Stakeholder.project_id == project_id, alive, Stakeholder.tier <= up_to_tier)
    return session.scalar(seen.limit(1)) is not None


def contacts_of(session: Session, stakeholder_id: UUID) -> list[ContactRecord]:
    """Every way to reach someone, safe ones first. What it gives is shown only through `reveal`."""
    return sorted(
        _contacts(session, Contact.stakeholder_id == stakeholder_id),
        key=lambda contact: (not contact.detail.safe, contact.detail.channel, contact.id.int),
    )


def contacts_tagged(session: Session, project_id: UUID, tags: set[bytes]) -> list[ContactRecord]:
    """Contacts that carry one of these tags: candidates to compare."""
    if not tags:
        return []
    return _contacts(session, (Contact.project_id == project_id) & Contact.tag.in_(tags))


def _contacts(session: Session, where: Any) -> list[ContactRecord]:
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, "contact", "detail")
    rows = session.execute(select(Contact.id, Contact.stakeholder_id, Contact.detail).where(where))
    return [
        ContactRecord(key, owner, ContactDetail(**json.loads(open_detail(owner, key, detail))))
        for key, owner, detail in rows
        if detail is not None
    ]


def count_contacts(session: Session, stakeholder_id: UUID) -> tuple[int, int]:
    """How many ways there are to reach someone, and how many of them are safe."""
    found = contacts_of(session, stakeholder_id)
    return len(found), sum(contact.detail.safe for contact in found)


def pseudonyms_of(session: Session, project_id: UUID) -> set[str]:
    """Every pseudonym that was ever given in a project."""
    return set(session.scalars(select(Stakeholder.pseudonym).where(Stakeholder.project_id == project_id)))


def is_taken(session: Session, project_id: UUID, pseudonym: str) -> bool:
    """Whether someone in the project carries this pseudonym."""
    carried = select(Stakeholder.id).where(Stakeholder.project_id == project_id, Stakeholder.pseudonym == pseudonym)
    return session.scalar(carried) is not None


def waiting_imports(session: Session, project_id: UUID, user_id: UUID) -> list[StakeholderImport]:
    """Files that `user_id` uploaded and neither saved nor dropped, oldest first."""
    return list(
        session.scalars(
            select(StakeholderImport)
            .where(
                StakeholderImport.project_id == project_id,
                StakeholderImport.started_by == user_id,
                StakeholderImport.state == "preview",
            )
            .order_by(StakeholderImport.started_at)
        )
    )
