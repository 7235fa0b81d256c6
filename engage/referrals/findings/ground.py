"""What every figure rests on: the people who count and the namings that count, of the map as one reader sees it. Pure.

Bodies that only vouch for one another are on the wave board and count in no figure until somebody from outside, or we
ourselves, began with them; then they count like anyone else whom one person named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from engage.referrals import graph
from engage.referrals.findings.coverage import Facts
from engage.referrals.findings.records import Standing
from engage.referrals.findings.saturation import names_of
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.findings.voices import Ring, Voices
from engage.referrals.graph import Naming
from engage.referrals.plotted import QUESTIONS
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.vocabulary import Question, ReferralState
from engage.stakeholders.records import StakeholderRecord

_FACTS = tuple(
    fact.value
    for fact in (
        Fact.GROUP,
        Fact.COUNTRY,
        Fact.RIGHT,
        Fact.LEVEL,
        Fact.CAPACITY,
        Fact.INTERMEDIARY,
        Fact.EXPERTISE,
    )
)


@dataclass(frozen=True)
class Ground:
    """See the module. `paused` are those whom somebody set apart as not safe to approach now."""

    seen: SeenMap
    voices: Voices
    paused: frozenset[UUID] = frozenset()

    @cached_property
    def starts(self) -> list[int]:
        """Whom we began with, by pseudonym."""
        return [person.index for person in by_pseudonym(self.seen.people[: self.seen.visible.first_people])]

    @cached_property
    def people(self) -> list[PersonSeen]:
        """Everyone who counts, by pseudonym."""
        inside = {member for ring in self.voices.rings for member in ring.members}
        return [
            person
            for person in by_pseudonym(self.seen.people)
            if person.is_start or person.index not in inside or self.voices.of(person.index)
        ]

    @cached_property
    def counted(self) -> frozenset[int]:
        """The same as indexes."""
        return frozenset(person.index for person in self.people)

    @cached_property
    def namings(self) -> list[Naming]:
        """(voice, named): the voice of a ring is one of its members who counts."""
        speaks = {ring.members[0]: self._speaker(ring) for ring in self.voices.rings}
        return sorted((speaks.get(voice, voice), named) for voice, named in self.voices.namings)

    @cached_property
    def asked(self) -> frozenset[int]:
        """Who answered with a name that counts."""
        return frozenset(voice for voice, _named in self.namings)

    @cached_property
    def heard(self) -> frozenset[int]:
        """Who was heard."""
        return frozenset(person.index for person in self.people if self.state_of(person) is ReferralState.ENGAGED)

    @cached_property
    def waves(self) -> list[int | None]:
        """The wave of everyone, along namings that count."""
        return graph.waves(len(self.seen.people), self.starts, self.namings)

    @cached_property
    def answered_on(self) -> dict[int, int]:
        """The day on which each voice first named somebody, as a number."""
        first: dict[int, int] = {}
        for namer, day in zip(self.seen.visible.namer.tolist(), self.seen.visible.day.tolist(), strict=True):
            if namer not in first or day < first[namer]:
                first[namer] = day
        return first

    @cached_property
    def standing(self) -> Standing:
        """How far the map has come, in counts."""
        named = [person for person in self.people if self.voices.of(person.index)]
        states = [self.state_of(person) for person in named]
        names = names_of(self.namings)
        return Standing(
            starts=len(self.starts),
            named=len(named),
            asked=len(self.asked),
            heard=states.count(ReferralState.ENGAGED),
            declined=states.count(ReferralState.DECLINED),
            namings=names.namings,
            once=names.once,
        )

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

    def answers_to(self, question: Question) -> set[Naming]:
        """The namings that count among the answers to one question."""
        pairs = self.seen.visible.ends[self.seen.visible.question == QUESTIONS.index(question)].tolist()
        ring_of = {member: ring for ring in self.voices.rings for member in ring.members}
        return {
            (self._speaker(ring_of[namer]) if namer in ring_of else namer, named)
            for namer, named in pairs
            if namer != named and (namer not in ring_of or ring_of[namer] is not ring_of.get(named))
        }

    def _speaker(self, ring: Ring) -> int:
        members = [self.seen.people[member] for member in ring.members]
        known = [member for member in members if self.voices.of(member.index)] or members
        return by_pseudonym(known)[0].index


def stand_on(seen: SeenMap, paused: Iterable[UUID] = ()) -> Ground:
    """The ground of a map."""
    return Ground(seen, seen.voices, frozenset(paused))


def facts_of(record: StakeholderRecord) -> Facts:
    """By fact, what is known of someone that the scoping can ask for."""
    profile = record.profile
    said = (
        profile.groups,
        profile.countries,
        profile.rights_experience,
        [profile.level] if profile.level else [],
        [profile.capacity] if profile.capacity and record.is_rights_holder else [],
        [profile.intermediary_kind] if profile.intermediary_kind else [],
        profile.expertise,
    )
    return dict(zip(_FACTS, said, strict=True))


def by_pseudonym(people: Collection[PersonSeen]) -> list[PersonSeen]:
    """People in an order that tells nothing."""
    return sorted(people, key=lambda person: (person.record.pseudonym.casefold(), person.id.int))
