"""From rows to people: what is understood goes to its field, the rest is kept as a note, nothing is guessed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engage.stakeholders.importing.cells import month_comes_first
from engage.stakeholders.importing.columns import Column, propose
from engage.stakeholders.importing.faults import Fault, FileFault, FileRefused, letters
from engage.stakeholders.importing.mapping import Mapping, mapping_of
from engage.stakeholders.importing.reading import Table
from engage.stakeholders.importing.understanding import Refused, RowReader
from engage.stakeholders.records import ContactDetail, Profile


@dataclass(frozen=True)
class Draft:
    """Someone about to be added, as a row says."""

    row: int
    name: str
    kind: str
    tier: int
    profile: Profile
    contacts: list[ContactDetail]
    other_names: list[str] = field(default_factory=list)
    organisation: str = ""
    notes: list[str] = field(default_factory=list)
    """What has no field of its own or was not understood, each with the heading of its column."""
    added_on: date | None = None

    def packed(self) -> dict[str, Any]:
        """The draft as JSON can say it."""
        day = self.added_on.isoformat() if self.added_on else None
        contacts = [vars(contact) for contact in self.contacts]
        return {**vars(self), "profile": vars(self.profile), "contacts": contacts, "added_on": day}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Draft:
        """What `packed` gave."""
        contacts = [ContactDetail(**contact) for contact in said["contacts"]]
        day = date.fromisoformat(said["added_on"]) if said.get("added_on") else None
        return cls(**{**said, "profile": Profile(**said["profile"]), "contacts": contacts, "added_on": day})


@dataclass(frozen=True)
class Understood:
    """What a table says: people, rows that are refused, what is worth a look, and which column was taken for what."""

    drafts: list[Draft]
    faults: list[Fault]
    warnings: list[Fault]
    columns: list[tuple[str, str]]
    """(letters, code of Column, or nothing for a column that is not brought in)."""


def understand(
    table: Table, mapping: Mapping | None = None, *, tier: int, up_to_tier: int = 3, today: date | None = None
) -> Understood:
    """The people of a table under these decisions (else as proposed); each row is in drafts or faults, exactly once.

    `tier` is for rows that do not say theirs; a row that asks for more than `up_to_tier` is refused. Warnings are those
    of the table and of its rows. Raises FileRefused when no column holds the names.
    """
    mapping = mapping if mapping is not None else mapping_of(propose(table))
    if not any(number <= len(table.header) for number in mapping.of(Column.NAME)):
        raise FileRefused(FileFault.NO_NAME, row=table.header_row)
    days = [number - 1 for number in mapping.of(Column.ADDED_ON) if number <= len(table.header)]
    month_first = {at + 1: month_comes_first(cells[at] for _number, cells in table.rows) for at in days}
    reader = RowReader(table.header, mapping, tier=tier, up_to_tier=up_to_tier, month_first=month_first, today=today)
    drafts: list[Draft] = []
    faults, warnings = list(table.faults), list(table.warnings)
    for number, cells in table.rows:
        try:
            said = reader.read(number, cells)
        except Refused as refused:
            faults.append(Fault(number, refused.column, refused.code.value))
            continue
        drafts.append(Draft(number, **said.fields))
        warnings += said.warnings
    refused_rows = {fault.row for fault in faults}
    warnings = [fault for fault in warnings if fault.row not in refused_rows]
    columns = [(letters(at), _brought(mapping.columns.get(at, ""))) for at in range(1, len(table.header) + 1)]
    return Understood(drafts, sorted(faults, key=lambda fault: fault.row), warnings, columns)


def _brought(code: str) -> str:
    return "" if code == Column.IGNORE.value else code
