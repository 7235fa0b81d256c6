"""Words that a project adds: offered everywhere, retired and never lost, and nobody else's."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.i18n.texts import use_language
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.service import retire_word
from engage.stakeholders.queries import record_of
from engage.stakeholders.records import Profile
from tests.factories.record import add_group
from tests.factories.stakeholders import Registry, add_person, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_a_word_is_added_translated_retired_and_stays_readable(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    sent = {
        "word_en": "People who fish",
        "state_en": "reviewed",
        "word_ar": "صيادون",
        "state_ar": "draft",
        "state_fr": "draft",
    }
    assert post(client, url(registry, "lists/groups/new"), sent).status_code == 302
    word = session.scalars(select(ListWord)).one()
    assert "fish" not in word.code
    project = registry.team.project.id
    with use_language("ar"):
        assert labels(session, project, "groups")[word.code] == "صيادون"
    with use_language("fr"):
        assert labels(session, project, "groups")[word.code].startswith("People who fish (")
    form = {"kind": "person", "roles": "rights_holder", "tier": "2", "name": "N", "contacts-0-channel": "email"}
    made = post(client, url(registry, "new"), {**form, "contacts-1-channel": "email", "groups": ["women", word.code]})
    assert "People who fish" in text(client.get(made.location))
    renamed = {**sent, "word_en": "People who live from fishing", "word_fr": "Gens de pêche"}
    assert post(client, url(registry, f"lists/words/{word.id}"), renamed).status_code == 302
    post(client, url(registry, f"lists/words/{word.id}/retire"), form=url(registry, "lists/"))
    assert "People who live from fishing" in text(client.get(made.location))
    assert word.code not in dict(offered(session, project, "groups"))
    assert word.code not in text(client.get(url(registry, "new")))
    where = f"{made.location}/edit"
    assert word.code in text(client.get(where))
    post(client, where, {**form, "contact-channel": "email", "groups": ["women", word.code]})
    assert "People who live from fishing" in text(client.get(made.location))


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Say the word in at least one language."), ({"word_fr": "WOMEN "}, "The list has this word already.")],
)
def test_what_a_list_refuses(client: InspectedClient, session: Session, sent: dict[str, str], said: str) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    states = {"state_en": "draft", "state_fr": "draft", "state_ar": "draft"}
    answer = post(client, url(registry, "lists/groups/new"), {**states, **sent})
    assert answer.status_code == 422
    assert said in text(answer)
    assert all(word in text(answer) for word in sent.values() if word.strip() == word)


def test_lists_belong_to_one_project(client: InspectedClient, session: Session) -> None:
    registry, elsewhere = make_registry(session), make_registry(session)
    word = add_group(session, elsewhere.team, "Net menders")
    session.commit()
    sign_in(client, session, registry.team.lead)
    assert "Net menders" not in text(client.get(url(registry, "lists/")))
    assert client.get(url(registry, f"lists/words/{word.id}")).status_code == 404
    sign_in(client, session, registry.team.engager)
    assert client.get(url(registry, "lists/groups/new")).status_code == 404
    assert "Retire" not in text(client.get(url(registry, "lists/")))


def test_own_words_reach_the_other_rooms(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    word = add_group(session, registry.team, "Reaching the sea", which="rights")
    gone = add_group(session, registry.team, "Old word", which="rights")
    retire_word(session, actor=registry.team.lead, word=gone)
    person = add_person(session, registry.team, profile=Profile(roles=["rights_holder"], rights_experience=[gone.code]))
    sign_in(client, session, registry.team.lead)
    assert record_of(session, person).profile.rights_experience == [gone.code]
    for path in ("engagements/plan", "referrals/record"):
        page = text(client.get(project_url(registry.team, path)))
        assert "Reaching the sea" in page
        assert gone.code not in page
    plan = {"title": "On the quay", "purpose": "To learn", "planned_on": "1 Dec 2030", "format": "interview"}
    sent = {**plan, "mode": "direct", "initiative": "company", "issues": [word.code]}
    made = post(client, project_url(registry.team, "engagements/plan"), sent)
    assert made.status_code == 302
    assert "Reaching the sea" in text(client.get(made.location))
