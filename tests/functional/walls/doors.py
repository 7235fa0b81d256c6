"""Every door of the staff application, every way to stand before it, and what each must answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError, Rule
from werkzeug.test import TestResponse

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.web.permits import permit_of
from tests.factories.journey import Ids, Walk
from tests.factories.team import csrf, sign_in

COOKIE = "__Host-engage"
ANYONE, SIGNED_IN = "public", "signed in"
ANONYMOUS, STRANGER = "anonymous", "lead of another project"
# Written down, so that opening a door to everybody is a change to this page as well.
PUBLIC = {f"accounts.{door}" for door in ("sign_in", "enter", "join", "joining", "finish_joining")} | {"calendar.read"}
OF_ONESELF = {
    "projects.home",
    "accounts.confirm",
    "accounts.confirmed",
    "accounts.me",
    "accounts.renew_codes",
    "accounts.safety_page",
    "accounts.sign_out",
}
# A change asks for a permission to change. These send a form only to keep words out of addresses, or to keep a look.
LOOKS_BY_POST = {
    "stakeholders.listing.find",
    "stakeholders.listing.kept.change",
    "stakeholders.listing.kept.drop",
    "stakeholders.listing.kept.keep",
    "stakeholders.listing.kept.replace",
    "summaries.answers.reply",
}
# What was kept counts everyone: only for those who may know of everyone.
COUNTS_EVERYONE = {"principles.check", "principles.keep"}
# Doors that need to be told where, beyond their path.
ASKED = {"feedback.create": "?engagement={engagement_id}"}
_TOKEN = re.compile(rb'name="csrf_token"[^>]*value="[^"]*"')


@dataclass(frozen=True)
class Door:
    """A rule and a method."""

    rule: Rule
    method: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule.endpoint} {self.rule.rule}"

    @property
    def in_project(self) -> bool:
        return "project_id" in self.rule.arguments


@dataclass
class Viewer:
    """Somebody before the doors, with a browser of their own."""

    name: str
    client: FlaskClient
    role: Role | None
    token: str = ""
    member: bool = True
    nothing: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def ask(self, method: str, path: str) -> TestResponse:
        """One request; a form is empty but for its token."""
        if method == "GET":
            return self.client.get(path)
        answer = self.send(method, path, data={"csrf_token": self.token})
        if answer.status_code in {302, 303} and self.role is not None:
            self.client.get("/accounts/me")  # what is to be said once is said here, and not on the next page
        return answer

    def send(self, method: str, path: str, **how: Any) -> TestResponse:
        """One request, as `how` says."""
        cookie = self.client.get_cookie(COOKIE)
        answer = self.client.open(path, method=method, **how)
        if cookie is not None and self.client.get_cookie(COOKIE) is None:
            self.client.set_cookie(COOKIE, cookie.value)  # signed out: but not for good, see `nothing_kept`
        return answer

    def unknown(self, method: str, question: str) -> bytes:
        """What an address that never was answers to this viewer."""
        if (method, question) not in self.nothing:
            answer = self.ask(method, f"/nothing/{uuid4().hex}?{question}")
            assert answer.status_code == 404
            self.nothing[method, question] = answer.data
        return self.nothing[method, question]


def doors(app: Flask) -> Iterator[Door]:
    """Every rule with every method, files apart."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Door(rule, method)


def viewers(app: Flask, session: Session, walk: Walk, stranger: User) -> list[Viewer]:
    """One of each role, somebody of another project, nobody in particular."""
    found = [_viewer(app, session, role.value, role, walk.team.users[role]) for role in Role]
    found.append(_viewer(app, session, STRANGER, Role.LEAD, stranger))
    found[-1].member = False
    nobody = app.test_client()
    found.append(Viewer(ANONYMOUS, nobody, None, csrf(nobody, "/accounts/sign-in")))
    return found


def _viewer(app: Flask, session: Session, name: str, role: Role, user: User) -> Viewer:
    client = app.test_client()
    sign_in(client, session, user)
    return Viewer(name, client, role, csrf(client, "/accounts/me"))


def allowed(app: Flask, door: Door, viewer: Viewer) -> bool:
    """Whether the page of permissions lets this viewer through this door."""
    permit = permit_of(app.view_functions[door.rule.endpoint])
    if permit == ANYONE:
        return True
    if viewer.role is None:
        return False
    if door.in_project and (viewer.role is Role.ADMINISTRATOR or not viewer.member):
        return False
    if permit == SIGNED_IN:
        return True
    if not door.in_project and viewer.role is not Role.ADMINISTRATOR:
        return False
    wanted = {permit, Permission.VIEW_HIGHEST_TIER} if door.rule.endpoint in COUNTS_EVERYONE else {permit}
    return wanted <= ROLE_PERMISSIONS[viewer.role]


