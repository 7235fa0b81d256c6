"""What a second person is asked about people, as a request keeps it: alike whoever asks and whoever does. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from engage.stakeholders.vocabulary import Purpose


def lowering(tier_now: int, tier_then: int, gone: Iterable[UUID] = ()) -> dict[str, Any]:
    """Lowering someone's protection (`ApprovalKind.LOWER_TIER`); raised or lowered meanwhile, it no longer fits."""
    return {"from": tier_now, "to": tier_then, **whole(gone)}


def looking(purpose: Purpose, reason: str, gone: Iterable[UUID] = ()) -> dict[str, Any]:
    """One more look at someone's name (`ApprovalKind.REVEAL_MORE`)."""
    return {"purpose": purpose.value, "reason": reason, **whole(gone)}


def erasing(records: Iterable[UUID]) -> dict[str, Any]:
    """Erasing someone (`ApprovalKind.ERASE`): all records of them; brought together with another since, it no longer
    fits.
    """
    return {"records": sorted(str(each) for each in records)}


def whole(gone: Iterable[UUID]) -> dict[str, Any]:
    """The records that went into those it is about: with one more since, it is about more people and no longer fits."""
    return {"gone": sorted(str(each) for each in gone)}
