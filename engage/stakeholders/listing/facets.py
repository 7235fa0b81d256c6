"""The ways to narrow the list down, each choice with how many fit it, in the reader's words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engage.i18n.formats import format_number, language_name, territory_name
from engage.i18n.texts import gettext as _
from engage.stakeholders.listing.looks import asked_as
from engage.stakeholders.listing.vocabulary import LastContact, ListColumn, Load, RecordCare
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.vocabulary import IntermediaryKind, Level, StakeholderKind, StakeholderRole, Tier
from engage.stakeholders.words import labels

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Choice:
    """One value of a facet, in words, and with how many people it leaves."""

    code: str
    label: str
    counted: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list down; `held` is the code that is chosen."""

    name: str
    label: str
    held: str
    choices: tuple[Choice, ...]

    @property
    def asked_as(self) -> str:
        """Its name in addresses and forms."""
        return asked_as(self.name)

    @property
    def held_label(self) -> str:
        """What is chosen, in words."""
        return next(choice.label for choice in self.choices if choice.code == self.held)


@dataclass(frozen=True)
class Grown:
    """The lists that a project adds to: code → word, retired words too."""

    groups: Mapping[str, str]
    rights: Mapping[str, str]


def facets_of(narrowing: Narrowing, counts: Counts, grown: Grown) -> tuple[Facet, ...]:
    """Every facet of which there is something to choose. A choice that nobody fits is left out, unless it is chosen."""
    return tuple(
        facet
        for name, label, words in _facets(grown)
        if (facet := _facet(name, label, words, getattr(narrowing, name), counts.get(name, {}))).choices
    )


def conditions_of(narrowing: Narrowing, grown: Grown) -> list[tuple[str, str]]:
    """What is asked for, in words: (facet, value)."""
    said = []
    for name, label, words in _facets(grown):
        held = getattr(narrowing, name)
        if held:
            said.append((label, _word(words, held)))
    return said


Words = Mapping[str, str] | Callable[[str], str]


def _facets(grown: Grown) -> list[tuple[str, str, Words]]:
    return [
        ("role", _("Role"), labels(StakeholderRole)),
        ("kind", _("Kind"), labels(StakeholderKind)),
        ("intermediary_kind", _("Kind of intermediary"), labels(IntermediaryKind)),
        ("group", _("Group at heightened risk"), grown.groups),
        ("right", _("Right"), grown.rights),
        ("country", _("Country"), territory_name),
        ("level", _("Level"), labels(Level)),
        ("language", _("Language"), language_name),
        ("tier", _("Protection"), labels(Tier)),
        ("contact", str(ListColumn.LAST_CONTACT.label), labels(LastContact)),
        ("load", str(ListColumn.LOAD.label), labels(Load)),
        ("state_of_record", _("State of the record"), labels(RecordCare)),
    ]


def _choice(code: str, label: str, count: int) -> Choice:
    return Choice(code, label, _("%(word)s (%(count)s)", word=label, count=format_number(count)))


def _word(words: Words, code: str) -> str:
    return words.get(code) or _("No longer offered") if isinstance(words, Mapping) else words(code)


def _facet(name: str, label: str, words: Words, held: str, counts: Mapping[str, int]) -> Facet:
    fitting = {code: count for code, count in counts.items() if count or code == held}
    if held:
        fitting.setdefault(held, 0)
    choices = [_choice(code, _word(words, code), count) for code, count in fitting.items()]
    if isinstance(words, Mapping):
        order = {code: place for place, code in enumerate(words)}
        choices.sort(key=lambda choice: (order.get(choice.code, len(order)), choice.label))
    else:
        choices.sort(key=lambda choice: choice.label.casefold())
    return Facet(name, label, held, tuple(choices))
