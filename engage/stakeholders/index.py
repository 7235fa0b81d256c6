"""People found by words and conditions in a moment: arrays over people in the order of their pseudonyms. Pure.

An index never changes. A person is known by their place in it; a mask says of each place whether it is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from engage.stakeholders.facts import CONTACT_WITHIN, DUE, MUCH, OLDER, RESTRICTED, Facts
from engage.stakeholders.facts import NEVER as NEVER_MET
from engage.stakeholders.folding import starts
from engage.stakeholders.narrowing import Narrowing, Sort
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.sought import Term

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]

_LAST_SIGN = "\U0010ffff"
OF_RECORDS = frozenset({"role", "kind", "intermediary_kind", "group", "right", "country", "level", "language", "tier"})
"""The facets that follow from what records say; the others follow from facts."""
_EVER = np.iinfo(np.uint16).max
_FIRST_DAY = date(1900, 1, 1).toordinal()


class Entry(NamedTuple):
    """A person as the directory holds them; all but the record is folded."""

    record: StakeholderRecord
    pseudonym: str
    names: str
    """Names apart by line ends."""
    words: str
    """Further words of whoever may look at the name: where they belong, addresses, handles."""
    addresses: str
    numbers: str

    @property
    def order(self) -> tuple[str, int]:
        """What the list goes by."""
        return self.pseudonym, self.record.id.int


class Words:
    """Who has which words: for every word in order, the places of its holders one after another."""

    __slots__ = ("_holders", "_size", "_starts", "_words")

    def __init__(self, texts: Sequence[str]) -> None:
        known: dict[str, int] = {}
        codes: list[int] = []
        counts: list[int] = []
        for text in texts:
            before = len(codes)
            codes.extend([known.setdefault(word, len(known)) for word in starts(text)])
            counts.append(len(codes) - before)
        self._size = len(texts)
        self._words = sorted(known)
        rank = np.empty(len(known), np.int32)
        rank[[known[word] for word in self._words]] = np.arange(len(known), dtype=np.int32)
        ranked = rank[np.array(codes, np.int32)]
        of_place = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
        self._holders: Numbers = of_place[np.argsort(ranked, kind="stable")]
        self._starts: Places = np.concatenate(([0], np.cumsum(np.bincount(ranked, minlength=len(known)))))

    def beginning(self, beginning: str) -> Mask:
        """Who has a word that begins so."""
        mask = np.zeros(self._size, np.bool_)
        first = bisect_left(self._words, beginning)
        last = bisect_left(self._words, beginning + _LAST_SIGN, first)
        mask[self._holders[self._starts[first] : self._starts[last]]] = True
        return mask


class Texts:
    """One text of everyone, in which any part is found."""

    __slots__ = ("_ends", "_size", "_together")

    def __init__(self, texts: Sequence[str]) -> None:
        encoded = [text.encode() for text in texts]
        self._size = len(texts)
        self._together = b"\n".join(encoded)
        self._ends: Places = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1)

    def part(self, part: str) -> Mask:
        """In whose text this is."""
        mask = np.zeros(self._size, np.bool_)
        wanted = part.encode()
        between = self._together.split(wanted)
        if len(between) > 1:
            lengths = np.fromiter(map(len, between), np.int64, len(between)) + len(wanted)
            found = np.cumsum(lengths[:-1]) - len(wanted)
            mask[np.searchsorted(self._ends, found, side="right")] = True
        return mask


class Facet:
    """The codes of one facet. Many people are alike: what is said of them is held once, as a sort of people."""

    __slots__ = ("_codes", "_of_code", "_of_sort", "_sorts")

    def __init__(self, said: Sequence[Sequence[str]]) -> None:
        known: dict[str, int] = {"": 0}
        flat = np.array([known.setdefault(code, len(known)) for each in said for code in each], np.int64)
        of_sort = np.repeat(np.arange(len(said), dtype=np.int64), np.fromiter(map(len, said), np.int64, len(said)))
        # Who says something twice counts once; who says nothing does not count.
        pairs = np.unique(of_sort[flat > 0] * len(known) + flat[flat > 0])
        self._codes = known
        self._sorts = len(said)
        self._of_code: Numbers = (pairs % len(known)).astype(np.int32)
        self._of_sort: Numbers = (pairs // len(known)).astype(np.int32)

    def having(self, code: str, sort_of: Numbers) -> Mask:
        """Who has a code; `sort_of` says of each place which sort it is."""
        number = self._codes.get(code)
        having = np.zeros(self._sorts, np.bool_)
        if number:
            having[self._of_sort[self._of_code == number]] = True
        return having[sort_of] if len(sort_of) else np.zeros(0, np.bool_)

    def counts(self, people: NDArray[np.int64]) -> dict[str, int]:
        """How many have each code, from how many there are of each sort."""
        if not len(self._of_code):
            return {}
        found = np.bincount(self._of_code, weights=people[self._of_sort], minlength=len(self._codes))
        return {code: int(found[number]) for code, number in self._codes.items() if found[number]}


@dataclass(frozen=True)
class KnownFacts:
    """Facts laid out by place: days and requests as small numbers, 0 for never and none."""

    contact: NDArray[np.uint16]
    load: NDArray[np.uint16]
    due: Mask
    restricted: Mask


class Index:
    """People in the order of their pseudonyms. What only searches or counts need is made for the first of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(entries, key=lambda each: each.order)
        self.entries = ordered
        self.records = [each.record for each in ordered]
        self.place_of: dict[UUID, int] = {record.id: place for place, record in enumerate(self.records)}
        self.size = len(ordered)
        self.tiers: NDArray[np.int8] = np.array([record.tier for record in self.records], np.int8)
        self.created: NDArray[np.uint16] = np.array(
            [record.created_on.toordinal() - _FIRST_DAY for record in self.records], np.uint16
        )
        self._by_name: dict[str, list[int]] | None = None
        self._known: dict[str, tuple[object, int, NDArray[np.uint16]]] = {}

    @cached_property
    def _pseudonyms(self) -> Words:
        return Words([each.pseudonym for each in self.entries])

    @cached_property
    def _names(self) -> Words:
        return Words([f"{each.names} {each.words}" if each.words else each.names for each in self.entries])

    @cached_property
    def _addresses(self) -> Texts:
        return Texts([each.addresses for each in self.entries])

    @cached_property
    def _numbers(self) -> Texts:
        return Texts([each.numbers for each in self.entries])

    @cached_property
    def _sorted(self) -> tuple[Numbers, dict[str, Facet]]:
        return _facets(self.records)

    def named(self, name: str) -> list[int]:
        """The places of those of whom this is a folded name."""
        if self._by_name is None:
            by_name: dict[str, list[int]] = {}
            for place, entry in enumerate(self.entries):
                for each in filter(None, entry.names.split("\n")):
                    by_name.setdefault(each, []).append(place)
            self._by_name = by_name
        return self._by_name.get(name, [])

    def visible(self, up_to_tier: int) -> Mask:
        """Who exists for a viewer."""
        found: Mask = self.tiers <= up_to_tier
        return found

    def fitting(self, term: Term, names_up_to_tier: int) -> Mask:
        """Of whom the term is true; by name and contacts only up to a tier."""
        looked_at = self.tiers <= names_up_to_tier if names_up_to_tier > 0 else None
        found = np.full(self.size, bool(term.words))
        for word in term.words:
            holders = self._pseudonyms.beginning(word)
            if looked_at is not None:
                holders |= self._names.beginning(word) & looked_at
            found &= holders
        if looked_at is not None:
            if term.address:
                found |= self._addresses.part(term.address) & looked_at
            for number in term.numbers:
                found |= self._numbers.part(number) & looked_at
        return found

    def having(self, facet: str, code: str, facts: KnownFacts, today: date) -> Mask:
        """Whoever a condition leaves."""
        if facet in OF_RECORDS:
            sort_of, facets = self._sorted
            return facets[facet].having(code, sort_of)
        return _masks(facet, facts, today).get(code, np.zeros(self.size, np.bool_))

    def counts(self, facets: Iterable[str], among: Mask, facts: KnownFacts, today: date) -> dict[str, dict[str, int]]:
        """For each facet, how many among these have each of its codes."""
        sort_of, known = self._sorted
        of_sorts = np.bincount(sort_of[among], minlength=int(sort_of.max()) + 1 if self.size else 0)
        counted = {}
        for facet in facets:
            if facet in OF_RECORDS:
                counted[facet] = known[facet].counts(of_sorts)
            else:
                sums = {code: int((mask & among).sum()) for code, mask in _masks(facet, facts, today).items()}
                counted[facet] = {code: count for code, count in sums.items() if count}
        return counted

    def sort_keys(self, sort: str, facts: KnownFacts) -> NDArray[np.uint16] | None:
        """Small numbers to order by before the pseudonym; None for the pseudonym alone."""
        if sort == Sort.NEWEST:
            return _EVER - self.created
        if sort == Sort.LAST_CONTACT:
            return facts.contact
        return facts.load if sort == Sort.LOAD else None

    def known(self, facts: Facts) -> KnownFacts:
        """Facts by place; read anew only when other mappings are given."""
        return KnownFacts(
            self._laid_out("contact", facts.last_contact),
            self._laid_out("load", facts.load),
            self._laid_out("due", facts.due) > 0,
            self._laid_out("restricted", facts.restricted) > 0,
        )

    def _laid_out(self, name: str, said: Mapping[UUID, date | int] | Collection[UUID]) -> NDArray[np.uint16]:
        held = self._known.get(name)
        # Nobody changes what was given: it is the same while it is the same object.
        if held is not None and (held[0] is said or (not said and not held[1])) and held[1] == len(said):
            return held[2]
        found = np.zeros(self.size, np.uint16)
        pairs: Iterable[tuple[UUID, date | int]] = (
            said.items() if isinstance(said, Mapping) else ((key, 1) for key in said)
        )
        for key, value in pairs:
            place = self.place_of.get(key)
            if place is not None:
                number = value.toordinal() - _FIRST_DAY if isinstance(value, date) else value
                found[place] = min(max(number, 0), _EVER)
        self._known[name] = (said, len(said), found)
        return found


