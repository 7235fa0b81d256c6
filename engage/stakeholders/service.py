"""Adding people to the registry and changing what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal_json
from engage.crypto.tags import normalise, tag_of
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.doubles import tagged_kind
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.pseudonyms import Pseudonyms
from engage.stakeholders.queries import is_taken, pseudonyms_of
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety
from engage.stakeholders.vocabulary import StakeholderEvent, StakeholderState

TRIES = 6


class NeedsTwoPersons(ValueError):
    """Lowering the protection of someone needs a second person."""


def add_stakeholder(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kind: str,
    tier: int,
    name: str,
    profile: Profile,
    safety: Safety,
    contacts: Sequence[ContactDetail] = (),
    called: Called | None = None,
) -> Stakeholder:
    """Someone new, under a pseudonym and a key of their own."""
    vault: Vault = session.info["vault"]
    # The counter is locked first: whoever adds at the same time waits, and pseudonyms stay unique.
    revision = bump(session, project_id, TOPIC)
    row = Stakeholder(
        id=uuid4(),
        project_id=project_id,
        kind=kind,
        tier=tier,
        pseudonym=_new_pseudonym(session, project_id),
        state=StakeholderState.ACTIVE.value,
        created_on=today(),
        created_by=actor.id,
        revision=revision,
    )
    vault.create_subject(row.id, project_id=project_id, tier=tier)
    seal(session, row, "name", name.strip())
    _seal_called(session, row, called)
    seal_json(session, row, "profile", vars(profile))
    seal_json(session, row, "safety", vars(safety))
    session.add(row)
    session.flush()
    for detail in contacts:
        _put_contact(session, row, detail, region=region_of(profile))
    record(session, StakeholderEvent.ADDED, actor=actor.id, project=project_id, subject=row.id, kind=kind, tier=tier)
    return row


def change_stakeholder(
    session: Session,
    *,
    actor: User,
    stakeholder: Stakeholder,
    kind: str,
    tier: int,
    profile: Profile,
    safety: Safety,
    name: str | None = None,
    called: Called | None = None,
    lower_agreed: bool = False,
) -> None:
    """Changes what is known; a name or `called` of None stays. The tier falls only when `lower_agreed`: whoever says
    so has the agreement of a second person in hand. Raises NeedsTwoPersons.
    """
    if tier < stakeholder.tier and not lower_agreed:
        raise NeedsTwoPersons
    changed = []
    if kind != stakeholder.kind:
        stakeholder.kind = kind
        changed.append("kind")
    for column, said in (("profile", vars(profile)), ("safety", vars(safety))):
        if unseal_json(session, stakeholder, column) != said:
            seal_json(session, stakeholder, column, said)
            changed.append(column)
    if name is not None:
        seal(session, stakeholder, "name", name.strip())
        changed.append("name")
    if called is not None:
        _seal_called(session, stakeholder, called)
        changed.append("called")
    if tier != stakeholder.tier:
        vault: Vault = session.info["vault"]
        vault.change_tier(stakeholder.id, tier)
        kind_of_event = StakeholderEvent.TIER_RAISED if tier > stakeholder.tier else StakeholderEvent.TIER_LOWERED
        stakeholder.tier = tier
        _record(session, kind_of_event, actor, stakeholder, tier=tier)
    elif not changed:
        return
    stakeholder.revision = bump(session, stakeholder.project_id, TOPIC)
    if changed:
        _record(session, StakeholderEvent.CHANGED, actor, stakeholder, fields=changed)


def _seal_called(session: Session, row: Stakeholder, called: Called | None) -> None:
    seal_json(session, row, "called", vars(called) if called else None)


def add_contact(session: Session, *, actor: User, stakeholder: Stakeholder, detail: ContactDetail) -> Contact:
    """One more way to reach someone."""
    profile = Profile(**(unseal_json(session, stakeholder, "profile") or {}))
    contact = _put_contact(session, stakeholder, detail, region=region_of(profile))
    stakeholder.revision = bump(session, stakeholder.project_id, TOPIC)
    _record(session, StakeholderEvent.CHANGED, actor, stakeholder, fields=["contacts"])
    return contact


def mark_contact(session: Session, *, actor: User, stakeholder: Stakeholder, contact: Contact, safe: bool) -> None:
    """Says whether a way to reach someone is safe."""
    detail = ContactDetail(**unseal_json(session, contact, "detail"))
    seal_json(session, contact, "detail", vars(replace(detail, safe=safe)))
    stakeholder.revision = bump(session, stakeholder.project_id, TOPIC)
    _record(session, StakeholderEvent.CHANGED, actor, stakeholder, fields=["contacts"])


def remove_contact(session: Session, *, actor: User, stakeholder: Stakeholder, contact: Contact) -> None:
    """Takes a way to reach someone away for good."""
    session.delete(contact)
    stakeholder.revision = bump(session, stakeholder.project_id, TOPIC)
    _record(session, StakeholderEvent.CHANGED, actor, stakeholder, fields=["contacts"])


def region_of(profile: Profile) -> str | None:
    """The country that completes phone numbers written without one."""
    return profile.countries[0] if profile.countries else None


def sealed_contact(
    vault: Vault, detail: ContactDetail, region: str | None, *, understood: bool = False
) -> tuple[bytes | None, ContactDetail]:
    """The tag of a contact, and the contact as it is kept: a phone number with its country where it can be told.

    `understood`: phone numbers are international already, as an import leaves them.
    """
    kind = tagged_kind(detail.channel)
    if kind is None:
        return None, detail
    as_it_is = understood and kind == "phone"
    value = detail.value if as_it_is else normalise(kind, detail.value, region=region)
    if kind == "phone" and value != detail.value:
        detail = replace(detail, value=value)
    return tag_of(vault, kind, value), detail


def _put_contact(session: Session, row: Stakeholder, detail: ContactDetail, *, region: str | None) -> Contact:
    tagged, kept = sealed_contact(session.info["vault"], detail, region)
    contact = Contact(id=uuid4(), project_id=row.project_id, stakeholder_id=row.id, tag=tagged)
    seal_json(session, contact, "detail", vars(kept))
    session.add(contact)
    session.flush()
    return contact


def _new_pseudonym(session: Session, project_id: UUID) -> str:
    chance = Pseudonyms(())
    for _attempt in range(TRIES):
        given = chance.give()
        if not is_taken(session, project_id, given):
            return given
    return Pseudonyms(pseudonyms_of(session, project_id)).give()


def _record(session: Session, kind: EventKind, actor: User, row: Stakeholder, **facts: Any) -> None:
    record(session, kind, actor=actor.id, project=row.project_id, subject=row.id, **facts)
