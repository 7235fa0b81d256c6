"""Ties, when two records of one person are brought together."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.i18n.texts import lazy_gettext as _l
from engage.projects.revisions import bump
from engage.stakeholders.holdings import holding
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.queries import TIES, TOPIC, opened_ties
from engage.stakeholders.ties.service import put_ends


def held(session: Session, project_id: UUID, holder: UUID) -> int:
    """How many ties there are of someone."""
    return len(opened_ties(session, project_id).by_end.get(holder, ()))


def everyone(session: Session, project_id: UUID) -> set[UUID]:
    """Everyone who is tied to somebody."""
    return set(opened_ties(session, project_id).by_end)


@holding("ties", _l("Ties"), everyone=everyone, held=held)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Makes the ends of ties that are `source` be `target`; a token names a tie and which of its ends."""
    moved: list[str] = []
    known = opened_ties(session, project_id).by_end.get(source, ())
    rows = {row.id: row for row in session.scalars(select(Tie).where(Tie.id.in_([each.id for each in known])))}
    for each in known:
        # A tie between the two themselves gives two tokens, so that undoing finds each end again.
        ends = {"from": each.from_id, "to": each.to_id}
        turned = [end for end, who in ends.items() if who == source and (only is None or f"{end} {each.id}" in only)]
        if turned:
            ends |= dict.fromkeys(turned, target)
            put_ends(session, rows[each.id], ends["from"], ends["to"], each.outside)
            rows[each.id].revision = bump(session, project_id, TOPIC)
            moved += [f"{end} {each.id}" for end in turned]
    session.flush()
    TIES.forget_own(session)
    return moved
