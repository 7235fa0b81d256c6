"""That somebody meant people whom they would not name, when two records of one person are brought together. See
`stakeholders.holdings`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal
from engage.i18n.texts import lazy_gettext as _l
from engage.projects.revisions import bump
from engage.referrals.recording.queries import TOPIC, WITHHELD, withheld_rows
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Everyone who gave such an answer, once for each."""
    return (namer_id for _row, namer_id in withheld_rows(session, project_id))


@holding("referrals.withheld", _l("Answers that meant people without naming them"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the place of `source`."""
    rows = [row for row, namer_id in withheld_rows(session, project_id) if namer_id == source]
    rows = [row for row in rows if only is None or str(row.id) in only]
    if rows:
        bump(session, project_id, TOPIC)
        for row in rows:
            seal(session, row, "namer", str(target))
        session.flush()
        WITHHELD.forget_own(session)
    return [str(row.id) for row in rows]
