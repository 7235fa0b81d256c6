"""The map of referrals: opened, seen, studied and laid out, beside the bare libraries on the same plain graph."""

from __future__ import annotations

import gc
import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from igraph import Graph
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.asking import side_by_side
from bench.people import AT_ONCE, Ground, ground
from engage.accounts.models import User
from engage.crypto.sealed import sealer
from engage.db.clock import today
from engage.db.stores import open_session
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals import graph, rings
from engage.referrals.findings.candidates import candidates
from engage.referrals.findings.coverage import Cell, cover
from engage.referrals.findings.ground import facts_of, stand_on
from engage.referrals.findings.suggesting import suggest
from engage.referrals.models import Referral, Start
from engage.referrals.queries import NAMINGS, TOPIC, plotted_map, seen_map
from engage.referrals.seen import SeenMap
from engage.referrals.service import open_map
from engage.referrals.vocabulary import Question, ReferralState
from engage.stakeholders.directory import directory_of
from engage.stakeholders.models import Stakeholder

REFERRALS = (10_000, 100_000)
MOST_PEOPLE = 100_000
STARTS, COMMUNITIES, INSIDE, ASKED = 20, 12, 0.85, 0.45
FEW = 20_000
"""Up to so many referrals everything is run several times."""
TIERS = 3

Pairs = list[tuple[int, int]]
Row = dict[str, Any]


