"""Who named whom shows at no door to those without need of it: neither that somebody of the highest tier named anyone,
nor which of those who may have named somebody it was.

Each reader goes through every door twice, and reads the same. What differs is the log alone, where that a naming was
recorded is a line without ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.db.base import PortalModel
from engage.db.stores import open_session
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.exchange.service import Wanted, seen_at_once
from engage.referrals.exchange.taking import reach, take
from engage.referrals.exchange.vocabulary import GraphForm
from engage.referrals.exchange.writing import written
from engage.referrals.models import Referral
from engage.referrals.queries import TOPIC
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from tests.factories.graphs import wanted_map
from tests.factories.referrals import make_naming, make_person, make_start
from tests.factories.team import Team, csrf
from tests.functional.walls.conftest import Walled
from tests.functional.walls.doors import addresses, allowed, bare, candidates_for, doors

WITHOUT_NEED = [role for role in Role if Permission.RECORD_REFERRALS not in ROLE_PERMISSIONS[role]]
BY_COUNTS = [role for role in WITHOUT_NEED if Permission.VIEW_MAP in ROLE_PERMISSIONS[role]]
WITHOUT_MAP = [role for role in WITHOUT_NEED if role not in BY_COUNTS]
BELOW = [role for role in WITHOUT_NEED if Permission.VIEW_HIGHEST_TIER not in ROLE_PERMISSIONS[role]]
# Of pages that are sorted, narrowed or paged through: every way that could tell more than the first page.
ASKED = {
    "referrals/": ["?column=1&after={namer}", "?column=1&before={other}"],
    "referrals/table": ["?sort=wave", "?sort=state", "?state=engaged", "?wave=1", "?after={namer}", "?before={other}"],
    "referrals/tree": ["?wave=1", "?wave=2", "?open={namer}"],
    "referrals/matrix": ["?from=none&to=none", "?tile=1"],
    "referrals/picture": [f"?block={number}" for number in range(6)],
    "referrals/picture/shared": [""],
    "referrals/findings/method": ["", "?as=text&in=en", "?as=page&in=fr", "?in=ar"],
    "stakeholders/{namer}": [""],
    "stakeholders/{other}": [""],
    "stakeholders/{named}": [""],
}
LOG = "/log"
Pages = dict[str, tuple[int, bytes]]


@dataclass
class People:
    """Two who could have named somebody and are alike in everything, twice; and the one who is named."""

    namer: Stakeholder
    other: Stakeholder
    guarded: Stakeholder
    other_guarded: Stakeholder
    named: Stakeholder

    @property
    def ids(self) -> dict[str, str]:
        return {each: str(getattr(self, each).id) for each in ("namer", "other", "named")}


@pytest.fixture
def work(walled: Walled) -> Iterator[Session]:
    """A session of the lead's."""
    with open_session(walled.ground.stores.data, vault=walled.ground.vault) as session:
        yield session


@pytest.fixture
def people(walled: Walled, work: Session) -> People:
    """A map large enough to be read by those who record nothing: four starts, and six whom two of them named."""
    team = team_of(walled, work)
    starts, heard = ([make_person(work, team) for _each in range(count)] for count in (4, 4))
    guarded = [make_person(work, team, tier=3) for _each in range(2)]
    for start in starts:
        make_start(work, team, start)
    for person in (*heard, *guarded):
        for start in starts[:3]:
            make_naming(work, team, start, person, state=ReferralState.ENGAGED)
    named = make_person(work, team)
    work.commit()
    return People(heard[0], heard[1], guarded[0], guarded[1], named)


def team_of(walled: Walled, work: Session) -> Team:
    """The project and its lead, in this session."""
    walk = walled.walk
    return Team(work.get_one(Project, walk.project_id), {Role.LEAD: work.get_one(User, walk.lead_id)})


@contextmanager
def recorded(walled: Walled, work: Session, namer: Stakeholder, named: Stakeholder, **detail: Any) -> Iterator[None]:
    """One more naming, which never was afterwards."""
    naming = make_naming(work, team_of(walled, work), namer, named, **detail)
    work.commit()
    yield
    work.delete(work.get_one(Referral, naming.id))
    bump(work, walled.walk.project_id, TOPIC)
    work.commit()


