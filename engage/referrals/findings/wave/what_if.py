"""What would change if everyone marked were heard: in the grid, in the load, in the ways that lead to people. Pure.

It is a plan and no forecast: whether anyone answers, nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from engage.referrals.findings.candidates import through_one
from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.grid import Row
from engage.referrals.findings.ground import ENGAGED, Ground
from engage.referrals.graph import UNREACHED, Numbers
from engage.referrals.seen import PersonSeen
from engage.referrals.vocabulary import ReferralState

FIT = frozenset({ReferralState.NAMED, ReferralState.APPROACHED, ReferralState.UNREACHABLE})
"""Who can be approached: whoever declined or is not safe is left alone, and whoever was heard needs no mark."""


@dataclass(frozen=True)
class Change:
    """One line of the scoping before and after; `after` is how many would be heard."""

    row: Row
    before: int
    after: int

    @property
    def is_first(self) -> bool:
        """Whether these would be the first voices of their kind."""
        return not self.before and self.after > 0

    @property
    def missing(self) -> int:
        """How many would still be missing."""
        return max(0, self.row.record.cell.needed - self.after)


@dataclass(frozen=True)
class WhatIf:
    """What would change; `changes` has every line of the scoping, those that change first."""

    changes: list[Change]
    asked_before: int
    """How many of the marked were asked in the last 12 months."""
    hanging: int
    """How many of the marked we reach through one contact alone today."""
    kinds: list[Cell]
    """Kinds of people whom one voice alone led us to, and of whom somebody else would be heard."""

    @property
    def first(self) -> list[Change]:
        """Lines of which nobody was heard and somebody would be."""
        return [change for change in self.changes if change.is_first]


def is_fit(person: PersonSeen, ground: Ground) -> bool:
    """Whether somebody can be marked."""
    return person.record.is_there and ground.state_of(person) in FIT


def what_if(
    ground: Ground, rows: Sequence[Row], marked: Sequence[PersonSeen], asked_lately: Mapping[UUID, int]
) -> WhatIf:
    """What would change if all of these were heard."""
    indexes: Numbers = np.array([person.index for person in marked], np.int64)
    would: Numbers = indexes[ground.counted.here[indexes] & (ground.state[indexes] != ENGAGED)]
    changes = []
    for row in rows:
        more = int(np.isin(would, row.members).sum())
        changes.append(Change(row, row.covered.heard, row.covered.heard + more))
    hanging = int((ground.counted.through[indexes] != UNREACHED).sum())
    cells = [row.record.cell for row in rows]
    alone = [place for place in through_one(ground, cells) if changes[place].after > changes[place].before]
    return WhatIf(
        sorted(changes, key=lambda change: (change.after == change.before, not change.is_first)),
        asked_before=sum(bool(asked_lately.get(person.id)) for person in marked),
        hanging=hanging,
        kinds=[cells[place] for place in alone],
    )
