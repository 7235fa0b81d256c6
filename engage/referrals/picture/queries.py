"""The map as it may leave the house, on paper or as a file: whoever finds it can follow every line."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from engage.referrals.opening import words_of
from engage.referrals.queries import plotted_map
from engage.referrals.seen import SeenMap, see
from engage.referrals.vocabulary import MayBeTold
from engage.stakeholders.directory import directory_of


def map_to_leave(session: Session, project_id: UUID, *, up_to_tier: int) -> SeenMap:
    """Without people above a tier, and without namings of which the named may not be told. Waves and places follow
    from what is left: one that a naming left out led to would tell of it.
    """
    plotted = plotted_map(session, project_id).without(MayBeTold.NO)
    records = directory_of(session, project_id).counted(up_to_tier)
    return see(plotted, up_to_tier, records, partial(words_of, session, project_id))
