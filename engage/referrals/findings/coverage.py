"""Who should be on the map and is not: what the scoping asked for against who was named, asked and heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engage.referrals.vocabulary import ReferralState

# Whoever got so far was also everything before it.
_REACHED = {
    ReferralState.NAMED: 1,
    ReferralState.APPROACHED: 2,
    ReferralState.ENGAGED: 3,
    ReferralState.DECLINED: 2,
    ReferralState.UNREACHABLE: 1,
    ReferralState.NOT_SAFE: 1,
}


@dataclass(frozen=True)
class Cell:
    """A kind of people whom the scoping says should be heard: a fact (group, country, right …), its code, how many."""

    fact: str
    code: str
    needed: int = 1


@dataclass(frozen=True)
class Covered:
    """How far a cell is covered. Whoever was heard was asked, and whoever was asked was named."""

    cell: Cell
    named: int
    asked: int
    heard: int
    declined: int
    unreachable: int
    not_safe: int

    @property
    def is_silent(self) -> bool:
        """Nobody was heard: silence, which is never absence."""
        return not self.heard

    @property
    def missing(self) -> int:
        """How many are still to be heard."""
        return max(0, self.cell.needed - self.heard)

    @property
    def refuses(self) -> bool:
        """More declined than were heard: a finding of its own."""
        return self.declined > self.heard


COLUMNS = ("named", "asked", "heard", "declined", "unreachable", "not_safe")
"""The counts of a cell, by the names they have in `Covered`."""
_ENDS = {
    ReferralState.DECLINED: "declined",
    ReferralState.UNREACHABLE: "unreachable",
    ReferralState.NOT_SAFE: "not_safe",
}


def counted_in(state: ReferralState) -> tuple[str, ...]:
    """The counts to which somebody adds who stands so."""
    reached = COLUMNS[: _REACHED[state]]
    return (*reached, _ENDS[state]) if state in _ENDS else reached


def covered(cell: Cell, standing: Mapping[ReferralState, int]) -> Covered:
    """A cell, given how many of its people stand how."""
    counts = dict.fromkeys(COLUMNS, 0)
    for state, people in standing.items():
        for column in counted_in(state):
            counts[column] += people
    return Covered(cell, **counts)
