"""A list of namings out of a spreadsheet: the sheet and the row whose cells say who named whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from engage.referrals.exchange.graphs import GraphRefused
from engage.referrals.exchange.headings import Column, columns_of, says_both_ends
from engage.referrals.exchange.vocabulary import GraphFault
from engage.stakeholders.importing.faults import FileRefused
from engage.stakeholders.importing.mending import as_meant
from engage.stakeholders.importing.reading import Table, read_table, sheets_in

LOOKED_AT = 10
"""Among so many first rows the one that names the columns is looked for."""


def table_of(data: bytes) -> tuple[Table, dict[Column, int]]:
    """The table, and where its columns stand. Raises FileRefused, GraphRefused."""
    sheets = sheets_in(data)
    for sheet in sheets or [""]:
        for table in _tables(data, sheet, only=len(sheets) < 2):
            columns = columns_of(table.header)
            if says_both_ends(columns):
                return as_meant(table), columns
    raise GraphRefused(GraphFault.NO_ENDS)


def _tables(data: bytes, sheet: str, *, only: bool) -> Iterator[Table]:
    """A sheet as its first row names the columns, or the first below it that says who named whom."""
    try:
        first = read_table(data, sheet=sheet, header_row=1)
    except FileRefused:
        # Of several sheets, another may be the one.
        if only:
            raise
        return
    yield first
    for number, cells in first.rows[:LOOKED_AT]:
        if says_both_ends(columns_of(cells)):
            yield read_table(data, sheet=sheet, header_row=number)
            return
