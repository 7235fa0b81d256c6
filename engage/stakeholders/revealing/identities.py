"""Names and contacts of several people at once, for what two persons agreed to. Nothing here decides who may."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal, unseal_json
from engage.crypto.vault import Vault
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.queries import called_of
from engage.stakeholders.records import ContactDetail
from engage.stakeholders.vocabulary import StakeholderState

AT_ONCE = 500


@dataclass(frozen=True)
class Identity:
    """Who someone is and how they may be reached: for nothing but the file it goes into."""

    id: UUID
    pseudonym: str
    name: str
    other_names: list[str]
    organisation: str
    ways: dict[str, list[str]] = field(default_factory=dict)
    """Addresses and numbers by channel."""


def identities_of(
    session: Session, project_id: UUID, ids: Sequence[UUID], *, up_to_tier: int, channels: Collection[str], whole: bool
) -> list[Identity]:
    """Names, and contacts of `channels`: all when `whole`, else those that are safe and not forbidden.

    Whoever is above `up_to_tier`, elsewhere or gone, is not there. By pseudonym.
    """
    found = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        ways = _ways(session, part)
        rows = session.scalars(
            select(Stakeholder).where(
                Stakeholder.id.in_(part),
                Stakeholder.project_id == project_id,
                Stakeholder.tier <= up_to_tier,
                Stakeholder.state == StakeholderState.ACTIVE,
            )
        )
        found += [_opened(session, row, ways.get(row.id, []), channels, whole=whole) for row in rows]
    return sorted(found, key=lambda each: (each.pseudonym, each.id.int))


def _opened(
    session: Session, row: Stakeholder, contacts: list[ContactDetail], channels: Collection[str], *, whole: bool
) -> Identity:
    safety = unseal_json(session, row, "safety") or {}
    forbidden = () if whole else safety.get("forbidden_channels", ())
    ways: dict[str, list[str]] = {}
    for each in contacts:
        if each.channel in channels and (whole or each.safe) and each.channel not in forbidden:
            ways.setdefault(each.channel, []).append(each.value)
    called = called_of(session, row)
    return Identity(
        row.id,
        row.pseudonym,
        unseal(session, row, "name") or "",
        called.other_names,
        called.organisation,
        ways,
    )


def _ways(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[ContactDetail]]:
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, "contact", "detail")
    rows = session.execute(
        select(Contact.id, Contact.stakeholder_id, Contact.detail)
        .where(Contact.stakeholder_id.in_(ids))
        .order_by(Contact.id)
    )
    found: dict[UUID, list[ContactDetail]] = {}
    for key, owner, detail in rows:
        if detail is not None:
            found.setdefault(owner, []).append(ContactDetail(**json.loads(open_detail(owner, key, detail))))
    return found
