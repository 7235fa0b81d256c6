"""One change to several people: what it does to each, and what stands in its way. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from engage.stakeholders.listing.vocabulary import InTheWay
from engage.stakeholders.records import Profile, StakeholderRecord

# Which list of the profile a part of a change adds to or takes from.
LISTS = {
    "group": "groups",
    "experience": "rights_experience",
    "expertise": "rights_expertise",
    "language": "languages",
}
NO_END = date.max


@dataclass(frozen=True)
class Change:
    """What is to change; an empty text or zero changes nothing."""

    add_group: str = ""
    drop_group: str = ""
    add_experience: str = ""
    drop_experience: str = ""
    add_expertise: str = ""
    drop_expertise: str = ""
    add_language: str = ""
    drop_language: str = ""
    tier: int = 0
    """Raise the protection to this."""
    quiet_until: str = ""
    """The last day, as ISO says it, on which nobody is to ask them."""

    @property
    def parts(self) -> dict[str, Any]:
        """Name and value of what it changes."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Standing:
    """What holds for people beyond their records: whose record is restricted, who was promised quiet until when."""

    restricted: Collection[UUID] = frozenset()
    quiet: Mapping[UUID, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One part of a change: how many people it changes."""

    name: str
    value: Any
    people: int


@dataclass(frozen=True)
class Plan:
    """What a change would do."""

    parts: list[Part]
    changed: list[StakeholderRecord]
    already: int
    """So many are as the change would make them."""
    left: list[tuple[StakeholderRecord, InTheWay]]


def profile_after(change: Change, profile: Profile) -> Profile:
    """A profile as the change leaves it."""
    lists: dict[str, Any] = {}
    for name, column in LISTS.items():
        held: list[str] = getattr(profile, column)
        add, drop = getattr(change, f"add_{name}"), getattr(change, f"drop_{name}")
        after = [code for code in held if code != drop] + ([add] if add and add not in held else [])
        if after != held:
            lists[column] = after
    return replace(profile, **lists) if lists else profile


def changed_parts(change: Change, person: StakeholderRecord, quiet: Mapping[UUID, date]) -> list[str]:
    """The parts of a change that make a difference to someone."""
    found = []
    for name, value in change.parts.items():
        if name == "tier":
            differs = person.tier < value
        elif name == "quiet_until":
            differs = quiet.get(person.id) != date.fromisoformat(value)
        else:
            way, _, of = name.partition("_")
            differs = (value in getattr(person.profile, LISTS[of])) == (way == "drop")
        if differs:
            found.append(name)
    return found


def in_the_way(change: Change, person: StakeholderRecord, standing: Standing) -> InTheWay | None:
    """Why someone is to be left as they are; None when nothing is in the way."""
    if person.id in standing.restricted:
        return InTheWay.RESTRICTED
    promised = standing.quiet.get(person.id)
    if change.quiet_until and promised is not None and promised > date.fromisoformat(change.quiet_until):
        return InTheWay.QUIET_LONGER
    return None


def plan_of(change: Change, people: Iterable[StakeholderRecord], standing: Standing) -> Plan:
    """What the change would do to these people."""
    counts = dict.fromkeys(change.parts, 0)
    changed, left, already = [], [], 0
    for person in people:
        reason = in_the_way(change, person, standing)
        if reason is not None:
            left.append((person, reason))
            continue
        parts = changed_parts(change, person, standing.quiet)
        for name in parts:
            counts[name] += 1
        if parts:
            changed.append(person)
        else:
            already += 1
    parts_said = [Part(name, change.parts[name], people) for name, people in counts.items()]
    return Plan(parts_said, changed, already, left)
