"""`make bench`: pages, searches, import, directory and map over small and large projects."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import asking, bringing_in, finding
from bench import map as map_of_referrals
from bench.by_hand import ByHand
from bench.map import REFERRALS
from bench.people import Ground, ground
from tests.databases import postgres

PEOPLE = (1_000, 10_000, 100_000)
# The page counts the choices of twelve conditions besides; the run by hand does not, and 3 was its limit before that.
LIST_LIMIT = 4.0
LOOK_LIMIT = 50.0
LOOKS = frozenset({"search rare word", "search prefix", "search phone", "list first", "list deep", "facet counts"})
RESULTS = Path(__file__).parent / "results.json"

Row = dict[str, Any]


@dataclass
class _Kept:
    """What was measured so far; written after each part, so that a run that is broken off leaves it."""

    kept: bool
    rows: list[Row] = field(default_factory=list)
    maps: list[Row] = field(default_factory=list)

    def add(self, rows: Sequence[Row] = (), maps: Sequence[Row] = ()) -> None:
        """One more part."""
        self.rows += rows
        self.maps += maps
        if self.kept:
            said = {"python": platform.python_version(), "rows": self.rows, "maps": self.maps}
            RESULTS.write_text(json.dumps(said, indent=2) + "\n")


def main() -> int:
    """Measures, prints, keeps; returns 1 when something is over its limit."""
    given = argparse.ArgumentParser(prog="bench", description=__doc__)
    given.add_argument("--people", type=int, nargs="*", default=PEOPLE, help="how many, one run for each")
    given.add_argument("--referrals", type=int, nargs="*", default=REFERRALS, help="likewise for maps")
    given.add_argument("--databases", nargs="+", choices=("sqlite", "postgresql"), default=("sqlite", "postgresql"))
    given.add_argument("--keep", action="store_true", help="keep the results of a run with other numbers")
    asked = given.parse_args()
    kept = _Kept(kept=tuple(asked.people) == PEOPLE or asked.keep)
    for count in asked.people:
        with ground(count, {}) as on_sqlite:
            hand = ByHand(on_sqlite)
            if "sqlite" in asked.databases:
                print(f"bench: {count} people in SQLite …", flush=True)
                _measure(kept, on_sqlite, hand, "sqlite")
            if "postgresql" in asked.databases:
                if reason := postgres.why_not():
                    print(f"bench: PostgreSQL NOT measured: {reason}")
                else:
                    print(f"bench: {count} people in PostgreSQL …", flush=True)
                    with _on_postgres(count) as place:
                        _measure(kept, place, hand, "postgresql")
                        _measure_import(kept, place, "postgresql")
            # Last, for it adds people to what the run by hand reads.
            if "sqlite" in asked.databases:
                _measure_import(kept, on_sqlite, "sqlite")
    for count in asked.referrals:
        print(f"bench: a map of {count} referrals in SQLite …", flush=True)
        kept.add(maps=map_of_referrals.measure(count))
    _print(kept.rows)
    map_of_referrals.show(kept.maps)
    if kept.kept:
        print(f"\nkept in bench/{RESULTS.name}")
    over = [f"{row['task']} at {row['people']}" for row in kept.rows if _is_over(row)]
    limits = f"list page at most {LIST_LIMIT} times by hand, looks at most {LOOK_LIMIT} ms"
    print(f"{limits}: {'NOT met: ' + ', '.join(over) if over else 'met'}")
    return 1 if over else 0


def _measure(kept: _Kept, place: Ground, hand: ByHand, database: str) -> None:
    _part(kept, place, database, "the directory", lambda: finding.measure(place, memory=database == "sqlite"))
    _part(kept, place, database, "pages", lambda: asking.measure(place, hand))


def _measure_import(kept: _Kept, place: Ground, database: str) -> None:
    _part(kept, place, database, "an import", lambda: bringing_in.measure(place))


def _part(kept: _Kept, place: Ground, database: str, name: str, part: Callable[[], list[Row]]) -> None:
    start = time.perf_counter()
    kept.add([{"task": row.pop("task"), "database": database, "people": place.count, **row} for row in part()])
    print(f"bench:   {name} measured in {time.perf_counter() - start:.0f} s", flush=True)


@contextmanager
def _on_postgres(count: int) -> Iterator[Ground]:
    """The same with PostgreSQL stores."""
    server = postgres.start()
    urls = {store: server.create(f"bench_{store}") for store in ("data", "keystore", "portal")}
    addresses = {
        f"ENGAGE_{store.upper()}_URL": url.render_as_string(hide_password=False) for store, url in urls.items()
    }
    try:
        with ground(count, addresses) as place:
            yield place
    finally:
        for url in urls.values():
            server.drop(url)
        server.stop()


def _is_over(row: Row) -> bool:
    if row["task"] in LOOKS:
        return bool(row["ms"] > LOOK_LIMIT)
    return bool(row["task"] == "list page" and row["ratio"] > LIST_LIMIT)


def _print(rows: list[Row]) -> None:
    print(f"\n{'task':<18}{'database':<12}{'people':>8}{'ms':>11}{'by hand':>10}{'ratio':>8}{'growth':>9}  also")
    before: dict[tuple[str, str], float] = {}
    for row in sorted(rows, key=lambda row: (row["task"], row["database"], row["people"])):
        figure: float = row["ms"] if "ms" in row else row["mb"]
        place = row["task"], row["database"]
        growth = f"x{figure / before[place]:.1f}" if before.get(place) else ""
        before[place] = figure
        also = f"{row['per_second']} rows/s" if "per_second" in row else "MB" if "mb" in row else ""
        print(
            f"{row['task']:<18}{row['database']:<12}{row['people']:>8}{figure:>11}"
            f"{row.get('by_hand_ms', ''):>10}{row.get('ratio', ''):>8}{growth:>9}  {also}"
        )


if __name__ == "__main__":
    sys.exit(main())
