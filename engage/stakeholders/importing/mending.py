"""The file of rows to mend and bring back: what was refused or left out, with what to do. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.texts import use_language
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.faults import Fault
from engage.stakeholders.importing.reading import Table

FILE_NAME = "rows-to-mend.csv"
CALCULATES = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula for a spreadsheet, whatever was meant."""
_ROW, _TO_DO = _l("Row of the file"), _l("What to do")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet reckons with: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.startswith(CALCULATES) else cell


def as_meant(table: Table) -> Table:
    """A file that came back: the apostrophes that this program put before signs of formulas are taken off again."""

    def meant(cells: list[str]) -> list[str]:
        return [cell[1:] if cell.startswith("'") and cell[1:].startswith(CALCULATES) else cell for cell in cells]

    rows = [(number, meant(cells)) for number, cells in table.rows]
    return replace(table, header=meant(table.header), rows=rows)


def is_ours(heading: str) -> bool:
    """Whether a column is one of the two that this file adds: of no meaning when it comes back."""
    return fold(heading) in _headings()


@lru_cache(maxsize=1)
def _headings() -> frozenset[str]:
    found = set()
    for language in LANGUAGES:
        with use_language(language.code):
            found |= {fold(str(_ROW)), fold(str(_TO_DO))}
    return frozenset(found)


def written(
    header: Sequence[str], rows: Iterable[tuple[int, Sequence[str], Sequence[tuple[Fault, str]]]]
) -> Iterator[str]:
    """The file, line by line: the columns as they came, the number of the row, and what is wrong in words.

    `rows`: number, cells, and faults with their words. Bytes in front tell spreadsheets that this is UTF-8.
    """
    own = [at for at, heading in enumerate(header) if is_ours(heading)]
    kept = [at for at in range(len(header)) if at not in own]
    yield "\ufeff" + _line([*(harmless(header[at]) for at in kept), str(_ROW), str(_TO_DO)])
    for number, cells, faults in rows:
        there = [harmless(cells[at]) if at < len(cells) else "" for at in kept]
        # A row that has more cells than there are names keeps them: behind, so that the columns stay in their place.
        beyond = [harmless(cell) for cell in cells[len(header) :]]
        yield _line([*there, str(number), " ".join(_in_words(faults)), *beyond])


def _in_words(faults: Sequence[tuple[Fault, str]]) -> Iterator[str]:
    for fault, words in faults:
        yield _("Column %(column)s: %(why)s", column=fault.place, why=words) if fault.place else words


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
