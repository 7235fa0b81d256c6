"""One row, read cell by cell: each meaning fills its field, and whatever is left over becomes a note. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engage.db.clock import today as this_day
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.cells import (
    Found,
    UnclearDay,
    cleaned,
    day_in,
    emails_in,
    names_in,
    phones_in,
    says_nothing,
    websites_in,
)
from engage.stakeholders.importing.faults import Fault, RowFault, RowWarning
from engage.stakeholders.importing.headings import Column
from engage.stakeholders.importing.mapping import Mapping
from engage.stakeholders.importing.reading import LOST
from engage.stakeholders.importing.values import understand_value
from engage.stakeholders.records import ContactDetail, Profile
from engage.stakeholders.vocabulary import Capacity, ChannelKind, IntermediaryKind, StakeholderKind, StakeholderRole

NAME_SIGNS = 200
_CALCULATES = re.compile(r"[(|!=]|^=")
_TOTAL_WORDS = (
    "total|totals|grand total|subtotal|sub total|sum|count|total général|somme|sous total|المجموع|الإجمالي|إجمالي|"
    "المجموع الكلي|total general|suma|soma|итого|всего|合计|总计|jumla|جمع|جمع کل|toplam|summe|gesamt|jumlah|कुल|"
    "စုစုပေါင်း"
)
_TOTALS = frozenset(map(fold, _TOTAL_WORDS.split("|")))
_KINDS, _CAPACITIES, _BARE = (
    frozenset(member.value for member in words) for words in (IntermediaryKind, Capacity, StakeholderKind)
)
_UNKNOWN = {
    Column.TYPE: RowWarning.TYPE_UNKNOWN,
    Column.ROLE: RowWarning.ROLE_UNKNOWN,
    Column.COUNTRY: RowWarning.COUNTRY_UNKNOWN,
    Column.LEVEL: RowWarning.LEVEL_UNKNOWN,
    Column.LANGUAGE: RowWarning.LANGUAGE_UNKNOWN,
    Column.GROUP: RowWarning.GROUP_UNKNOWN,
    Column.RIGHT: RowWarning.RIGHT_UNKNOWN,
    Column.TIER: RowWarning.TIER_UNREADABLE,
}
_CONTACTS = {
    Column.EMAIL: (ChannelKind.EMAIL, RowWarning.EMAIL_UNREADABLE),
    Column.PHONE: (ChannelKind.PHONE, RowWarning.PHONE_UNREADABLE),
    Column.WEBSITE: (ChannelKind.HANDLE, RowWarning.WEBSITE_UNREADABLE),
}


class Refused(ValueError):
    """The row cannot be brought in because of this column."""

    def __init__(self, column: int, code: RowFault) -> None:
        super().__init__(code.value)
        self.column, self.code = column, code


@dataclass
class Said:
    """What a row says: the fields of a draft, and what is worth a look."""

    fields: dict[str, Any]
    warnings: list[Fault]


@dataclass
class _Row:
    number: int
    cells: dict[Column, list[tuple[int, str]]]
    """What is not empty, by meaning: (column, text)."""
    warnings: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def warn(self, column: int, code: RowWarning) -> None:
        self.warnings.append(Fault(self.number, column, code.value))


class RowReader:
    """Reads the rows of one table under one mapping."""

    def __init__(
        self,
        header: list[str],
        mapping: Mapping,
        *,
        tier: int,
        up_to_tier: int,
        month_first: dict[int, bool | None],
        today: date | None = None,
    ) -> None:
        self.header, self.said = header, mapping.values
        self.tier, self.up_to_tier, self.month_first = tier, up_to_tier, month_first
        self.today = today or this_day()
        self.places = [
            (number, Column(code))
            for number, code in sorted(mapping.columns.items())
            if code and code != Column.IGNORE.value and number <= len(header)
        ]
        self.first = {column: number for number, column in reversed(self.places)}

    def read(self, number: int, cells: list[str]) -> Said:
        """What a row says. Raises Refused."""
        row = _Row(number, {})
        for place, column in self.places:
            text = cells[place - 1]
            if text:
                text = cleaned(text)
                if not says_nothing(text):
                    row.cells.setdefault(column, []).append((place, text))
        self._refuse_what_is_nobody(row, cells)
        name, others, organisation = self._names(row)
        kind, capacity, intermediary, roles = self._type(row)
        countries = self._codes(row, Column.COUNTRY)
        if not countries and not row.cells.get(Column.COUNTRY):
            row.warn(self.first.get(Column.COUNTRY, 0), RowWarning.COUNTRY_MISSING)
        profile = Profile(
            roles=self._codes(row, Column.ROLE) or roles,
            capacity=capacity,
            intermediary_kind=intermediary,
            countries=countries,
            level=self._one(row, Column.LEVEL),
            groups=self._codes(row, Column.GROUP),
            # Who works on a right knows it; whether it was violated is for them to say.
            rights_expertise=self._codes(row, Column.RIGHT),
            languages=self._codes(row, Column.LANGUAGE),
        )
        tier = self._tier(row)
        contacts = self._contacts(row, countries[0] if countries else None)
        added_on = self._day(row)
        for place, text in row.cells.get(Column.NOTE, ()):
            self._note(row, place, text)
        fields = {
            "name": name, "kind": kind, "tier": tier, "profile": profile, "contacts": contacts, "other_names": others,
            "organisation": organisation, "notes": row.notes, "added_on": added_on,
        }  # fmt: skip
        return Said(fields, row.warnings)

    def _note(self, row: _Row, place: int, text: str) -> None:
        heading = self.header[place - 1]
        row.notes.append(f"{heading}: {text}" if heading else text)

    def _refuse_what_is_nobody(self, row: _Row, cells: list[str]) -> None:
        filled = [cell for cell in cells if cell]
        words = [cell for cell in filled if not cell.replace(" ", "").replace(",", "").replace(".", "").isdecimal()]
        if words and len(words) <= 2 and all(_is_total(word) for word in words):
            raise Refused(0, RowFault.TOTALS)
        if len(filled) > 1 and all(self._is_heading(cell, name) for cell, name in zip(cells, self.header, strict=True)):
            raise Refused(0, RowFault.HEADING_AGAIN)

    def _is_heading(self, cell: str, heading: str) -> bool:
        return not cell or cell == heading or fold(cell) in {fold(part) for part in (heading, *heading.split(" / "))}

    def _names(self, row: _Row) -> tuple[str, list[str], str]:
        names: list[str] = []
        first = self.first[Column.NAME]
        for place, text in [*row.cells.get(Column.NAME, ()), *row.cells.get(Column.OTHER_NAME, ())]:
            for name in names_in(text):
                if any(sign.isalnum() for sign in name):
                    self._refuse_no_name(row, place, name)
                    names.append(name)
        belongs = [" ".join(text.split()) for _place, text in row.cells.get(Column.ORGANISATION, ())]
        if not names:
            raise Refused(first, RowFault.NAME_MISSING)
        names = list(dict.fromkeys(names))
        return names[0], names[1:], " / ".join(dict.fromkeys(belongs))

    def _refuse_no_name(self, row: _Row, place: int, name: str) -> None:
        if LOST in name:
            raise Refused(place, RowFault.SIGNS)
        if len(name) > NAME_SIGNS:
            raise Refused(place, RowFault.NAME_LONG)
        if name[0] in "=+-@":
            # +972 Magazine is a name, =SUM(A1) and @SUM(A1) are none.
            if _CALCULATES.search(name):
                raise Refused(place, RowFault.NAME_FORMULA)
            row.warn(place, RowWarning.LIKE_FORMULA)

    def _type(self, row: _Row) -> tuple[str, str, str, list[str]]:
        """Kind, capacity, kind of intermediary and roles, as the type says."""
        intermediary, holder = StakeholderRole.INTERMEDIARY.value, StakeholderRole.RIGHTS_HOLDER.value
        if not row.cells.get(Column.TYPE):
            row.warn(self.first.get(Column.TYPE, 0), RowWarning.TYPE_MISSING)
            return StakeholderKind.ORGANISATION.value, "", "", [intermediary]
        codes = self._codes(row, Column.TYPE)
        kinds = [code for code in codes if code in _KINDS]
        capacities = [code for code in codes if code in _CAPACITIES and code not in _KINDS]
        bare = [code for code in codes if code in _BARE]
        if len(capacities) > 1 or len(kinds) > 1:
            place = self.first[Column.TYPE]
            row.warn(place, RowWarning.SEVERAL)
            self._note(row, place, row.cells[Column.TYPE][0][1])
        roles = [holder] * bool(capacities or (bare and not kinds)) + [intermediary] * bool(kinds)
        kind = StakeholderKind.PERSON if capacities and not kinds else StakeholderKind.ORGANISATION
        first = [found[0] if found else "" for found in (capacities, kinds)]
        return (bare[0] if bare else kind.value), first[0], first[1], roles or [intermediary]

    def _codes(self, row: _Row, column: Column) -> list[str]:
        said: Words[str, str] | None = self.said.get(column.value)
        codes: list[str] = []
        for place, text in row.cells.get(column, ()):
            found = understand_value(column, text, said)
            codes += found.codes
            if found.unknown:
                row.warn(place, _UNKNOWN[column])
                self._note(row, place, "; ".join(found.unknown))
            elif found.close:
                row.warn(place, RowWarning.CLOSE)
        return list(dict.fromkeys(codes))

    def _one(self, row: _Row, column: Column) -> str:
        codes = self._codes(row, column)
        if len(codes) > 1:
            place, text = row.cells[column][0]
            row.warn(place, RowWarning.SEVERAL)
            self._note(row, place, text)
        return codes[0] if codes else ""

    def _tier(self, row: _Row) -> int:
        codes = self._codes(row, Column.TIER)
        # Of two the higher: to protect too much harms nobody.
        tier = max((int(code) for code in codes), default=self.tier)
        if codes and tier > self.up_to_tier:
            raise Refused(self.first[Column.TIER], RowFault.TIER_ABOVE)
        return tier

    def _contacts(self, row: _Row, region: str | None) -> list[ContactDetail]:
        """Ways to reach someone. None of them counts as safe until a person says so."""
        contacts: list[ContactDetail] = []
        for column, (_channel, code) in _CONTACTS.items():
            for place, text in row.cells.get(column, ()):
                found = _found(column, text, region)
                contacts += _ways(column, found)
                left = []
                for unread in found.unread:
                    # “Phone / E-mail”: what is not the one may well be the other.
                    others = ((other, _found(other, unread, region)) for other in _CONTACTS if other is not column)
                    whole = next((_ways(other, said) for other, said in others if not said.unread), None)
                    contacts += whole or []
                    left += [] if whole else [unread]
                if left:
                    row.warn(place, RowWarning.NUMBER_CUT if found.cut else code)
                    self._note(row, place, "; ".join(left))
        for _place, text in row.cells.get(Column.HANDLE, ()):
            contacts.append(ContactDetail(ChannelKind.HANDLE.value, text, False))
        # Street and town stand in columns of their own; together they are one address.
        address = ", ".join(text for _place, text in row.cells.get(Column.ADDRESS, ()))
        if address:
            contacts.append(ContactDetail(ChannelKind.POST.value, address, False))
        seen: dict[tuple[str, str], ContactDetail] = {}
        for contact in contacts:
            seen.setdefault((contact.channel, contact.value.casefold()), contact)
        return list(seen.values())

    def _day(self, row: _Row) -> date | None:
        days: list[date] = []
        for place, text in row.cells.get(Column.ADDED_ON, ()):
            code = RowWarning.DAY_UNREADABLE
            day = None
            try:
                day = day_in(text, self.month_first.get(place))
            except UnclearDay:
                code = RowWarning.DAY_UNCLEAR
            if day is not None and day <= self.today:
                days.append(day)
                continue
            row.warn(place, RowWarning.DAY_TO_COME if day is not None else code)
            self._note(row, place, text)
        return min(days, default=None)


def _found(column: Column, text: str, region: str | None) -> Found:
    if column is Column.PHONE:
        return phones_in(text, region)
    return emails_in(text) if column is Column.EMAIL else websites_in(text)


def _ways(column: Column, found: Found) -> list[ContactDetail]:
    return [ContactDetail(_CONTACTS[column][0].value, value, False, note) for value, note in found.values]


def _is_total(word: str) -> bool:
    """“Total”, “Total: 387”, “Total / المجموع”."""
    parts = [fold(part) for part in re.split(r"[/|:()\d=.,]+", word)]
    return any(parts) and all(not part or part in _TOTALS for part in parts)
