"""From rows to people: each cell understood or refused by its place, nothing guessed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import phonenumbers

from engage.stakeholders.importing.columns import (
    Column,
    column_of,
    countries_of,
    languages_of,
    level_of,
    roles_of,
    type_of,
)
from engage.stakeholders.importing.faults import Fault, FileFault, FileRefused, RowFault, RowWarning, letters
from engage.stakeholders.importing.reading import Table
from engage.stakeholders.records import ContactDetail, Profile
from engage.stakeholders.vocabulary import ChannelKind, IntermediaryKind, StakeholderKind, StakeholderRole, Tier

NAME_SIGNS = 200
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"=]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".\d][^\s@<>()\[\],;:\".]+")
_PHONE = re.compile(r"[+()\d\s./–-]{5,40}")
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.I)
_CALCULATES = re.compile(r"[(|!=]|^=")


@dataclass(frozen=True)
class Draft:
    """Someone about to be added, as a row says."""

    row: int
    name: str
    kind: str
    tier: int
    profile: Profile
    contacts: list[ContactDetail]

    def packed(self) -> dict[str, Any]:
        """The draft as JSON can say it."""
        return {**vars(self), "profile": vars(self.profile), "contacts": [vars(contact) for contact in self.contacts]}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Draft:
        """What `packed` gave."""
        contacts = [ContactDetail(**contact) for contact in said["contacts"]]
        return cls(**{**said, "profile": Profile(**said["profile"]), "contacts": contacts})


@dataclass(frozen=True)
class Understood:
    """What a table says: people, rows that are refused, what is worth a look, and which column was taken for what."""

    drafts: list[Draft]
    faults: list[Fault]
    warnings: list[Fault]
    columns: list[tuple[str, str]]
    """(letters, code of Column, or nothing for a column that is not brought in)."""


class _Refused(ValueError):
    def __init__(self, column: Column, code: RowFault) -> None:
        super().__init__(code.value)
        self.column, self.code = column, code


def understand(table: Table, *, tier: int) -> Understood:
    """The people of a table; `tier` is for rows that do not say theirs. Raises FileRefused."""
    places = _places(table.header)
    drafts: list[Draft] = []
    faults, warnings = list(table.faults), []
    for number, cells in table.rows:
        try:
            draft, worth_a_look = _draft(number, {column: cells[at] for column, at in places.items()}, tier)
        except _Refused as refused:
            faults.append(Fault(number, places[refused.column] + 1, refused.code.value))
            continue
        drafts.append(draft)
        warnings += [Fault(number, places.get(column, -1) + 1, code.value) for column, code in worth_a_look]
    taken = {at: column.value for column, at in places.items()}
    columns = [(letters(at + 1), taken.get(at, "")) for at in range(len(table.header))]
    return Understood(drafts, sorted(faults, key=lambda fault: fault.row), warnings, columns)


def _places(header: list[str]) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for at, heading in enumerate(header):
        column = column_of(heading)
        if column is None:
            continue
        if column in places:
            raise FileRefused(FileFault.TWICE, row=1, column=at + 1)
        places[column] = at
    if Column.NAME not in places:
        raise FileRefused(FileFault.NO_NAME, row=1)
    return places


def _draft(number: int, cells: dict[Column, str], tier: int) -> tuple[Draft, list[tuple[Column, RowWarning]]]:
    worth_a_look: list[tuple[Column, RowWarning]] = []
    name = _name(cells[Column.NAME], worth_a_look)
    kind, roles = StakeholderKind.ORGANISATION.value, [StakeholderRole.INTERMEDIARY.value]
    capacity = intermediary = ""
    if said := cells.get(Column.TYPE):
        meaning = type_of(said)
        if meaning is None:
            raise _Refused(Column.TYPE, RowFault.TYPE_UNKNOWN)
        kind, roles = meaning[0].value, [meaning[1].value]
        if isinstance(meaning[2], IntermediaryKind):
            intermediary = meaning[2].value
        elif meaning[2] is not None:
            capacity = meaning[2].value
    else:
        worth_a_look.append((Column.TYPE, RowWarning.TYPE_MISSING))
    countries: list[str] = _read(cells, Column.COUNTRY, countries_of, RowFault.COUNTRY_UNKNOWN) or []
    if not countries:
        worth_a_look.append((Column.COUNTRY, RowWarning.COUNTRY_MISSING))
    profile = Profile(
        roles=_read(cells, Column.ROLE, roles_of, RowFault.ROLE_UNKNOWN) or roles,
        capacity=capacity,
        intermediary_kind=intermediary,
        countries=countries,
        level=_read(cells, Column.LEVEL, level_of, RowFault.LEVEL_UNKNOWN) or "",
        languages=_read(cells, Column.LANGUAGE, languages_of, RowFault.LANGUAGE_UNKNOWN) or [],
    )
    own_tier = _read(cells, Column.TIER, _tier, RowFault.TIER_UNKNOWN) or tier
    contacts = list(_contacts(cells, countries[0] if countries else None))
    return Draft(number, name, kind, own_tier, profile, contacts), worth_a_look


def _name(text: str, worth_a_look: list[tuple[Column, RowWarning]]) -> str:
    name = " ".join(text.split())
    if not any(sign.isalnum() for sign in name):
        raise _Refused(Column.NAME, RowFault.NAME_MISSING)
    if len(name) > NAME_SIGNS:
        raise _Refused(Column.NAME, RowFault.NAME_LONG)
    if name[0] in "=+-@":
        # +972 Magazine is a name, =SUM(A1) and @SUM(A1) are none.
        if _CALCULATES.search(name):
            raise _Refused(Column.NAME, RowFault.NAME_FORMULA)
        worth_a_look.append((Column.NAME, RowWarning.LIKE_FORMULA))
    return name


def _read(cells: dict[Column, str], column: Column, read: Callable[[str], Any], fault: RowFault) -> Any:
    text = cells.get(column, "")
    if not text or text in {"-", "–", "n/a", "N/A"}:
        return None
    found = read(text)
    if found is None:
        raise _Refused(column, fault)
    return found


def _tier(text: str) -> int | None:
    digit = str(int(text)) if text.isdecimal() and len(text) == 1 else ""
    return int(digit) if digit in {tier.value for tier in Tier} else None


def _contacts(cells: dict[Column, str], region: str | None) -> Iterable[ContactDetail]:
    """Ways to reach someone. None of them counts as safe until a person says so."""
    email = _read(cells, Column.EMAIL, lambda text: _whole(_EMAIL, text), RowFault.EMAIL_UNREADABLE)
    if email:
        yield ContactDetail(ChannelKind.EMAIL.value, email, False)
    phone = _read(cells, Column.PHONE, lambda text: _phone(text, region), RowFault.PHONE_UNREADABLE)
    if phone:
        yield ContactDetail(ChannelKind.PHONE.value, phone, False)
    site = _read(cells, Column.WEBSITE, lambda text: _whole(_WEBSITE, text), RowFault.WEBSITE_UNREADABLE)
    if site:
        yield ContactDetail(ChannelKind.HANDLE.value, site, False)


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    return text if pattern.fullmatch(text) else None


def _phone(text: str, region: str | None) -> str | None:
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    if not _PHONE.fullmatch(digits):
        return None
    try:
        number = phonenumbers.parse(digits if not digits.startswith("00") else f"+{digits[2:]}", region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
