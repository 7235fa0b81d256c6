"""What surveys hold of someone: that answers meant them. See `stakeholders.holdings`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.i18n.texts import lazy_gettext as _l
from engage.intake.surveys.models import SurveyNaming
from engage.intake.surveys.queries import TALLIES, TOPIC
from engage.projects.revisions import bump
from engage.stakeholders.holdings import holding


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Whom answers meant, once for each."""
    return (who for _row, who in rows_of(session, project_id))


@holding("intake.surveys", _l("Being named in a survey"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that `target` was meant; gives the ids of the rows."""
    rows = [row for row, who in rows_of(session, project_id) if who == source and (only is None or str(row.id) in only)]
    if not rows:
        return []
    bump(session, project_id, TOPIC)
    for row in rows:
        seal(session, row, "named", str(target))
    session.flush()
    TALLIES.forget_own(session)
    return [str(row.id) for row in rows]


def rows_of(session: Session, project_id: UUID) -> Iterator[tuple[SurveyNaming, UUID]]:
    """Every naming, with whom it means."""
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, "survey_naming", "named")
    wanted = (SurveyNaming.project_id == project_id, SurveyNaming.named.is_not(None))
    for row in session.scalars(select(SurveyNaming).where(*wanted).order_by(SurveyNaming.id)).all():
        if row.named is not None:
            yield row, UUID(open_one(row.key_id, row.id, row.named))
