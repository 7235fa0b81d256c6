"""The map as one reader may see it: people with their wave and standing, namings between them. Pure.

Whoever the reader may not know of is left out before anything is counted, so that no figure tells of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from engage.referrals import graph
from engage.referrals.records import OpenedMap, ReferralRecord, StartRecord
from engage.referrals.vocabulary import Question, ReferralState
from engage.stakeholders.records import StakeholderRecord

# Of several namings of one person the first of these tells how things stand: danger first, then what was achieved.
WEIGHT = (
    ReferralState.NOT_SAFE,
    ReferralState.ENGAGED,
    ReferralState.DECLINED,
    ReferralState.APPROACHED,
    ReferralState.UNREACHABLE,
    ReferralState.NAMED,
)


@dataclass(frozen=True)
class PersonSeen:
    """Someone on the map."""

    record: StakeholderRecord
    index: int
    wave: int | None
    is_start: bool
    standing: ReferralState
    """What became of the namings of them; whoever named others was heard."""
    named_by: dict[Question, int] = field(default_factory=dict)
    """How many different people named them, question by question: kinds of naming are never mixed."""
    has_named: bool = False

    @property
    def id(self) -> UUID:
        return self.record.id

    @property
    def was_named(self) -> bool:
        return bool(self.named_by)

    @property
    def is_heard(self) -> bool:
        return self.standing is ReferralState.ENGAGED


@dataclass(frozen=True)
class SeenMap:
    """See the module. People stand in order of entry, starts first."""

    people: list[PersonSeen]
    starts: list[StartRecord]
    namings: list[ReferralRecord]

    @cached_property
    def by_id(self) -> dict[UUID, PersonSeen]:
        """Everyone on the map by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def pairs(self) -> list[graph.Naming]:
        """The namings as pairs of indexes."""
        return [(self.by_id[each.namer_id].index, self.by_id[each.named_id].index) for each in self.namings]

    def of(self, stakeholder_id: UUID) -> list[ReferralRecord]:
        """Namings of someone, oldest day first."""
        found = (naming for naming in self.namings if naming.named_id == stakeholder_id)
        return sorted(found, key=lambda naming: naming.asked_on)

    def by(self, stakeholder_id: UUID) -> list[ReferralRecord]:
        """Namings by someone, oldest day first."""
        found = (naming for naming in self.namings if naming.namer_id == stakeholder_id)
        return sorted(found, key=lambda naming: naming.asked_on)

    def lines_to(self, stakeholder_id: UUID) -> int:
        """How many chains from different starts lead to someone without sharing a person."""
        firsts = [person.index for person in self.people if person.is_start]
        return graph.independent_lines(len(self.people), firsts, self.pairs, self.by_id[stakeholder_id].index)

    def waiting(self, before: date) -> list[ReferralRecord]:
        """Namings of before that day that nobody has followed up, of people not met in another way; oldest first."""
        found = [
            each
            for each in self.namings
            if each.standing is ReferralState.NAMED
            and each.asked_on < before
            and self.by_id[each.named_id].standing is ReferralState.NAMED
        ]
        return sorted(found, key=lambda naming: naming.asked_on)


def see(opened: OpenedMap, known: Mapping[UUID, StakeholderRecord]) -> SeenMap:
    """The map of those in `known`: the people whom the reader may know of."""
    starts = [start for start in opened.starts if start.stakeholder_id in known]
    namings = [each for each in opened.referrals if each.namer_id in known and each.named_id in known]
    index: dict[UUID, int] = {}
    for start in starts:
        index.setdefault(start.stakeholder_id, len(index))
    for naming in namings:
        index.setdefault(naming.namer_id, len(index))
        index.setdefault(naming.named_id, len(index))
    pairs = [(index[each.namer_id], index[each.named_id]) for each in namings]
    firsts = {start.stakeholder_id for start in starts}
    waves = graph.waves(len(index), [index[each] for each in firsts], pairs)
    namers: dict[UUID, dict[Question, set[UUID]]] = {}
    states: dict[UUID, set[str]] = {}
    for each in namings:
        namers.setdefault(each.named_id, {}).setdefault(each.question, set()).add(each.namer_id)
        states.setdefault(each.named_id, set()).add(each.state)
    asked = {each.namer_id for each in namings}
    people = [
        PersonSeen(
            record=known[key],
            index=place,
            wave=waves[place],
            is_start=key in firsts,
            standing=_standing(states.get(key, set()) | ({ReferralState.ENGAGED} if key in asked else set())),
            named_by={question: len(who) for question, who in namers.get(key, {}).items()},
            has_named=key in asked,
        )
        for key, place in index.items()
    ]
    return SeenMap(people, starts, namings)


def _standing(states: set[str]) -> ReferralState:
    return next((state for state in WEIGHT if state in states), ReferralState.NAMED)