def looked_at(walled: Walled, role: Role, people: People) -> Pages:
    """What every door answers that is open to somebody: pages, files, what they search for. Of one with need, to whom
    it is open, the map alone.
    """
    viewer, found = walled.viewer(role), {}
    project = f"/projects/{walled.walk.project_id}/"
    paths = []
    for door in doors(walled.app):
        if role in WITHOUT_NEED and door.method == "GET" and allowed(walled.app, door, viewer):
            with suppress(BuildError):  # `test_doors` demands that each has an address
                paths += addresses(walled.app, door, candidates_for(walled.walk, viewer)[:1])
    if role is not Role.ADMINISTRATOR:
        paths += [f"{project}{page}{more}".format(**people.ids) for page, each in ASKED.items() for more in each]
    for path in dict.fromkeys(paths):
        answer = viewer.client.get(path)
        found[path] = answer.status_code, bare(answer.data)
    if role is Role.ANALYST:
        sent = {"csrf_token": csrf(viewer.client, f"{project}exchange/people")}
        asked: dict[str, dict[str, Any]] = {
            "stakeholders/found": {"q": people.named.pseudonym},
            "exchange/people": {
                "make": "yes",
                "form": "csv",
                "wording": "codes",
                "columns": ["tier"],
                "free": "how_we_met",
            },
        }
        for path, form in asked.items():
            answer = viewer.client.post(project + path, data={**sent, **form})
            assert answer.status_code == 200
            found[f"POST {path}"] = answer.status_code, bare(answer.data)
    return found


def differing(before: Pages, after: Pages) -> list[str]:
    """The addresses that do not answer the same, the log apart."""
    assert before.keys() == after.keys()
    return [path for path in before if before[path] != after[path] and not path.endswith(LOG)]


def in_the_log(pages: Pages, people: People) -> list[str]:
    """Ends of namings that the log speaks of."""
    told = b"".join(data for path, (_status, data) in pages.items() if path.endswith(LOG)).decode()
    ends = [people.namer, people.other, people.guarded, people.other_guarded, people.named]
    return [end.pseudonym for end in ends if end.pseudonym in told or str(end.id)[:8] in told]


def test_that_somebody_named_someone_shows_nowhere(walled: Walled, work: Session, people: People) -> None:
    """Neither what the highest tier said to those below it, nor anything to those who may not see the map."""
    before, portal = {role: looked_at(walled, role, people) for role in BELOW}, in_the_portal(walled)
    lead = looked_at(walled, Role.LEAD, people)
    for namer, readers in ((people.guarded, BELOW), (people.namer, WITHOUT_MAP)):
        with recorded(walled, work, namer, people.named, may_be_told="no", question="speaks_for_us"):
            for role in readers:
                after = looked_at(walled, role, people)
                assert differing(before[role], after) == [], role
                assert not in_the_log(after, people)
            changed = differing(lead, looked_at(walled, Role.LEAD, people))
            assert {path.rpartition("/")[2] for path in changed} >= {"table?sort=wave", str(people.named.id)}, "control"
            # What is handed on or shown to others tells no more than that, whoever makes it.
            handed_on = [path for path in changed if "method" in path or "shared" in path]
            assert not handed_on or namer is people.namer
            assert in_the_portal(walled) == portal


def test_which_of_them_named_someone_shows_nowhere(walled: Walled, work: Session, people: People) -> None:
    pairs = [(people.namer, people.other, BY_COUNTS), (people.guarded, people.other_guarded, [Role.GUARDIAN])]
    for one, other, readers in pairs:
        with recorded(walled, work, one, people.named, may_be_told="no"):
            before = {role: looked_at(walled, role, people) for role in readers}
            lead = looked_at(walled, Role.LEAD, people)
        with recorded(walled, work, other, people.named, may_be_told="no"):
            for role in readers:
                after = looked_at(walled, role, people)
                assert differing(before[role], after) == [], role
                assert not in_the_log(after, people)
            assert differing(lead, looked_at(walled, Role.LEAD, people)), "the control"
        board = f"/projects/{walled.walk.project_id}/referrals/table?wave=1"
        assert people.other.pseudonym.encode() in before[Role.GUARDIAN][board][1], "the control: there is a map to read"


def test_a_file_that_leaves_holds_neither_of_these_namings(walled: Walled, work: Session, people: People) -> None:
    before = files(walled, work)
    for namer, told in ((people.guarded, "yes"), (people.namer, "no")):
        with recorded(walled, work, namer, people.named, may_be_told=told):
            assert files(walled, work) == before
    with recorded(walled, work, people.namer, people.named, may_be_told="yes"):
        assert all(before[form] != content for form, content in files(walled, work).items()), "the control"


def files(walled: Walled, work: Session) -> dict[GraphForm, list[str]]:
    """The words in each form of file; ids in it and their order are random."""
    seen, plotted = seen_at_once(work, walled.walk.project_id, up_to_tier=3)
    found = {}
    for form in GraphForm:
        wanted: Wanted = wanted_map(form)
        within = reach(seen, plotted, questions=wanted.questions, until=int(plotted.rows["entry"].max()))
        text = re.sub(r"\bn[0-9a-f]{16}\b|\be\d+\b", "", written(form, take(seen, plotted, within)).decode())
        found[form] = sorted(re.findall(r"[\w-]+", text))
    return found


def in_the_portal(walled: Walled) -> dict[str, list[str]]:
    """Everything in the store of the portal."""
    with open_session(walled.ground.stores.portal, read_only=True) as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for table in PortalModel.metadata.sorted_tables
        }
