"""Reading people as far as the viewer may know of them. Nothing here gives a name."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener, unseal_json
from engage.crypto.vault import Vault
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety, StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState

# Asked for each person's page: put together once.
_ALIVE = select(Stakeholder).where(
    Stakeholder.id == bindparam("stakeholder_id", type_=Uuid),
    Stakeholder.project_id == bindparam("project_id", type_=Uuid),
    Stakeholder.tier <= bindparam("up_to_tier"),
    Stakeholder.state == StakeholderState.ACTIVE,
)
_CONTACTS = select(Contact.id, Contact.stakeholder_id, Contact.detail).where(
    Contact.stakeholder_id.in_(bindparam("stakeholder_ids", type_=Uuid, expanding=True))
)


@dataclass(frozen=True)
class ContactRecord:
    """One way to reach someone, opened: only for `reveal` and for comparing."""

    id: UUID
    stakeholder_id: UUID
    detail: ContactDetail


def find_row(session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int) -> Stakeholder | None:
    """The row of someone alive whom the viewer may know of, for changing it."""
    wanted = {"stakeholder_id": stakeholder_id, "project_id": project_id, "up_to_tier": up_to_tier}
    return session.scalar(_ALIVE, wanted)


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
        restricted=row.restricted_on is not None,
    )


def called_of(session: Session, row: Stakeholder) -> Called:
    """What else someone is called. What it gives is shown only through `reveal`."""
    return Called(**(unseal_json(session, row, "called") or {}))


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
        _contacts(session, [stakeholder_id]),
        key=lambda contact: (not contact.detail.safe, contact.detail.channel, contact.id.int),
    )


def contacts_among(session: Session, stakeholder_ids: Collection[UUID]) -> dict[UUID, list[ContactRecord]]:
    """Every way to reach each of these people, in one query; for checks, never for a page."""
    found: dict[UUID, list[ContactRecord]] = {each: [] for each in stakeholder_ids}
    for contact in _contacts(session, stakeholder_ids) if stakeholder_ids else ():
        found[contact.stakeholder_id].append(contact)
    return found


def _contacts(session: Session, stakeholder_ids: Collection[UUID]) -> list[ContactRecord]:
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, "contact", "detail")
    rows = session.execute(_CONTACTS, {"stakeholder_ids": list(stakeholder_ids)})
    found = []
    for key, owner, detail in rows:
        if detail is not None:
            # Somebody is being erased: the key is gone, the row is about to go.
            with suppress(KeyErased):
                found.append(ContactRecord(key, owner, ContactDetail(**json.loads(open_detail(owner, key, detail)))))
    return found


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
