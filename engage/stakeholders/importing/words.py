"""Imports in the reader's words: rows, columns, doubles side by side. Pure but for the directory it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.i18n.formats import format_names, language_name, territory_name
from engage.i18n.texts import gettext as _
from engage.stakeholders.directory import Directory
from engage.stakeholders.doubles import Likeness
from engage.stakeholders.importing.columns import Column
from engage.stakeholders.importing.faults import Fault, RowFault, RowWarning, letters
from engage.stakeholders.importing.records import Index, Line, Settings
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.importing.vocabulary import Outcome
from engage.stakeholders.records import Profile
from engage.stakeholders.vocabulary import Capacity, IntermediaryKind, StakeholderRole
from engage.stakeholders.words import APART, labels, named

ROWS_NAMED = 12
"""So many rows of a warning are named where warnings stand together."""


@dataclass(frozen=True)
class Warned:
    """One kind of warning: how many rows carry it, and the first of them."""

    code: str
    words: str
    count: int
    rows: list[int]


@dataclass(frozen=True)
class Side:
    """One column of a comparison: whose it is, where it leads, and its values in the order of `FIELDS`."""

    heading: str
    person: UUID | None
    why: str
    values: list[str]


@dataclass(frozen=True)
class Compared:
    """A row beside whom it may be, and what can become of it."""

    line: Line
    sides: list[Side]
    options: list[tuple[str, str]]


def fault_words() -> dict[str, str]:
    """What can be wrong or worth a look, by code."""
    return {**labels(RowWarning), **labels(RowFault)}


def warnings_in(index: Index) -> list[Warned]:
    """Warnings by kind, the most frequent first."""
    words = fault_words()
    found = [Warned(code, words.get(code, code), len(rows), rows[:ROWS_NAMED]) for code, rows in index.warned.items()]
    return sorted(found, key=lambda each: -each.count)


def columns_of(settings: Settings) -> list[tuple[str, str, str]]:
    """Letters, heading and meaning of each column; no meaning for one that is left out."""
    words, meanings = labels(Column), settings.mapping.columns
    codes = [meanings.get(number, "") for number in range(1, len(settings.header) + 1)]
    return [
        (letters(number), heading, "" if code == Column.IGNORE.value else words.get(code, ""))
        for number, (heading, code) in enumerate(zip(settings.header, codes, strict=True), 1)
    ]


def said_of(draft: Draft) -> tuple[str, str]:
    """Role and countries of a row as they were understood."""
    return role_of(draft.profile), format_names(territory_name(code) for code in draft.profile.countries)


def role_of(profile: Profile) -> str:
    """What someone is to us, as closely as it is known."""
    kinds = {**labels(IntermediaryKind), **labels(Capacity)}
    return kinds.get(profile.intermediary_kind) or kinds.get(profile.capacity) or named(profile.roles, StakeholderRole)


def about(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """Column and words of faults."""
    words = fault_words()
    return [(fault.place, words.get(fault.code, fault.code)) for fault in faults]


def about_rows(faults: Iterable[Fault]) -> list[tuple[int, str, str]]:
    """Row, column and words of what is worth a look in the file as a whole."""
    words = fault_words()
    return [(fault.row, fault.place, words.get(fault.code, fault.code)) for fault in faults]


def compared(line: Line, earlier: Line | None, directory: Directory, up_to_tier: int) -> Compared | None:
    """A row beside whom the reader may know of; None when there is nobody left to compare it with."""
    assert line.draft is not None
    sides = [Side(_("Row %(row)d", row=line.row), None, "", _values(line.draft.profile, line.draft))]
    options = [(Outcome.OUT.value, str(Outcome.OUT.label)), (Outcome.NEW.value, str(Outcome.NEW.label))]
    reasons = labels(Likeness)
    for key, why in line.alike:
        person = directory.find(key, up_to_tier)
        if person is not None:
            because = APART.join(reasons.get(code, code) for code in why)
            sides.append(Side(person.pseudonym, key, because, _values(person.profile, None)))
            options.append((f"{Outcome.FILL.value}:{key}", _("Add what is new to %(who)s", who=person.pseudonym)))
    if earlier is not None and earlier.draft is not None:
        place = _("Row %(row)d", row=earlier.row)
        sides.append(Side(place, None, _("The same file"), _values(earlier.draft.profile, earlier.draft)))
        options.append((f"{Outcome.FILL.value}:{earlier.row}", _("Add what is new to %(who)s", who=place)))
    return Compared(line, sides, options) if len(sides) > 1 else None


def fields() -> list[str]:
    """What a comparison tells, in its order."""
    return [_("Name"), _("Role"), _("Countries"), _("Languages"), _("Ways to reach them")]


def _values(profile: Profile, draft: Draft | None) -> list[str]:
    """Names and contacts only of rows of the file, which the reader brought in."""
    return [
        draft.name if draft else "",
        role_of(profile),
        format_names(territory_name(code) for code in profile.countries),
        format_names(language_name(code) for code in profile.languages),
        _ways(draft.contacts) if draft else "",
    ]


def _ways(contacts: Sequence[object]) -> str:
    return str(len(contacts)) if contacts else ""
