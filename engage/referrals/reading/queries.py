"""What else a card says of someone: how things stand with what they agreed to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from engage.stakeholders.consents.models import Consent
from engage.stakeholders.consents.vocabulary import ConsentKind, Standing

_OF_SOME = select(Consent.stakeholder_id, Consent.kind, Consent.expires_on, Consent.withdrawn_on).where(
    Consent.project_id == bindparam("project_id", type_=Uuid),
    Consent.stakeholder_id.in_(bindparam("ids", type_=Uuid, expanding=True)),
)
# A no and what was taken back are said first; that somebody was told is said where nothing else is.
_WEIGHT = (
    ConsentKind.REFUSAL.value,
    Standing.WITHDRAWN.value,
    ConsentKind.CONSENT.value,
    Standing.ENDED.value,
    ConsentKind.NOTICE.value,
)


def agreed_by(session: Session, project_id: UUID, ids: Collection[UUID], now: date) -> dict[UUID, str]:
    """For each of these of whom anything is on record, the weightiest: codes of ConsentKind or Standing."""
    found: dict[UUID, str] = {}
    if not ids:
        return found
    for who, kind, expires_on, withdrawn_on in session.execute(_OF_SOME, {"project_id": project_id, "ids": list(ids)}):
        said = kind
        if withdrawn_on is not None:
            said = Standing.WITHDRAWN.value
        elif kind == ConsentKind.CONSENT and expires_on is not None and expires_on < now:
            said = Standing.ENDED.value
        found[who] = min(found.get(who, said), said, key=_WEIGHT.index)
    return found
