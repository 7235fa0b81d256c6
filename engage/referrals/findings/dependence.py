"""On which single contacts our access hangs, put together by what we would lose; by pseudonym within a line. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from engage.referrals.everyone import Some
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.turns import single_routes

SHOWN = 12
"""So many people of a line are shown at once."""
STEPS = (1, 2, 3, 6, 11, 21, 51, 101)
"""Where a line begins: exact numbers one by one would put people in an order."""


@dataclass(frozen=True)
class Route:
    """Contacts through each of whom alone we reach from `fewest` to `most` others."""

    fewest: int
    most: int
    people: Some


def routes(ground: Ground) -> list[Route]:
    """Single contacts, those first through whom we would lose most."""
    alone, behind = single_routes(ground), ground.counted.behind
    found = []
    for place in reversed(range(len(STEPS))):
        fewest = STEPS[place]
        mine = alone[behind[alone] >= fewest]
        if place + 1 < len(STEPS):
            mine = mine[behind[mine] < STEPS[place + 1]]
        if len(mine):
            found.append(Route(int(behind[mine].min()), int(behind[mine].max()), ground.some(mine)))
    return found
