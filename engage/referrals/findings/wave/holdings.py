"""That somebody is marked for the next wave, when two records of one person are brought together. See
`stakeholders.holdings`.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.findings.wave.queries import every_mark, mark_rows
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> set[UUID]:
    """All who are marked."""
    return set(mark_rows(session, project_id))


@holding("referrals.findings.wave", _l("Being marked for the next wave"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the place of `source`; gives the ids of the marks."""
    moved = []
    for who, row in every_mark(session, project_id):
        if who == source and (only is None or str(row.id) in only):
            seal(session, row, "stakeholder", str(target))
            moved.append(str(row.id))
    session.flush()
    return moved
