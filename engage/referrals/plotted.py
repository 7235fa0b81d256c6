"""A project's map in as little memory as it can be held in: one short row of numbers for each naming. Pure.

A plotted map never changes; after a change there is another. Words are not in it: they are opened when a naming is
shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any, overload
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from engage.referrals.graph import Numbers
from engage.referrals.records import ReferralDetail, ReferralRecord, StartRecord
from engage.referrals.vocabulary import MayBeTold, Question, ReferralState

STATES, QUESTIONS, TOLD = tuple(ReferralState), tuple(Question), tuple(MayBeTold)
_STATE, _QUESTION, _TOLD = (
    {str(each.value): number for number, each in enumerate(words)} for words in (STATES, QUESTIONS, TOLD)
)
_WITHDRAWN = _STATE[ReferralState.WITHDRAWN.value]
_ASKED, _NOT_TOLD = Question.SHOULD_BE_HEARD.value, MayBeTold.NOT_ASKED.value
ROW = np.dtype(
    [
        ("high", "u8"), ("low", "u8"), ("namer", "i4"), ("named", "i4"), ("entry", "i4"), ("day", "i4"),
        ("engagement", "i4"), ("state", "u1"), ("question", "u1"), ("told", "u1"),
    ]
)  # fmt: skip
Rows = NDArray[np.void]
FEW = 64
"""So many changed rows are looked for one by one."""
AT_ONCE = 500
"""Of so many namings, one after another, the words are opened together."""

OpenWords = Callable[[Sequence[UUID]], dict[UUID, ReferralDetail]]
"""Opens the words of several namings in one go; those that are gone are left out."""


class Plotted:
    """Namings as rows in order of entry, everyone they speak of by number, and the starts."""

    __slots__ = (
        "engagements",
        "kept",
        "keys",
        "lacking",
        "lock",
        "number_of",
        "people",
        "project_id",
        "rows",
        "starts",
    )

    def __init__(
        self,
        project_id: UUID,
        rows: Rows,
        people: Sequence[UUID],
        number_of: dict[UUID, int],
        engagements: Sequence[str],
        starts: Sequence[StartRecord],
        keys: frozenset[UUID],
        lacking: int,
    ) -> None:
        self.project_id, self.rows, self.people, self.number_of = project_id, rows, people, number_of
        self.engagements = engagements
        """Ids of conversations by number; the first is none."""
        self.starts, self.keys = starts, keys
        self.lacking = lacking
        """How many rows nobody can open any more."""
        self.kept: dict[int, Any] = {}
        """What was found out of it, by tier: it goes when the map goes."""
        self.lock = Lock()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def between_two(self) -> Numbers:
        """Places of namings that count, in order of entry: without those withdrawn, and without those of whom both
        ends were found to be one person.
        """
        rows = self.rows
        return np.flatnonzero((rows["namer"] != rows["named"]) & (rows["state"] != _WITHDRAWN))

    def without(self, told: MayBeTold) -> Plotted:
        """The same map without the namings of which the named may be told so."""
        rows = self.rows[self.rows["told"] != _TOLD[told.value]]
        same = self.people, self.number_of, self.engagements, self.starts, self.keys, self.lacking
        return Plotted(self.project_id, rows, *same)

    def id_at(self, place: int) -> UUID:
        """The id of a naming."""
        row = self.rows[place]
        return UUID(int=(int(row["high"]) << 64) | int(row["low"]))

    def place_of(self, referral_id: UUID) -> int | None:
        """Where a naming stands."""
        high, low = _halves(referral_id)
        found = np.flatnonzero((self.rows["high"] == high) & (self.rows["low"] == low))
        return int(found[0]) if len(found) else None

    def with_end(self, stakeholder_id: UUID) -> Numbers:
        """Places of namings by or of someone."""
        number = self.number_of.get(stakeholder_id, -1)
        return np.flatnonzero((self.rows["namer"] == number) | (self.rows["named"] == number))

    def was_named(self, namer_id: UUID, named_id: UUID, question: str) -> bool:
        """Whether someone named someone in answer to a question, and did not withdraw it."""
        namer, named = self.number_of.get(namer_id, -1), self.number_of.get(named_id, -1)
        both = self.rows[(self.rows["namer"] == namer) & (self.rows["named"] == named)]
        return bool(((both["question"] == _QUESTION[question]) & (both["state"] != _WITHDRAWN)).any())

    @property
    def withdrawn(self) -> Numbers:
        """Places of namings that were withdrawn, in order of entry."""
        return np.flatnonzero(self.rows["state"] == _WITHDRAWN)

    def record(self, place: int, words: Callable[[UUID], ReferralDetail]) -> ReferralRecord:
        """The naming at a place."""
        row = self.rows[place]
        return ReferralRecord(
            self.id_at(place),
            self.project_id,
            STATES[row["state"]].value,
            date.fromordinal(int(row["day"])),
            self.people[row["namer"]],
            self.people[row["named"]],
            QUESTIONS[row["question"]].value,
            TOLD[row["told"]].value,
            words,
        )


class Plotting:
    """Brings a plotted map up to a change."""

    def __init__(self, project_id: UUID, before: Plotted | None = None) -> None:
        self._project_id = project_id
        self._before = before
        self._people = list(before.people) if before else []
        self._number_of = dict(before.number_of) if before else {}
        # A text is read as an id once.
        self._number: dict[str, int] = {}
        self._engagements = {each: number for number, each in enumerate(before.engagements if before else ("",))}
        self._parts: list[Rows] = []

    def person(self, text: str) -> int:
        """The number of someone, given by the text of their id."""
        number = self._number.get(text)
        if number is None:
            key = UUID(text)
            number = self._number_of.get(key)
            if number is None:
                number = self._number_of[key] = len(self._people)
                self._people.append(key)
            self._number[text] = number
        return number

    def add(
        self,
        ids: Sequence[bytes],
        *,
        namers: Sequence[str],
        named: Sequence[str],
        states: Sequence[str],
        days: Sequence[date],
        entries: Sequence[int],
        said: Sequence[Mapping[str, Any]],
    ) -> None:
        """Namings, new or changed, column by column; ids are bytes, ends texts of ids, `said` is the sealed part."""
        rows = np.empty(len(ids), ROW)
        halves = np.frombuffer(b"".join(ids), ">u8").reshape(-1, 2)
        rows["high"], rows["low"] = halves[:, 0], halves[:, 1]
        rows["namer"], rows["named"] = [self.person(each) for each in namers], [self.person(each) for each in named]
        rows["entry"], rows["day"] = entries, [each.toordinal() for each in days]
        rows["state"] = [_STATE[each] for each in states]
        rows["question"] = [_QUESTION[each.get("question", _ASKED)] for each in said]
        rows["told"] = [_TOLD[each.get("may_be_told", _NOT_TOLD)] for each in said]
        known = self._engagements
        rows["engagement"] = [known.setdefault(each.get("engagement_id", ""), len(known)) for each in said]
        self._parts.append(rows)

    def done(self, starts: Iterable[StartRecord], keys: frozenset[UUID], lacking: int) -> Plotted:
        """The map after the change. Of two starts that were found to be one person, the map begins with one."""
        changed = np.concatenate([np.empty(0, ROW), *self._parts])
        rows = in_order(changed) if self._before is None else _after(self._before.rows, changed)
        first: dict[UUID, StartRecord] = {}
        for start in starts:
            first.setdefault(start.stakeholder_id, start)
            self.person(str(start.stakeholder_id))
        return Plotted(
            self._project_id,
            rows,
            self._people,
            self._number_of,
            list(self._engagements),
            list(first.values()),
            keys,
            lacking,
        )


class Batch:
    """The words of some namings, opened together when the first of them is asked for."""

    __slots__ = ("_ids", "_open", "_opened")

    def __init__(self, ids: Sequence[UUID], open_words: OpenWords) -> None:
        self._ids, self._open = ids, open_words
        self._opened: dict[UUID, ReferralDetail] | None = None

    def of(self, referral_id: UUID) -> ReferralDetail:
        """The words of one of them; blank when it is gone since."""
        if self._opened is None:
            self._opened = self._open(self._ids)
        return self._opened.get(referral_id) or ReferralDetail()


class Listed(Sequence[ReferralRecord]):
    """Namings at some places, made when they are looked at. A part of it opens only its own words."""

    __slots__ = ("_open", "_places", "_plotted")

    def __init__(self, plotted: Plotted, places: Numbers, open_words: OpenWords) -> None:
        self._plotted, self._places, self._open = plotted, places, open_words

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> ReferralRecord: ...
    @overload
    def __getitem__(self, at: slice) -> Listed: ...
    def __getitem__(self, at: int | slice) -> ReferralRecord | Listed:
        if isinstance(at, slice):
            return Listed(self._plotted, self._places[at], self._open)
        [made] = self._made(self._places[[at]])
        return made

    def __iter__(self) -> Any:
        for first in range(0, len(self._places), AT_ONCE):
            yield from self._made(self._places[first : first + AT_ONCE])

    def _made(self, places: Numbers) -> list[ReferralRecord]:
        at = places.tolist()
        words = Batch([self._plotted.id_at(place) for place in at], self._open).of
        return [self._plotted.record(place, words) for place in at]


def in_order(rows: Rows) -> Rows:
    """By entry, then by id."""
    return rows[np.lexsort((rows["low"], rows["high"], rows["entry"]))]


def _after(known: Rows, changed: Rows) -> Rows:
    places = _places(known, changed)
    found, fresh = known.copy(), in_order(changed[places < 0])
    # Neither entry nor id of a naming ever changes: it stays where it was.
    found[places[places >= 0]] = changed[places >= 0]
    whole = np.concatenate((found, fresh))
    in_turn = not len(known) or not len(fresh) or fresh["entry"][0] > known["entry"][-1]
    return whole if in_turn else in_order(whole)


def _places(known: Rows, changed: Rows) -> Numbers:
    """Where each changed row stands among the known; -1 for a new one."""
    places = np.full(len(changed), -1, np.int64)
    sought: Iterable[int] = range(len(changed))
    if len(changed) > FEW and len(known):
        order = np.argsort(known["high"], kind="stable")
        at = np.searchsorted(known["high"], changed["high"], sorter=order)
        first = order[np.minimum(at, len(known) - 1)]
        half = known["high"][first] == changed["high"]
        whole = half & (known["low"][first] == changed["low"])
        places[whole] = first[whole]
        sought = np.flatnonzero(half & ~whole).tolist()
    for each in sought:
        found = np.flatnonzero((known["high"] == changed["high"][each]) & (known["low"] == changed["low"][each]))
        places[each] = found[0] if len(found) else -1
    return places


def _halves(key: UUID) -> tuple[np.uint64, np.uint64]:
    return np.uint64(key.int >> 64), np.uint64(key.int & 0xFFFFFFFFFFFFFFFF)
