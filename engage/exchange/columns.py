"""The columns that a list of people can have. Pure. Names and contacts are none of them.

In codes (`Wording.CODES`) the heading of a column is its code below and stays so in every language and version; entries
are the codes of the vocabularies, two-letter countries, language codes, days as 2026-11-20; several are parted by ";".
In words, headings and entries are in the reader's language. An empty cell means that nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engage.i18n.formats import language_name, territory_name
from engage.i18n.texts import LazyText
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import (
    Capacity,
    ChannelKind,
    Expertise,
    IntermediaryKind,
    Level,
    StakeholderKind,
    StakeholderRole,
    Tier,
)
from engage.stakeholders.words import labels

Said = str | Sequence[str]
Words = Mapping[str, str]
# What the project's own lists call a code, by the name of the list ("groups", "rights").
Lists = Mapping[str, Words]
PARTED = ";"


class _Named(dict[str, str]):
    """Names found one by one, each once."""

    def __init__(self, name: Callable[[str], str]) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, code: str) -> str:
        self[code] = found = self._name(code)
        return found


@dataclass(frozen=True)
class Column:
    """One thing that a file can say of people; `free` marks what the team wrote in its own words."""

    code: str
    label: LazyText
    get: Callable[[StakeholderRecord], Said]
    words: type[Vocabulary] | Callable[[str], str] | str = ""
    """A closed list, a way to name codes, or the name of a list of the project."""
    free: bool = False

    def names(self, lists: Lists) -> Words | None:
        """How its codes read; None when it has none."""
        if isinstance(self.words, str):
            return lists.get(self.words, {}) if self.words else None
        if isinstance(self.words, type):
            return labels(self.words)
        return _Named(self.words)


COLUMNS: tuple[Column, ...] = (
    Column("pseudonym", _l("Pseudonym"), lambda person: person.pseudonym),
    Column("kind", _l("Kind"), lambda person: person.kind, StakeholderKind),
    Column("roles", _l("Role"), lambda person: person.profile.roles, StakeholderRole),
    Column("capacity", _l("Capacity"), lambda person: person.profile.capacity, Capacity),
    Column(
        "intermediary_kind",
        _l("Kind of intermediary"),
        lambda person: person.profile.intermediary_kind,
        IntermediaryKind,
    ),
    Column("countries", _l("Countries"), lambda person: person.profile.countries, territory_name),
    Column("level", _l("Level"), lambda person: person.profile.level, Level),
    Column("groups", _l("Groups at heightened risk"), lambda person: person.profile.groups, "groups"),
    Column(
        "rights_experience",
        _l("Rights they have experience of"),
        lambda person: person.profile.rights_experience,
        "rights",
    ),
    Column(
        "rights_expertise", _l("Rights they are expert in"), lambda person: person.profile.rights_expertise, "rights"
    ),
    Column("expertise", _l("What they know well"), lambda person: person.profile.expertise, Expertise),
    Column("languages", _l("Languages they speak"), lambda person: person.profile.languages, language_name),
    Column("reads", _l("Languages they read"), lambda person: person.profile.reads, language_name),
    Column("tier", _l("Protection"), lambda person: str(person.tier), Tier),
    Column("safe_channels", _l("Safe ways to reach them"), lambda person: person.safety.safe_channels, ChannelKind),
    Column(
        "forbidden_channels", _l("Never reach them by"), lambda person: person.safety.forbidden_channels, ChannelKind
    ),
    Column("added_on", _l("Added on"), lambda person: person.created_on.isoformat()),
    Column("access_needs", _l("Accessibility needs"), lambda person: person.profile.access_needs, free=True),
    Column("cultural_needs", _l("Cultural needs"), lambda person: person.profile.cultural_needs, free=True),
    Column("how_we_met", _l("How we met"), lambda person: person.profile.how_we_met, free=True),
    Column("safe_times", _l("Safe times"), lambda person: person.safety.safe_times, free=True),
    Column("forbidden_times", _l("Never at these times"), lambda person: person.safety.forbidden_times, free=True),
    Column("through_whom", _l("Through whom"), lambda person: person.safety.through_whom, free=True),
    Column("tier_reason", _l("Why this much protection"), lambda person: person.safety.tier_reason, free=True),
    Column("what_not_to_do", _l("What not to do"), lambda person: person.safety.what_not_to_do, free=True),
)
BY_CODE = {column.code: column for column in COLUMNS}


def table_of(
    people: Iterable[StakeholderRecord], columns: Sequence[Column], *, in_codes: bool, lists: Lists
) -> Iterator[list[str]]:
    """The headings, then a row for each person; every entry a text."""
    yield [column.code if in_codes else str(column.label) for column in columns]
    ways = [(column.get, None if in_codes else column.names(lists)) for column in columns]
    parted = PARTED if in_codes else f"{PARTED} "
    for person in people:
        yield [_said(get(person), names, parted) for get, names in ways]


def _said(held: Said, names: Words | None, parted: str) -> str:
    if isinstance(held, str):
        return held if names is None or not held else _name(names, held)
    return parted.join(held if names is None else [_name(names, code) for code in held])


def _name(names: Words, code: str) -> str:
    # A code that is in no list any more stays as it is: nothing is left out.
    return names[code] if isinstance(names, _Named) or code in names else code