def conditions(index: Index, narrowing: Narrowing, facts: KnownFacts, today: date) -> dict[str, Mask]:
    """By facet asked for, whom it leaves."""
    return {facet: index.having(facet, code, facts, today) for facet, code in narrowing.pairs}


def _masks(facet: str, facts: KnownFacts, today: date) -> dict[str, Mask]:
    """The codes of a facet that follows from facts."""
    if facet == "state_of_record":
        return {DUE: facts.due, RESTRICTED: facts.restricted}
    if facet == "load":
        asked = facts.load
        return {"none": asked == 0, "some": (asked > 0) & (asked < MUCH), "much": asked >= MUCH}
    met, masks = facts.contact, {}
    left: Mask = met > 0
    for code, days in CONTACT_WITHIN:
        since = (today - timedelta(days=days)).toordinal() - _FIRST_DAY
        masks[code] = left & (met >= since)
        left = left & (met < since)
    return {**masks, OLDER: left, NEVER_MET: met == 0}


def _facets(records: Sequence[StakeholderRecord]) -> tuple[Numbers, dict[str, Facet]]:
    sorts: dict[tuple[int, str, int], int] = {}
    firsts: list[StakeholderRecord] = []
    sort_of = np.empty(len(records), np.int32)
    for place, record in enumerate(records):
        # Profiles that say the same are the same object: see the directory.
        key = id(record.profile), record.kind, record.tier
        number = sorts.get(key)
        if number is None:
            number = sorts[key] = len(firsts)
            firsts.append(record)
        sort_of[place] = number
    profiles = [record.profile for record in firsts]
    facets = {
        "role": Facet([each.roles for each in profiles]),
        "kind": Facet([(record.kind,) for record in firsts]),
        "intermediary_kind": Facet([(each.intermediary_kind,) for each in profiles]),
        "group": Facet([each.groups for each in profiles]),
        "right": Facet([[*each.rights_experience, *each.rights_expertise] for each in profiles]),
        "country": Facet([each.countries for each in profiles]),
        "level": Facet([(each.level,) for each in profiles]),
        "language": Facet([[*each.languages, *each.reads] for each in profiles]),
        "tier": Facet([(str(record.tier),) for record in firsts]),
    }
    return sort_of, facets


def merged_order(base: Index, overlay: Index) -> Places:
    """Places of both in one order; those of the overlay are numbered after those of the base."""
    alone = np.arange(base.size, dtype=np.int64)
    if not overlay.size:
        return alone
    orders = _Orders(base.entries)
    at = [bisect_left(orders, each.order) for each in overlay.entries]
    return np.insert(alone, at, np.arange(base.size, base.size + overlay.size))


class _Orders(Sequence[tuple[str, int]]):
    """What entries are ordered by, for looking a place up without making a list of all."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, place: int) -> tuple[str, int]:  # type: ignore[override]
        return self._entries[place].order


def together(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Counts of several indexes as one."""
    counted: dict[str, int] = {}
    for code, count in chain.from_iterable(part.items() for part in parts):
        counted[code] = counted.get(code, 0) + count
    return counted
