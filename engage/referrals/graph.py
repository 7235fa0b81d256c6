"""The graph of namings, as integers in and integers out, so that the library behind it can be exchanged.

People are 0 … n-1, a naming is (namer, named). Nothing here scores or ranks anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from igraph import Graph

Naming = tuple[int, int]


def waves(people: int, starts: Iterable[int], namings: Iterable[Naming]) -> list[int | None]:
    """The wave of each person: 0 for a start, else 1 + the lowest wave of those who named them; None when unreached."""
    root = people
    edges = [*set(namings), *((root, start) for start in set(starts))]
    order, layers, _parents = Graph(n=people + 1, edges=edges, directed=True).bfs(root, mode="out")
    found: list[int | None] = [None] * people
    for steps, (begin, end) in enumerate(pairwise(layers)):
        for person in order[begin:end] if steps else ():
            found[person] = steps - 1
    return found


def independent_lines(people: int, starts: Iterable[int], namings: Iterable[Naming], named: int) -> int:
    """How many chains lead from different starts to `named` without sharing a person; never more than the starts.

    A start is reached by the others' chains only.
    """
    # Each person is two points joined by one line of capacity 1, so that only one chain can pass through them.
    source, sink = 2 * people, 2 * named
    edges = [(2 * each, 2 * each + 1) for each in range(people) if each != named]
    edges += [(2 * namer + 1, 2 * person) for namer, person in set(namings) if named != namer != person]
    edges += [(source, 2 * start) for start in set(starts) if start != named]
    graph = Graph(n=2 * people + 1, edges=edges, directed=True)
    return round(graph.maxflow_value(source, sink, capacity=[1] * len(edges)))


def first_referrers(found: Sequence[int | None], namings: Iterable[Naming]) -> list[int | None]:
    """For each person past wave 0, the first to name them from one wave nearer; given `found` by `waves`."""
    first: list[int | None] = [None] * len(found)
    for namer, named in namings:
        before, wave = found[namer], found[named]
        if first[named] is None and wave and before == wave - 1:
            first[named] = namer
    return first