def measure(referrals: int) -> list[Row]:
    """Rows of the table for a map of so many referrals, in stores of its own."""
    people = min(MOST_PEOPLE, referrals // 3)
    with ground(people, {}) as place:
        plain = _pairs(people, referrals)
        _fill(place, plain)
        rows = _opening(place, people, plain)
        with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
            rows += _studying(place, session, people, plain)
    return [{"referrals": referrals, "people": people, **row} for row in rows]


def show(rows: list[Row]) -> None:
    """Prints the table."""
    print(f"\n{'map of referrals':<24}{'referrals':>10}{'people':>8}{'ms':>11}{'bare':>10}{'ratio':>8}  also")
    for row in sorted(rows, key=lambda row: (row["task"], row["referrals"])):
        print(
            f"{row['task']:<24}{row['referrals']:>10}{row['people']:>8}{row.get('ms', ''):>11}"
            f"{row.get('by_hand_ms', ''):>10}{row.get('ratio', ''):>8}  {row.get('also', '')}"
        )


def _pairs(people: int, referrals: int) -> Pairs:
    """Who named whom: mostly within their community, some people far more often than others, no pair twice."""
    chance = np.random.default_rng(7)
    asked = chance.permutation(people)[: int(people * ASKED)]
    asked[:STARTS] = np.arange(STARTS)
    members = people // COMMUNITIES
    weight = 1 / np.arange(1, members + 1) ** 0.7
    found: dict[tuple[int, int], None] = {}
    while len(found) < referrals:
        namer = chance.choice(asked, referrals)
        place = chance.choice(members, referrals, p=weight / weight.sum())
        away = np.where(chance.random(referrals) < INSIDE, 0, chance.integers(0, COMMUNITIES, referrals))
        named = place * COMMUNITIES + (namer + away) % COMMUNITIES
        found.update(dict.fromkeys(zip(namer.tolist(), named.tolist(), strict=True)))
    return [pair for pair in found if pair[0] != pair[1]][:referrals]


def _fill(place: Ground, plain: Pairs) -> None:
    """Rows made many at once, sealed without the rows' classes in between."""
    chance, vault = random.Random(7), place.vault
    put = {column: sealer(vault, "referral", column) for column in ("namer", "named", "detail")}
    starting = {column: sealer(vault, "referral_start", column) for column in ("stakeholder", "reason")}
    with open_session(place.stores.data, vault=vault) as session:
        ids = list(session.scalars(select(Stakeholder.id).order_by(Stakeholder.id)))
        key = open_map(session, session.get_one(Project, place.project_id)).key_id
        user, number = session.get_one(User, place.user_id), bump(session, place.project_id, TOPIC)
        common: Row = {"project_id": place.project_id, "key_id": key}
        for first in range(0, len(plain), AT_ONCE):
            rows = []
            for entry, (namer, named) in enumerate(plain[first : first + AT_ONCE], first):
                row = uuid4()
                said = json.dumps(_detail(chance, entry), separators=(",", ":"), sort_keys=True)
                rows.append(
                    {
                        "id": row,
                        **common,
                        "state": chance.choice(list(ReferralState)).value,
                        "asked_on": today() - timedelta(days=entry % 300),
                        "asked_by": user.id,
                        "revision": number,
                        "entry": entry,
                        "namer": put["namer"](key, row, str(ids[namer])),
                        "named": put["named"](key, row, str(ids[named])),
                        "detail": put["detail"](key, row, said),
                    }
                )
            session.execute(insert(Referral), rows)
        for person in ids[:STARTS]:
            row = uuid4()
            sealed = {
                "stakeholder": starting["stakeholder"](key, row, str(person)),
                "reason": starting["reason"](key, row, "Known for years"),
            }
            session.execute(insert(Start), [{"id": row, **common, "created_on": today(), **sealed}])
        session.commit()


def _detail(chance: random.Random, entry: int) -> dict[str, str]:
    return {
        "question": chance.choice(list(Question)).value,
        "engagement_id": "",
        "community": "Fishers of the coast",
        "right": "",
        "country": "TN",
        "words": f"She speaks for us at the harbour, said one of {entry}",
        "may_be_told": "without_name",
        "state_reason": "",
    }


def _opening(place: Ground, people: int, plain: Pairs) -> list[Row]:
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        directory_of(session, place.project_id).people(TIERS)
    before = _resident()
    load = _load(place)
    load()
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        seen = seen_map(session, place.project_id, up_to_tier=TIERS)
        seen.page(0, None)
        held = _resident() - before
    times = 3 if len(plain) <= FEW else 1
    with _plain_table(plain) as file:
        ours, opened = side_by_side(load, _decrypting(place), times)
        _nothing, read = side_by_side(lambda: None, lambda: _read_plain(file, people), times)
        return [
            _beside("open and decrypt", ours, opened),
            _beside("open, plain table", ours, read),
            {"task": "memory", "also": f"{held:.0f} MB held, {held * 2**20 / len(plain):.0f} bytes a referral"},
            _row("change, then see", lambda: _change(place), lambda: None, 3, alone=True),
        ]


def _load(place: Ground) -> Callable[[], Any]:
    def once() -> int:
        NAMINGS.forget()
        with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
            return len(plotted_map(session, place.project_id))

    return once


def _decrypting(place: Ground) -> Callable[[], Any]:
    """The least that opening takes: every sealed value read and opened by the library, ends put into a graph."""
    path = str(place.stores.data.url.database)

    def once() -> Graph:
        number: dict[bytes, int] = {}
        edges = []
        with sqlite3.connect(path) as connection:
            for namer, named, detail in connection.execute("select namer, named, detail from referral"):
                # The cipher takes as long to seal bytes as to open them: here a stand-in for the right key.
                one, other = (bytes(_CIPHER.encrypt(_NONCE, value[18:-16], None)[:36]) for value in (namer, named))
                _CIPHER.encrypt(_NONCE, detail[18:-16], None)
                edges.append((number.setdefault(one, len(number)), number.setdefault(other, len(number))))
        return Graph(n=len(number), edges=edges, directed=True)

    return once


_CIPHER, _NONCE = AESGCMSIV(bytes(32)), bytes(12)


@contextmanager
def _plain_table(plain: Pairs) -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table naming (namer integer, named integer)")
        connection.executemany("insert into naming values (?, ?)", plain)
        yield connection


def _read_plain(file: sqlite3.Connection, people: int) -> Graph:
    return Graph(n=people, edges=file.execute("select namer, named from naming").fetchall(), directed=True)


def _change(place: Ground) -> None:
    """One naming moves on; the next reader sees it."""
    with open_session(place.stores.data, vault=place.vault) as session:
        row = session.scalars(select(Referral).limit(1)).one()
        row.revision = bump(session, place.project_id, TOPIC)
        session.commit()
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        seen_map(session, place.project_id, up_to_tier=TIERS).page(0, None)


def _studying(place: Ground, session: Session, people: int, plain: Pairs) -> list[Row]:
    plotted = plotted_map(session, place.project_id)
    seen = seen_map(session, place.project_id, up_to_tier=TIERS)
    edges = list(seen.pairs)
    bare = Graph(n=people, edges=edges, directed=True)
    times = 3 if len(plain) <= FEW else 1

    def anew() -> SeenMap:
        plotted.kept.clear()
        return seen_map(session, place.project_id, up_to_tier=TIERS)

    far = [person.id for person in seen.page(2, 2, size=20).people] or [seen.people[-1].id]
    some = iter(far * 10)
    return [
        _row("findings", lambda: _findings(anew()), lambda: _bare_findings(people, edges), times),
        _row("who next", lambda: _who_next(seen), lambda: _bare_choice(seen), 1),
        _row("picture data", lambda: _picture(anew()), lambda: _bare_picture(people, edges), times),
        _row("page of a wave", lambda: _page(session, place.project_id), lambda: bare.bfs(0), 20),
        _row("lines to one", lambda: seen.lines_to(next(some)), lambda: bare.bfs(0), 20),
    ]


def _findings(seen: SeenMap) -> None:
    """Waves, whose naming counts, cut points, who stands behind whom, chance of a new name."""
    count, starts = seen.visible.people, range(seen.visible.first_people)
    assert seen.tallies()
    assert 0 <= seen.voices.names.chance_of_new <= 1
    graph.cut_points(count, seen.ends)
    graph.behind(count, starts, seen.ends)


def _bare_findings(people: int, edges: Pairs) -> None:
    plain = Graph(n=people + 1, edges=edges, directed=True)
    plain.add_edges([(people, start) for start in range(STARTS)])
    plain.bfs(people)
    plain.connected_components(mode="strong")
    plain.articulation_points()
    plain.dominator(people, mode="out")
    times = np.bincount(plain.indegree())
    assert len(times)


_CELLS = [Cell("group", code) for code in ("women", "defenders", "young", "indigenous", "migrant_workers")]


def _who_next(seen: SeenMap) -> None:
    base = stand_on(seen)
    covered = cover(_CELLS, ((facts_of(person.record), person.standing) for person in base.people))
    suggest(candidates(base, _CELLS, asked_lately={}, left_out=()), covered)


def _bare_choice(seen: SeenMap) -> None:
    """The same choice by a matrix of people and kinds, which is there already."""
    chance = np.random.default_rng(3)
    facts = chance.random((len(seen.people), len(_CELLS))) < 0.3
    missing = np.ones(len(_CELLS))
    for _round in range(3):
        best = int((facts @ missing).argmax())
        missing = np.maximum(0, missing - facts[best])


def _picture(seen: SeenMap) -> None:
    """Everyone's place on their circle, and who led to them first."""
    found = [None if wave == graph.UNREACHED else wave for wave in seen.visible.wave.tolist()]
    graph.first_referrers(found, seen.ends)
    rings.even(found)


def _bare_picture(people: int, edges: Pairs) -> None:
    plain = Graph(n=people + 1, edges=edges, directed=True)
    plain.add_edges([(people, start) for start in range(STARTS)])
    order, layers, _parents = plain.bfs(people)
    for wave in range(1, len(layers) - 1):
        angles = np.linspace(0, 2 * np.pi, layers[wave + 1] - layers[wave], endpoint=False)
        np.round(np.stack((np.cos(angles), np.sin(angles))) * wave * 100, 1).tolist()
    assert order


def _page(session: Session, project_id: UUID) -> None:
    seen = seen_map(session, project_id, up_to_tier=TIERS)
    seen.tallies()
    seen.page(1, 1, size=50)


def _row(name: str, mine: Callable[[], Any], bare: Callable[[], Any], times: int, *, alone: bool = False) -> Row:
    ours, floor = side_by_side(mine, bare, times)
    return {"task": name, "ms": round(ours * 1000, 2)} if alone else _beside(name, ours, floor)


def _beside(name: str, ours: float, floor: float) -> Row:
    ms, bare = round(ours * 1000, 2), round(floor * 1000, 2)
    return {"task": name, "ms": ms, "by_hand_ms": bare, "ratio": round(ours / floor, 2)}


def _resident() -> float:
    """Megabytes this process holds; 0 where the system does not tell."""
    gc.collect()
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 / 2**20 if told.exists() else 0.0
