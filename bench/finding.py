"""The directory asked for pages, words and counts; how much memory it takes."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.asking import load_directory
from bench.people import RARE, Ground
from engage.db.clock import today
from engage.db.stores import open_session
from engage.projects.revisions import bump
from engage.stakeholders import directory
from engage.stakeholders.directory import Directory
from engage.stakeholders.facts import Facts
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.narrowing import Narrowing

TIMES = 25
NARROWED = Narrowing(country="FR", group="women")
EVERYONE: dict[str, Any] = {"up_to_tier": 3, "names_up_to_tier": 3}


def measure(place: Ground, *, memory: bool) -> list[dict[str, Any]]:
    """Rows of the table for what the list asks of an opened directory."""
    rows = [_memory(place)] if memory else []
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        opened = directory.directory_of(session, place.project_id)
    runs = {**_tasks(opened), "edit, then list": lambda: _edit(place)}
    return [*rows, *({"task": name, "ms": round(_median(run) * 1000, 3)} for name, run in runs.items())]


def _memory(place: Ground) -> dict[str, Any]:
    place.vault.warm(place.project_id)
    tracemalloc.start()
    load_directory(place)
    gc.collect()
    taken, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {"task": "memory", "mb": round(taken / 2**20, 1)}


def _edit(place: Ground) -> None:
    """Someone's record changes; the next reader sees it."""
    with open_session(place.stores.data, vault=place.vault) as session:
        session.get_one(Stakeholder, place.person_id).revision = bump(session, place.project_id, directory.TOPIC)
        session.commit()
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        directory.directory_of(session, place.project_id).look(Narrowing(), **EVERYONE)


def _tasks(opened: Directory) -> dict[str, Callable[[], Any]]:
    people = opened.people(3)
    asked: dict[str, Any] = {**EVERYONE, "facts": _facts(opened)}
    narrowed = {**asked, "sort": "last_contact"}
    last = opened.look(NARROWED, **narrowed, size=len(people)).people[-1].id
    return {
        "search rare word": lambda: opened.look(Narrowing(), text=RARE, **asked),
        "search prefix": lambda: opened.look(Narrowing(), text="sal", **asked),
        "search phone": lambda: opened.look(Narrowing(), text="0612", **asked),
        "list first": lambda: opened.look(Narrowing(), **asked),
        "list deep": lambda: opened.look(NARROWED, before=last, **narrowed),
        "facet counts": lambda: opened.facet_counts(NARROWED, text="sal", **asked),
    }


def _facts(opened: Directory) -> Facts:
    day = today()
    ids = [person.id for person in opened.people(3)]
    met = {key: day - timedelta(days=number % 700) for number, key in enumerate(ids) if number % 3}
    return Facts(met, {key: number % 5 for number, key in enumerate(ids) if number % 4 == 0})


def _median(run: Callable[[], Any]) -> float:
    run()
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)
