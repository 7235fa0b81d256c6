"""The directory: a project's people, opened once into the memory of the unlocked process, for every list and search.

Names and contacts are in it only as folded words; nothing gives them back. It is shared by all threads, holds what is
committed, and is brought up to date by the revision counter: whoever changes rows of `stakeholder` or `contact` sets
the person's `revision` to a new number of the topic `people`. Each state is a value that never changes, so that
readers need no lock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.projects.opened import Held, Opened
from engage.stakeholders.facts import Facts
from engage.stakeholders.folding import fold
from engage.stakeholders.index import Entry, Index, KnownFacts, Mask, Places, conditions, merged_order, together
from engage.stakeholders.life.remembered import Tombstones, tombstones_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.narrowing import FACETS, PAGE, Narrowing, PageOfPeople, Sort, page_start
from engage.stakeholders.opening import ACTIVE, changed_since, everyone, unswept
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.sought import terms_of

TOPIC = "people"
MOST_BESIDE = 1_000
"""So many changed people are kept beside the large index before it is built anew."""

NO_FACTS = Facts()


class _Part(NamedTuple):
    """What was asked of one index: whom the words leave, and whom each condition leaves."""

    among: Index
    facts: KnownFacts
    found: Mask
    conditions: dict[str, Mask]

    def under(self, *, without: str = "") -> Mask:
        mask = self.found
        for facet, leaves in self.conditions.items():
            if facet != without:
                mask = mask & leaves
        return mask


class Directory:
    """The people of a project. Whoever is above `up_to_tier` does not exist."""

    __slots__ = (
        "_base",
        "_beside",
        "_changed",
        "_counted",
        "_of_all",
        "_order",
        "_stays",
        "_visible",
        "erased",
        "unreadable",
    )

    def __init__(
        self, base: Index, changed: Mapping[UUID, Entry | None], unreadable: frozenset[UUID] = frozenset()
    ) -> None:
        self._base = base
        self.unreadable = unreadable
        self.erased: Tombstones = {}
        self._changed = {key: entry for key, entry in changed.items() if entry is not None or key in base.place_of}
        self._beside = Index(entry for entry in self._changed.values() if entry is not None)
        self._stays: Mask = np.ones(base.size, np.bool_)
        self._stays[[base.place_of[key] for key in self._changed if key in base.place_of]] = False
        self._order: Places = merged_order(base, self._beside)
        self._visible: dict[int, tuple[StakeholderRecord, ...]] = {}
        self._of_all: dict[int, tuple[date, Facts, dict[str, dict[str, int]]]] = {}
        self._counted: dict[int, tuple[StakeholderRecord, ...]] = {}

    def __len__(self) -> int:
        return int(self._stays.sum()) + self._beside.size

    def find(self, stakeholder_id: UUID, up_to_tier: int) -> StakeholderRecord | None:
        """One person, or None."""
        entry = self._entry(stakeholder_id)
        return entry.record if entry is not None and entry.record.tier <= up_to_tier else None

    def remembered(self, stakeholder_id: UUID, up_to_tier: int) -> StakeholderRecord | None:
        """One person, or what remains of someone erased: for figures, which must not change when somebody goes."""
        found = self.find(stakeholder_id, up_to_tier) or self.erased.get(stakeholder_id)
        return found if found is not None and found.tier <= up_to_tier else None

    def people(self, up_to_tier: int) -> Sequence[StakeholderRecord]:
        """Everyone, by pseudonym."""
        found = self._visible.get(up_to_tier)
        if found is None:
            places = self._places(self._parts(Narrowing(), "", up_to_tier, 0, NO_FACTS), Sort.PSEUDONYM)
            found = self._visible[up_to_tier] = tuple(self._records(places))
        return found

    def counted(self, up_to_tier: int) -> Sequence[StakeholderRecord]:
        """Everyone, and after them what remains of those erased: for figures. The same while the directory is."""
        found = self._counted.get(up_to_tier)
        if found is None:
            gone = tuple(each for each in self.erased.values() if each.tier <= up_to_tier)
            everyone = tuple(self.people(up_to_tier))
            found = self._counted[up_to_tier] = (*everyone, *gone) if gone else everyone
        return found

    def look(
        self,
        narrowing: Narrowing,
        *,
        text: str = "",
        up_to_tier: int,
        names_up_to_tier: int = 0,
        sort: str = Sort.PSEUDONYM.value,
        after: UUID | None = None,
        before: UUID | None = None,
        size: int = PAGE,
        facts: Facts = NO_FACTS,
    ) -> PageOfPeople:
        """The page that follows or precedes someone among those whom text and conditions leave, in an order; the first
        page when that person is not among them (any more).

        Each word of `text` begins a word of the pseudonym; or, for people up to `names_up_to_tier`, of a name, where
        they belong, an address or handle, or is part of an address or number: to find by these is to learn whose the
        pseudonym is.
        """
        places = self._places(self._parts(narrowing, text, up_to_tier, names_up_to_tier, facts), sort)
        start = page_start(self._position(places, after), self._position(places, before), size)
        shown = self._records(places[start : start + size])
        return PageOfPeople(
            people=shown,
            first=start + 1,
            previous=shown[0].id if shown and start > 0 else None,
            next=shown[-1].id if start + size < len(places) else None,
            total=len(places),
        )

    def facet_counts(
        self,
        narrowing: Narrowing,
        *,
        text: str = "",
        up_to_tier: int,
        names_up_to_tier: int = 0,
        facts: Facts = NO_FACTS,
    ) -> dict[str, dict[str, int]]:
        """For each facet, how many the text and the other conditions leave with each of its codes, where it is any."""
        day = today()
        if text or narrowing.pairs:
            return self._choices(narrowing, text, up_to_tier, names_up_to_tier, facts, day)
        # The list as it opens counts the same for everyone of a tier, until somebody or something known changes.
        held = self._of_all.get(up_to_tier)
        if held is None or held[0] != day or not _same(held[1], facts):
            found = self._choices(narrowing, text, up_to_tier, names_up_to_tier, facts, day)
            held = self._of_all[up_to_tier] = day, facts, found
        return held[2]

    def _choices(
        self, narrowing: Narrowing, text: str, up_to_tier: int, names_up_to_tier: int, facts: Facts, day: date
    ) -> dict[str, dict[str, int]]:
        parts = self._parts(narrowing, text, up_to_tier, names_up_to_tier, facts)
        asked = [facet for facet, _code in narrowing.pairs]
        alike = {"": [facet for facet in FACETS if facet not in asked], **{facet: [facet] for facet in asked}}
        counted: dict[str, dict[str, int]] = {}
        for without, facets in alike.items():
            each = [part.among.counts(facets, part.under(without=without), part.facts, day) for part in parts]
            counted.update({facet: together([one[facet] for one in each]) for facet in facets})
        return counted

    def search(self, text: str, *, up_to_tier: int, names: bool, names_up_to_tier: int = 3) -> list[StakeholderRecord]:
        """All whom `look` finds by a text, by pseudonym; nobody when there is nothing to look for."""
        if not terms_of(text):
            return []
        by_name = names_up_to_tier if names else 0
        found = self._parts(Narrowing(), text, up_to_tier, by_name, NO_FACTS)
        return self._records(self._places(found, Sort.PSEUDONYM))

    def same_name(self, name: str, up_to_tier: int) -> list[StakeholderRecord]:
        """Those of whom a folded name is that of `name`; for finding duplicates among those one may look at."""
        wanted = fold(name)
        known = [self._base.records[place] for place in self._base.named(wanted) if self._stays[place]]
        known += [self._beside.records[place] for place in self._beside.named(wanted)]
        return [record for record in known if record.tier <= up_to_tier]

    def called(self, up_to_tier: int) -> Iterator[tuple[UUID, str]]:
        """Everyone's folded names, one after another, for those who may look at names up to a tier."""
        for index, stays in ((self._base, self._stays), (self._beside, None)):
            for place, entry in enumerate(index.entries):
                if entry.names and entry.record.tier <= up_to_tier and (stays is None or stays[place]):
                    for name in entry.names.split("\n"):
                        yield entry.record.id, name

    def pseudonym(self, stakeholder_id: UUID, up_to_tier: int) -> str:
        """The pseudonym, or words that say no more than that someone is protected."""
        record = self.remembered(stakeholder_id, up_to_tier)
        return _("Someone protected") if record is None else record.pseudonym

    def offered(self, up_to_tier: int) -> list[StakeholderRecord]:
        """Everyone who may be chosen for something, by pseudonym: whose record is restricted is not."""
        return [person for person in self.people(up_to_tier) if not person.restricted]

    def choices(self, up_to_tier: int) -> list[tuple[str, str]]:
        """(id, pseudonym) of everyone who may be chosen, for a form."""
        return [(str(person.id), person.pseudonym) for person in self.offered(up_to_tier)]

    def countries(self, up_to_tier: int) -> frozenset[str]:
        """Codes of all countries that someone is from."""
        return frozenset(self.facet_counts(Narrowing(), up_to_tier=up_to_tier)["country"])

    def later(self, changed: Mapping[UUID, Entry | None], unreadable: frozenset[UUID] = frozenset()) -> Directory:
        """The directory after a change; None takes someone out, and those in `unreadable` stay without a key."""
        merged, keyless = {**self._changed, **changed}, (self.unreadable - changed.keys()) | unreadable
        if len(merged) <= MOST_BESIDE:
            return Directory(self._base, merged, keyless)
        kept = {entry.record.id: entry for entry in self._base.entries}
        with unswept():
            return directory_from([entry for entry in {**kept, **merged}.values() if entry is not None], keyless)

    def _entry(self, stakeholder_id: UUID) -> Entry | None:
        if stakeholder_id in self._changed:
            return self._changed[stakeholder_id]
        place = self._base.place_of.get(stakeholder_id)
        return None if place is None else self._base.entries[place]

    def _parts(
        self, narrowing: Narrowing, text: str, up_to_tier: int, names_up_to_tier: int, facts: Facts
    ) -> list[_Part]:
        day, terms, parts = today(), terms_of(text), []
        for index in (self._base, self._beside):
            known = index.known(facts)
            found = index.visible(up_to_tier)
            if index is self._base:
                found &= self._stays
            if not terms and text.strip():
                found[:] = False
            for term in terms:
                found &= index.fitting(term, names_up_to_tier)
            parts.append(_Part(index, known, found, conditions(index, narrowing, known, day)))
        return parts

    def _places(self, parts: Sequence[_Part], sort: str) -> Places:
        """Whom all conditions leave, in order; see `merged_order`."""
        mask = np.concatenate([part.under() for part in parts])
        places = self._order[mask[self._order]]
        keys = [key for part in parts if (key := part.among.sort_keys(sort, part.facts)) is not None]
        if keys:
            # Small whole numbers are sorted by their digits: as quick as looking at each.
            places = places[np.argsort(np.concatenate(keys)[places], kind="stable")]
        return places

    def _position(self, places: Places, whom: UUID | None) -> int | None:
        if whom is None or self._entry(whom) is None:
            return None
        beside = self._beside.place_of.get(whom)
        place = self._base.place_of[whom] if beside is None else self._base.size + beside
        found = np.flatnonzero(places == place)
        return int(found[0]) if len(found) else None

    def _records(self, places: Places) -> list[StakeholderRecord]:
        base, beside, size = self._base.records, self._beside.records, self._base.size
        return [base[place] if place < size else beside[place - size] for place in places.tolist()]


