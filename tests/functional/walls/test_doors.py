"""Who gets through which door: every role before every address, one's own project and others'."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from engage.accounts.permissions import Permission, Role
from engage.projects import door as project_door
from tests.factories.journey import Ids
from tests.functional.walls.conftest import Walled, nothing_kept
from tests.functional.walls.doors import (
    STRANGER,
    Viewer,
    addresses,
    bare,
    candidates_for,
    doors,
    faults,
    permit_faults,
)

HALF_TRUSTED = (Role.ANALYST, Role.COUNSEL, Role.TRANSLATOR, Role.PORTAL_HOLDER)


on_sqlite = pytest.mark.parametrize("walled", ["sqlite"], indirect=True)


@on_sqlite
def test_every_door_asks_for_what_is_written_down(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    assert permit_faults(walled.app) == []
    loosened = {
        "stakeholders.listing.people": "public",
        "feedback.create": Permission.VIEW_FEEDBACK,
        "projects.log": None,
    }
    for endpoint, permit in loosened.items():
        with monkeypatch.context() as patch:
            patch.setattr(walled.app.view_functions[endpoint], "engage_permit", permit)
            assert [fault.split()[1] for fault in permit_faults(walled.app)] == [endpoint]


def test_who_may_look_where(walled: Walled) -> None:
    assert faults(walled.app, {"GET"}, walled.viewers.values(), walled.walk) == []


def test_who_may_change_what(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    with nothing_kept(monkeypatch):
        assert faults(walled.app, {"POST"}, walled.viewers.values(), walled.walk) == []


@on_sqlite
def test_a_door_left_open_is_found(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with one check taken away, the matrix names the doors it guarded, and no other."""
    really, analyst = project_door.may, walled.viewer(Role.ANALYST)
    monkeypatch.setattr(project_door, "may", lambda wanted: wanted == Permission.EDIT_DECISIONS or really(wanted))
    opened = {f"decisions.{door}" for door in ("new", "change", "made", "withdraw")}
    assert {fault.split()[2] for fault in faults(walled.app, {"GET"}, [analyst], walled.walk)} == opened
    monkeypatch.setattr(project_door, "may", lambda wanted: wanted != Permission.VIEW_MAP and really(wanted))
    shut = {"waves", "picture.picture", "picture.shared", "reading.table", "reading.tree", "reading.matrix"}
    shut |= {"findings.scoping", "findings.coverage", "findings.figures.method"}
    found = {fault.split()[2] for fault in faults(walled.app, {"GET"}, [analyst], walled.walk)}
    assert found == {f"referrals.{door}" for door in shut} | {"intake.surveys.surveys", "intake.surveys.survey"}
    monkeypatch.setattr(project_door, "may", really)
    membership = project_door.membership
    lead_id, project_id = walled.walk.lead_id, walled.walk.project_id
    monkeypatch.setattr(project_door, "membership", lambda work, _user, _project: membership(work, lead_id, project_id))
    found = faults(walled.app, {"GET"}, [walled.viewers[STRANGER]], walled.walk)
    assert {fault.split()[5] for fault in found} >= {"projects.today", "stakeholders.listing.people"}


@on_sqlite
def test_ids_of_another_project_do_not_exist_here(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    """In addresses of one's own project, each id of another one is answered like an id that never was: not at all."""
    with nothing_kept(monkeypatch):
        assert id_faults(walled, {**walled.elsewhere.ids, "import_id": walled.elsewhere.imports[Role.LEAD]}) == []
        # The control: ids that are of this project do exist.
        ours = {name: walled.walk.ids[name] for name in ("feedback_id", "check_id", "contact_id")}
        assert len(id_faults(walled, ours)) > 5


def id_faults(walled: Walled, theirs: Ids) -> list[str]:
    """Doors of the lead's project that know one of `theirs`."""
    lead, found = walled.viewer(Role.LEAD), set()
    exchanged = {name for name, value in theirs.items() if isinstance(value, UUID)} - {"project_id"}
    for door in doors(walled.app):
        for name in door.rule.arguments & exchanged if door.in_project else ():
            for ids in candidates_for(walled.walk, lead)[:2]:
                (path,) = addresses(walled.app, door, [{**ids, name: theirs[name]}])
                (never,) = addresses(walled.app, door, [{**ids, name: uuid4()}])
                answer, nothing = lead.ask(door.method, path), lead.ask(door.method, never)
                alike = (answer.status_code, bare(answer.data)) == (nothing.status_code, bare(nothing.data))
                if not alike or answer.status_code != 404:
                    found.add(f"{door.name} with {name} of another project: {answer.status_code}")
    return sorted(found)


@on_sqlite
@pytest.mark.parametrize(
    ("place", "name", "whose"),
    [
        ("feedback/", "engagement", "engagement_id"),
        ("feedback/", "before", "feedback_id"),
        ("feedback/new", "engagement", "engagement_id"),
        ("engagements/plan", "decision", "decision_id"),
        ("referrals/record", "engagement", "engagement_id"),
        ("referrals/record", "namer", "stakeholder_id"),
        ("influence/", "decision", "decision_id"),
        ("stakeholders/", "after", "stakeholder_id"),
    ],
)
def test_ids_of_another_project_in_a_question_do_not_exist_either(
    walled: Walled, place: str, name: str, whose: str
) -> None:
    lead, start = walled.viewer(Role.LEAD), f"/projects/{walled.walk.ids['project_id']}/{place}?{name}="

    def answered(value: object) -> tuple[int, bytes]:
        answer = lead.client.get(f"{start}{value}")
        return answer.status_code, bare(answer.data).replace(str(value).encode(), b"")

    assert answered(walled.elsewhere.ids[whose]) == answered(uuid4())


def pages_of(walled: Walled, viewer: Viewer) -> dict[str, bytes]:
    """Every page that opens to a viewer, by its address."""
    theirs: Ids = {"stakeholder_id": walled.walk.hidden_id, "import_id": walled.walk.imports[Role.LEAD]}
    paths = [
        path
        for door in doors(walled.app)
        if door.method == "GET"
        for path in addresses(walled.app, door, [*candidates_for(walled.walk, viewer), {**walled.walk.ids, **theirs}])
    ]
    answers = {path: viewer.client.get(path) for path in dict.fromkeys(paths)}
    return {path: answer.data for path, answer in answers.items() if answer.status_code == 200}


@on_sqlite
def test_who_is_in_danger_does_not_exist_for_the_half_trusted(walled: Walled) -> None:
    pseudonym, hidden = walled.walk.pseudonym.encode(), walled.walk.hidden_id
    traces = [pseudonym, str(hidden).encode(), hidden.hex.encode()]
    seen_by_lead = pages_of(walled, walled.viewer(Role.LEAD))
    assert sum(pseudonym in page for page in seen_by_lead.values()) > 5  # the control: there is something to hide
    for role in HALF_TRUSTED:
        viewer = walled.viewer(role)
        opened = pages_of(walled, viewer)
        assert len(opened) > 5
        shown = [path.split("/", 3)[3] for path, page in opened.items() if any(trace in page for trace in traces)]
        assert not shown, f"{role.value} sees them on {shown}"
        found = viewer.client.post(
            f"/projects/{walled.walk.ids['project_id']}/stakeholders/found",
            data={"q": walled.walk.pseudonym.split()[0], "csrf_token": viewer.token},
        )
        assert str(hidden).encode() not in found.data
