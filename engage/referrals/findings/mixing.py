"""Who passes us on to whom: namings between groups, and how far a group names its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engage.referrals.graph import Namings, Numbers, pairs_of


def between_groups(group_of: Sequence[int] | Numbers, groups: int, namings: Namings) -> list[list[int]]:
    """Counts of namings from each group (row) to each group (column); a person of no group (below 0) is left out."""
    pairs, of = pairs_of(namings), np.asarray(group_of, np.int64)
    row, column = of[pairs[:, 0]], of[pairs[:, 1]]
    told = (row >= 0) & (column >= 0)
    counts = np.bincount(row[told] * groups + column[told], minlength=groups * groups)
    return [[int(count) for count in counts[group * groups : (group + 1) * groups]] for group in range(groups)]


def inward(matrix: Sequence[Sequence[int]]) -> float | None:
    """E-I index (Krackhardt and Stern 1988): -1 all namings stay inside their group, +1 none does; None for none."""
    whole = sum(map(sum, matrix))
    inside = sum(matrix[group][group] for group in range(len(matrix)))
    return (whole - 2 * inside) / whole if whole else None


def inward_by_chance(matrix: Sequence[Sequence[int]]) -> float | None:
    """The E-I index if namings were dealt out anew with the same totals of rows and columns."""
    whole = sum(map(sum, matrix))
    if not whole:
        return None
    columns = [sum(row[group] for row in matrix) for group in range(len(matrix))]
    inside = sum(sum(row) * columns[group] for group, row in enumerate(matrix)) / whole
    return (whole - 2 * inside) / whole