def _same(one: Facts, other: Facts) -> bool:
    """Nobody changes what was given: it is the same while it is the same object."""
    pairs = (
        (one.last_contact, other.last_contact),
        (one.load, other.load),
        (one.due, other.due),
        (one.restricted, other.restricted),
    )
    return all(mine is theirs or not (mine or theirs) for mine, theirs in pairs)


def directory_from(entries: Sequence[Entry], unreadable: frozenset[UUID] = frozenset()) -> Directory:
    """A directory of these people; `unreadable` are rows whose keys were destroyed."""
    return Directory(Index(entries), {}, unreadable)


def directory_of(session: Session, project_id: UUID) -> Directory:
    """The people of a project as `session` sees them, its own uncommitted changes included."""
    return PEOPLE.of(session, project_id)


def _brought_up(session: Session, project_id: UUID, before: Held[Directory]) -> Directory:
    if before.number:
        new = before.value.later(*changed_since(session, project_id, before.number))
        # Rows can also go for good: then no number tells of them.
        if len(new) + len(new.unreadable) == _count(session, project_id):
            return new
    with unswept():
        opened, unreadable = everyone(session, project_id)
        return directory_from([entry for entry in opened.values() if entry is not None], unreadable)


def _count(session: Session, project_id: UUID) -> int:
    alive = (Stakeholder.project_id == project_id, Stakeholder.state == ACTIVE)
    return session.scalar(select(func.count()).select_from(Stakeholder).where(*alive)) or 0


def _with_erased(session: Session, project_id: UUID, before: Held[Directory]) -> Directory:
    new = _brought_up(session, project_id, before)
    new.erased = tombstones_of(session, project_id, before.value.erased)
    return new


PEOPLE: Opened[Directory] = Opened(TOPIC, directory_from([]), _with_erased)
