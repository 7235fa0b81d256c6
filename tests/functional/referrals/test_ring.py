"""Six bodies that vouch for one another and one referral from outside: on every page of the map, as it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import lxml.html
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from engage.accounts.permissions import Role
from engage.referrals.service import withdraw_referral
from engage.stakeholders.models import Stakeholder
from tests.factories.referrals import make_map, make_naming
from tests.factories.team import Team
from tests.functional.referrals.conftest import Browser
from tests.functional.referrals.test_findings import ring_of_six, scope, somebody
from tests.inspection import InspectedClient

# They need something that is brought in or taken back first, and list that alone.
LISTS_OF_THEIR_OWN = {"referrals.recording.withdrawn", "referrals.exchange.shown"}
PAGES = 20
_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"|\?v=\w+')
_VOUCHED = re.compile(r"Named by (\d+)")

Pages = dict[str, str]


def rules_of(app: Flask) -> Iterator[Rule]:
    """Every page of the map that can be looked at."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("referrals.") and "GET" in (rule.methods or set()):
            yield rule


def every_page(client: InspectedClient, app: Flask, ids: Mapping[str, UUID]) -> Pages:
    """What each says, by endpoint."""
    found: Pages = {}
    with app.test_request_context():
        adapter = app.url_map.bind("")
        paths = {
            rule.endpoint: adapter.build(rule.endpoint, {name: ids[name] for name in rule.arguments})
            for rule in rules_of(app)
            if rule.endpoint not in LISTS_OF_THEIR_OWN
        }
    for endpoint, path in paths.items():
        page = client.get(path)
        assert page.status_code == 200, endpoint
        found[endpoint] = _TOKEN.sub("", page.get_data(as_text=True))
    return found


def rows_about(page: str, pseudonyms: set[str]) -> dict[str, list[str]]:
    """The cards, rows and items that name exactly one of these, by whom they name."""
    found: dict[str, list[str]] = {each: [] for each in pseudonyms}
    tree: Any = lxml.html.fromstring(page)
    for element in tree.iter("li", "tr"):
        text = " ".join(element.text_content().split())
        named = [each for each in pseudonyms if each in text]
        if len(named) == 1:
            found[named[0]].append(text)
    return found


def lead_of(page: str) -> str:
    """The sentence that a page begins with."""
    tree: Any = lxml.html.fromstring(page)
    return " ".join(" ".join(each.text_content().split()) for each in tree.find_class("lead"))


def test_a_ring_gains_nothing_on_any_page_of_the_map(
    app: Flask, session: Session, team: Team, browser: Browser
) -> None:
    people = [somebody(session, team, "women" if number % 2 else "minorities") for number in range(9)]
    namings = make_map(session, team, people, 3, [(0, 3), (0, 4), (1, 5), (2, 6), (3, 7), (4, 7), (5, 8)])
    lines = [scope(session, team, "group", code, 5) for code in ("women", "young")]
    session.commit()
    lead, ids = browser(Role.LEAD), {"project_id": team.project.id, "cell_id": lines[0].id}
    ids |= {"referral_id": namings[4].id, "stakeholder_id": people[7].id}
    plain = every_page(lead, app, ids)
    assert len(plain) >= PAGES

    ring = ring_of_six(session, team)
    session.commit()
    alone = every_page(lead, app, ids)
    outside = make_naming(session, team, people[0], ring[2], question="speaks_for_us")
    session.commit()
    heard = every_page(lead, app, ids)
    withdraw_referral(session, actor=team.lead, referral=outside, reason="They took it back")
    session.commit()
    after = every_page(lead, app, ids)

    assert _changed(alone, after) == set(), "without the one referral everything is as it was before it"
    figures = {endpoint for endpoint in plain if endpoint.startswith("referrals.findings.")}
    assert {each for each in _changed(plain, alone) if each in figures} == set(), "figures do not know the ring"
    assert _changed(plain, heard) >= {"referrals.findings.coverage", "referrals.waves"}, "the comparison notices"
    for endpoint in plain:
        _gains_nothing(endpoint, people, ring, plain, alone, heard)


def _changed(one: Pages, other: Pages) -> set[str]:
    return {endpoint for endpoint in one if one[endpoint] != other[endpoint]}


def _gains_nothing(
    endpoint: str, people: list[Stakeholder], ring: list[Stakeholder], plain: Pages, alone: Pages, heard: Pages
) -> None:
    others = {person.pseudonym for person in people}
    members = {member.pseudonym for member in ring}
    before, with_ring, named = (rows_about(pages[endpoint], others | members) for pages in (plain, alone, heard))
    for each in others:
        assert with_ring[each] == before[each], f"{endpoint}: nobody else moves for the ring"
        if each != people[0].pseudonym:
            assert named[each] == before[each], f"{endpoint}: nor for the one who named one of it"
    assert lead_of(alone[endpoint]) == lead_of(plain[endpoint]), f"{endpoint} begins as without the ring"
    for said in (text for each in members for text in with_ring[each] + named[each]):
        assert all(int(times) <= 1 for times in _VOUCHED.findall(said)), f"{endpoint}: {said}"
