"""The file of rows to mend and bring back: what was refused or left out, with what to do. Pure."""

from __future__ import annotations

import csv
import io
import re
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
# What a spreadsheet takes for a formula, whatever was meant: at the start of a cell, and behind a semicolon, at which
# many spreadsheets part the cells of any file.
_BLANKS, _SIGNS = "[ \u00a0\u200e\u200f\ufeff]*", "=+@\uff1d\uff0b\uff0d\uff20-"
_START, _INSIDE = rf"(?={_BLANKS}[\t\r\n{_SIGNS}])", rf"(?={_BLANKS}[{_SIGNS}])"
_FORMULA = re.compile(rf"(^{_START}|;{_INSIDE})")
_MADE_HARMLESS = re.compile(rf"(^)'{_START}|(;)'{_INSIDE}")
_ROW, _TO_DO = _l("Row of the file"), _l("What to do")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet reckons with: an apostrophe before what would be a formula."""
    return _FORMULA.sub(r"\1'", cell)


def as_meant(table: Table) -> Table:
    """A file that came back: the apostrophes that this program put before signs of formulas are taken off again."""

    def meant(cells: list[str]) -> list[str]:
        return [_MADE_HARMLESS.sub(r"\1\2", cell) for cell in cells]

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
