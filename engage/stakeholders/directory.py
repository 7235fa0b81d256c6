"""The directory: a project's people, opened once into the memory of the unlocked process, for every list and search.

Names are in it only as folded words; nothing gives them back. It is shared by all threads, holds what is committed,
and is brought up to date by the revision counter: whoever changes rows of `stakeholder` sets their `revision` to a new
number of the topic `people`. Each state is a value that never changes, so that readers need no lock.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import LargeBinary, func, select, type_coerce
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.i18n.texts import gettext as _
from engage.projects.opened import Held, Opened
from engage.stakeholders.folding import beginnings, fold, starts
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState

TOPIC = "people"
ACTIVE = StakeholderState.ACTIVE.value

AT_ONCE = 2_000

Said = TypeVar("Said", Profile, Safety)
_BLANK: dict[type, dict[str, Any]] = {Profile: vars(Profile()), Safety: vars(Safety())}

# A person's record, the words of the pseudonym, the words of the name.
Entry = tuple[StakeholderRecord, str, str]

_ROWS = select(
    Stakeholder.id,
    Stakeholder.kind,
    Stakeholder.tier,
    Stakeholder.pseudonym,
    Stakeholder.state,
    Stakeholder.created_on,
    type_coerce(Stakeholder.name, LargeBinary).label("sealed_name"),
    type_coerce(Stakeholder.profile, LargeBinary).label("sealed_profile"),
    type_coerce(Stakeholder.safety, LargeBinary).label("sealed_safety"),
)


class Directory:
    """The people of a project. Whoever is above `up_to_tier` does not exist."""

    __slots__ = ("_countries", "_entries", "_named", "_visible")

    def __init__(self, entries: dict[UUID, Entry]) -> None:
        self._entries = entries
        self._visible: dict[int, tuple[StakeholderRecord, ...]] = {}
        self._named: dict[int, dict[str, list[StakeholderRecord]]] = {}
        self._countries: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, stakeholder_id: UUID, up_to_tier: int) -> StakeholderRecord | None:
        """One person, or None."""
        entry = self._entries.get(stakeholder_id)
        return entry[0] if entry is not None and entry[0].tier <= up_to_tier else None

    def people(self, up_to_tier: int) -> Sequence[StakeholderRecord]:
        """Everyone, by pseudonym."""
        found = self._visible.get(up_to_tier)
        if found is None:
            found = _by_pseudonym(entry for entry in self._entries.values() if entry[0].tier <= up_to_tier)
            self._visible[up_to_tier] = found
        return found

    def search(self, text: str, *, up_to_tier: int, names: bool, names_up_to_tier: int = 3) -> list[StakeholderRecord]:
        """Those of whom a word begins with each word of `text`, by pseudonym.

        Words of the name count when `names`, and only for people up to `names_up_to_tier`: to find by name is to
        learn whose the pseudonym is.
        """
        wanted = beginnings(text)
        if not wanted:
            return []
        by_name = names_up_to_tier if names else 0
        found = []
        for entry in self._entries.values():
            record, pseudonym, name = entry
            if record.tier > up_to_tier:
                continue
            words = pseudonym + name if record.tier <= by_name else pseudonym
            for word in wanted:
                if word not in words:
                    break
            else:
                found.append(entry)
        return list(_by_pseudonym(found))

    def same_name(self, name: str, up_to_tier: int) -> list[StakeholderRecord]:
        """Those whose folded name is that of `name`; for finding duplicates among those one may look at."""
        known = self._named.get(up_to_tier)
        if known is None:
            known = {}
            for record, _pseudonym, words in self._entries.values():
                if record.tier <= up_to_tier and words:
                    known.setdefault(words[1:], []).append(record)
            self._named[up_to_tier] = known
        return known.get(fold(name), [])

    def pseudonym(self, stakeholder_id: UUID, up_to_tier: int) -> str:
        """The pseudonym, or words that say no more than that someone is protected."""
        record = self.find(stakeholder_id, up_to_tier)
        return _("Someone protected") if record is None else record.pseudonym

    def choices(self, up_to_tier: int) -> list[tuple[str, str]]:
        """(id, pseudonym) of everyone, for a form."""
        return [(str(person.id), person.pseudonym) for person in self.people(up_to_tier)]

    def countries(self, up_to_tier: int) -> frozenset[str]:
        """Codes of all countries that someone is from."""
        found = self._countries.get(up_to_tier)
        if found is None:
            found = frozenset(code for person in self.people(up_to_tier) for code in person.profile.countries)
            self._countries[up_to_tier] = found
        return found

    def later(self, changed: dict[UUID, Entry | None]) -> Directory:
        """The directory after a change; None takes someone out."""
        entries = dict(self._entries)
        for stakeholder_id, entry in changed.items():
            if entry is None:
                entries.pop(stakeholder_id, None)
            else:
                entries[stakeholder_id] = entry
        return Directory(entries)


def directory_of(session: Session, project_id: UUID) -> Directory:
    """The people of a project as `session` sees them, its own uncommitted changes included."""
    return PEOPLE.of(session, project_id)


def _brought_up(session: Session, project_id: UUID, before: Held[Directory]) -> Directory:
    if before.number:
        new = before.value.later(_opened(session, project_id, after=before.number))
        if len(new) == _count(session, project_id):
            return new
    with _unswept():
        everyone = _opened(session, project_id, after=None)
    return Directory({key: entry for key, entry in everyone.items() if entry is not None})


def _count(session: Session, project_id: UUID) -> int:
    alive = (Stakeholder.project_id == project_id, Stakeholder.state == ACTIVE)
    return session.scalar(select(func.count()).select_from(Stakeholder).where(*alive)) or 0


def _opened(session: Session, project_id: UUID, *, after: int | None) -> dict[UUID, Entry | None]:
    vault: Vault = session.info["vault"]
    rows = _ROWS.where(Stakeholder.project_id == project_id)
    if after is None:
        vault.warm(project_id)
        rows = rows.where(Stakeholder.state == ACTIVE)
    else:
        rows = rows.where(Stakeholder.revision > after)
    open_name = opener(vault, "stakeholder", "name")
    open_profile = opener(vault, "stakeholder", "profile")
    open_safety = opener(vault, "stakeholder", "safety")
    # Many records say the same of roles, places and care: each saying is read and held once.
    profiles: dict[str, Profile] = {"": Profile()}
    safeties: dict[str, Safety] = {"": Safety()}
    found: dict[UUID, Entry | None] = {}
    for part in session.connection().execute(rows).partitions(AT_ONCE):
        for key, kind, tier, pseudonym, state, created_on, name, profile, safety in part:
            if state != ACTIVE:
                found[key] = None
                continue
            try:
                said = open_profile(key, key, profile) if profile is not None else ""
                care = open_safety(key, key, safety) if safety is not None else ""
                called = starts(open_name(key, key, name)) if name is not None else ""
            except KeyErased:
                found[key] = None
                continue
            known = profiles.get(said)
            if known is None:
                known = profiles[said] = _made(Profile, json.loads(said))
            held = safeties.get(care)
            if held is None:
                held = safeties[care] = _made(Safety, json.loads(care))
            record = StakeholderRecord(key, project_id, kind, tier, pseudonym, state, created_on, known, held)
            found[key] = record, starts(pseudonym), called
    return found


def _made(kind: type[Said], said: dict[str, Any]) -> Said:
    """What `kind(**said)` gives, in a fifth of the time: frozen dataclasses set each field by a call."""
    made = object.__new__(kind)
    made.__dict__.update(_BLANK[kind])
    made.__dict__.update(said)
    return made


@contextmanager
def _unswept() -> Iterator[None]:
    """Hundreds of thousands of lasting objects are made at once: looking for garbage among them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _by_pseudonym(entries: Iterable[Any]) -> tuple[StakeholderRecord, ...]:
    return tuple(entry[0] for entry in sorted(entries, key=lambda entry: (entry[1], entry[0].id.int)))


PEOPLE: Opened[Directory] = Opened(TOPIC, Directory({}), _brought_up)
