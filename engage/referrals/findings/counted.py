"""Whom and what counts of a visible map, as arrays: rings speak with one voice, and not for themselves. Pure.

What is slow to find is found once for a map and kept with it.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engage.referrals import graph
from engage.referrals.findings.circles import Circles, circles
from engage.referrals.findings.counting import Names
from engage.referrals.findings.reach import Reaches
from engage.referrals.graph import Numbers, Pairs, Ways, distinct
from engage.referrals.plotted import QUESTIONS
from engage.referrals.visible import Mask, Visible
from engage.referrals.vocabulary import Question

NEVER = np.iinfo(np.int64).max
"""The day on which somebody first answered who never did."""


class Counted:
    """See the module. `speakers` are those who stand for each ring, in the order of the rings."""

    def __init__(self, visible: Visible, speakers: tuple[int, ...]) -> None:
        rings = visible.voices.rings
        self._visible = visible
        self._ring: Numbers = np.full(visible.people, -1, np.int64)
        self._voice: Numbers = np.arange(visible.people)
        for number, ring in enumerate(rings):
            members = list(ring.members)
            self._ring[members], self._voice[members] = number, speakers[number]
        self.people: int = visible.people
        self.starts: Numbers = np.arange(visible.first_people)
        spoken = visible.voices.counted
        self.pairs: Pairs = distinct(np.stack((self._voice[spoken[:, 0]], spoken[:, 1]), axis=1))
        """Each naming that counts, once, as a row (voice, named)."""
        self.times: Numbers = np.bincount(self.pairs[:, 1], minlength=self.people)
        """By how many voices each was named."""
        self.here: Mask = visible.counted
        """Who counts: of a ring only whom somebody outside it named."""
        self.asked: Mask = np.zeros(self.people, np.bool_)
        """Who answered with a name that counts."""
        self.asked[self.pairs[:, 0]] = True

    @cached_property
    def named_by(self) -> Ways:
        """From each voice to those it named."""
        return Ways(self.people, self.pairs[:, 0], self.pairs[:, 1])

    @cached_property
    def namers(self) -> Ways:
        """From each person to the voices that named them."""
        return Ways(self.people, self.pairs[:, 1], self.pairs[:, 0])

    @cached_property
    def wave(self) -> Numbers:
        """The wave of each, along namings that count."""
        return graph.steps(self.people, self.starts, self.named_by)

    @cached_property
    def names(self) -> Names:
        """How often people were named."""
        return Names.of(self.times)

    @cached_property
    def reaches(self) -> Reaches:
        """Whom each start leads to."""
        return Reaches(self.people, self.starts, self.named_by)

    @cached_property
    def behind(self) -> Numbers:
        """How many others we reach through each alone."""
        return graph.summed(self.through, self.wave)

    @cached_property
    def through(self) -> Numbers:
        """Through whom alone we reach each; `graph.UNREACHED` where several ways lead, or none."""
        return graph.through(self.people, self.starts.tolist(), self.pairs)

    @cached_property
    def cut_points(self) -> int:
        """Without how many people a piece of the map would fall off, directions apart."""
        return len(graph.cut_points(self.people, self.pairs))

    @cached_property
    def mutual(self) -> tuple[int, int]:
        """How many namings are answered by one in return, and how many there are."""
        return graph.mutual(self.pairs)

    @cached_property
    def first_day(self) -> Numbers:
        """The day on which each voice first named somebody, as a number; NEVER for whoever did not."""
        first = np.full(self.people, NEVER, np.int64)
        np.minimum.at(first, self._voice[self._visible.namer], self._visible.day.astype(np.int64))
        return first

    @cached_property
    def circles(self) -> Circles | None:
        """Circles of mutual acquaintance; None while people are too few to tell."""
        return circles(np.flatnonzero(self.here), self.people, self.pairs)

    def answers(self, question: Question) -> Pairs:
        """The namings that count among the answers to one question, each once."""
        kept: dict[Question, Pairs] = self._answers
        if question not in kept:
            seen = self._visible
            mine = np.flatnonzero(seen.question == QUESTIONS.index(question))
            namer, named = seen.namer[mine], seen.named[mine]
            counts = (namer != named) & ((self._ring[namer] < 0) | (self._ring[namer] != self._ring[named]))
            kept[question] = distinct(np.stack((self._voice[namer[counts]], named[counts]), axis=1))
        return kept[question]

    @cached_property
    def _answers(self) -> dict[Question, Pairs]:
        return {}


def counted(visible: Visible, speakers: tuple[int, ...]) -> Counted:
    """What counts of a map; the same while the map and whoever speaks for its rings are."""
    found: Counted | None = visible.kept.get(speakers)
    if found is None:
        found = visible.kept[speakers] = Counted(visible, speakers)
    return found
