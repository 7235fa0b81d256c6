"""A file of people brought in: read, understood, compared with everyone, saved."""

from __future__ import annotations

import time
from typing import Any

from bench.people import SYLLABLES, Ground
from engage.accounts.models import User
from engage.db.stores import open_session
from engage.stakeholders.importing import saving, service

ROWS = 10_000
HEADER = "name,type,country,language,email,phone,website,notes\n"


def measure(place: Ground) -> list[dict[str, Any]]:
    """Rows of the table: how many rows of a file a second, in all and in each step. Time of this process alone."""
    spent: dict[str, float] = {}
    with open_session(place.stores.data, vault=place.vault) as session:
        actor = session.get_one(User, place.user_id)
        start = time.process_time()

        def done(step: str) -> None:
            nonlocal start
            now = time.process_time()
            spent[step], start = now - start, now

        row = service.start_import(
            session, actor=actor, project_id=place.project_id, data=_file(), up_to_tier=3, looks_up_to=3
        )
        done("import: read")
        settings, _index = service.opened(session, row)
        service.decide_columns(
            session,
            actor=actor,
            row=row,
            columns=settings.mapping.columns,
            tier=2,
            up_to_tier=3,
            looks_up_to=3,
        )
        done("import: dry run")
        service.choose(session, row=row, every="new", rows={})
        prepared = saving.prepare(session, row, looks_up_to=3)
        saving.write(session, actor_id=actor.id, row=row, prepared=prepared)
        session.commit()
        done("import: save")
    found = {"import": sum(spent.values()), **spent}
    return [
        {"task": task, "ms": round(seconds * 1000, 1), "per_second": round(ROWS / seconds)}
        for task, seconds in found.items()
    ]


def _file() -> bytes:
    lines = [HEADER]
    for number in range(ROWS):
        first = SYLLABLES[number % 12] + SYLLABLES[number // 12 % 12]
        last = SYLLABLES[number // 7 % 12] + SYLLABLES[number // 144 % 12] + "x"
        said = f"new{number}@example.net,+2547{number:08},https://new{number}.example.net/,Met in row {number}"
        lines.append(f"{first.title()} {last.title()},worker,Kenya,Swahili,{said}\n")
    return "".join(lines).encode()
