"""That somebody is set apart for now, when two records of one person are brought together. See
`stakeholders.holdings`.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.findings.queries import pause_rows
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> set[UUID]:
    """All who are set apart."""
    return set(pause_rows(session, project_id))


@holding("referrals.findings", _l("Being set apart as not safe to approach now"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the place of `source`; where both are set apart, each keeps its own."""
    rows = pause_rows(session, project_id)
    row = rows.get(source)
    if row is None or target in rows or (only is not None and str(row.id) not in only):
        return []
    seal(session, row, "stakeholder", str(target))
    session.flush()
    return [str(row.id)]
