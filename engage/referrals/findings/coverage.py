"""Who should be on the map and is not: what the scoping asked for against who was named, asked and heard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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


Facts = Mapping[str, Collection[str]]
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


def cover(cells: Iterable[Cell], people: Iterable[tuple[Facts, ReferralState]]) -> list[Covered]:
    """Each cell with its counts, in the order given; `people` are those on the map, with their facts."""
    everyone = list(people)
    found = []
    for cell in cells:
        states = [state for facts, state in everyone if cell.code in facts.get(cell.fact, ())]
        reached = [_REACHED[state] for state in states]
        found.append(
            Covered(
                cell,
                named=len(states),
                asked=sum(far >= 2 for far in reached),
                heard=sum(far >= 3 for far in reached),
                declined=states.count(ReferralState.DECLINED),
                unreachable=states.count(ReferralState.UNREACHABLE),
                not_safe=states.count(ReferralState.NOT_SAFE),
            )
        )
    return found
