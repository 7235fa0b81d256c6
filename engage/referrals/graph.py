"""The graph of namings, as integers in and integers out, so that the library behind it can be exchanged.

People are 0 … n-1, a naming is (namer, named). Nothing here scores or ranks anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random, SystemRandom
from threading import Lock

import numpy as np
from igraph import Graph, set_random_number_generator
from numpy.typing import NDArray

Naming = tuple[int, int]
Pairs = NDArray[np.int64]
"""Namings as rows (namer, named): what is quick for many of them."""
Namings = Iterable[Naming] | Pairs
Numbers = NDArray[np.int64]
UNREACHED = -1
MOST_STEPS, STEADY = 1_000, 1e-13
UNTIL_STEADY, FEW_ROUNDS = 100_000, 2
"""Circles among up to so many ties are sought until none changes; among more, that would take a minute."""
# The library has one source of chance for all threads.
_CHANCE = Lock()


def pairs_of(namings: Namings) -> Pairs:
    """Namings as rows."""
    if isinstance(namings, np.ndarray):
        return namings
    return np.array(list(namings), dtype=np.int64).reshape(-1, 2)


def distinct(namings: Namings, *, of_themselves: bool = True) -> Pairs:
    """Each pair once, in a steady order; without `of_themselves`, nobody's naming of themselves."""
    pairs = pairs_of(namings)
    if not len(pairs):
        return pairs
    width = int(pairs.max()) + 1
    keys = np.sort(pairs[:, 0] * width + pairs[:, 1])
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    found = np.stack((keys // width, keys % width), axis=1)
    return found if of_themselves else found[found[:, 0] != found[:, 1]]


class Ways:
    """Where one gets from each person: the ends of their lines one after another, and which lines these are."""

    __slots__ = ("begins", "ends", "lines")

    def __init__(self, people: int, origin: NDArray[np.integer], end: NDArray[np.integer]) -> None:
        self.lines: Numbers = np.argsort(origin, kind="stable")
        self.ends: Numbers = end[self.lines].astype(np.int64)
        self.begins: Numbers = np.concatenate(([0], np.cumsum(np.bincount(origin, minlength=people))))

    def of(self, person: int) -> Numbers:
        """The ends of one person's lines."""
        return self.ends[self.begins[person] : self.begins[person + 1]]

    def lines_of(self, person: int) -> Numbers:
        """One person's lines, in their order."""
        return self.lines[self.begins[person] : self.begins[person + 1]]

    def from_all(self, people: Numbers) -> Numbers:
        """The ends of the lines of all of these."""
        first, sizes = self.begins[people], self.begins[people + 1] - self.begins[people]
        before = np.cumsum(sizes) - sizes
        return self.ends[np.arange(int(sizes.sum())) + np.repeat(first - before, sizes)]


def steps(people: int, starts: Numbers, ways: Ways) -> Numbers:
    """How many steps each person is from the nearest start; UNREACHED where none leads."""
    found, last = np.full(people, UNREACHED, np.int64), np.empty(people, np.int64)
    edge, far = starts, 0
    found[edge] = 0
    while len(edge):
        far += 1
        ends = ways.from_all(edge)
        ends = ends[found[ends] == UNREACHED]
        found[ends] = far
        # Whoever was reached several times goes on once: where they were written last.
        rank = np.arange(len(ends))
        last[ends] = rank
        edge = ends[last[ends] == rank]
    return found


def waves(people: int, starts: Iterable[int], namings: Namings) -> list[int | None]:
    """The wave of each person: 0 for a start, else 1 + the lowest wave of those who named them; None when unreached."""
    pairs = pairs_of(namings)
    found = steps(people, np.array(sorted(set(starts)), dtype=np.int64), Ways(people, pairs[:, 0], pairs[:, 1]))
    return [None if wave == UNREACHED else wave for wave in found.tolist()]


def independent_lines(people: int, starts: Iterable[int], namings: Namings, named: int) -> int:
    """How many chains lead from different starts to `named` without sharing a person; never more than the starts.

    A start is reached by the others' chains only. It looks at everyone; for large maps there is `lines.Lines`.
    """
    # Each person is two points joined by one line of capacity 1, so that only one chain can pass through them.
    source, sink = 2 * people, 2 * named
    edges = [(2 * each, 2 * each + 1) for each in range(people) if each != named]
    every = distinct(namings).tolist()
    edges += [(2 * namer + 1, 2 * person) for namer, person in every if named != namer != person]
    edges += [(source, 2 * start) for start in set(starts) if start != named]
    graph = Graph(n=2 * people + 1, edges=edges, directed=True)
    return round(graph.maxflow_value(source, sink, capacity=[1] * len(edges)))


def first_referrers(found: Sequence[int | None], namings: Namings) -> list[int | None]:
    """For each person past wave 0, the first to name them from one wave nearer; given `found` by `waves`."""
    first: list[int | None] = [None] * len(found)
    pairs = pairs_of(namings)
    wave = np.array([UNREACHED if each is None else each for each in found], dtype=np.int64)
    near = pairs[(wave[pairs[:, 1]] > 0) & (wave[pairs[:, 0]] == wave[pairs[:, 1]] - 1)]
    # From the last to the first: the first to name somebody is written last and stays.
    for namer, named in near[::-1].tolist():
        first[named] = namer
    return first


def circle_of_each(people: int, namings: Namings) -> Numbers:
    """For each person the number of their set of people each of whom leads to each other by namings."""
    return np.array(_graph(people, pairs_of(namings)).connected_components(mode="strong").membership, dtype=np.int64)


def parts(people: int, namings: Namings) -> list[list[int]]:
    """The pieces into which the map falls, directions apart; largest first."""
    found = _graph(people, pairs_of(namings)).connected_components(mode="weak").membership
    return sorted(_sets(np.array(found, dtype=np.int64)), key=lambda part: (-len(part), part))


def _sets(number_of: Numbers) -> list[list[int]]:
    order = np.argsort(number_of, kind="stable")
    ends = np.flatnonzero(np.diff(number_of[order])) + 1
    return sorted(each.tolist() for each in np.split(order, ends) if len(each))


def mutual(namings: Namings) -> tuple[int, int]:
    """How many namings are answered by one in return, and how many there are; nobody's naming of themselves counts."""
    every = distinct(namings, of_themselves=False)
    if not len(every):
        return 0, 0
    width = int(every.max()) + 1
    back = np.sort(every[:, 1] * width + every[:, 0])
    forth = every[:, 0] * width + every[:, 1]
    at = np.minimum(np.searchsorted(back, forth), len(back) - 1)
    return int((back[at] == forth).sum()), len(every)


def cut_points(people: int, namings: Namings) -> list[int]:
    """People without whom a piece of the map would fall apart, directions apart."""
    return sorted(_graph(people, pairs_of(namings)).articulation_points())


def through(people: int, starts: Iterable[int], namings: Namings) -> Numbers:
    """For each person, who stands last on every chain from our starts to them; UNREACHED where nobody has to.

    These are the dominators of a flow graph (Lengauer and Tarjan 1979): our access, and nothing about the person.
    """
    root = people
    firsts = np.array([(root, start) for start in sorted(set(starts))], dtype=np.int64).reshape(-1, 2)
    nearest = _graph(people + 1, np.concatenate((pairs_of(namings), firsts))).dominator(root, mode="out")[:root]
    # The library writes no number for whoever is not reached.
    found = np.nan_to_num(np.array(nearest, np.float64), nan=UNREACHED).astype(np.int64)
    return np.where((found < 0) | (found == root), UNREACHED, found)


def behind(people: int, starts: Iterable[int], namings: Namings) -> Numbers:
    """For each person, how many others every chain from our starts must pass through them to reach."""
    firsts, pairs = list(starts), pairs_of(namings)
    wave = steps(people, np.array(sorted(set(firsts)), dtype=np.int64), Ways(people, pairs[:, 0], pairs[:, 1]))
    return summed(through(people, firsts, pairs), wave)


def summed(nearest: Numbers, wave: Numbers) -> Numbers:
    """How many stand behind each, given whom each is reached through and their waves."""
    count = np.zeros(len(wave), np.int64)
    hanging = np.flatnonzero(nearest != UNREACHED)
    # Whoever is reached through somebody stands farther out: from the outside inward every sum is whole.
    for far in np.unique(wave[hanging])[::-1].tolist():
        mine = hanging[wave[hanging] == far]
        np.add.at(count, nearest[mine], count[mine] + 1)
    return count


def _graph(people: int, pairs: Pairs) -> Graph:
    # The library takes two lists of numbers in a third of the time that it takes an array.
    return Graph(n=people, edges=zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True), directed=True)


def led_to(people: int, origins: Iterable[int], namings: Namings, *, passed_on: float = 0.85) -> NDArray[np.float64]:
    """How often a walk that begins at `origins` and follows namings is at each person (Page et al. 1999, restarted).

    Each person has one voice however many they name; whoever named nobody sends the walk back to the origins. All 0
    without origins.
    """
    first = np.zeros(people)
    first[sorted(set(origins))] = 1
    if not first.any():
        return first
    first /= first.sum()
    namers, named = distinct(namings, of_themselves=False).T
    voices = np.bincount(namers, minlength=people)
    silent, share = voices == 0, 1 / np.maximum(voices, 1)
    at = first
    for _step in range(MOST_STEPS):
        moved = np.bincount(named, weights=(at * share)[namers], minlength=people)
        after = passed_on * (moved + at[silent].sum() * first) + (1 - passed_on) * first
        if np.abs(after - at).sum() < STEADY:
            break
        at = after
    return after


def acquainted(people: int, namings: Namings) -> list[list[int]]:
    """Circles of people who mostly name one another (Leiden: Traag et al. 2019); the same answer for the same map."""
    ties = distinct(np.sort(pairs_of(namings), axis=1), of_themselves=False)
    graph = Graph(n=people, edges=ties.tolist())
    with _CHANCE:
        set_random_number_generator(Random(1))  # noqa: S311 - a steady answer, no secret
        try:
            rounds = -1 if len(ties) <= UNTIL_STEADY else FEW_ROUNDS
            found = graph.community_leiden(objective_function="modularity", n_iterations=rounds)
        finally:
            set_random_number_generator(SystemRandom())
    return sorted((sorted(circle) for circle in found), key=lambda circle: (-len(circle), circle))
