"""The list: nobody is counted, kept, found or changed whom the viewer may not know of."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.accounts.vocabulary import UserState
from engage.db.clock import today
from engage.projects.queries import log_of
from engage.stakeholders.listing.models import BulkChange, KeptView
from engage.stakeholders.listing.several.changes import Change
from engage.stakeholders.listing.several.queries import may_change_up_to
from engage.stakeholders.listing.vocabulary import ChangeState
from engage.stakeholders.lists import service as lists
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.records import Said
from engage.stakeholders.load.queries import facts_of
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.records import Profile, StakeholderRecord
from engage.stakeholders.service import change_stakeholder
from tests.databases.grounds import Ground
from tests.factories.listing import choose, keep
from tests.factories.stakeholders import Registry, add_person, make_registry
from tests.factories.summaries import work_off
from tests.factories.team import csrf, post, project_url, sign_in
from tests.inspection import InspectedClient

PSEUDONYM = re.compile(r'class="pseudonym" translate="no">([^<]+)<')


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return str(answer.get_data(as_text=True))  # type: ignore[attr-defined]


def shown(page: str) -> list[str]:
    return PSEUDONYM.findall(page)


def record(session: Session, registry: Registry, stakeholder_id: UUID) -> StakeholderRecord:
    found = find_stakeholder(session, registry.team.project.id, stakeholder_id, up_to_tier=3)
    assert found is not None
    return found


def crowd(session: Session, registry: Registry, number: int) -> list[UUID]:
    """So many more people of France, committed."""
    people = [add_person(session, registry.team).id for _ in range(number)]
    session.commit()
    return people


def test_what_an_analyst_may_not_see_is_not_counted(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    assert "France (2)" in text(client.get(url(registry)))
    sign_in(client, session, registry.team.analyst)
    for page in (
        text(client.get(url(registry))),
        text(post(client, url(registry, "found"), {"q": registry.guarded.pseudonym}, form=url(registry))),
    ):
        assert "France (1)" in page
        assert "Women (1)" in page
        assert "Tier 3" not in page
    assert "Nobody fits." in text(client.get(url(registry, "?tier=3")))


def test_words_and_conditions_go_together_and_stay_out_of_addresses(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    add_person(session, registry.team, name="Salma Fontaine", profile=Profile(roles=["intermediary"], countries=["GB"]))
    session.commit()
    sign_in(client, session, registry.team.lead)
    both = post(client, url(registry, "found"), {"q": "salma"}, form=url(registry))
    assert len(shown(text(both))) == 2
    one = text(post(client, url(registry, "found"), {"q": "salma", "country": "FR"}, form=url(registry)))
    assert shown(one) == [registry.guarded.pseudonym]
    freed = text(
        post(client, url(registry, "found"), {"q": "salma", "country": "FR", "without": "country"}, form=url(registry))
    )
    assert len(shown(freed)) == 2
    plain = post(client, url(registry, "found"), {"q": " ", "country": "FR", "sort": "newest"}, form=url(registry))
    assert plain.status_code == 302
    assert plain.location == url(registry, "?country=FR&sort=newest")
    assert not any("salma" in href for href in re.findall(r'(?:href|action)="([^"]*)"', one))


@pytest.mark.parametrize("sort", ["pseudonym", "newest"])
def test_order_and_pages_go_together(
    client: InspectedClient, session: Session, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr("engage.stakeholders.listing.views.PAGE", 3)
    monkeypatch.setattr("engage.stakeholders.listing.service.PAGE", 3)
    registry = make_registry(session)
    crowd(session, registry, 5)
    sign_in(client, session, registry.team.lead)

    def follow(page: str, way: str) -> str:
        link = re.search(rf'rel="{way}" href="([^"]+)"', page)
        assert link
        return text(client.get(link.group(1).replace("&amp;", "&")))

    first = text(client.get(url(registry, f"?country=FR&sort={sort}")))
    second = follow(first, "next")
    third = follow(second, "next")
    whole = shown(first) + shown(second) + shown(third)
    assert len(whole) == len(set(whole)) == 7
    assert shown(follow(third, "prev")) == shown(second)
    if sort == "pseudonym":
        assert whole == sorted(whole, key=str.casefold)
    sent: dict[str, object] = {"q": "usual", "sort": sort}
    found = text(post(client, url(registry, "found"), sent, form=url(registry)))
    after = re.search(r'name="after" value="([^"]+)"', found)
    assert after
    rest = text(post(client, url(registry, "found"), {**sent, "after": after.group(1)}, form=url(registry)))
    assert len(shown(found)) == 3
    assert len(shown(rest)) == 2
    assert not set(shown(found)) & set(shown(rest))


def test_columns_are_chosen_and_remembered(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.analyst)
    chosen: dict[str, object] = {"columns": ["", "groups", "last_contact"], "rows": "compact"}
    post(client, url(registry, "found"), chosen, form=url(registry))
    page = text(client.get(url(registry)))
    assert "table-dense" in page
    assert "Never" in page.split("<tbody>")[1]
    assert "<td>Person</td>" not in page


def test_a_kept_view_is_read_by_its_owner_and_shared_by_choice(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    own = keep(session, registry.team, Role.ENGAGER, name="My own women")
    team = keep(session, registry.team, Role.ENGAGER, name="All our women", shared=True)
    session.commit()
    sign_in(client, session, registry.team.analyst)
    page = text(client.get(url(registry)))
    assert "All our women" in page
    assert "My own women" not in page
    unknown = client.get(url(registry, "kept/00000000-0000-4000-8000-00000000dead"))
    for view in (own, team):
        answer = client.get(url(registry, f"kept/{view}"))
        assert (answer.status_code, answer.data) == (404, unknown.data)
        token = csrf(client, url(registry))
        for verb in ("", "/drop", "/replace"):
            sent = client.post(url(registry, f"kept/{view}{verb}"), data={"csrf_token": token, "name": "Mine"})
            assert sent.status_code == 404
    assert "My own women" not in text(client.get(url(registry, f"?view={own}")))


def test_keeping_replacing_and_dropping_a_view(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.analyst)
    where = url(registry, "kept/new?country=GB&sort=newest")
    assert "United Kingdom" in text(client.get(where))
    assert post(client, where, {"name": ""}).status_code == 422
    opened = post(client, where, {"name": "From Britain"}).location
    page = text(client.get(opened))
    assert shown(page) == [registry.ordinary.pseudonym]
    view = session.scalars(select(KeptView)).one()
    post(client, url(registry, f"kept/{view.id}/replace?country=FR"), form=opened)
    again = text(client.get(url(registry, f"kept/{view.id}")))
    assert "France" in again
    assert "From Britain" in again
    post(client, url(registry, f"kept/{view.id}/drop"), form=url(registry, f"kept/{view.id}"))
    session.expire_all()
    assert session.scalars(select(KeptView)).all() == []


def test_a_view_outlives_a_retired_word(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team = registry.team
    word = lists.add_word(
        session, actor=team.lead, project_id=team.project.id, which="groups", words={"en": Said("Net menders")}
    )
    add_person(session, team, profile=Profile(roles=["rights_holder"], groups=[word.code]))
    view = keep(session, team, Role.LEAD, name="On the quay", narrowing=Narrowing(group=word.code))
    lists.retire_word(session, actor=team.lead, word=session.get_one(ListWord, word.id))
    gone = keep(session, team, Role.LEAD, name="Long ago", narrowing=Narrowing(group="never_was"))
    session.commit()
    sign_in(client, session, team.lead)
    page = text(client.get(url(registry, f"?group={word.code}&view={view}")))
    assert len(shown(page)) == 1
    assert "Net menders (1)" in page
    assert "No longer offered" in text(client.get(url(registry, f"kept/{gone}")))
    assert "Nobody fits." in text(client.get(url(registry, "?group=never_was")))


def test_forged_ids_are_as_if_never_said(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    hidden = registry.highest
    sign_in(client, session, registry.team.engager)
    forged: dict[str, object] = {"person": ["00000000-0000-4000-8000-00000000dead", "not an id"]}
    nobody = post(client, url(registry, "several/"), forged, form=url(registry))
    assert nobody.location == url(registry)
    assert session.scalars(select(BulkChange)).all() == []
    before = record(session, registry, hidden.id)
    several = choose(session, registry.team, Role.ENGAGER, [registry.guarded.id, hidden.id], up_to_tier=2)
    session.commit()
    page = text(client.get(url(registry, f"several/{several}")))
    assert "1 person is chosen" in page
    assert hidden.pseudonym not in page
    sign_in(client, session, registry.team.analyst)
    token = csrf(client, url(registry))
    sent = client.post(url(registry, "several/"), data={"csrf_token": token, "person": str(hidden.id)})
    assert sent.status_code == 404
    sign_in(client, session, registry.team.lead)
    assert client.get(url(registry, f"several/{several}")).status_code == 404
    assert record(session, registry, hidden.id) == before


def test_several_are_changed_after_a_look_each_with_an_event(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team = registry.team
    sign_in(client, session, team.lead)
    began = post(client, url(registry, "several/"), {"everyone": "1", "country": "FR"}, form=url(registry)).location
    assert "2 people are chosen" in text(client.get(began))
    nothing = post(client, f"{began}/what", {}, form=began)
    assert nothing.status_code == 422
    until = today() + timedelta(days=40)
    said: dict[str, object] = {
        "add_group": "young",
        "drop_group": "women",
        "tier": "3",
        "quiet_until": until.isoformat(),
    }
    assert post(client, f"{began}/what", said, form=began).status_code == 302
    page = text(client.get(began))
    assert "Change 2 people" in page
    assert record(session, registry, registry.guarded.id).profile.groups == ["women"]
    post(client, f"{began}/do", form=began)
    assert "were changed" in text(client.get(began))
    after = record(session, registry, registry.guarded.id)
    assert (after.profile.groups, after.tier) == (["young"], 3)
    lines = log_of(session, team.project.id)
    changed = [line for line in lines if line.code == "stakeholder.changed"]
    assert [line.facts for line in changed] == [{"fields": ["profile"]}] * 2
    assert len([line for line in lines if line.code == "load.written"]) == 2
    post(client, f"{began}/do", form=url(registry))
    assert len([line for line in log_of(session, team.project.id) if line.code == "stakeholder.changed"]) == 2


def test_who_was_promised_more_quiet_is_left_and_named(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, people = registry.team, [registry.guarded.id, registry.ordinary.id]
    sign_in(client, session, team.lead)
    for days, who in ((60, people[:1]), (30, people)):
        until = (today() + timedelta(days=days)).isoformat()
        several = choose(session, team, Role.LEAD, who, change=Change(quiet_until=until))
        session.commit()
        page = text(client.get(url(registry, f"several/{several}")))
        post(client, url(registry, f"several/{several}/do"), form=url(registry, f"several/{several}"))
    assert "A longer quiet period was promised already." in page
    assert shown(page.split("<tbody>")[-1]) == [registry.guarded.pseudonym]
    assert facts_of(session, team.project.id)[0] == {}


def test_a_closed_account_changes_nobody_through_the_worker(session: Session, ground: Ground) -> None:
    team = make_registry(session).team
    assert may_change_up_to(session, team.project.id, team.engager.id) == 3
    team.engager.state = UserState.CLOSED.value
    session.flush()
    assert may_change_up_to(session, team.project.id, team.engager.id) == 0


def test_many_are_changed_by_the_worker_as_far_as_the_actor_may_then(
    client: InspectedClient, session: Session, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("AT_ONCE", 3), ("BATCH", 2)):
        monkeypatch.setattr(f"engage.stakeholders.listing.several.service.{name}", number)
    registry = make_registry(session)
    team, people = registry.team, crowd(session, registry, 4)
    several = choose(session, team, Role.ENGAGER, [*people, registry.highest.id], change=Change(add_language="ar"))
    session.commit()
    sign_in(client, session, team.engager)
    where = url(registry, f"several/{several}")
    post(client, f"{where}/do", form=where)
    assert "0 of 5 people are done." in text(client.get(where))
    person = session.get_one(type(registry.guarded), people[0])
    change_stakeholder(
        session,
        actor=team.lead,
        stakeholder=person,
        kind=person.kind,
        tier=2,
        profile=Profile(roles=["rights_holder"], languages=["ar"]),
        safety=record(session, registry, person.id).safety,
    )
    monkeypatch.setattr("engage.stakeholders.listing.jobs.may_change_up_to", lambda *_given: 2)
    session.commit()
    work_off(session, ground)
    session.expire_all()
    assert session.get_one(BulkChange, several).state == ChangeState.DONE
    assert record(session, registry, people[1]).profile.languages == ["ar"]
    assert record(session, registry, registry.highest.id).profile.languages == []
    page = text(client.get(where))
    assert "No longer in the registry" in page
    assert session.get_one(BulkChange, several).people is None
