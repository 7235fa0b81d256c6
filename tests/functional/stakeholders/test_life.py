"""A record's life: due after a year, restricted behind every door, corrected on request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engage.accounts.permissions import ROLE_PERMISSIONS, Role
from engage.db.clock import today
from engage.engagements.records import ParticipantDetail
from engage.engagements.service import add_participant, change_participant
from engage.exchange.choosing import Choice, people_of
from engage.exchange.identities.service import lookable
from engage.referrals.recording.records import Line, WithheldDetail
from engage.referrals.recording.service import record_answer, record_withheld
from engage.referrals.records import ReferralDetail
from engage.referrals.service import add_start, record_referral
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.ages import due_on
from engage.stakeholders.life.service import check_again, lift
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.merging.service import merge
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.records import ContactDetail
from engage.stakeholders.reveal import reveal
from engage.stakeholders.service import add_contact
from engage.stakeholders.ties.records import TieDetail
from engage.stakeholders.ties.service import record_tie
from engage.stakeholders.vocabulary import Purpose
from engage.summaries.service import draft_summary, issue_receipt
from tests.factories.engagements import SAFE, hold, make_engagement, seat
from tests.factories.life import restricted
from tests.factories.stakeholders import Registry, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

Verb = Callable[[Session, Registry, Stakeholder], Any]


@pytest.fixture
def registry(session: Session) -> Registry:
    return make_registry(session)


def _joins(session: Session, of: Registry, who: Stakeholder) -> None:
    meeting = make_engagement(session, of.team)
    detail = ParticipantDetail()
    add_participant(session, actor=of.team.lead, engagement=meeting, stakeholder_id=who.id, detail=detail)


def _is_invited(session: Session, of: Registry, who: Stakeholder) -> None:
    who.restricted_on, since = None, who.restricted_on
    meeting = make_engagement(session, of.team)
    place = seat(session, of.team, meeting, who, **{**SAFE, "channel": "email"})
    who.restricted_on = since
    detail = ParticipantDetail(answer="invited")
    change_participant(session, actor=of.team.lead, participant=place, engagement=meeting, detail=detail)


def _begins(session: Session, of: Registry, who: Stakeholder) -> None:
    add_start(session, actor=of.team.lead, project_id=who.project_id, stakeholder_id=who.id, reason="Trusted")


def _names(session: Session, of: Registry, who: Stakeholder) -> None:
    _naming(session, of, who, of.ordinary)


def _is_named(session: Session, of: Registry, who: Stakeholder) -> None:
    _naming(session, of, of.ordinary, who)


def _naming(session: Session, of: Registry, namer: Stakeholder, named: Stakeholder) -> None:
    ends = {"namer_id": namer.id, "named_id": named.id}
    days = {"asked_on": today(), "detail": ReferralDetail()}
    record_referral(session, actor=of.team.lead, project_id=of.team.project.id, **ends, **days)


def _answers(session: Session, of: Registry, who: Stakeholder) -> None:
    said = {"namer_id": who.id, "asked_on": today(), "lines": [Line(of.ordinary.id, ReferralDetail())]}
    record_answer(session, actor=of.team.lead, project_id=of.team.project.id, **said)


def _withholds(session: Session, of: Registry, who: Stakeholder) -> None:
    said = {"namer_id": who.id, "asked_on": today(), "how_many": 2, "detail": WithheldDetail()}
    record_withheld(session, actor=of.team.lead, project_id=of.team.project.id, **said)


def _is_tied(session: Session, of: Registry, who: Stakeholder) -> None:
    ends = {"from_id": who.id, "to_id": of.ordinary.id, "outside": "", "detail": TieDetail(relation="works_for")}
    record_tie(session, actor=of.team.lead, project_id=who.project_id, up_to_tier=3, **ends)


def _is_handed_a_receipt(session: Session, of: Registry, who: Stakeholder) -> None:
    held = hold(session, of.team, make_engagement(session, of.team))
    about = {"project_id": who.project_id, "engagement_id": held.id, "language": "en", "promised_on": today()}
    summary = draft_summary(session, actor=of.team.lead, **about)
    issue_receipt(session, actor=of.team.lead, summary=summary, holder_id=who.id, language="en", through="in_person")


def _is_merged(session: Session, of: Registry, who: Stakeholder) -> None:
    both = {"kept_id": of.ordinary.id, "gone_id": who.id, "chosen": {}, "looks_up_to": 3}
    merge(session, actor=of.team.lead, project_id=who.project_id, **both)


def _is_looked_at(session: Session, of: Registry, who: Stakeholder) -> None:
    _look(session, of, who, Purpose.INVITE)


def _look(session: Session, of: Registry, who: Stakeholder, purpose: Purpose) -> Any:
    allowed = ROLE_PERMISSIONS[Role.LEAD]
    why = {"purpose": purpose, "reason": "A reason"}
    return reveal(session, actor=of.team.lead, permissions=allowed, confirmed=True, stakeholder=who, **why)


VERBS: list[Verb] = [
    _joins,
    _is_invited,
    _begins,
    _names,
    _is_named,
    _answers,
    _withholds,
    _is_tied,
    _is_handed_a_receipt,
    _is_merged,
    _is_looked_at,
]


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_uses_a_restricted_record(session: Session, registry: Registry, verb: Verb) -> None:
    restricted(session, registry.team, registry.guarded)
    with pytest.raises(Restricted):
        verb(session, registry, registry.guarded)


def test_a_restricted_record_is_offered_nowhere_and_comes_back(session: Session, registry: Registry) -> None:
    team, who = registry.team, registry.guarded
    restricted(session, team, who)

    def offered() -> list[bool]:
        directory = directory_of(session, team.project.id)
        everyone = people_of(session, team.project.id, Choice(None, Narrowing()), up_to_tier=3)
        chosen = people_of(session, team.project.id, Choice((who.id,), Narrowing()), up_to_tier=3)
        names = lookable(session, actor=team.lead, project_id=team.project.id, ids=[who.id])
        return [
            str(who.id) in dict(directory.choices(3)),
            who.id in {each.id for each in everyone},
            *map(bool, (chosen, names)),
        ]

    assert offered() == [False] * 4
    found = directory_of(session, team.project.id).look(
        Narrowing(state_of_record="restricted"), up_to_tier=3, facts=facts_for(session, team.project.id)
    )
    assert [each.id for each in found.people] == [who.id]
    add_contact(session, actor=team.lead, stakeholder=who, detail=ContactDetail("email", "new@example.org", True))
    assert len(_look(session, registry, who, Purpose.CORRECT).contacts) == 3
    lift(session, actor=team.lead, stakeholder=who, reason="They agreed again.")
    assert offered() == [True] * 4


def test_records_fall_due_and_are_found_right(session: Session, registry: Registry) -> None:
    team = registry.team
    for row, days in ((registry.ordinary, 500), (registry.guarded, 400), (registry.highest, 300)):
        row.checked_on = today() - timedelta(days=days)
    check_again(session, actor=team.lead, stakeholder=registry.highest)
    assert facts_for(session, team.project.id).due == {registry.guarded.id}
    registry.ordinary.checked_on = today() - timedelta(days=740)
    check_again(session, actor=team.lead, stakeholder=registry.guarded)
    facts = facts_for(session, team.project.id)
    assert facts.due == {registry.ordinary.id}
    assert facts_for(session, team.project.id).due is facts.due
    assert due_on(today().replace(year=2024, month=2, day=29), 2).isoformat() == "2025-02-28"


def test_pages_of_a_record(session: Session, registry: Registry, client: InspectedClient) -> None:
    team, who = registry.team, registry.guarded
    who.checked_on = today() - timedelta(days=400)
    session.commit()
    here = project_url(team, f"stakeholders/{who.id}")
    sign_in(client, session, team.engager)
    assert client.get(f"{here}/restriction").status_code == 404
    assert who.pseudonym in client.get(project_url(team)).get_data(as_text=True)
    assert post(client, f"{here}/still-right", form=here).status_code == 302
    assert "Records to be verified again" not in client.get(project_url(team)).get_data(as_text=True)
    asked = {"wanted": "The union has another name", "asked_on": today().isoformat()}
    wrong = post(client, f"{here}/corrections", {**asked, "due_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert "The union has another name" in wrong.get_data(as_text=True)
    right = {**asked, "due_on": (today() + timedelta(days=9)).isoformat()}
    assert post(client, f"{here}/corrections", right).status_code == 302
    waiting = client.get(project_url(team, "stakeholders/corrections")).get_data(as_text=True)
    one = waiting.split(f"{who.id}/corrections/", 1)[1].split('"', 1)[0]
    answer = {"state": "refused", "settlement": "It is the name they told us."}
    assert post(client, f"{here}/corrections/{one}", answer).status_code == 302
    assert post(client, f"{here}/corrections/{one}", answer, form=here).status_code == 422
    sign_in(client, session, team.lead)
    why = {"reason": "They objected to it.", "review_on": (today() + timedelta(days=30)).isoformat()}
    assert post(client, f"{here}/restriction", why).status_code == 302
    assert "it is kept, and not used" in client.get(here).get_data(as_text=True)
    look = {"purpose": "invite", "reason": "To ask them to come"}
    assert "only to keep them safe" in post(client, f"{here}/reveal", look).get_data(as_text=True)
    lifted = {"lifted_because": "They agreed again."}
    assert post(client, f"{here}/restriction/lift", lifted, form=f"{here}/restriction").status_code == 302
