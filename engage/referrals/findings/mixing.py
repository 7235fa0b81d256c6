"""Who passes us on to whom: namings between groups, and how far a group names its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from engage.referrals.graph import Naming


def between_groups(group_of: Sequence[int], groups: int, namings: Iterable[Naming]) -> list[list[int]]:
    """Counts of namings from each group (row) to each group (column); a person of group -1 is left out."""
    found = [[0] * groups for _ in range(groups)]
    for namer, named in namings:
        row, column = group_of[namer], group_of[named]
        if row >= 0 and column >= 0:
            found[row][column] += 1
    return found


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


def from_outside(members: Collection[int], namings: Iterable[Naming]) -> tuple[int, int]:
    """Of the namings of `members`: how many came from outside them, and how many there are."""
    inside = set(members)
    into = [(namer, named) for namer, named in set(namings) if named in inside and namer != named]
    return sum(namer not in inside for namer, _named in into), len(into)
