"""Reading the map: opened once into the memory of the unlocked process, and seen by each reader as far as they may.

The opened map is shared by all threads, holds what is committed, and is read anew when the topic `map` has a new
number: whoever changes or removes rows of `referral` or `referral_start` counts that change in the same transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal_json
from engage.crypto.vault import Vault
from engage.projects.opened import Held, Opened
from engage.referrals.models import Referral, ReferralMap, Start
from engage.referrals.records import OpenedMap, ReferralDetail, ReferralRecord, StartRecord
from engage.referrals.seen import SeenMap, see
from engage.stakeholders.directory import directory_of

TOPIC = "map"


@dataclass(frozen=True)
class _Unlocked:
    """An opened map, and the keys without which it may no longer be shown."""

    keys: frozenset[UUID]
    opened: OpenedMap


def map_of(session: Session, project_id: UUID) -> OpenedMap:
    """The whole map as `session` sees it, its own uncommitted changes included. For pages there is `seen_map`."""
    vault: Vault = session.info["vault"]
    unlocked = NAMINGS.of(session, project_id)
    if all(vault.has_subject(key) for key in unlocked.keys):
        return unlocked.opened
    NAMINGS.forget()
    return OpenedMap()


def seen_map(session: Session, project_id: UUID, *, up_to_tier: int) -> SeenMap:
    """The map as someone may see it: people of a higher tier, and namings that touch them, are not there."""
    opened = map_of(session, project_id)
    directory = directory_of(session, project_id)
    ids = {start.stakeholder_id for start in opened.starts}
    ids.update(end for naming in opened.referrals for end in (naming.namer_id, naming.named_id))
    found = ((key, directory.find(key, up_to_tier)) for key in ids)
    return see(opened, {key: record for key, record in found if record is not None})


def find_referral(session: Session, project_id: UUID, referral_id: UUID) -> Referral | None:
    """The row of a naming, for changing it."""
    return session.scalar(select(Referral).where(Referral.id == referral_id, Referral.project_id == project_id))


def find_map(session: Session, project_id: UUID) -> ReferralMap | None:
    """The row that names the key of a project's map; None before its first start or naming."""
    return session.get(ReferralMap, project_id)


def detail_of(session: Session, referral: Referral) -> ReferralDetail:
    """The sealed part of one naming."""
    return ReferralDetail(**(unseal_json(session, referral, "detail") or {}))


def _open(session: Session, project_id: UUID, _before: Held[_Unlocked]) -> _Unlocked:
    vault: Vault = session.info["vault"]
    keys: set[UUID] = set()
    open_namer, open_named = opener(vault, "referral", "namer"), opener(vault, "referral", "named")
    open_detail = opener(vault, "referral", "detail")
    said: dict[str, ReferralDetail] = {"{}": ReferralDetail()}
    namings = []
    for row in _rows(session, _NAMINGS.where(Referral.project_id == project_id)):
        keys.add(row.key_id)
        text = open_detail(row.key_id, row.id, row.detail) if row.detail is not None else "{}"
        detail = said.get(text) or said.setdefault(text, ReferralDetail(**json.loads(text)))
        namer = UUID(open_namer(row.key_id, row.id, row.namer))
        named = UUID(open_named(row.key_id, row.id, row.named))
        namings.append(ReferralRecord(row.id, project_id, row.state, row.asked_on, namer, named, detail))
    open_who, open_why = opener(vault, "referral_start", "stakeholder"), opener(vault, "referral_start", "reason")
    starts = []
    for row in _rows(session, _STARTS.where(Start.project_id == project_id)):
        keys.add(row.key_id)
        reason = open_why(row.key_id, row.id, row.reason) if row.reason is not None else ""
        starts.append(StartRecord(row.id, UUID(open_who(row.key_id, row.id, row.stakeholder)), reason, row.created_on))
    return _Unlocked(frozenset(keys), OpenedMap(starts, namings))


_NAMINGS = select(
    Referral.id,
    Referral.key_id,
    Referral.state,
    Referral.asked_on,
    Referral.namer,
    Referral.named,
    Referral.detail,
).order_by(Referral.entry, Referral.id)
_STARTS = select(Start.id, Start.key_id, Start.stakeholder, Start.reason, Start.created_on).order_by(
    Start.created_on, Start.id
)


def _rows(session: Session, query: Any) -> Any:
    return session.connection().execute(query)


NAMINGS: Opened[_Unlocked] = Opened(TOPIC, _Unlocked(frozenset(), OpenedMap()), _open)