def addresses(app: Flask, door: Door, candidates: Iterable[Ids]) -> list[str]:
    """The address of a door with each set of ids, each address once. Raises BuildError when an id is missing."""
    with app.test_request_context():
        adapter = app.url_map.bind("")
        found = []
        for ids in candidates:
            given = {"token": "x" * 43, **ids}
            values: Mapping[str, Any] = {name: given[name] for name in door.rule.arguments if name in given}
            if set(values) != door.rule.arguments:
                raise BuildError(door.rule.endpoint, values, door.method)
            path = adapter.build(door.rule.endpoint, values, method=door.method)
            found.append(path + ASKED.get(door.rule.endpoint, "").format(**given))
    return list(dict.fromkeys(found))


def candidates_for(walk: Walk, viewer: Viewer) -> list[Ids]:
    """What there is in each state, as this viewer may address it."""
    role = viewer.role or Role.LEAD
    theirs = {"import_id": walk.imports.get(role, walk.imports[Role.LEAD]), **walk.own.get(role, {})}
    found = [ids | theirs for ids in (walk.ids, *walk.others)]
    more = walk.more_imports.get(role, walk.more_imports.get(Role.LEAD, []))
    return [*found, *(found[0] | {"import_id": each} for each in more)]


def faults_at(app: Flask, door: Door, viewer: Viewer, walk: Walk) -> list[str]:
    """What this door does wrong for this viewer; nothing when it does as it must."""
    asked = f"{viewer.name}: {door.name}"
    paths = addresses(app, door, candidates_for(walk, viewer))
    if not allowed(app, door, viewer):
        return [fault for path in paths for fault in _refusal_faults(asked, door, viewer, path)]
    answers = [viewer.ask(door.method, path).status_code for path in paths]
    if any(status >= 500 for status in answers):
        return [f"{asked} breaks: {answers}"]
    if permit_of(app.view_functions[door.rule.endpoint]) == ANYONE:
        return []
    fine = {200, 302, 303} if door.method == "GET" else {200, 302, 303, 400, 422}
    # What stands too far on, or not far enough, has no such door: one that does is enough.
    return [] if fine & set(answers) else [f"{asked} is not let through: {answers}"]


def _refusal_faults(asked: str, door: Door, viewer: Viewer, path: str) -> list[str]:
    answer = viewer.ask(door.method, path)
    if viewer.role is None:
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/sign-in")
        fine = to_sign_in if door.method == "GET" else answer.status_code == 403
        return [] if fine else [f"{asked} answers {answer.status_code}"]
    if answer.status_code != 404:
        return [f"{asked} answers {answer.status_code}"]
    nothing = viewer.unknown(door.method, path.partition("?")[2])
    return [] if bare(answer.data) == bare(nothing) else [f"{asked} answers a 404 of its own"]


def bare(page: bytes) -> bytes:
    """A page without what changes each time."""
    return _TOKEN.sub(b"", page)


def faults(app: Flask, methods: set[str], viewers: Iterable[Viewer], walk: Walk) -> list[str]:
    """The matrix: every door with one of `methods`, every viewer."""
    listed = [door for door in doors(app) if (door.method == "GET") == ("GET" in methods)]
    return [fault for viewer in viewers for door in listed for fault in faults_at(app, door, viewer, walk)]


def permit_faults(app: Flask) -> list[str]:
    """Doors whose permit is none, or is not the one that is written down."""
    found = []
    for door in doors(app):
        permit = permit_of(app.view_functions[door.rule.endpoint])
        endpoint = door.rule.endpoint
        if (permit == ANYONE) != (endpoint in PUBLIC) or (permit == SIGNED_IN) != (endpoint in OF_ONESELF):
            found.append(f"{door.name} asks for {permit}")
        elif permit not in {ANYONE, SIGNED_IN} and not isinstance(permit, Permission):
            found.append(f"{door.name} asks for nothing known")
        elif (
            door.method != "GET"
            and isinstance(permit, Permission)
            and permit.value.startswith("view_")
            and endpoint not in LOOKS_BY_POST
        ):
            found.append(f"{door.name} changes something and asks only to look")
    return found
