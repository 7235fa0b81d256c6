"""The map as one reader may see it: people with their wave and standing, namings between them. Pure.

Whoever the reader may not know of is left out before anything is counted, so that no figure tells of them. What is
found is kept with the plotted map; people and namings are made when they are looked at, so that a page costs its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import numpy as np

from engage.referrals import graph
from engage.referrals.everyone import ById, Everyone
from engage.referrals.findings.voices import Voices
from engage.referrals.graph import Numbers, Pairs
from engage.referrals.plotted import QUESTIONS, STATES, Listed, OpenWords, Plotted
from engage.referrals.records import ReferralRecord, StartRecord
from engage.referrals.visible import WEIGHT, Mask, Visible
from engage.referrals.vocabulary import Question, ReferralState
from engage.stakeholders.records import StakeholderRecord

PAGE = 50
Found = TypeVar("Found")


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


class Tally(NamedTuple):
    """How many people on the map are alike in all of this."""

    wave: int | None
    standing: ReferralState
    is_start: bool
    was_named: bool
    people: int


@dataclass(frozen=True)
class PageOfMap:
    """Some of those in a part of the map, by pseudonym; `previous` and `next` are None at either end."""

    people: list[PersonSeen]
    first: int
    previous: UUID | None
    next: UUID | None
    total: int


@dataclass(frozen=True)
class PageOfNamings:
    """Some namings, newest day first; `previous` and `next` are None at either end."""

    namings: Sequence[ReferralRecord]
    first: int
    previous: UUID | None
    next: UUID | None
    total: int


class _Reader:
    """Whom a reader may know of, in the order of their pseudonyms, and what of a map they see."""

    def __init__(self, plotted: Plotted, records: Sequence[StakeholderRecord], before: _Reader | None) -> None:
        self.records = records
        self.rank: Numbers = np.full(len(plotted.people), -1, np.int64)
        number_of = plotted.number_of.get
        for rank, record in enumerate(records):
            number = number_of(record.id)
            if number is not None:
                self.rank[number] = rank
        self.known: Mask = self.rank >= 0
        # Records change more often than who is known: what was found of the map is still true then.
        same = before is not None and np.array_equal(before.known, self.known)
        self.visible: Visible = before.visible if before is not None and same else Visible(plotted, self.known)
        self.ranks: Numbers = self.rank[self.visible.number]
        """Each one's place by pseudonym, by index."""
        self.order: Numbers = np.argsort(self.ranks)
        """Indexes by pseudonym."""
        self.kept: dict[str, Any] = {}
        """What was found of this map for these records."""


