"""What every figure rests on: the people who count and the namings that count, of the map as one reader sees it. Pure.

Bodies that only vouch for one another are on the wave board and count in no figure until somebody from outside, or we
ourselves, began with them; then they count like anyone else whom one person named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from engage.referrals.everyone import Some
from engage.referrals.findings.counted import Counted, counted
from engage.referrals.findings.known import Known, known_of
from engage.referrals.findings.records import Standing
from engage.referrals.findings.voices import Ring, Voices
from engage.referrals.graph import Numbers
from engage.referrals.plotted import QUESTIONS
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.visible import WEIGHT, Mask
from engage.referrals.vocabulary import Question, ReferralState

NOT_SAFE, ENGAGED, DECLINED, NAMED = (
    WEIGHT.index(state)
    for state in (ReferralState.NOT_SAFE, ReferralState.ENGAGED, ReferralState.DECLINED, ReferralState.NAMED)
)


@dataclass(frozen=True)
class Ground:
    """See the module. `paused` are those whom somebody set apart as not safe to approach now."""

    seen: SeenMap
    voices: Voices
    paused: frozenset[UUID] = frozenset()

    @cached_property
    def counted(self) -> Counted:
        """Whom and what counts, as arrays."""
        return counted(self.seen.visible, tuple(self._speaker(ring) for ring in self.voices.rings))

    @cached_property
    def known(self) -> Known:
        """What is known of everyone."""
        return known_of(self.seen)

    @cached_property
    def starts(self) -> list[int]:
        """Whom we began with, by pseudonym."""
        return self.by_pseudonym(self.counted.starts).tolist()

    @cached_property
    def order(self) -> Numbers:
        """Indexes of everyone who counts, by pseudonym."""
        order = self.seen.order
        return order[self.counted.here[order]]

    @property
    def people(self) -> Sequence[PersonSeen]:
        """Everyone who counts, by pseudonym."""
        return self.some(self.order)

    @cached_property
    def state(self) -> NDArray[np.uint8]:
        """How things stand with each today, as a place in WEIGHT."""
        found: NDArray[np.uint8] = self.seen.visible.standing
        apart = [index for each in self.paused if (index := self.seen.index_of(each)) is not None]
        if apart:
            found = found.copy()
            found[apart] = NOT_SAFE
        return found

    @cached_property
    def heard(self) -> Mask:
        """Who counts and was heard."""
        return self.counted.here & (self.state == ENGAGED)

    @cached_property
    def standing(self) -> Standing:
        """How far the map has come, in counts."""
        figures = self.counted
        state = self.state[figures.times > 0]
        return Standing(
            starts=len(figures.starts),
            named=len(state),
            asked=int(figures.asked.sum()),
            heard=int((state == ENGAGED).sum()),
            declined=int((state == DECLINED).sum()),
            namings=figures.names.namings,
            once=figures.names.once,
        )

    def by_pseudonym(self, indexes: Numbers) -> Numbers:
        """Indexes in an order that tells nothing."""
        return indexes[np.argsort(self.seen.ranks[indexes])]

    def some(self, indexes: Numbers) -> Some:
        """People at indexes."""
        return Some(self.seen, indexes)

    def state_of(self, person: PersonSeen) -> ReferralState:
        """How things stand with someone today."""
        return ReferralState.NOT_SAFE if self.is_paused(person) else person.standing

    def is_paused(self, person: PersonSeen) -> bool:
        """Whether somebody set them apart for now."""
        return person.id in self.paused

    def named_by(self, person: PersonSeen) -> dict[Question, int]:
        """How many independent voices named someone, question by question."""
        seen, mine = self.seen.visible, self.voices.ring_of(person.index)
        lines = seen.namers.lines_of(person.index)
        found = set()
        for namer, question in zip(seen.namer[lines].tolist(), seen.question[lines].tolist(), strict=True):
            ring = self.voices.ring_of(namer)
            if ring is None or ring is not mine:
                found.add((question, ring.members[0] if ring else namer))
        return {each: sum(asked == number for asked, _voice in found) for number, each in enumerate(QUESTIONS)}

    def _speaker(self, ring: Ring) -> int:
        known = [member for member in ring.members if self.voices.of(member)] or ring.members
        return min(known, key=lambda member: int(self.seen.ranks[member]))


def stand_on(seen: SeenMap, paused: Iterable[UUID] = ()) -> Ground:
    """The ground of a map."""
    return Ground(seen, seen.voices, frozenset(paused))
