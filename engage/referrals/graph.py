"""The graph of namings, as integers in and integers out, so that the library behind it can be exchanged.

People are 0 … n-1, a naming is (namer, named). Nothing here scores or ranks anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random, SystemRandom
from threading import Lock

import numpy as np
from igraph import Graph, set_random_number_generator

Naming = tuple[int, int]
MOST_STEPS, STEADY = 1_000, 1e-13
# The library has one source of chance for all threads.
_CHANCE = Lock()


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


def strong_circles(people: int, namings: Iterable[Naming]) -> list[list[int]]:
    """Sets of people each of whom leads to each other by namings; only those of two and more, in a steady order."""
    found = Graph(n=people, edges=list(set(namings)), directed=True).connected_components(mode="strong")
    return sorted(sorted(circle) for circle in found if len(circle) > 1)


def parts(people: int, namings: Iterable[Naming]) -> list[list[int]]:
    """The pieces into which the map falls, directions apart; largest first."""
    found = Graph(n=people, edges=list(set(namings)), directed=True).connected_components(mode="weak")
    return sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))


def mutual(namings: Iterable[Naming]) -> tuple[int, int]:
    """How many namings are answered by one in return, and how many there are; nobody's naming of themselves counts."""
    every = {(namer, named) for namer, named in namings if namer != named}
    return sum((named, namer) in every for namer, named in every), len(every)


def cut_points(people: int, namings: Iterable[Naming]) -> list[int]:
    """People without whom a piece of the map would fall apart, directions apart."""
    return sorted(Graph(n=people, edges=list(set(namings))).articulation_points())


def behind(people: int, starts: Iterable[int], namings: Iterable[Naming]) -> list[int]:
    """For each person, how many others every chain from our starts must pass through them to reach.

    These are the dominators of a flow graph (Lengauer and Tarjan 1979): our access, and nothing about the person.
    """
    root = people
    edges = [*set(namings), *((root, start) for start in set(starts))]
    graph = Graph(n=people + 1, edges=edges, directed=True)
    nearest = graph.dominator(root, mode="out")
    order, _layers, _parents = graph.bfs(root, mode="out")
    reached = [person for person in order if person != root and nearest[person] >= 0]
    count = [0] * (people + 1)
    # Whoever is dominated stands farther out than whoever dominates them: from the outside inward every sum is whole.
    for person in reversed(reached):
        count[nearest[person]] += count[person] + 1
    return count[:people]


def led_to(people: int, origins: Iterable[int], namings: Iterable[Naming], *, passed_on: float = 0.85) -> list[float]:
    """How often a walk that begins at `origins` and follows namings is at each person (Page et al. 1999, restarted).

    Each person has one voice however many they name; whoever named nobody sends the walk back to the origins. All 0
    without origins.
    """
    first = np.zeros(people)
    first[sorted(set(origins))] = 1
    if not first.any():
        return [0.0] * people
    first /= first.sum()
    pairs = np.array(sorted({(namer, named) for namer, named in namings if namer != named}), dtype=np.int64)
    namers, named = pairs.reshape(-1, 2).T
    voices = np.bincount(namers, minlength=people)
    silent, share = voices == 0, 1 / np.maximum(voices, 1)
    at = first
    for _step in range(MOST_STEPS):
        moved = np.bincount(named, weights=(at * share)[namers], minlength=people)
        after = passed_on * (moved + at[silent].sum() * first) + (1 - passed_on) * first
        if np.abs(after - at).sum() < STEADY:
            break
        at = after
    return [float(each) for each in after]


def acquainted(people: int, namings: Iterable[Naming]) -> list[list[int]]:
    """Circles of people who mostly name one another (Leiden: Traag et al. 2019); the same answer for the same map."""
    graph = Graph(n=people, edges=sorted({(min(pair), max(pair)) for pair in namings if pair[0] != pair[1]}))
    with _CHANCE:
        set_random_number_generator(Random(1))  # noqa: S311 - a steady answer, no secret
        try:
            found = graph.community_leiden(objective_function="modularity", n_iterations=-1)
        finally:
            set_random_number_generator(SystemRandom())
    return sorted((sorted(circle) for circle in found), key=lambda circle: (-len(circle), circle))
