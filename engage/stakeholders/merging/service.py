"""Bringing two records of the same person together, taking that back, and saying that two are different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json, unseal, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.directory import PEOPLE, TOPIC
from engage.stakeholders.holdings import HOLDINGS
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.merging.holdings import sameness
from engage.stakeholders.merging.joining import OF_PART, PARTS, Fields, joined
from engage.stakeholders.merging.models import StakeholderMerge, TwoPeople
from engage.stakeholders.merging.vocabulary import MergeEvent
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.queries import contacts_of
from engage.stakeholders.records import Called
from engage.stakeholders.vocabulary import StakeholderState

ACTIVE, MERGED = StakeholderState.ACTIVE.value, StakeholderState.MERGED.value


class SameRecord(ValueError):
    """A record cannot be brought together with itself."""


class NotThere(LookupError):
    """One of the two does not exist for this person."""


class MergedBefore(ValueError):
    """One of the two was brought together with another record."""


class UndoneBefore(ValueError):
    """The two were taken apart before."""


class NewerFirst(ValueError):
    """One of the two was brought together with a third since; that has to be undone first."""

    def __init__(self, newer_id: UUID) -> None:
        super().__init__("a newer merge touches the same records")
        self.newer_id = newer_id


class NothingLeft(ValueError):
    """One of the two was erased since: there is nothing to take apart."""


def merge(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kept_id: UUID,
    gone_id: UUID,
    chosen: Mapping[str, str],
    looks_up_to: int,
) -> StakeholderMerge:
    """Makes one record of two; everything that points to either points to the one that stays.

    `chosen` says for fields of `joining.CHOSEN` which value stays, as codes of `Keep`. `looks_up_to` is the tier up
    to which the actor may look at names. Raises SameRecord, NotThere, MergedBefore, Restricted, UnknownChoice.
    """
    if kept_id == gone_id:
        raise SameRecord
    # The counter is locked first: whoever brings others together at the same time waits.
    number = bump(session, project_id, TOPIC)
    kept, gone = _both(session, project_id, kept_id, gone_id, looks_up_to)
    before, theirs = fields_of(session, kept), fields_of(session, gone)
    after = joined(before, theirs, chosen)
    row = StakeholderMerge(
        id=uuid4(),
        project_id=project_id,
        kept_id=kept_id,
        gone_id=gone_id,
        number=number,
        merged_by=actor.id,
        merged_on=today(),
    )
    warned = _made_unsafe(session, kept_id, gone_id)
    _put(session, kept, before, after)
    gone.state = MERGED
    kept.revision = gone.revision = number
    session.flush()
    moved = {name: each.move(session, project_id, gone_id, kept_id, None) for name, each in HOLDINGS.items()}
    seal_json(session, row, "before", {"before": before, "after": after, "contacts": warned}, long=True)
    seal_json(session, row, "moved", moved, long=True)
    session.add(row)
    session.flush()
    PEOPLE.forget_own(session)
    record(
        session,
        MergeEvent.MERGED,
        actor=actor.id,
        project=project_id,
        subject=kept_id,
        gone=str(gone_id),
        fields=sorted(name for name in after if after[name] != before[name]),
        moved=sum(len(tokens) for tokens in moved.values()),
    )
    return row


def undo_merge(session: Session, *, actor: User, merge: StakeholderMerge) -> list[str]:
    """Takes two records apart: each link goes back, and the fields of the kept one, unless they were changed since.
    Its protection never gets less.

    Gives the names of the fields that stay as they are. What is new since stays with the kept one. Raises
    UndoneBefore, NewerFirst, NothingLeft.
    """
    number = bump(session, merge.project_id, TOPIC)
    session.refresh(merge, with_for_update=True)
    if merge.undone_on is not None:
        raise UndoneBefore
    newer = newer_than(session, merge)
    if newer is not None:
        raise NewerFirst(newer)
    kept, gone = session.get_one(Stakeholder, merge.kept_id), session.get_one(Stakeholder, merge.gone_id)
    if (kept.state, gone.state) != (ACTIVE, MERGED):
        raise NothingLeft
    said = unseal_json(session, merge, "before")
    now = fields_of(session, kept)
    changed = [name for name, value in now.items() if value != said["after"][name] != said["before"][name]]
    # What came in since came in under this protection; to lower it takes two persons.
    if now["tier"] > said["before"]["tier"] and "tier" not in changed:
        changed.append("tier")
    _put(session, kept, now, {name: now[name] if name in changed else said["before"][name] for name in now})
    gone.state = ACTIVE
    kept.revision = gone.revision = number
    session.flush()
    moved: dict[str, list[str]] = unseal_json(session, merge, "moved")
    back = 0
    for name, tokens in moved.items():
        if tokens:
            back += len(HOLDINGS[name].move(session, merge.project_id, merge.kept_id, merge.gone_id, tokens))
    _make_safe_again(session, said["contacts"])
    merge.undone_by, merge.undone_on = actor.id, today()
    session.flush()
    PEOPLE.forget_own(session)
    record(
        session,
        MergeEvent.UNDONE,
        actor=actor.id,
        project=merge.project_id,
        subject=merge.kept_id,
        gone=str(merge.gone_id),
        moved=back,
    )
    return changed


def newer_than(session: Session, merge: StakeholderMerge) -> UUID | None:
    """The newest merge since that one of the two records has part in; None when `merge` is the newest."""
    both = (merge.kept_id, merge.gone_id)
    return session.scalar(
        select(StakeholderMerge.id)
        .where(
            StakeholderMerge.project_id == merge.project_id,
            StakeholderMerge.number > merge.number,
            StakeholderMerge.undone_on.is_(None),
            or_(StakeholderMerge.kept_id.in_(both), StakeholderMerge.gone_id.in_(both)),
        )
        .order_by(StakeholderMerge.number.desc())
        .limit(1)
    )


def tell_apart(
    session: Session, *, actor: User, project_id: UUID, one_id: UUID, other_id: UUID, reason: str, looks_up_to: int
) -> None:
    """Says that two who look alike are two different people. Raises SameRecord, NotThere, MergedBefore."""
    if one_id == other_id:
        raise SameRecord
    bump(session, project_id, TOPIC)
    _both(session, project_id, one_id, other_id, looks_up_to)
    first, second = sorted((one_id, other_id), key=lambda each: each.int)
    row = session.scalar(select(TwoPeople).where(TwoPeople.first_id == first, TwoPeople.second_id == second))
    if row is None:
        row = TwoPeople(id=uuid4(), project_id=project_id, first_id=first, second_id=second)
        session.add(row)
    row.said_by, row.said_on = actor.id, today()
    seal(session, row, "reason", reason.strip())
    session.flush()
    record(session, MergeEvent.DIFFERENT, actor=actor.id, project=project_id, subject=first, other=str(second))


def fields_of(session: Session, row: Stakeholder) -> Fields:
    """Everything a record says, opened, by the name of the field."""
    found: Fields = {"kind": row.kind, "tier": row.tier, "name": unseal(session, row, "name") or ""}
    for part, kind in PARTS.items():
        found.update(vars(kind(**(unseal_json(session, row, part) or {}))))
    return found


def _put(session: Session, row: Stakeholder, before: Fields, after: Fields) -> None:
    if after["tier"] != before["tier"]:
        vault: Vault = session.info["vault"]
        vault.change_tier(row.id, after["tier"])
    row.kind, row.tier = after["kind"], after["tier"]
    if after["name"] != before["name"]:
        seal(session, row, "name", after["name"])
    for part, names in OF_PART.items():
        said = {name: after[name] for name in names}
        if said != {name: before[name] for name in names}:
            empty = part == "called" and not Called(**said)
            seal_json(session, row, part, None if empty else said)


def _both(
    session: Session, project_id: UUID, one_id: UUID, other_id: UUID, looks_up_to: int
) -> tuple[Stakeholder, Stakeholder]:
    rows = session.scalars(
        select(Stakeholder)
        .where(
            Stakeholder.id.in_((one_id, other_id)),
            Stakeholder.project_id == project_id,
            Stakeholder.tier <= looks_up_to,
            Stakeholder.state.in_((ACTIVE, MERGED)),
        )
        .order_by(Stakeholder.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {row.id: row for row in rows}
    if len(found) < 2:
        raise NotThere
    if any(row.state == MERGED for row in found.values()):
        raise MergedBefore
    if any(row.restricted_on is not None for row in found.values()):
        raise Restricted
    return found[one_id], found[other_id]


def _made_unsafe(session: Session, kept_id: UUID, gone_id: UUID) -> dict[str, list[Any]]:
    """Ways to reach the kept one that the gone record warns of are no longer safe; gives what each said before."""
    unsafe = {sameness(each): each.detail for each in contacts_of(session, gone_id) if not each.detail.safe}
    changed = {}
    for contact in contacts_of(session, kept_id):
        warning = unsafe.get(sameness(contact))
        if warning is not None and contact.detail.safe:
            note = "\n".join(dict.fromkeys(part for part in (contact.detail.note, warning.note) if part))
            after = vars(replace(contact.detail, safe=False, note=note))
            seal_json(session, session.get_one(Contact, contact.id), "detail", after)
            changed[str(contact.id)] = [vars(contact.detail), after]
    session.flush()
    return changed


def _make_safe_again(session: Session, warned: Mapping[str, Collection[Any]]) -> None:
    for contact_id, (before, after) in warned.items():
        row = session.get(Contact, UUID(contact_id))
        if row is not None and unseal_json(session, row, "detail") == after:
            seal_json(session, row, "detail", before)
    session.flush()
