"""Adding what a file knows to someone who is there already, and taking it away again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json, unseal, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.stakeholders.importing.filling import additions, called_with
from engage.stakeholders.importing.records import Filled
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.queries import contacts_of
from engage.stakeholders.records import Called, ContactDetail, Profile
from engage.stakeholders.service import region_of, sealed_contact
from engage.stakeholders.vocabulary import StakeholderEvent, StakeholderState

BLANK = Profile()
NUMBER = 0
"""Of notes that an import wrote: those that people write begin with 1."""


def enrich(
    session: Session,
    *,
    actor_id: UUID,
    project_id: UUID,
    stakeholder_id: UUID,
    drafts: Sequence[Draft],
    revision: int,
    file_tier: int,
) -> Filled | None:
    """Fills what is empty, adds ways to reach them, keeps notes; never overwrites. A row that asks for more protection
    than the file as a whole gives it. None when there is nothing to add, or nobody any more, or a restricted record.
    """
    row = session.scalar(select(Stakeholder).where(
        Stakeholder.id == stakeholder_id,
        Stakeholder.project_id == project_id,
        Stakeholder.state == StakeholderState.ACTIVE,
        Stakeholder.restricted_on.is_(None),
    ).with_for_update())  # fmt: skip
    if row is None:
        return None
    name = unseal(session, row, "name") or ""
    profile = Profile(**(unseal_json(session, row, "profile") or {}))
    called = Called(**(unseal_json(session, row, "called") or {}))
    ways = [each.detail for each in contacts_of(session, row.id)]
    fields: dict[str, None] = {}
    names, organisation, contacts, notes = 0, False, [], []
    for draft in drafts:
        more = additions(draft, name=name, called=called, profile=profile, contacts=ways)
        if not more:
            continue
        profile, called = replace(profile, **more.profile), called_with(called, more)
        fields.update(dict.fromkeys(more.profile))
        names, organisation = names + len(more.names), organisation or bool(more.organisation)
        ways += more.contacts
        contacts += [_add_contact(session, row, each, region_of(profile)) for each in more.contacts]
        if more.notes:
            notes.append(_add_note(session, row, "\n".join(more.notes), actor_id))
    raised = max((draft.tier for draft in drafts if draft.tier > file_tier), default=0)
    changed = [word for word, is_so in (("profile", fields), ("called", names or organisation)) if is_so]
    changed += ["contacts"] if contacts else []
    if raised > row.tier:
        vault: Vault = session.info["vault"]
        vault.change_tier(row.id, raised)
        row.tier = raised
        record(session, StakeholderEvent.TIER_RAISED, actor=actor_id, project=project_id, subject=row.id, tier=raised)
    elif not changed and not notes:
        return None
    if fields:
        seal_json(session, row, "profile", vars(profile))
    if names or organisation:
        seal_json(session, row, "called", vars(called))
    row.revision = revision
    if changed:
        record(session, StakeholderEvent.CHANGED, actor=actor_id, project=project_id, subject=row.id, fields=changed)
    session.flush()
    return Filled(list(fields), names, organisation, [str(key) for key in contacts], [str(key) for key in notes])


def take_back(session: Session, row: Stakeholder, done: Filled, *, revision: int) -> None:
    """Takes away what `enrich` added to someone whom nobody changed since."""
    profile = Profile(**(unseal_json(session, row, "profile") or {}))
    called = Called(**(unseal_json(session, row, "called") or {}))
    if done.fields:
        seal_json(session, row, "profile", vars(replace(profile, **{key: vars(BLANK)[key] for key in done.fields})))
    if done.names or done.organisation:
        left = called.other_names[: len(called.other_names) - done.names]
        before = Called(left, "" if done.organisation else called.organisation)
        seal_json(session, row, "called", vars(before) if before else None)
    for model, keys in ((Contact, done.contacts), (StakeholderNote, done.notes)):
        for each in session.scalars(select(model).where(model.id.in_([UUID(key) for key in keys]))):
            session.delete(each)
    row.revision = revision


def _add_contact(session: Session, row: Stakeholder, detail: ContactDetail, region: str | None) -> UUID:
    tagged, kept = sealed_contact(session.info["vault"], detail, region, understood=True)
    contact = Contact(id=uuid4(), project_id=row.project_id, stakeholder_id=row.id, tag=tagged)
    seal_json(session, contact, "detail", vars(kept))
    session.add(contact)
    return contact.id


def _add_note(session: Session, row: Stakeholder, text: str, actor_id: UUID) -> UUID:
    note = StakeholderNote(
        id=uuid4(),
        project_id=row.project_id,
        stakeholder_id=row.id,
        written_on=today(),
        written_by=actor_id,
        number=NUMBER,
    )
    seal(session, note, "text", text, long=True)
    session.add(note)
    return note.id
