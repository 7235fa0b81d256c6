"""Reading how many came."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.engagements.counting.records import Count
from engage.engagements.models import Engagement


def counts_of(session: Session, engagement: Engagement) -> list[Count]:
    """The counts in the order they were written; none where nothing was counted."""
    return [Count(**each) for each in unseal_json(session, engagement, "counts") or []]
