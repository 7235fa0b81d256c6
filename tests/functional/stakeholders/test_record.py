"""The record of someone: what the form keeps, what it loses never, and how protection is lowered by two."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.projects.approvals.models import Approval
from engage.projects.approvals.service import agree
from engage.projects.queries import log_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.service import write_note
from engage.stakeholders.queries import called_of, find_row, find_stakeholder, record_of
from engage.stakeholders.records import Called, Profile
from tests.databases.grounds import Ground
from tests.factories.journey import walk
from tests.factories.record import add_group, agreed, tied
from tests.factories.stakeholders import Registry, add_person, make_registry
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

WAYS = {"contacts-0-channel": "email", "contacts-1-channel": "phone", "contact-channel": "email"}
NEW = {"kind": "person", "roles": "rights_holder", "tier": "2", **WAYS}
RTL_NAME = "\u200fفاطمة\u200e (Fatma)\u200f"
LONGEST = "Uvuvwevwevwe Onyetenyevwe Ugwemuhwem Osas " * 4
THIRTY = ["af", "am", "ar", "az", "be", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et"]
THIRTY += ["fa", "ff", "fi", "fr", "ga", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is"]


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_everything_that_is_typed_is_kept(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    sent = {
        **NEW,
        "name": RTL_NAME,
        "other_names": f"Fatima\n\n{LONGEST.strip()}\nFatima",
        "organisation": "Women of the old quay",
        "languages": [each for each in THIRTY if each != "fa"],
        "reads": ["ar", "en"],
        "forbidden_times": "Friday noon",
        "through_whom": "The net mender",
    }
    answer = post(client, url(registry, "new"), sent)
    made = session.get_one(Stakeholder, UUID(answer.location.rsplit("/", 1)[1]))
    known = record_of(session, made)
    assert len(known.profile.languages) == 29
    assert known.profile.reads == ["ar", "en"]
    assert (known.safety.forbidden_times, known.safety.through_whom) == ("Friday noon", "The net mender")
    assert called_of(session, made) == Called(["Fatima", LONGEST.strip()], "Women of the old quay")
    page = text(client.get(answer.location))
    assert "Friday noon" in page
    for hidden in ("Fatima", "Women of the old quay"):
        assert hidden not in page
    too_long = post(client, url(registry, "new"), {**sent, "other_names": "x" * 201, "someone_else": "y"})
    assert too_long.status_code == 422
    assert "One of the names is too long." in text(too_long)
    assert "Women of the old quay" in text(too_long)


def test_other_names_stay_unless_they_are_changed(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    called = Called(["سلمى"], "The fish steps")
    person = add_person(session, registry.team, name="Salma Other", called=called)
    sign_in(client, session, registry.team.engager)
    where = url(registry, f"{person.id}/edit")
    assert "سلمى" not in text(client.get(where))
    post(client, where, NEW)
    assert called_of(session, person) == called
    why = {"purpose": "correct", "reason": "She asked what we hold."}
    looked = text(post(client, url(registry, f"{person.id}/reveal"), why))
    assert "سلمى" in looked
    assert "The fish steps" in looked
    post(client, where, {**NEW, "organisation": "The net loft"})
    assert called_of(session, person) == Called(["سلمى"], "The net loft")
    post(client, where, {**NEW, "forget_called": "y", "other_names": "Umm Karim"})
    assert called_of(session, person) == Called(["Umm Karim"], "")


def test_a_language_of_no_list_is_kept(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    person = add_person(session, registry.team, profile=Profile(roles=["rights_holder"], languages=["kab", "fr"]))
    sign_in(client, session, registry.team.engager)
    assert 'value="kab"' in text(client.get(url(registry, f"{person.id}/edit")))
    post(client, url(registry, f"{person.id}/edit"), {**NEW, "languages": ["fr", "kab"]})
    assert record_of(session, person).profile.languages == ["kab", "fr"]


def test_two_lower_the_protection(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, project_id = registry.team, registry.team.project.id
    sign_in(client, session, team.engager)
    where = url(registry, f"{registry.guarded.id}/edit")
    alone = post(client, where, {**NEW, "tier": "1", "how_we_met": "At the harbour"})
    assert alone.status_code == 422
    assert "Say why less protection is enough." in text(alone)
    assert "At the harbour" in text(alone)
    asking = {**NEW, "tier": "1", "how_we_met": "At the harbour", "why_lower": "She speaks on the radio now."}
    told = client.get(post(client, where, asking).location)
    assert "A second person is asked to agree." in text(told)
    assert "At the harbour" in text(told)
    assert _tier(session, registry) == 2
    post(client, where, {**NEW, "tier": "1", "why_lower": "Again."})
    request = session.scalars(select(Approval)).one()
    agree(session, actor=team.guardian, approval=request)
    session.commit()
    ready = text(client.get(where))
    assert "A second person agreed to less protection" in ready
    assert 'value="1" checked' in ready.replace('checked value="1"', 'value="1" checked')
    assert post(client, where, {**NEW, "tier": "1"}).status_code == 302
    assert _tier(session, registry) == 1
    codes = [line.code for line in log_of(session, project_id)]
    assert {"approval.used", "stakeholder.tier_lowered"} <= set(codes)
    # Once used, it is used: raised again, it does not fall by itself.
    post(client, where, {**NEW, "tier": "2"})
    assert post(client, where, {**NEW, "tier": "1"}).status_code == 422
    assert find_stakeholder(session, project_id, registry.guarded.id, up_to_tier=2) is not None


def _tier(session: Session, registry: Registry) -> int:
    row = find_row(session, registry.team.project.id, registry.guarded.id, up_to_tier=3)
    assert row is not None
    return row.tier


def test_the_story_costs_the_same_however_long_it_is(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.guarded
    add_group(session, team)
    sign_in(client, session, team.lead)

    def tell() -> None:
        agreed(session, team, person, expires_on=today())
        write_note(session, actor=team.lead, stakeholder=person, text="Walks while she talks.")
        tied(session, team, person, add_person(session, team))

    def asked() -> int:
        said: list[str] = []
        engine = session.get_bind()

        def listen(*args: object) -> None:
            said.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", listen)
        try:
            assert client.get(url(registry, f"{person.id}")).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", listen)
        return len(said)

    tell()
    asked()
    first = asked()
    for _time in range(4):
        tell()
    asked()
    assert asked() == first
    assert first < 45


def test_a_rich_record_asks_little(client: InspectedClient, session: Session, ground: Ground) -> None:
    """Whatever stands on the page: each kind of row once, and how old what is held in memory is once for all."""
    team = make_team(session)
    walked = walk(session, team, ground)
    sign_in(client, session, team.lead)
    where = project_url(team, f"stakeholders/{walked.ids['stakeholder_id']}")
    said: list[str] = []
    client.get(where)
    engine = session.get_bind()

    def listen(*args: object) -> None:
        said.append(str(args[2]))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        assert client.get(where).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    asked = [each for each in said if each != "BEGIN"]
    assert sum("FROM revision" in each for each in asked) == 1
    assert len(asked) <= 26
