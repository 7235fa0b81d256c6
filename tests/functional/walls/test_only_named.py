"""Engagements only for those named: for everybody else they do not exist, whatever door one tries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import delete, func, select
from werkzeug.routing import BuildError

from engage.accounts.permissions import Role
from engage.db.stores import open_session
from engage.engagements.hiding import hidden_from
from engage.engagements.models import Engagement
from engage.engagements.planning.service import open_to_all, open_to_named
from engage.feedback.models import FeedbackItem
from engage.influence.models import TraceEntry
from engage.projects import viewing
from engage.projects.models import Membership
from tests.factories.journey import plainly
from tests.functional.walls.conftest import Walled
from tests.functional.walls.doors import Door, Viewer, addresses, candidates_for, doors

HANGS_ON_THEM = {"engagement_id", "summary_id", "feedback_id", "reply_id", "receipt_id"}
TOLD = ["engagement.title", "past.title", "engagement.purpose", "engagement.still_open", "feedback.words", "notes.text"]
WORDS = [plainly(each).encode() for each in TOLD]


@contextmanager
def only_for(walled: Walled, role: Role) -> Iterator[list[UUID]]:
    """Every engagement of the walk, only for one person."""
    with open_session(walled.ground.stores.data, vault=walled.ground.vault) as work:
        ours = work.scalars(select(Engagement).where(Engagement.project_id == walled.walk.project_id)).all()
        who = walled.walk.team.users[role]
        for each in ours:
            open_to_named(work, actor=who, engagement=each, user_ids=())
        work.commit()
        try:
            yield [each.id for each in ours]
        finally:
            for each in ours:
                open_to_all(work, actor=who, engagement=each)
            work.commit()


def paths_of(walled: Walled, door: Door, viewer: Viewer) -> list[str]:
    """The addresses of a door; none where an id was never made: `test_doors` says so."""
    try:
        return addresses(walled.app, door, candidates_for(walled.walk, viewer))
    except BuildError:
        return []


def looked_at(walled: Walled, role: Role, *, only: str = "") -> dict[str, tuple[int, bytes]]:
    """What each page answers, by its address; `only`: of the rooms whose endpoints begin so."""
    viewer = walled.viewer(role)
    found = {}
    for door in doors(walled.app):
        if door.method == "GET" and door.in_project and door.rule.endpoint.startswith(only):
            for path in paths_of(walled, door, viewer):
                answer = viewer.client.get(path)
                found[path] = answer.status_code, answer.data
    return found


def traces_in(pages: dict[str, tuple[int, bytes]], ids: list[UUID]) -> set[str]:
    """The pages that tell of the engagements."""
    tells = [*WORDS, *(str(each).encode() for each in ids)]
    return {path.split("/", 3)[3] for path, (status, data) in pages.items() if status == 200 and _told(data, tells)}


def _told(data: bytes, tells: list[bytes]) -> bool:
    return any(each in data for each in tells)


def test_they_exist_for_those_named_and_for_nobody_else(walled: Walled) -> None:
    with only_for(walled, Role.ENGAGER) as ids:
        # The control: there is something to hide.
        assert len(traces_in(looked_at(walled, Role.ENGAGER, only="engagements."), ids)) > 5
        others = looked_at(walled, Role.LEAD)
        shown = traces_in(others, ids)
        assert not shown, f"those not named see them on {sorted(shown)}"
        hanging = [
            path
            for door in doors(walled.app)
            if door.method == "GET" and door.rule.arguments & HANGS_ON_THEM
            for path in paths_of(walled, door, walled.viewer(Role.LEAD))
        ]
        opened = [path.split("/", 3)[3] for path in hanging if others[path][0] != 404]
        assert not opened, f"those not named open {opened}"


def test_nothing_is_counted_for_those_not_named(walled: Walled) -> None:
    team = walled.walk.team
    ground = walled.ground
    with only_for(walled, Role.ENGAGER) as ids, open_session(ground.stores.data, vault=ground.vault) as work:
        for role, exists in ((Role.LEAD, False), (Role.ENGAGER, True)):
            viewing.look_as(team.users[role].id)
            try:
                counted = work.scalar(select(func.count()).select_from(Engagement).where(Engagement.id.in_(ids)))
                heard = select(FeedbackItem.id).where(FeedbackItem.engagement_id.in_(ids))
                answered = work.scalars(select(TraceEntry.id).where(TraceEntry.feedback_id.in_(heard))).all()
                assert (bool(counted), bool(work.scalars(heard).all()), bool(answered)) == (exists,) * 3
                assert (work.get(Engagement, ids[0]) is not None) is exists
                work.expunge_all()
            finally:
                viewing.look_as(None)


def test_where_nobody_named_is_left_the_lead_can_still_close_them(walled: Walled) -> None:
    team = walled.walk.team
    with only_for(walled, Role.ENGAGER) as ids, open_session(walled.ground.stores.data) as work:
        gone = (Membership.user_id == team.engager.id, Membership.project_id == walled.walk.project_id)
        work.execute(delete(Membership).where(*gone))
        assert not set(work.scalars(hidden_from(team.lead.id))) & set(ids)
        assert set(ids) <= set(work.scalars(hidden_from(team.analyst.id)))


def test_a_change_meets_nothing_either(walled: Walled) -> None:
    viewer = walled.viewer(Role.LEAD)
    with only_for(walled, Role.ENGAGER):
        taken = [
            path
            for door in doors(walled.app)
            if door.method == "POST" and door.rule.arguments & HANGS_ON_THEM
            for path in paths_of(walled, door, viewer)
            if viewer.ask("POST", path).status_code != 404
        ]
        assert not taken, f"those not named change {taken}"
