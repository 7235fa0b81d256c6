"""Whether the next conversation would bring a new name; never a tick that the map is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage.referrals.findings.counting import Names
from engage.referrals.graph import Namings, Numbers, distinct, pairs_of
from engage.referrals.visible import Mask


@dataclass(frozen=True)
class Rule:
    """Stop asking once the last `run` conversations brought at most `share` of what the first `base` brought.

    Guest, Namey and Chen 2020. It says where new names became rare, and nothing of those who cannot be reached.
    """

    base: int = 4
    run: int = 2
    share: float = 0.05

    def fires_at(self, new: Sequence[int]) -> int | None:
        """After which conversation (from 1) the rule is met; None when it is not."""
        first = sum(new[: self.base])
        if not first:
            return None
        for end in range(self.base + self.run, len(new) + 1):
            if sum(new[end - self.run : end]) / first <= self.share:
                return end
        return None


def new_names(people: int, starts: Numbers, asked: Numbers, namings: Namings) -> Numbers:
    """How many names each conversation brought that were not known before; `asked` are people in the order of asking.

    Nobody is new whom we began with, or whom we asked before anyone named them.
    """
    pairs, turns = pairs_of(namings), len(asked)
    turn = np.full(people, turns, np.int64)
    turn[asked] = np.arange(turns)
    first = np.full(people, turns, np.int64)
    np.minimum.at(first, pairs[:, 1], turn[pairs[:, 0]])
    fresh = (first < turns) & (turn > first)
    fresh[starts] = False
    return np.bincount(first[fresh], minlength=turns)


def names_of(people: int, namings: Namings, *, among: Mask | None = None) -> Names:
    """How often people were named, each namer once for each; `among` keeps the named to those."""
    times = np.bincount(distinct(namings, of_themselves=False)[:, 1], minlength=people)
    return Names.of(times if among is None else times[among])
