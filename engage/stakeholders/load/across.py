"""What other projects of the company asked of the same intermediaries: a count, never who, where or by whom.

Only intermediaries up to the second tier are found so, and only by those who may look at their names here: otherwise
adding somebody's address to one project would tell whether another is in touch with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener
from engage.crypto.tags import normalise, tags
from engage.crypto.vault import Vault
from engage.projects.models import Project
from engage.stakeholders.directory import directory_of
from engage.stakeholders.doubles import Tagged, tagged_kind
from engage.stakeholders.load.ledger import YEAR, Ledger, hours_of
from engage.stakeholders.load.records import Elsewhere, LoadEntryRecord
from engage.stakeholders.load.vocabulary import LoadKind
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.records import ContactDetail, StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderKind

SEEN_ACROSS = 2

Key = tuple[str, str]


def elsewhere_of(
    session: Session,
    project_id: UUID,
    people: Sequence[StakeholderRecord],
    ledger_of: Callable[[Session, UUID], Ledger],
    *,
    today: date,
) -> dict[UUID, Elsewhere]:
    """For those of `people` who are asked elsewhere as well: how often, for how many hours, in 12 months."""
    ours = {person.id: person for person in people if person.is_intermediary}
    open_projects = select(Project.id).where(Project.id != project_id, Project.closed.is_(False))
    others = session.scalars(open_projects).all() if ours else []
    if not others:
        return {}
    same = _same_contact(session, ours, others)
    for our_id, called in _organisations(session, ours):
        for other in others:
            for record in directory_of(session, other).same_name(called, SEEN_ACROSS):
                same.setdefault(our_id, set()).add((other, record.id))
    found = {}
    for our_id, theirs in same.items():
        asked = [
            entry
            for other, their_id in theirs
            if _counts(directory_of(session, other).find(their_id, SEEN_ACROSS))
            for entry in _asked(ledger_of(session, other).of(their_id), today)
        ]
        if asked:
            found[our_id] = Elsewhere(len(asked), hours_of(asked))
    return found


def _counts(record: StakeholderRecord | None) -> bool:
    return record is not None and record.is_intermediary


def _asked(entries: Iterable[LoadEntryRecord], today: date) -> list[LoadEntryRecord]:
    return [each for each in entries if each.kind == LoadKind.ASKED and each.on <= today and today - each.on < YEAR]


def _organisations(session: Session, ours: dict[UUID, StakeholderRecord]) -> list[tuple[UUID, str]]:
    """The names of those who are organisations: two people may share a name, organisations hardly do."""
    ids = [key for key, person in ours.items() if person.kind == StakeholderKind.ORGANISATION]
    open_name = opener(session.info["vault"], "stakeholder", "name")
    rows = session.execute(select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(ids))) if ids else ()
    opened = ((key, open_name(key, key, sealed)) for key, sealed in rows if sealed is not None)
    return [(key, name.split("\n", 1)[0]) for key, name in opened]


def _same_contact(
    session: Session, ours: dict[UUID, StakeholderRecord], others: Sequence[UUID]
) -> dict[UUID, set[tuple[UUID, UUID]]]:
    """Who elsewhere has an e-mail, phone or handle of one of `ours`, as (project, person), by ours."""
    vault: Vault = session.info["vault"]
    mine = select(Contact.id, Contact.stakeholder_id, Contact.project_id, Contact.detail)
    wanted: dict[Key, set[UUID]] = {}
    looked_for: set[bytes] = set()
    for key, kind, value, owner, _project in _opened(session, mine.where(Contact.stakeholder_id.in_(ours))):
        wanted.setdefault(key, set()).add(owner)
        looked_for.update(tags(vault, kind, value))
    if not wanted:
        return {}
    for other in others:
        directory_of(session, other)  # opens the keys of its people at once, where one by one would be slow
    theirs = mine.join(Stakeholder, Stakeholder.id == Contact.stakeholder_id).where(
        Contact.tag.in_(looked_for), Contact.project_id.in_(others), Stakeholder.tier <= SEEN_ACROSS
    )
    same: dict[UUID, set[tuple[UUID, UUID]]] = {}
    for key, _kind, _value, owner, project in _opened(session, theirs):
        for our_id in wanted.get(key, ()):
            same.setdefault(our_id, set()).add((project, owner))
    return same


def _opened(session: Session, rows: Any) -> Iterable[tuple[Key, Tagged, str, UUID, UUID]]:
    open_detail = opener(session.info["vault"], "contact", "detail")
    for contact_id, owner, project, sealed in session.execute(rows):
        if sealed is None:
            continue
        try:
            detail = ContactDetail(**json.loads(open_detail(owner, contact_id, sealed)))
        except KeyErased:
            continue
        kind = tagged_kind(detail.channel)
        if kind is not None:
            value = normalise(kind, detail.value)
            yield (kind, value), kind, value, owner, project
