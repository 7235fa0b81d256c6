"""Three suggestions whom to hear next, each with its reasons; never a ranking of everybody, never by importance.

Whoever would be the first voice of a kind that is missing comes first (a covering problem: greedy choice is within
1 - 1/e of the best, Nemhauser, Wolsey and Fisher 1978); the over-asked are spared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engage.referrals.findings.coverage import Cell, Covered
from engage.referrals.graph import Numbers
from engage.referrals.visible import Mask

SUGGESTIONS = 3
NEW_NAMES, DISAGREEMENT, SECOND_WAY = 0.25, 0.5, 0.5
"""What a reason weighs beside the first voice of a kind that is missing, which weighs 1."""
HARM_FIRST = 0.5
"""Past harm first: who lived through a violation weighs more (BSR, Conclusion)."""
SPARED_FROM = 3
"""Whoever was asked so often lately is left out."""


class Why(StrEnum):
    """A reason to hear someone next."""

    FIRST_VOICE = "first_voice"
    MORE_VOICES = "more_voices"
    PAST_HARM = "past_harm"
    DISAGREES = "disagrees"
    SECOND_WAY = "second_way"
    NEW_NAMES = "new_names"


@dataclass(frozen=True, eq=False)
class Candidates:
    """Those who could be heard next, one a place, in an order that settles ties and does not rest on that of entry."""

    people: Numbers
    """Who they are."""
    of_cell: NDArray[np.bool_]
    """A row for each, a column for each cell: whether they are of that kind."""
    disagrees: Mask
    second_way: Mask
    harmed: Mask
    asked_lately: Numbers
    new_names: NDArray[np.float64]
    """How many new names a conversation in their groups brought so far, on average."""

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Suggestion:
    """Whom to hear, and why: reasons with the cell they rest on, where there is one."""

    person: int
    reasons: list[tuple[Why, Cell | None]] = field(default_factory=list)


def suggest(among: Candidates, covered: Sequence[Covered], *, most: int = SUGGESTIONS) -> list[Suggestion]:
    """At most three, best first together: each is chosen for what the ones before it leave open. `covered` are the
    cells in the order of the columns of `among.of_cell`.
    """
    missing = np.array([each.missing for each in covered], np.int64)
    heard = np.array([each.heard for each in covered], np.int64)
    worth_of_others = (
        DISAGREEMENT * among.disagrees
        + SECOND_WAY * among.second_way
        + HARM_FIRST * among.harmed
        + NEW_NAMES * np.minimum(1.0, among.new_names / 4)
        - 0.25 * among.asked_lately
    )
    left = among.asked_lately < SPARED_FROM
    found: list[Suggestion] = []
    while left.any() and len(found) < most:
        weight = np.where(missing > 0, np.where(heard > 0, 0.5, 1.0), 0.0)
        worth = np.where(left, among.of_cell @ weight + worth_of_others, -np.inf)
        best = int(worth.argmax())
        reasons = _reasons(among, best, [each.cell for each in covered], missing, heard)
        if not reasons:
            break
        found.append(Suggestion(int(among.people[best]), reasons))
        left[best] = False
        mine = among.of_cell[best]
        missing[mine], heard[mine] = np.maximum(0, missing[mine] - 1), heard[mine] + 1
    return found


def _reasons(
    among: Candidates, place: int, cells: Sequence[Cell], missing: Numbers, heard: Numbers
) -> list[tuple[Why, Cell | None]]:
    mine = np.flatnonzero(among.of_cell[place] & (missing > 0)).tolist()
    reasons: list[tuple[Why, Cell | None]] = [
        (Why.MORE_VOICES if heard[cell] else Why.FIRST_VOICE, cells[cell]) for cell in mine
    ]
    reasons.sort(key=lambda reason: reason[0] is Why.MORE_VOICES)
    flags = [
        (Why.PAST_HARM, among.harmed[place]),
        (Why.DISAGREES, among.disagrees[place]),
        (Why.SECOND_WAY, among.second_way[place]),
        (Why.NEW_NAMES, among.new_names[place] >= 1),
    ]
    return reasons + [(why, None) for why, holds in flags if holds]