class SeenMap:
    """See the module. People stand in order of entry, starts first."""

    __slots__ = ("_open", "_plotted", "_reader", "by_id", "namings", "people", "starts", "visible")

    def __init__(self, plotted: Plotted, reader: _Reader, open_words: OpenWords) -> None:
        self._plotted, self._reader, self._open = plotted, reader, open_words
        self.visible: Visible = reader.visible
        """All of it as arrays, by index."""
        self.starts: list[StartRecord] = self.visible.starts
        self.people: Sequence[PersonSeen] = Everyone(self)
        self.by_id: Mapping[UUID, PersonSeen] = ById(self)
        """Everyone on the map by id."""
        self.namings: Sequence[ReferralRecord] = self._listed(np.arange(len(self.visible.places)))
        """All namings, in order of entry."""

    @property
    def pairs(self) -> list[graph.Naming]:
        """The namings as pairs of indexes; for large maps there is `ends`."""
        return self.visible.pairs

    @property
    def ends(self) -> Pairs:
        """The namings as rows of indexes."""
        return self.visible.ends

    @property
    def voices(self) -> Voices:
        """Whose naming counts, all questions together."""
        return self.visible.voices

    @property
    def ranks(self) -> Numbers:
        """Each one's place by pseudonym, by index."""
        return self._reader.ranks

    @property
    def records(self) -> Iterator[StakeholderRecord]:
        """Everyone's record by index: for what is found once and kept."""
        return (self._reader.records[rank] for rank in self.ranks.tolist())

    def keep(self, name: str, find: Callable[[], Found]) -> Found:
        """What `find` gives, found once for this map and these records."""
        if name not in self._reader.kept:
            self._reader.kept[name] = find()
        found: Found = self._reader.kept[name]
        return found

    @property
    def order(self) -> Numbers:
        """Indexes by pseudonym."""
        return self._reader.order

    @property
    def there(self) -> Mask:
        """By index, who can be turned to: neither erased nor restricted."""
        return self.keep("there", lambda: np.array([record.is_there for record in self.records], np.bool_))

    def index_of(self, stakeholder_id: UUID) -> int | None:
        """Where someone stands; None for whoever is not on the map."""
        number = self._plotted.number_of.get(stakeholder_id)
        index = -1 if number is None else int(self.visible.index[number])
        return None if index < 0 else index

    def record_of(self, index: int) -> StakeholderRecord:
        """Who stands at an index."""
        return self._reader.records[self._reader.rank[self.visible.number[index]]]

    def person(self, index: int) -> PersonSeen:
        """Someone by index."""
        seen = self.visible
        wave, times = int(seen.wave[index]), seen.times[index].tolist()
        return PersonSeen(
            record=self.record_of(index),
            index=index,
            wave=None if wave == graph.UNREACHED else wave,
            is_start=index < seen.first_people,
            standing=WEIGHT[seen.standing[index]],
            named_by={question: count for question, count in zip(QUESTIONS, times, strict=True) if count},
            has_named=bool(seen.has_named[index]),
        )

    def of(self, stakeholder_id: UUID) -> Sequence[ReferralRecord]:
        """Namings of someone, oldest day first."""
        return self._around(stakeholder_id, self.visible.namers)

    def by(self, stakeholder_id: UUID) -> Sequence[ReferralRecord]:
        """Namings by someone, oldest day first."""
        return self._around(stakeholder_id, self.visible.named_by)

    def find_naming(self, referral_id: UUID) -> ReferralRecord | None:
        """One naming; None for one that the reader may not know of."""
        place = self._plotted.place_of(referral_id)
        at = -1 if place is None else int(np.searchsorted(self.visible.places, place))
        found = 0 <= at < len(self.visible.places) and int(self.visible.places[at]) == place
        return self.namings[at] if found else None

    def namings_where(
        self, *, standing: ReferralState | None = None, engagement_id: UUID | None = None, newest_first: bool = False
    ) -> Sequence[ReferralRecord]:
        """Namings in a state, from a conversation: in order of entry, or by day. Only those looked at are made."""
        seen = self.visible
        mask = np.ones(len(seen.places), np.bool_)
        if standing is not None:
            mask &= seen.state == STATES.index(standing)
        if engagement_id is not None:
            known = self._plotted.engagements
            mask &= seen.engagement == (known.index(str(engagement_id)) if str(engagement_id) in known else -1)
        found = np.flatnonzero(mask)
        return self._listed(found[np.argsort(-seen.day[found], kind="stable")] if newest_first else found)

    def waiting(self, before: date) -> Sequence[ReferralRecord]:
        """Namings of before that day that nobody has followed up, of people not met in another way; oldest first."""
        seen, named = self.visible, STATES.index(ReferralState.NAMED)
        idle = seen.standing[seen.named] == WEIGHT.index(ReferralState.NAMED)
        found = np.flatnonzero((seen.state == named) & (seen.day < before.toordinal()) & idle)
        # Nobody is asked to follow up whom they may not turn to.
        found = found[self.there[seen.named[found]]]
        return self._listed(found[np.argsort(seen.day[found], kind="stable")])

    def lines_to(self, stakeholder_id: UUID) -> int:
        """How many chains from different starts lead to someone without sharing a person. Raises KeyError."""
        index = self.index_of(stakeholder_id)
        if index is None:
            raise KeyError("not on the map")
        return self.visible.lines.to(index)

    def tallies(self, among: Iterable[int] | None = None) -> list[Tally]:
        """Everyone on the map, or those at some indexes, counted by all that `Tally` tells apart; nearest first."""
        seen = self.visible
        here = np.arange(seen.people) if among is None else np.fromiter(among, np.int64)
        key = (seen.wave[here] + 1) * len(WEIGHT) + seen.standing[here]
        key = key * 4 + (here < seen.first_people) * 2 + seen.was_named[here]
        counts = np.bincount(key)
        found = []
        for each in np.flatnonzero(counts).tolist():
            wave, standing = divmod(each // 4, len(WEIGHT))
            number = wave - 1 if wave else None
            found.append(Tally(number, WEIGHT[standing], bool(each & 2), bool(each & 1), int(counts[each])))
        return sorted(found, key=lambda tally: (tally.wave is None, tally.wave or 0))

    def page(
        self,
        first: int | None,
        last: int | None,
        *,
        standing: ReferralState | None = None,
        after: UUID | None = None,
        before: UUID | None = None,
        size: int = PAGE,
    ) -> PageOfMap:
        """Some people of the waves from `first` to `last`, after or before someone, by pseudonym.

        As in a band of the board: with no `last`, all waves from `first` on and whoever no start leads to; with
        neither, only these.
        """
        mask = self.among(first, last)
        if standing is not None:
            mask &= self.visible.standing == WEIGHT.index(standing)
        return self.some(mask, after=after, before=before, size=size)

    def among(self, first: int | None, last: int | None) -> Mask:
        """Who is in the waves from `first` to `last`, as `page` has it."""
        wave = self.visible.wave
        unreached = wave == graph.UNREACHED
        mask: Mask = ~unreached & (wave >= first) if first is not None else np.zeros(len(wave), np.bool_)
        return mask | unreached if last is None else mask & (wave <= last)

    def some(
        self,
        mask: Mask,
        *,
        key: Numbers | None = None,
        after: UUID | None = None,
        before: UUID | None = None,
        size: int = PAGE,
    ) -> PageOfMap:
        """Some of those in a mask, after or before someone, by `key` and then by pseudonym.

        The page goes on from where someone stands even when they are not in the mask (any more).
        """
        order = self._reader.order
        if key is not None:
            order = order[np.argsort(key[order], kind="stable")]
        ordered = order[mask[order]]
        start = 0
        if (at := self._position(order, after)) is not None:
            start = int(mask[order[: at + 1]].sum())
        elif (at := self._position(order, before)) is not None:
            start = max(0, int(mask[order[:at]].sum()) - size)
        shown = [self.person(index) for index in ordered[start : start + size].tolist()]
        return PageOfMap(
            people=shown,
            first=start + 1,
            previous=shown[0].id if shown and start > 0 else None,
            next=shown[-1].id if shown and start + size < len(ordered) else None,
            total=len(ordered),
        )

    def page_of_namings(
        self,
        *,
        standing: ReferralState | None = None,
        question: Question | None = None,
        after: UUID | None = None,
        before: UUID | None = None,
        size: int = PAGE,
    ) -> PageOfNamings:
        """Some namings in a state, in answer to a question, after or before one of them, newest day first."""
        seen = self.visible
        mask = np.ones(len(seen.places), np.bool_)
        if standing is not None:
            mask &= seen.state == STATES.index(standing)
        if question is not None:
            mask &= seen.question == QUESTIONS.index(question)
        order = np.argsort(-seen.day, kind="stable")
        ordered, start = order[mask[order]], 0
        if (at := self._turn(order, after)) is not None:
            start = int(mask[order[: at + 1]].sum())
        elif (at := self._turn(order, before)) is not None:
            start = max(0, int(mask[order[:at]].sum()) - size)
        shown = list(self._listed(ordered[start : start + size]))
        return PageOfNamings(
            namings=shown,
            first=start + 1,
            previous=shown[0].id if shown and start > 0 else None,
            next=shown[-1].id if shown and start + size < len(ordered) else None,
            total=len(ordered),
        )

    def _turn(self, ordered: Numbers, referral_id: UUID | None) -> int | None:
        place = None if referral_id is None else self._plotted.place_of(referral_id)
        found = [] if place is None else np.flatnonzero(self.visible.places[ordered] == place).tolist()
        return found[0] if found else None

    def _position(self, ordered: Numbers, whom: UUID | None) -> int | None:
        index = None if whom is None else self.index_of(whom)
        found = [] if index is None else np.flatnonzero(ordered == index).tolist()
        return found[0] if found else None

    def _around(self, stakeholder_id: UUID, ways: graph.Ways) -> Sequence[ReferralRecord]:
        index = self.index_of(stakeholder_id)
        found = np.empty(0, np.int64) if index is None else ways.lines_of(index)
        return self._listed(found[np.argsort(self.visible.day[found], kind="stable")])

    def _listed(self, namings: Numbers) -> Sequence[ReferralRecord]:
        return Listed(self._plotted, self.visible.places[namings], self._open)


def see(plotted: Plotted, tier: int, records: Sequence[StakeholderRecord], open_words: OpenWords) -> SeenMap:
    """The map of those in `records`: the people whom a reader up to a tier may know of, by pseudonym."""
    reader = plotted.kept.get(tier)
    if reader is None or reader.records is not records:
        with plotted.lock:
            reader = plotted.kept.get(tier)
            if reader is None or reader.records is not records:
                reader = plotted.kept[tier] = _Reader(plotted, records, reader)
    return SeenMap(plotted, reader, open_words)
