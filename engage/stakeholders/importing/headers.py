"""Which row of a file names its columns: titles above it, two rows of names, or none at all. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engage.stakeholders.importing.headings import column_of

LOOKED_AT = 25
_SAYS_SOMETHING = re.compile(r"@|^\s*(?:https?://|www\.)|^[+\d][\d\s().:/-]{4,}$|^\d{4}-\d\d-\d\d", re.I)

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Header:
    """The row that names the columns, 0 for none; `also`: rows below it that name them once more."""

    row: int
    also: tuple[int, ...] = ()


def find_header(lines: Sequence[Line], chosen: int | None = None) -> Header:
    """The header among the first rows that are not empty; `chosen` by a person, if one did (0: there is none)."""
    if chosen is not None:
        return Header(chosen)
    first = [(number, [cell.strip() for cell in cells]) for number, cells in lines[:LOOKED_AT]]
    if not first:
        return Header(1)
    known = {number: _known(cells) for number, cells in first}
    best = max(first, key=lambda line: (known[line[0]], -line[0]))
    row, cells = best
    filled = sum(bool(cell) for cell in cells)
    if known[row] >= 2 or (known[row] == 1 and filled <= 2):
        return Header(row, _again(first, row, known, cells))
    return Header(_by_shape(first))


def _known(cells: Sequence[str]) -> int:
    """How many cells are names of columns as people write them, each meaning counted once."""
    if any(_SAYS_SOMETHING.search(cell) for cell in cells):
        return 0
    return len({column_of(cell) for cell in cells if cell and len(cell) < 80} - {None})


def _again(first: Sequence[Line], row: int, known: dict[int, int], header: Sequence[str]) -> tuple[int, ...]:
    """The row just below that names the same columns, as in another language."""
    below = next(((number, cells) for number, cells in first if number > row), None)
    if below is None or known[below[0]] < max(2, known[row] - 2):
        return ()
    agree = sum(
        column_of(one) is not None and column_of(one) == column_of(other)
        for one, other in zip(header, below[1], strict=False)
    )
    return (below[0],) if agree >= 2 and [*header] != [*below[1]] else ()


def _by_shape(first: Sequence[Line]) -> int:
    """No name of a column is known: the first row that is as wide as the others and holds only words."""
    width = max(sum(bool(cell) for cell in cells) for _number, cells in first)
    for number, cells in first:
        filled = [cell for cell in cells if cell]
        if len(filled) >= max(1, 0.6 * width):
            said = any(_SAYS_SOMETHING.search(cell) for cell in filled)
            return 0 if said else number
    return first[0][0]
