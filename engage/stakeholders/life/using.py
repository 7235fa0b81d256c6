"""The one check before someone is used: invited, named, handed something, taken out, changed with others."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.stakeholders.models import Stakeholder


class Restricted(ValueError):
    """The record is restricted: it is kept as it is, and not used."""


def require_usable(session: Session, *stakeholder_ids: UUID) -> None:
    """Lets nobody through whose record is restricted. Raises Restricted."""
    if restricted_among(session, stakeholder_ids):
        raise Restricted


def restricted_among(session: Session, stakeholder_ids: Collection[UUID]) -> set[UUID]:
    """Those of the given whose record is restricted."""
    if not stakeholder_ids:
        return set()
    wanted = (Stakeholder.id.in_(stakeholder_ids), Stakeholder.restricted_on.is_not(None))
    return set(session.scalars(select(Stakeholder.id).where(*wanted)))
