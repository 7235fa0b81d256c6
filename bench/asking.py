"""Pages asked of the application, beside the same answers given by hand."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from bench.by_hand import ByHand
from bench.people import Ground
from engage.db.stores import open_session
from engage.stakeholders import directory

Task = tuple[str, Callable[[], Any], Callable[[], Any], int]


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


def load_directory(place: Ground) -> int:
    """The directory opened from nothing, keys in memory as in the run by hand."""
    directory.PEOPLE.forget()
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        return len(directory.directory_of(session, place.project_id))


def measure(place: Ground, hand: ByHand) -> list[dict[str, Any]]:
    """Rows of the table: list page, a person's page, the directory from nothing."""
    base = f"/projects/{place.project_id}/stakeholders/"
    few = place.count > 10_000
    tasks: list[Task] = [
        ("list page", ask(place, base), hand.list_page, 50 if few else 100),
        ("person page", ask(place, f"{base}{place.person_id}"), hand.person_page, 50 if few else 100),
        ("directory load", lambda: load_directory(place), hand.directory, 1 if few else 5),
    ]
    rows = []
    for name, mine, by_hand, times in tasks:
        ours, floor = side_by_side(mine, by_hand, times)
        rows.append(
            {
                "task": name,
                "ms": round(ours * 1000, 2),
                "by_hand_ms": round(floor * 1000, 2),
                "ratio": round(ours / floor, 2),
            }
        )
    return rows


def side_by_side(mine: Callable[[], Any], by_hand: Callable[[], Any], times: int) -> tuple[float, float]:
    """Median seconds of each, taken in turn so that a slow minute of the machine meets both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _warm in range(3 if times > 1 else 0):
        mine(), by_hand()
    for _ in range(times):
        for place, run in enumerate((mine, by_hand)):
            start = time.perf_counter()
            run()
            spent[place].append(time.perf_counter() - start)
    return statistics.median(spent[0]), statistics.median(spent[1])
