"""What someone was told and agreed to, when two records of one person are brought together."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.consents.models import Consent
from engage.stakeholders.holdings import holding


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many entries there are of someone."""
    mine = (Consent.project_id == project_id, Consent.stakeholder_id == holder)
    return session.scalar(select(func.count()).select_from(Consent).where(*mine)) or 0


@holding("consents", _l("What they were told and agreed to"), held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes what `source` was told and agreed to that of `target`; a token is the id of a row."""
    moved = []
    where = (Consent.project_id == project_id, Consent.stakeholder_id == source)
    for row in session.scalars(select(Consent).where(*where)).all():
        if only is not None and str(row.id) not in only:
            continue
        # The key goes with the person: opened with the old, sealed with the new.
        text = unseal(session, row, "detail")
        row.stakeholder_id = target
        seal(session, row, "detail", text)
        moved.append(str(row.id))
    session.flush()
    return moved
