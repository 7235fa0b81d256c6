"""What of a plotted map a reader may know of, as arrays: who is on it, their wave and standing, who named whom. Pure.

Whoever the reader may not know of is left out here, before anything is counted. People are 0 … n-1 in order of entry,
starts first.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engage.referrals import graph
from engage.referrals.findings.voices import Voices, voices
from engage.referrals.graph import Naming, Numbers, Pairs, Ways
from engage.referrals.lines import Lines
from engage.referrals.plotted import QUESTIONS, STATES, Plotted
from engage.referrals.vocabulary import ReferralState

# Of several namings of one person the first of these tells how things stand: danger first, then what was achieved.
WEIGHT = (
    ReferralState.NOT_SAFE,
    ReferralState.ENGAGED,
    ReferralState.DECLINED,
    ReferralState.APPROACHED,
    ReferralState.UNREACHABLE,
    ReferralState.NAMED,
)
Mask = NDArray[np.bool_]


class Visible:
    """See the module. `known` says of each person of the plotted map whether the reader may know of them."""

    def __init__(self, plotted: Plotted, known: Mask) -> None:
        rows, between = plotted.rows, plotted.between_two
        namer, named = rows["namer"][between], rows["named"][between]
        seen = known[namer] & known[named]
        self.places: Numbers = between[seen]
        """Where the namings stand in the plotted map, in order of entry."""
        namer, named = namer[seen].astype(np.int64), named[seen].astype(np.int64)
        self.starts = [start for start in plotted.starts if known[plotted.number_of[start.stakeholder_id]]]
        firsts = [plotted.number_of[start.stakeholder_id] for start in self.starts]
        self.number: Numbers = _in_turn(len(known), np.array(firsts, np.int64), namer, named)
        """Each one's number in the plotted map."""
        self.index: Numbers = np.full(len(known), -1, np.int64)
        """The same the other way; -1 for whoever is not here."""
        self.index[self.number] = np.arange(len(self.number))
        self.namer: Numbers = self.index[namer]
        self.named: Numbers = self.index[named]
        self.people, self.first_people = len(self.number), len(self.starts)
        self.state: NDArray[np.uint8] = rows["state"][self.places]
        self.question: NDArray[np.uint8] = rows["question"][self.places]
        self.day: NDArray[np.int32] = rows["day"][self.places]
        self.engagement: NDArray[np.int32] = rows["engagement"][self.places]
        self.kept: dict[Any, Any] = {}
        """What was found out of it: it goes when the map does."""

    @cached_property
    def ends(self) -> Pairs:
        """The namings as rows (namer, named)."""
        return np.stack((self.namer, self.named), axis=1)

    @cached_property
    def pairs(self) -> list[Naming]:
        """The namings as pairs, for figures of small maps."""
        return list(zip(self.namer.tolist(), self.named.tolist(), strict=True))

    @cached_property
    def named_by(self) -> Ways:
        """From each person to those they named."""
        return Ways(self.people, self.namer, self.named)

    @cached_property
    def namers(self) -> Ways:
        """From each person to those who named them."""
        return Ways(self.people, self.named, self.namer)

    @cached_property
    def wave(self) -> Numbers:
        """Each one's wave; `graph.UNREACHED` where no start leads."""
        return graph.steps(self.people, np.arange(self.first_people), self.named_by)

    @cached_property
    def standing(self) -> NDArray[np.uint8]:
        """What became of the namings of each, as a place in WEIGHT; whoever named others was heard."""
        found = np.full(self.people, len(WEIGHT) - 1, np.uint8)
        for weight in reversed(range(len(WEIGHT))):
            found[self.named[self.state == STATES.index(WEIGHT[weight])]] = weight
            if WEIGHT[weight] is ReferralState.ENGAGED:
                found[self.namer] = weight
        return found

    @cached_property
    def has_named(self) -> Mask:
        """Who named anybody."""
        found: Mask = np.zeros(self.people, np.bool_)
        found[self.namer] = True
        return found

    @cached_property
    def times(self) -> Numbers:
        """By how many different people each was named, for each question."""
        width = len(QUESTIONS)
        keys = np.sort((self.named * width + self.question) * self.people + self.namer)
        keys = keys[np.concatenate((np.ones(min(1, len(keys)), np.bool_), keys[1:] != keys[:-1]))]
        return np.bincount(keys // max(1, self.people), minlength=self.people * width).reshape(self.people, width)

    @cached_property
    def was_named(self) -> Mask:
        """Who was named by anybody."""
        found: Mask = np.zeros(self.people, np.bool_)
        found[self.named] = True
        return found

    @cached_property
    def referrer(self) -> Numbers:
        """Through whom each came onto the map: the first to name them from one wave nearer; -1 for nobody."""
        wave = self.wave
        near = (wave[self.named] > 0) & (wave[self.namer] == wave[self.named] - 1)
        found: Numbers = np.full(self.people, -1, np.int64)
        # From the last to the first: the first to name somebody is written last and stays.
        found[self.named[near][::-1]] = self.namer[near][::-1]
        return found

    @cached_property
    def how_many(self) -> Numbers:
        """How many different people named each, all questions together: for lines, never for a figure."""
        return np.bincount(graph.distinct(self.ends)[:, 1], minlength=self.people)

    @cached_property
    def counted(self) -> Mask:
        """Who counts in figures: not those whom only their own ring named (see `findings.ground`)."""
        found: Mask = np.ones(self.people, np.bool_)
        for ring in self.voices.rings:
            found[[member for member in ring.members if not self.voices.of(member)]] = False
        return found

    @cached_property
    def lines(self) -> Lines:
        """Chains that share nobody."""
        return Lines(np.arange(self.first_people), self.named_by, self.namers, self.wave)

    @cached_property
    def voices(self) -> Voices:
        """Whose naming counts, all questions together; starts belong to no ring."""
        return voices(self.people, self.ends, trusted=range(self.first_people))


def _in_turn(people: int, firsts: Numbers, namer: Numbers, named: Numbers) -> Numbers:
    """Numbers of all on the map in order of entry: starts, then namer and named of one naming after another."""
    met = np.concatenate((firsts, np.stack((namer, named), axis=1).reshape(-1)))
    first = np.full(people, len(met), np.int64)
    # From the last to the first: the earliest place is written last and stays.
    first[met[::-1]] = np.arange(len(met))[::-1]
    here = np.flatnonzero(first < len(met))
    return here[np.argsort(first[here])]
