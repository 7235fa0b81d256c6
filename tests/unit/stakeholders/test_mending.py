"""The file of rows to mend: nothing in it runs, and it comes back as it was meant."""

from __future__ import annotations

import pytest

from engage.stakeholders.importing.mending import as_meant, harmless
from engage.stakeholders.importing.reading import Table


@pytest.mark.parametrize(
    "cell", ["=1+1", "  =1+1", "\u200f=1+1", "\n=1+1", "\uff1d1+1", "+33199001234", "A;=1+1", "A; \uff1d1+1;-2"]
)
def test_a_formula_is_made_harmless_and_comes_back_as_it_was(cell: str) -> None:
    written = harmless(cell)
    assert not any(part.lstrip(" \u200f\n")[:1] in "=+-@\uff1d" for part in written.split(";"))
    assert as_meant(Table(["name"], [(2, [written])])).rows == [(2, [cell])]


@pytest.mark.parametrize("cell", ["", "A; B", "A;\nB", "1-2", "it's"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell
    assert as_meant(Table(["name"], [(2, [cell])])).rows == [(2, [cell])]
