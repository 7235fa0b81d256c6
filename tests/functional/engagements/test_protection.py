"""Nobody is invited into danger, and nobody learns of those who must not be known."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from engage.engagements import service
from engage.engagements.queries import engagements_with, participants_of
from engage.engagements.records import ParticipantDetail
from tests.factories.engagements import SAFE, hold, make_engagement, make_noise, make_person, seat
from tests.factories.team import make_team, project_url, sign_in
from tests.inspection import InspectedClient


def test_nobody_is_listed_twice(session: Session) -> None:
    team = make_team(session)
    engagement, person = make_engagement(session, team), make_person(session, team)
    seat(session, team, engagement, person)
    with pytest.raises(service.AlreadyParticipant):
        seat(session, team, engagement, person)


def test_somebody_of_another_project_cannot_be_listed(session: Session) -> None:
    team, noise = make_team(session), make_noise(session)
    stranger = participants_of(session, noise.id)[0].stakeholder_id
    with pytest.raises(service.UnknownStakeholder):
        service.add_participant(
            session,
            actor=team.lead,
            engagement=make_engagement(session, team),
            stakeholder_id=stranger,
            detail=ParticipantDetail(),
        )


def test_an_engagement_closes_only_when_attendance_is_known(session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    row = seat(session, team, engagement, make_person(session, team))
    seat(session, team, engagement, make_person(session, team), answer="declined", **SAFE)
    with pytest.raises(service.NotHeld):
        service.close_engagement(session, actor=team.lead, engagement=engagement)
    hold(session, team, engagement)
    with pytest.raises(service.AttendanceUnknown) as refused:
        service.close_engagement(session, actor=team.lead, engagement=engagement)
    assert refused.value.count == 1
    with pytest.raises(service.NotPlanned):
        hold(session, team, engagement)
    service.record_attendance(session, actor=team.lead, engagement=engagement, attended={row.id: False})
    service.close_engagement(session, actor=team.lead, engagement=engagement)
    assert engagement.stage == "closed"


def test_consent_can_be_taken_back_after_closing(session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    row = seat(session, team, engagement, make_person(session, team), attended=True, attribution="name")
    hold(session, team, engagement)
    service.close_engagement(session, actor=team.lead, engagement=engagement)
    detail = ParticipantDetail(attended=True, attribution="not_at_all")
    service.change_participant(session, actor=team.lead, participant=row, engagement=engagement, detail=detail)
    assert participants_of(session, engagement.id)[0].detail.attribution == "not_at_all"


def test_the_most_protected_are_nobody_to_an_analyst(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    hidden, seen = make_person(session, team, tier=3), make_person(session, team)
    for person in (hidden, seen):
        seat(session, team, engagement, person)
    story = project_url(team, f"engagements/{engagement.id}/")

    sign_in(client, session, team.analyst)
    page = client.get(story).get_data(as_text=True)
    assert seen.pseudonym in page
    assert "Someone protected" in page
    for trace in (hidden.pseudonym, str(hidden.id), "Do not call after dark"):
        assert trace not in page

    sign_in(client, session, team.engager)
    page = client.get(story).get_data(as_text=True)
    assert hidden.pseudonym in page
    assert "Do not call after dark" in page

    sign_in(client, session, team.counsel)
    page = client.get(story).get_data(as_text=True)
    assert seen.pseudonym not in page


def test_who_takes_part_is_found_again_only_in_their_own_engagements(session: Session) -> None:
    team = make_team(session)
    make_noise(session)
    person, other = make_person(session, team), make_person(session, team)
    first, second = make_engagement(session, team, "First"), make_engagement(session, team, "Second")
    for _each in range(25):
        make_engagement(session, team, "Other")
    seat(session, team, first, person)
    seat(session, team, second, other)
    assert [each.title for each in engagements_with(session, team.project.id, person.id)] == ["First"]
