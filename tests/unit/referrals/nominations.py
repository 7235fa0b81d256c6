"""Real nominations to check figures against: Krackhardt 1987; Coleman, Katz and Menzel 1966."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "nominations"


@dataclass(frozen=True)
class Nominations:
    """People 0 … n-1 (in the file: from 1) and who named whom, in the order of the file."""

    people: int
    namings: list[tuple[int, int]]
    facts: list[dict[str, str]]

    def groups(self, fact: str) -> list[int]:
        """A fact of each person as a number."""
        return [int(each[fact]) for each in self.facts]


def nominations(name: str, relations: Collection[str] = ()) -> Nominations:
    """One of the two data sets, some of its relations or all; skips in words where they are not at hand."""
    if not FOLDER.is_dir():
        pytest.skip("the real nominations are not beside this clone: these oracles were not run")
    with (FOLDER / f"{name}_nodes.csv").open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    place = {each["id"]: number for number, each in enumerate(facts)}
    with (FOLDER / f"{name}_edges.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not relations or row["relation"] in relations]
    return Nominations(len(facts), [(place[row["src"]], place[row["dst"]]) for row in rows], facts)
