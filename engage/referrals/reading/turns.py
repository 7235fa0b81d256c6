"""Whose turn it is, and the state each is shown in: small numbers for everyone on the map at once. Pure."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import numpy as np

from engage.referrals.graph import Numbers
from engage.referrals.seen import SeenMap
from engage.referrals.visible import WEIGHT
from engage.referrals.vocabulary import ReferralState

START = len(WEIGHT)
"""Shown for a start of whom nothing else is to be said: whether they named somebody is not shown."""
_OF = {state: place for place, state in enumerate(WEIGHT)}
_ORDER = (
    START,
    _OF[ReferralState.NAMED],
    _OF[ReferralState.APPROACHED],
    _OF[ReferralState.ENGAGED],
    _OF[ReferralState.DECLINED],
    _OF[ReferralState.UNREACHABLE],
    _OF[ReferralState.NOT_SAFE],
)
TO_APPROACH, TO_ASK, WAITING, TO_REACH, NOTHING, ANSWERED_NO, NOT_NOW, NOT_THERE = range(8)
"""What comes first on the board: who waits to be approached; last, of whom nothing is asked any more."""


def shown_state(seen: SeenMap) -> Numbers:
    """The state each is shown in: a place in WEIGHT, or START."""
    return seen.keep("shown state", lambda: _shown_state(seen))


def by_state(seen: SeenMap) -> Numbers:
    """The same in the order in which a list is sorted by state."""
    return np.argsort(_ORDER)[shown_state(seen)]


def turns(seen: SeenMap, paused: Collection[UUID], *, exact: bool) -> Numbers:
    """When each one's turn is; without `exact` it does not tell whether someone named others, or is set apart."""
    found = seen.keep(f"turns, exact: {exact}", lambda: _turns(seen, exact=exact))
    apart = [index for each in paused if (index := seen.index_of(each)) is not None] if exact else []
    if not apart:
        return found
    found = found.copy()
    found[apart] = np.maximum(found[apart], NOT_NOW)
    return found


def _shown_state(seen: SeenMap) -> Numbers:
    found = seen.visible.standing.astype(np.int64)
    firsts = found[: seen.visible.first_people]
    firsts[(firsts == _OF[ReferralState.NAMED]) | (firsts == _OF[ReferralState.ENGAGED])] = START
    return found


def _turns(seen: SeenMap, *, exact: bool) -> Numbers:
    found = np.full(START + 1, NOTHING, np.int64)
    found[_OF[ReferralState.NAMED]] = TO_APPROACH
    found[_OF[ReferralState.APPROACHED]] = WAITING
    found[_OF[ReferralState.UNREACHABLE]] = TO_REACH
    found[_OF[ReferralState.DECLINED]] = ANSWERED_NO
    found[_OF[ReferralState.NOT_SAFE]] = NOT_NOW
    turn = found[shown_state(seen)]
    if exact:
        turn[(turn == NOTHING) & ~seen.visible.has_named] = TO_ASK
    turn[~seen.there] = NOT_THERE
    return turn
