"""The same answers given by hand: raw SQLite, decrypt what the answer needs, one f-string. No framework, no rules.

Always on a SQLite copy of the same people, whichever database is measured: the floor that any page stands on.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from uuid import UUID

from bench.people import Ground
from engage.crypto.sealed import opener

PAGE = 100
Open = Callable[[UUID, UUID, bytes], str]


class ByHand:
    """Answers from one connection to the data store of a SQLite ground."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.connection = sqlite3.connect(str(ground.stores.data.url.database))
        self.connection.execute("PRAGMA query_only=ON")
        self._openers: dict[tuple[str, str], Open] = {}

    def open(self, table: str, column: str, subject: str, row: str, blob: bytes) -> str:
        """The text of one sealed value; ids as SQLite keeps them."""
        found = self._openers.get((table, column))
        if found is None:
            found = self._openers[table, column] = opener(self.ground.vault, table, column)
        return found(UUID(subject), UUID(row), blob)

    def viewer(self) -> tuple[str, str, str]:
        """Who asks: name, project, role; what every page must know first."""
        ask = self.connection.execute
        hashed = hashlib.sha256(self.ground.token.encode()).digest()
        find = "SELECT id, subject_key, user_id, content FROM web_session WHERE token_hash = ?"
        row = ask(find, (hashed,)).fetchone()
        self.open("web_session", "content", row[1], row[0], row[3])
        user, name = ask("SELECT id, name FROM user WHERE id = ?", (row[2],)).fetchone()
        project = ask(
            "SELECT p.id, p.name, m.role FROM project p JOIN membership m ON m.project_id = p.id "
            "WHERE p.id = ? AND m.user_id = ?",
            (self.ground.project_id.hex, user),
        ).fetchone()
        return (
            self.open("user", "name", user, user, name),
            self.open("project", "name", project[0], project[0], project[1]),
            project[2],
        )

    def list_page(self) -> bytes:
        """The first hundred people, as the list shows them."""
        name, project, role = self.viewer()
        rows = self.connection.execute(
            "SELECT id, kind, tier, pseudonym, profile, safety FROM stakeholder "
            "WHERE project_id = ? AND state = 'active' ORDER BY pseudonym, id LIMIT ?",
            (self.ground.project_id.hex, PAGE),
        ).fetchall()
        drawn = []
        for row_id, kind, tier, pseudonym, profile, safety in rows:
            known = json.loads(self.open("stakeholder", "profile", row_id, row_id, profile))
            self.open("stakeholder", "safety", row_id, row_id, safety)
            drawn.append(
                f'<tr><th scope="row"><a href="/projects/{project}/stakeholders/{row_id}">'
                f"<bdi>{pseudonym}</bdi></a></th>"
                f"<td>{kind}</td><td>{', '.join(known['roles'])}</td><td>{', '.join(known['countries'])}</td>"
                f"<td>{known['level']}</td><td>{tier}</td></tr>"
            )
        table = "".join(drawn)
        return f"<!doctype html><title>People</title><p>{name}, {project}, {role}<table>{table}</table>".encode()

    def person_page(self) -> bytes:
        """One person's story, as far as the registry tells it."""
        name, project, role = self.viewer()
        person = self.ground.person_id.hex
        kind, tier, pseudonym, profile, safety = self.connection.execute(
            "SELECT kind, tier, pseudonym, profile, safety FROM stakeholder WHERE id = ?", (person,)
        ).fetchone()
        known = json.loads(self.open("stakeholder", "profile", person, person, profile))
        safe = json.loads(self.open("stakeholder", "safety", person, person, safety))
        contacts = self.connection.execute("SELECT id, detail FROM contact WHERE stakeholder_id = ?", (person,))
        ways = [json.loads(self.open("contact", "detail", person, row_id, detail)) for row_id, detail in contacts]
        facts = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in {**known, **safe}.items())
        return (
            f"<!doctype html><title>Person</title><p>{name}, {project}, {role}<h1>{pseudonym}</h1>"
            f"<p>{kind}, {tier}, {len(ways)}<dl>{facts}</dl>"
        ).encode()

    def directory(self) -> int:
        """Every person opened: pseudonym, name, profile, safety."""
        opened = {}
        for row_id, kind, tier, pseudonym, *sealed in self.connection.execute(
            "SELECT id, kind, tier, pseudonym, name, profile, safety FROM stakeholder WHERE project_id = ?",
            (self.ground.project_id.hex,),
        ):
            name, profile, safety = (
                self.open("stakeholder", column, row_id, row_id, blob)
                for column, blob in zip(("name", "profile", "safety"), sealed, strict=True)
            )
            opened[row_id] = (kind, tier, pseudonym, name.casefold(), json.loads(profile), json.loads(safety))
        return len(opened)
