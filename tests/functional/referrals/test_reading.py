"""Board, table, tree and matrix through the browser: everyone once, and for those without need no namer and no few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.referrals import views
from engage.referrals.findings.records import Standing
from engage.referrals.findings.service import sign_statement
from engage.referrals.reading import narrowing
from engage.referrals.seen import SeenMap
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from tests.factories.life import restricted
from tests.factories.record import agreed
from tests.factories.referrals import make_map, make_naming, make_noise, make_people, make_start
from tests.factories.team import Team, project_url
from tests.functional.referrals.conftest import Browser
from tests.functional.referrals.test_need_to_know import swap
from tests.inspection import InspectedClient

PAGES = ("", "table", "tree", "matrix")
PAIRS = [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)]
OTHERS = [(0, 5), (1, 3), (2, 4), (3, 8), (4, 6), (5, 7)]


def read(client: InspectedClient, team: Team, path: str) -> str:
    """A page of the map, without the token that is new each time."""
    answer = client.get(path if path.startswith("/") else project_url(team, f"referrals/{path}"))
    assert answer.status_code == 200
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.get_data(as_text=True))
    # The menu of languages repeats the address.
    return text[text.index("<main") :]


def people_on(page: str) -> list[str]:
    """Whose rows or cards are on a page."""
    return re.findall(r'data-person="([0-9a-f-]{36})"', page)


def links(page: str, relation: str) -> list[str]:
    """Where the pagers lead."""
    found = re.findall(rf'rel="{relation}" href="([^"]+)"', page)
    return [each.replace("&amp;", "&").split("#")[0] for each in found]


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    said: list[str] = []
    engine = session.get_bind()

    def listen(*args: object) -> None:
        said.append(str(args[2]))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_every_page_of_an_analyst_is_the_same_whoever_named_whom(
    session: Session, team: Team, browser: Browser
) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, PAIRS)
    analyst, engager = browser(Role.ANALYST), browser(Role.ENGAGER)
    before = [read(analyst, team, path) for path in PAGES]
    for_engager = [read(engager, team, path) for path in PAGES]
    swap(session, team, people, OTHERS)
    assert [read(analyst, team, path) for path in PAGES] == before
    after = [read(engager, team, path) for path in ("tree", "matrix")]
    assert after != for_engager[2:], "the comparison notices a change where there is one"
    for page in before:
        assert "referrals/record" not in page
        assert "referrals/namings" not in page
        assert "also through" not in page
        assert "from one group" not in page
        assert "Named by one person" not in page


def test_an_analyst_opens_no_branch_and_no_block(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, PAIRS)
    analyst, engager = browser(Role.ANALYST), browser(Role.ENGAGER)
    assert read(analyst, team, f"tree?open={people[0].id}") == read(analyst, team, "tree")
    assert read(analyst, team, "matrix?from=none&to=none") == read(analyst, team, "matrix")
    assert not re.search(r'class="cell-', read(analyst, team, "matrix"))
    assert len(re.findall(r'<td class="cell-', read(engager, team, "matrix?from=none&to=none"))) == len(PAIRS)


def test_a_group_of_one_tells_an_analyst_nothing_of_whom_it_named(
    session: Session, team: Team, browser: Browser
) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, [*PAIRS, (0, 4), (0, 5), (0, 6), (0, 7), (0, 8)])
    mixed = read(browser(Role.ANALYST), team, "matrix")
    assert re.findall(r'<td class="number">([^<]+)</td>', mixed) == ["11"]


def test_people_of_the_highest_tier_are_on_no_page_of_an_analyst(
    session: Session, team: Team, browser: Browser
) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, PAIRS)
    analyst, lead = browser(Role.ANALYST), browser(Role.LEAD)
    before = [read(analyst, team, path) for path in PAGES]
    hidden_start, hidden = make_people(session, team, 2, tier=3)
    make_start(session, team, hidden_start)
    for person in people[3:]:
        make_naming(session, team, hidden_start, person)
    make_naming(session, team, hidden, people[8])
    assert [read(analyst, team, path) for path in PAGES] == before
    assert all(hidden.pseudonym in read(lead, team, path) for path in PAGES)


def test_nobody_without_the_map_reads_it(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 3)
    make_map(session, team, people, 1, [(0, 1), (0, 2)])
    for path in PAGES:
        assert browser(Role.COUNSEL).get(project_url(team, f"referrals/{path}")).status_code == 404
        small = read(browser(Role.ANALYST), team, path)
        assert not any(person.pseudonym in small for person in people), "so few would tell who named whom"


def walk(client: InspectedClient, team: Team, path: str, rows: str) -> list[str]:
    """What is in the rows of a list and of all pages after it; going back ends where it began."""
    found, page, last = [], read(client, team, path), ""
    while True:
        found += re.findall(rows, page)
        following = links(page, "next")
        if not following:
            break
        last, page = page, read(client, team, following[0])
        assert re.findall(rows, read(client, team, links(page, "prev")[0])) == re.findall(rows, last)
    return found


@pytest.mark.parametrize("role", [Role.ENGAGER, Role.ANALYST])
def test_paging_shows_everyone_once(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    make_noise(session)
    people = make_people(session, team, 11)
    make_map(session, team, people, 3, [*PAIRS, (6, 9), (0, 10)])
    monkeypatch.setattr(narrowing, "SIZE", 4)
    everyone = Counter(str(person.id) for person in people)
    row = r'<tr data-person="([0-9a-f-]{36})"'
    for sort in ("pseudonym", "wave", "state"):
        assert Counter(walk(browser(role), team, f"table?sort={sort}", row)) == everyone
    monkeypatch.setattr(views, "IN_COLUMN", 2)
    client = browser(role)
    first = read(client, team, "")
    shown, waiting = set(people_on(first)), links(first, "next")
    while waiting:
        page = read(client, team, waiting.pop())
        fresh = set(people_on(page)) - shown
        shown |= fresh
        waiting += links(page, "next") if fresh else []
    assert shown == set(everyone)


def test_namings_are_narrowed_down_and_paged(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(session, team, 9)
    referrals = make_map(session, team, people, 3, PAIRS)
    declined = make_naming(session, team, people[0], people[8], question="speaks_for_us", state=ReferralState.DECLINED)
    client, row = browser(Role.ENGAGER), r'<th scope="row"><a href="[^"]*/namings/([0-9a-f-]{36})"'
    monkeypatch.setitem(SeenMap.page_of_namings.__kwdefaults__, "size", 3)
    assert Counter(walk(client, team, "namings", row)) == Counter(str(each.id) for each in [*referrals, declined])
    assert re.findall(row, read(client, team, "namings?state=declined")) == [str(declined.id)]
    assert re.findall(row, read(client, team, "namings?question=speaks_for_us")) == [str(declined.id)]
    assert "No naming stands here." in read(client, team, "namings?state=named&question=speaks_for_us")


def test_the_table_is_narrowed_by_what_it_shows(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, PAIRS)
    make_naming(session, team, people[0], people[8], state=ReferralState.DECLINED)
    client = browser(Role.ENGAGER)
    meant = {
        "state=declined": [8],
        "start=yes": [0, 1, 2],
        "wave=1&start=no": [3, 4, 5, 8],
        "state=engaged": [3, 4, 5],
        "group=unknown&state=": list(range(9)),
    }
    for asked, found in meant.items():
        assert set(people_on(read(client, team, f"table?{asked}"))) == {str(people[each].id) for each in found}
    sign_statement(
        session, actor=team.lead, project_id=team.project.id, words="Enough, but for the camp.", figures=Standing()
    )
    caption = re.search(r"<caption.*?</caption>", read(client, team, "table"), re.S)
    assert caption is not None
    assert "From 3 starts we have heard" in caption.group()
    assert "Enough, but for the camp." in caption.group()


def test_a_card_says_what_comes_next_and_what_they_agreed_to(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 5)
    make_map(session, team, people, 1, [(0, 1), (0, 2), (0, 3), (2, 4)])
    agreed(session, team, people[1])
    restricted(session, team, people[3])
    page = read(browser(Role.ENGAGER), team, "")
    cards = dict(zip(people_on(page), re.findall(r'<li class="wave-card".*?</li>', page, re.S), strict=True))
    mine = cards[str(people[1].id)]
    assert "They agreed" in mine
    assert "Guarded" in mine
    assert "No safe way known" in mine
    assert "Find out whether it is safe to approach them" in mine
    assert "Not told yet" in cards[str(people[3].id)]
    assert "Kept, and not used" in cards[str(people[3].id)]
    assert "referrals/" not in cards[str(people[3].id)], "nothing is done with whoever is restricted"
    order = [each for each in people_on(page) if each in {str(person.id) for person in people[1:4]}]
    assert order == [str(people[each].id) for each in (1, 2, 3)], "whoever waits first, then the heard, then who is not"
    assert people[0].pseudonym not in mine


def test_a_page_asks_the_database_as_often_for_many_as_for_few(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 5)
    make_map(session, team, people, 2, [(0, 2), (1, 3), (2, 4)])
    client = browser(Role.ENGAGER)

    def asked() -> list[int]:
        counts = []
        for path in (*PAGES, "namings", "matrix?from=none&to=none"):
            read(client, team, path)
            with statements(session) as said:
                read(client, team, path)
            counts.append(len(said))
        return counts

    few = asked()
    more: list[Stakeholder] = make_people(session, team, 12)
    for number, person in enumerate(more):
        make_naming(session, team, people[number % 5], person)
    assert asked() == few
