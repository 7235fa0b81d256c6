"""Understanding the rows of an import part by part, and seeing who of them may be there already. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.stakeholders.doubles import Candidate, doubles_of, tagged_kind
from engage.stakeholders.folding import fold
from engage.stakeholders.importing import parts
from engage.stakeholders.importing.faults import Fault
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.reading import Table
from engage.stakeholders.importing.records import Index, Line, Settings
from engage.stakeholders.importing.rows import Draft, understand
from engage.stakeholders.importing.vocabulary import PartKind
from engage.stakeholders.likeness import marks
from engage.stakeholders.namesakes import Marked, Namesakes
from engage.stakeholders.service import region_of

OWN = frozenset({"email", "phone"})
"""Contacts that make two rows alike; many share the address of a website."""


@dataclass(frozen=True)
class Double:
    """Who a row may be already: an earlier row of the file, people of the registry with the reasons."""

    earlier: int | None = None
    alike: list[tuple[UUID, tuple[str, ...]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.earlier is not None or bool(self.alike)


def pieces_of(table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as parts that can be kept, those that could not be read among them."""
    everyone = sorted([*table.rows, *table.broken.items()])
    for start in range(0, len(everyone), parts.ROWS_IN_PART):
        some = everyone[start : start + parts.ROWS_IN_PART]
        here = {number for number, _cells in some}
        yield {
            "rows": [[number, cells] for number, cells in some if number not in table.broken],
            "broken": [[number, cells] for number, cells in some if number in table.broken],
            "faults": [_said(each) for each in table.faults if each.row in here],
            "warnings": [_said(each) for each in table.warnings if each.row in here],
        }


def table_from(settings: Settings, pieces: Iterable[dict[str, Any]]) -> Table:
    """The table that some parts make."""
    rows: list[tuple[int, list[str]]] = []
    broken: dict[int, list[str]] = {}
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for piece in pieces:
        rows += [(number, cells) for number, cells in piece["rows"]]
        broken.update((number, cells) for number, cells in piece["broken"])
        faults += [Fault(*each) for each in piece["faults"]]
        warnings += [Fault(*each) for each in piece["warnings"]]
    return Table(settings.header, rows, faults, warnings, settings.header_row, [], broken, settings.sheet)


def look_through(
    session: Session, row: StakeholderImport, settings: Settings, *, up_to_tier: int, looks_up_to: int
) -> Index:
    """Understands every row under the decisions so far and keeps what was understood. Gives which rows have what."""
    pieces = [piece for _number, piece in parts.opened(session, row, PartKind.ROWS)]
    sizes = [len(piece["rows"]) + len(piece["broken"]) for piece in pieces]
    lines = _lines(table_from(settings, pieces), settings, up_to_tier)
    found = find_doubles(session, row.project_id, [line.draft for line in lines if line.draft], looks_up_to)
    lines = [_with(line, found.get(line.row)) for line in lines]
    index = index_of(lines, sizes)
    parts.put(session, row, PartKind.LOOKED, _cut([line.packed() for line in lines], sizes))
    return index


def index_of(lines: Sequence[Line], sizes: Sequence[int]) -> Index:
    """Which rows have what, and where each part ends."""
    warned: dict[str, list[int]] = {}
    for line in lines:
        for code in dict.fromkeys(each.code for each in line.warnings):
            warned.setdefault(code, []).append(line.row)
    last = [some[-1].row for some in _cut(lines, sizes) if some]
    doubles = [line.row for line in lines if line.may_be_there]
    refused = [line.row for line in lines if line.draft is None]
    return Index(last, doubles, refused, warned, len(lines))


def find_doubles(session: Session, project_id: UUID, drafts: Sequence[Draft], looks_up_to: int) -> dict[int, Double]:
    """For each row that may be there already: in an earlier row, or in the registry as far as one may look."""
    candidates = [
        Candidate(draft.name, draft.contacts, region_of(draft.profile), draft.other_names, understood=True)
        for draft in drafts
    ]
    # Each name is looked for in the registry and in the file: its marks are made once, and gone afterwards.
    marked = cache(marks)
    in_registry = doubles_of(session, project_id, candidates, up_to_tier=looks_up_to, marked=marked)
    earlier = _earlier(drafts, marked)
    found: dict[int, Double] = {}
    for draft, people in zip(drafts, in_registry, strict=True):
        double = Double(earlier.get(draft.row), [(each.record.id, tuple(map(str, each.why))) for each in people])
        if double:
            found[draft.row] = double
    return found


def _earlier(drafts: Sequence[Draft], marked: Marked) -> dict[int, int]:
    """For each row that is like an earlier one, the first such: by a name in any spelling, or a contact of its own."""
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}

    def note(row: int, other: int) -> None:
        later, sooner = max(row, other), min(row, other)
        found[later] = min(sooner, found.get(later, sooner))

    for draft in drafts:
        for likeness in _likenesses(draft):
            row = first.setdefault(likeness, draft.row)
            if row != draft.row:
                note(draft.row, row)
    rows = {name: row for (kind, name), row in first.items() if kind == "name"}
    alike = Namesakes(((UUID(int=row), name) for name, row in rows.items()), marked=marked)
    for one, other in alike.couples():
        note(rows[one], rows[other])
    # The later of two rows may be like one that is itself like an earlier one: all end at the first.
    for row in sorted(found):
        found[row] = found.get(found[row], found[row])
    return found


def _lines(table: Table, settings: Settings, up_to_tier: int) -> list[Line]:
    said = understand(table, settings.mapping, tier=settings.tier, up_to_tier=up_to_tier)
    drafts = {draft.row: draft for draft in said.drafts}
    faults, warnings = _by_row(said.faults), _by_row(said.warnings)
    rows = sorted([number for number, _cells in table.rows] + list(table.broken))
    return [Line(row, drafts.get(row), faults.get(row, []), warnings.get(row, [])) for row in rows]


def _by_row(faults: Iterable[Fault]) -> dict[int, list[Fault]]:
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.row, []).append(fault)
    return found


def _with(line: Line, double: Double | None) -> Line:
    if double is None:
        return line
    return Line(line.row, line.draft, line.faults, line.warnings, double.earlier, double.alike)


def _likenesses(draft: Draft) -> Iterator[tuple[str, str]]:
    """What makes two rows of a file alike: one of the names, or a contact of their own."""
    for name in (draft.name, *draft.other_names):
        if folded := fold(name):
            yield "name", folded
    for contact in draft.contacts:
        if tagged_kind(contact.channel) in OWN:
            yield contact.channel, contact.value.casefold()


def _cut(things: Sequence[Any], sizes: Sequence[int]) -> Iterator[Sequence[Any]]:
    start = 0
    for size in sizes:
        yield things[start : start + size]
        start += size


def _said(fault: Fault) -> list[Any]:
    return [fault.row, fault.column, fault.code]
