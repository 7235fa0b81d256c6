"""Codes of records as words in the reader's language, looked up once for each page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engage.i18n.formats import format_names, language_name, territory_name
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

# Labels begin with a capital: they stand beside one another, not in a sentence.
APART = " · "

# What a list shows of someone: id, pseudonym, and what many have in common: kind, roles, countries, level, tier.
Row = tuple[str, str, tuple[str, str, str, str, int]]


def labels(words: type[Vocabulary]) -> dict[str, str]:
    """Code and label of each word."""
    return {word.value: str(word.label) for word in words}


def named(codes: Iterable[str], words: type[Vocabulary]) -> str:
    """Codes in words, in the order of their list; a code that is no longer known stays as it is, at the end."""
    return named_in(codes, labels(words))


def named_in(codes: Iterable[str], known: Mapping[str, str]) -> str:
    """The same for a list that grows: `known` gives the word of each code."""
    held = list(codes)
    return APART.join([word for code, word in known.items() if code in held] + [c for c in held if c not in known])


def rows_of(people: Sequence[StakeholderRecord]) -> list[Row]:
    """People as a list shows them."""
    kinds, levels = labels(StakeholderKind), labels(Level)
    several: dict[tuple[str, ...], str] = {}

    def listed(codes: list[str], word: type[Vocabulary] | None) -> str:
        key = tuple(codes)
        if key not in several:
            several[key] = named(codes, word) if word else format_names(territory_name(code) for code in codes)
        return several[key]

    return [
        (
            str(person.id),
            person.pseudonym,
            (
                kinds.get(person.kind, person.kind),
                listed(person.profile.roles, StakeholderRole),
                listed(person.profile.countries, None),
                levels.get(person.profile.level, ""),
                person.tier,
            ),
        )
        for person in people
    ]


def facts_of(person: StakeholderRecord, *, groups: Mapping[str, str], rights: Mapping[str, str]) -> dict[str, str]:
    """What is known of someone, in words, by the name of the fact; `groups` and `rights` are the project's lists."""
    profile, safety = person.profile, person.safety
    return {
        "kind": labels(StakeholderKind).get(person.kind, person.kind),
        "roles": named(profile.roles, StakeholderRole),
        "capacity": labels(Capacity).get(profile.capacity, ""),
        "intermediary_kind": labels(IntermediaryKind).get(profile.intermediary_kind, ""),
        "level": labels(Level).get(profile.level, ""),
        "countries": format_names(territory_name(code) for code in profile.countries),
        "groups": named_in(profile.groups, groups),
        "rights_experience": named_in(profile.rights_experience, rights),
        "rights_expertise": named_in(profile.rights_expertise, rights),
        "expertise": named(profile.expertise, Expertise),
        "languages": format_names(language_name(code) for code in profile.languages),
        "reads": format_names(language_name(code) for code in profile.reads),
        "tier": labels(Tier)[str(person.tier)],
        "safe_channels": named(safety.safe_channels, ChannelKind),
        "forbidden_channels": named(safety.forbidden_channels, ChannelKind),
    }
