"""`make bench`: pages and directory load at ten thousand people, on both databases, each beside the same by hand."""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.by_hand import ByHand
from bench.people import Ground, ground
from engage.db.stores import open_session
from engage.stakeholders import directory
from tests.databases import postgres

PEOPLE = 10_000
LIST_LIMIT = 3.0
RESULTS = Path(__file__).parent / "results.json"


def ask(place: Ground, path: str) -> Callable[[], bytes]:
    """A browser's request for `path`, straight at the application: no network and no test client in between."""
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": f"{place.cookie}={place.token}",
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }

    def once() -> bytes:
        told: list[str] = []

        def start(status: str, _headers: Any, _info: Any = None) -> Any:
            told.append(status)

        answer = place.app(dict(environment, **{"wsgi.input": BytesIO()}), start)
        try:
            body = b"".join(answer)
        finally:
            answer.close()  # type: ignore[attr-defined]
        if told != ["200 OK"]:
            raise SystemExit(f"bench: {told} where a page was expected")
        return body

    return once


def load_directory(place: Ground) -> Callable[[], int]:
    """The directory opened from nothing, keys in memory as in the run by hand."""

    def once() -> int:
        directory.PEOPLE.forget()
        with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
            return len(directory.directory_of(session, place.project_id))

    return once


def side_by_side(mine: Callable[[], Any], by_hand: Callable[[], Any], times: int) -> tuple[float, float]:
    """Median seconds of each, taken in turn so that a slow minute of the machine meets both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _warm in range(3):
        mine(), by_hand()
    for _ in range(times):
        for place, run in enumerate((mine, by_hand)):
            start = time.perf_counter()
            run()
            spent[place].append(time.perf_counter() - start)
    return statistics.median(spent[0]), statistics.median(spent[1])


def measure(place: Ground, hand: ByHand, database: str) -> list[dict[str, Any]]:
    """Rows of the table for one database."""
    base = f"/projects/{place.project_id}/stakeholders/"
    tasks: list[tuple[str, Callable[[], Any], Callable[[], Any], int]] = [
        ("list page", ask(place, base), hand.list_page, 200),
        ("person page", ask(place, f"{base}{place.person_id}"), hand.person_page, 200),
        ("directory load", load_directory(place), hand.directory, 7),
    ]
    rows = []
    for name, mine, by_hand, times in tasks:
        ours, floor = side_by_side(mine, by_hand, times)
        rows.append(
            {
                "task": name,
                "database": database,
                "people": PEOPLE,
                "ms": round(ours * 1000, 2),
                "by_hand_ms": round(floor * 1000, 2),
                "ratio": round(ours / floor, 2),
            }
        )
    return rows


def main() -> int:
    """Measures, prints, keeps; returns 1 when the list page is over its limit."""
    rows: list[dict[str, Any]] = []
    print(f"bench: {PEOPLE} people in SQLite …")
    with ground(PEOPLE, {}) as on_sqlite:
        hand = ByHand(on_sqlite)
        rows += measure(on_sqlite, hand, "sqlite")
        if reason := postgres.why_not():
            print(f"bench: PostgreSQL NOT measured: {reason}")
        else:
            print(f"bench: {PEOPLE} people in PostgreSQL …")
            rows += on_postgres(hand)
    print(f"\n{'task':<16}{'database':<12}{'people':>8}{'ms':>10}{'by hand':>10}{'ratio':>8}")
    for row in rows:
        print(
            f"{row['task']:<16}{row['database']:<12}{row['people']:>8}{row['ms']:>10}"
            f"{row['by_hand_ms']:>10}{row['ratio']:>8}"
        )
    RESULTS.write_text(json.dumps({"python": platform.python_version(), "rows": rows}, indent=2) + "\n")
    over = [row for row in rows if row["task"] == "list page" and row["ratio"] > LIST_LIMIT]
    print(f"\nlist page at most {LIST_LIMIT}: {'NOT met' if over else 'met'}; kept in bench/{RESULTS.name}")
    return 1 if over else 0


def on_postgres(hand: ByHand) -> list[dict[str, Any]]:
    """The same with PostgreSQL stores."""
    server = postgres.start()
    urls = {store: server.create(f"bench_{store}") for store in ("data", "keystore", "portal")}
    addresses = {
        f"ENGAGE_{store.upper()}_URL": url.render_as_string(hide_password=False) for store, url in urls.items()
    }
    try:
        with ground(PEOPLE, addresses) as place:
            return measure(place, hand, "postgresql")
    finally:
        for url in urls.values():
            server.drop(url)
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
