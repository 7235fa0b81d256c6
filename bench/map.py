"""The map of referrals: opened, seen, studied and laid out, beside the bare libraries on the same plain graph."""

from __future__ import annotations

import gc
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import BuiltinFunctionType, FunctionType, ModuleType
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
from engage.referrals import graph, veil
from engage.referrals.findings.candidates import candidates
from engage.referrals.findings.coverage import Cell, covered
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.suggesting import suggest
from engage.referrals.gist import gist_from
from engage.referrals.models import Referral, Start
from engage.referrals.picture.blocks import MOST, blocks_of
from engage.referrals.picture.parts import draw_parts
from engage.referrals.queries import NAMINGS, TOPIC, plotted_map, seen_map
from engage.referrals.seen import SeenMap
from engage.referrals.service import open_map
from engage.referrals.visible import WEIGHT
from engage.referrals.vocabulary import ON_THE_MAP, Question
from engage.stakeholders.directory import directory_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import StakeholderRecord

REFERRALS = (10_000, 100_000, 1_000_000)
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
    put = {column: sealer(vault, "referral", column) for column in ("namer", "named", "detail", "gist")}
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
                detail = _detail(chance, entry)
                ends = str(ids[namer]), str(ids[named])
                said = json.dumps(detail, separators=(",", ":"), sort_keys=True)
                rows.append(
                    {
                        "id": row,
                        **common,
                        "state": chance.choice(list(ON_THE_MAP)).value,
                        "asked_on": today() - timedelta(days=entry % 300),
                        "asked_by": user.id,
                        "revision": number,
                        "entry": entry,
                        "namer": put["namer"](key, row, ends[0]),
                        "named": put["named"](key, row, ends[1]),
                        "detail": put["detail"](key, row, said),
                        "gist": put["gist"](key, row, gist_from(*ends, detail)),
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
    load = _load(place)
    load()
    with open_session(place.stores.data, read_only=True, vault=place.vault) as session:
        records = directory_of(session, place.project_id).counted(TIERS)
        seen_map(session, place.project_id, up_to_tier=TIERS).page(0, None)
        held = _held(plotted_map(session, place.project_id), beside=records) / 2**20
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
            for (gist,) in connection.execute("select gist from referral"):
                # The cipher takes as long to seal bytes as to open them: here a stand-in for the right key.
                opened = bytes(_CIPHER.encrypt(_NONCE, gist[18:-16], None))
                one, other = opened[:36], opened[36:72]
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
    groups = [record.profile.groups for record in seen.records]
    times = 3 if len(plain) <= FEW else 1

    def anew() -> SeenMap:
        plotted.kept.clear()
        return seen_map(session, place.project_id, up_to_tier=TIERS)

    far = [person.id for person in seen.page(2, 2, size=20).people] or [seen.people[-1].id]
    some = iter(far * 10)
    return [
        _row("findings", lambda: _findings(anew()), lambda: _bare_findings(people, edges), times),
        _row("who next", lambda: _who_next(seen), lambda: _bare_choice(people, edges, groups), 1),
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


_GROUPS = ("women", "defenders", "young", "indigenous", "migrant_workers")
_CELLS = [Cell("group", code) for code in _GROUPS]


def _who_next(seen: SeenMap) -> None:
    base = stand_on(seen)
    found = []
    for cell in _CELLS:
        members = base.known.of(cell.fact, cell.code)
        standing = np.bincount(base.state[members], minlength=len(WEIGHT)).tolist()
        found.append(covered(cell, dict(zip(WEIGHT, standing, strict=True))))
    suggest(candidates(base, _CELLS, asked_lately={}), found)


def _bare_choice(people: int, edges: Pairs, groups: list[list[str]]) -> None:
    """The same choice of whom nobody asked: by whom they were named, and by a matrix of people and kinds."""
    plain = Graph(n=people, edges=edges, directed=True)
    plain.connected_components(mode="strong")
    open_to = (np.array(plain.indegree()) > 0) & (np.array(plain.outdegree()) == 0)
    facts = np.zeros((len(groups), len(_GROUPS)), np.bool_)
    place = {code: number for number, code in enumerate(_GROUPS)}
    for person, codes in enumerate(groups):
        for code in codes:
            facts[person, place[code]] = True
    facts[~open_to[: len(groups)]] = False
    missing = np.ones(len(_GROUPS))
    for _round in range(3):
        best = int((facts @ missing).argmax())
        missing = np.maximum(0, missing - facts[best])


def _picture(seen: SeenMap) -> None:
    """What the page draws of a map that is too large to draw everyone: its parts, and the namings between them."""
    bands = veil.bands(seen, exact=True)
    drawn = draw_parts(blocks_of(seen, bands, exact=True), len(bands), by_group=False)
    assert len(drawn.discs) <= MOST


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


def _held(whole: object, *, beside: object) -> int:
    """Bytes of all that something holds, without what is held `beside` it anyway."""
    met, waiting, bytes_ = {id(beside)}, [whole], 0
    while waiting:
        one = waiting.pop()
        if id(one) in met or isinstance(one, _NOT_ITS_OWN):
            continue
        met.add(id(one))
        bytes_ += sys.getsizeof(one)
        waiting += gc.get_referents(one)
        if isinstance(one, np.ndarray) and one.base is not None:
            waiting.append(one.base)
    return bytes_


_NOT_ITS_OWN = (type, ModuleType, FunctionType, BuiltinFunctionType, StakeholderRecord)
