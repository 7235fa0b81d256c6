"""What the map holds of someone: that it begins with them, whom they named, who named them.

Where two who named each other turn out to be one person, the naming stays, with both ends on that person, and is left
out when the map is read. See `stakeholders.holdings`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal
from engage.i18n.texts import lazy_gettext as _l
from engage.projects.revisions import bump
from engage.referrals.gist import put_gist
from engage.referrals.models import Referral, Start
from engage.referrals.queries import NAMINGS, TOPIC, rows_with
from engage.stakeholders.holdings import holding


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How often someone names, is named, or begins the map."""
    return sum(1 for _end in _ends(session, project_id, holder))


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Everyone who named, was named, or begins the map, once for each."""
    ends = ((Start, Start.stakeholder), (Referral, Referral.namer), (Referral, Referral.named))
    for model, end in ends:
        open_one = opener(session.info["vault"], model.__tablename__, end.key)
        rows = session.execute(select(model.key_id, model.id, end).where(model.project_id == project_id))
        yield from (UUID(open_one(subject, key, sealed)) for subject, key, sealed in rows if sealed)


@holding("referrals", _l("Namings, and the beginning of the map"), everyone=everyone, held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Puts `target` in the place of `source`; gives row and end of each: both ends of one naming can move."""
    ends = [end for end in _ends(session, project_id, source) if only is None or _token(*end) in only]
    if not ends:
        return []
    number = bump(session, project_id, TOPIC)
    for row, column in ends:
        seal(session, row, column, str(target))
        if isinstance(row, Referral):
            put_gist(session, row)
            row.revision = number
    session.flush()
    NAMINGS.forget_own(session)
    return [_token(*end) for end in ends]


def _token(row: Start | Referral, column: str) -> str:
    return f"{row.id} {column}"


def _ends(session: Session, project_id: UUID, holder: UUID) -> Iterator[tuple[Start | Referral, str]]:
    starts = session.scalars(select(Start).where(Start.project_id == project_id).order_by(Start.id))
    yield from _of(session, holder, "referral_start", starts.all(), "stakeholder")
    yield from _of(session, holder, "referral", rows_with(session, project_id, holder), "namer", "named")


def _of(
    session: Session, holder: UUID, table: str, rows: Sequence[Start | Referral], *columns: str
) -> Iterator[tuple[Start | Referral, str]]:
    wanted = str(holder)
    openers = [(column, opener(session.info["vault"], table, column)) for column in columns]
    for row in rows:
        for column, open_one in openers:
            value = getattr(row, column)
            if value is not None and open_one(row.key_id, row.id, value) == wanted:
                yield row, column
