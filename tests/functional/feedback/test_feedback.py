"""Writing down what was heard: by whom it may be read, in which language it stands, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.db.clock import today
from engage.engagements.queries import find_engagement
from engage.feedback import service
from engage.feedback.models import FeedbackItem
from engage.feedback.queries import PAGE, feedback_of, feedback_page, feedback_said_by, find_feedback
from engage.feedback.records import FeedbackDetail
from tests.factories.feedback import ARABIC, ENGLISH, engagement, heard, person
from tests.factories.team import Team, make_team, post, project_url, sign_in


@pytest.fixture
def team(session: Session) -> Team:
    return make_team(session)


def typed(**given: object) -> dict[str, object]:
    """A filled form."""
    return {
        "words": ARABIC,
        "language": "ar",
        "translation": ENGLISH,
        "translation_language": "en",
        "speaker": "",
        "heard_on": today().isoformat(),
        "channel": "in_person",
        "kind": "risk",
        "asks_for": "",
        "rights": ["privacy"],
        **given,
    }


def test_words_are_written_down_one_after_the_other(client: FlaskClient, session: Session, team: Team) -> None:
    speaker = person(session, team)
    where = engagement(session, team, people=[speaker])
    sign_in(client, session, team.engager)
    path = project_url(team, f"feedback/new?engagement={where.id}")

    first = client.get(path).get_data(as_text=True)
    assert speaker.pseudonym in first
    assert "Salma" not in first

    saved = post(client, path, typed(speaker=str(speaker.id), next="1"))
    assert saved.status_code == 302
    assert "after=" in saved.location
    following = client.get(saved.location).get_data(as_text=True)
    assert "Written down." in following
    assert ARABIC not in following
    assert 'selected value="ar"' in following
    post(client, path, typed(words="Second"))

    one, two = feedback_of(session, where.id)
    assert (one.words, one.translation, one.speaker_id) == (ARABIC, ENGLISH, speaker.id)
    assert one.detail.rights == ["privacy"]
    assert two.words == "Second"
    assert [each.id for each in feedback_said_by(session, team.project.id, speaker.id)] == [one.id]


def test_arabic_words_keep_their_language_and_direction_on_an_english_page(
    client: FlaskClient, session: Session, team: Team
) -> None:
    item = heard(session, team, engagement(session, team))
    sign_in(client, session, team.analyst)
    for path in ("feedback/", f"feedback/{item.id}"):
        shown = client.get(project_url(team, path)).get_data(as_text=True)
        assert f'<blockquote lang="ar" dir="rtl">{ARABIC}</blockquote>' in shown
        assert f'<blockquote lang="en" dir="ltr">{ENGLISH}</blockquote>' in shown
        assert "Someone unknown" in shown


def test_a_protected_speaker_stays_hidden_from_an_analyst(client: FlaskClient, session: Session, team: Team) -> None:
    hidden, open_one = person(session, team, tier=3, name="Hidden"), person(session, team, name="Open")
    where = engagement(session, team, people=[hidden, open_one])
    item = heard(session, team, where, speaker_id=hidden.id)
    heard(session, team, where, speaker_id=open_one.id, words="Other words")
    pages = ("feedback/", f"feedback/{item.id}", f"engagements/{where.id}/", f"stakeholders/{open_one.id}")

    sign_in(client, session, team.engager)
    assert all(hidden.pseudonym in client.get(project_url(team, path)).get_data(as_text=True) for path in pages[:3])

    sign_in(client, session, team.analyst)
    for path in pages:
        shown = client.get(project_url(team, path)).get_data(as_text=True)
        assert hidden.pseudonym not in shown
        assert str(hidden.id) not in shown
    assert "Someone protected" in client.get(project_url(team, "feedback/")).get_data(as_text=True)
    own = client.get(project_url(team, f"stakeholders/{open_one.id}")).get_data(as_text=True)
    assert "Other words" in own
    assert ARABIC not in own


def test_what_is_refused_keeps_what_was_typed(client: FlaskClient, session: Session, team: Team) -> None:
    stranger = person(session, team, name="Not there")
    where = engagement(session, team, people=[person(session, team)])
    sign_in(client, session, team.engager)
    path = project_url(team, f"feedback/new?engagement={where.id}")
    tomorrow = (today() + timedelta(days=1)).isoformat()
    for wrong in (
        {"heard_on": tomorrow},
        {"speaker": str(stranger.id)},
        {"translation_language": ""},
        {"translation_language": "ar"},
        {"language": ""},
    ):
        refused = post(client, path, typed(**wrong))
        assert refused.status_code == 422, wrong
        assert ARABIC in refused.get_data(as_text=True)
        assert ENGLISH in refused.get_data(as_text=True)
    assert session.scalars(select(FeedbackItem)).all() == []

    given = {"words": "x", "translation": "", "heard_on": today(), "detail": FeedbackDetail()}
    with pytest.raises(service.NotAParticipant):
        heard(session, team, where, speaker_id=stranger.id)
    with pytest.raises(service.NotHeardYet):
        heard(session, team, where, heard_on=today() + timedelta(days=1))
    with pytest.raises(service.NothingSaid):
        heard(session, team, where, words="  ")
    planned = engagement(session, team, held=False)
    with pytest.raises(service.NotHeldYet):
        heard(session, team, planned)
    assert "was not held yet" in client.get(project_url(team, f"feedback/new?engagement={planned.id}")).get_data(
        as_text=True
    )
    with pytest.raises(service.NoSuchEngagement):
        service.write_down(
            session,
            actor=team.lead,
            project_id=team.project.id,
            engagement_id=uuid4(),
            speaker_id=None,
            **given,  # type: ignore[arg-type]
        )


def test_putting_it_right_names_what_changed_and_overwrites_nobody(
    client: FlaskClient, session: Session, team: Team
) -> None:
    item = heard(session, team, engagement(session, team))
    sign_in(client, session, team.engager)
    path = project_url(team, f"feedback/{item.id}/edit")
    shown = client.get(path).get_data(as_text=True)
    assert f"{ARABIC}</textarea>" in shown

    late = typed(heard_on=item.heard_on.isoformat(), translation="Better translation", channel="", based_on="1")
    assert post(client, path, late).status_code == 302
    assert find_feedback(session, team.project.id, item.id).translation == "Better translation"  # type: ignore[union-attr]

    again = post(client, path, {**late, "translation": "Theirs overwritten"})
    assert again.status_code == 422
    assert "Somebody else changed this item" in again.get_data(as_text=True)
    assert "Theirs overwritten" in again.get_data(as_text=True)
    assert "Better translation" in again.get_data(as_text=True)

    codes = session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)).all()
    assert codes.count("feedback.changed") == 1
    assert service.change(
        session,
        actor=team.lead,
        item=session.get_one(FeedbackItem, item.id),
        words="Corrected",
        translation="Better translation",
        speaker_id=None,
        heard_on=item.heard_on,
        detail=FeedbackDetail(language="ar", translation_language="en", rights=["privacy"]),
    ) == ["words"]


def test_pages_follow_one_another_without_gap(session: Session, team: Team) -> None:
    where, elsewhere = engagement(session, team), engagement(session, team)
    for number in range(7):
        heard(session, team, where, heard_on=today() - timedelta(days=number // 3))
    heard(session, team, elsewhere)
    seen: list[UUID] = []
    before = None
    while page := feedback_page(session, team.project.id, before=before, limit=3, engagement_id=where.id):
        seen += [each.id for each in page]
        before = page[-1].id
    assert len(seen) == len(set(seen)) == 7
    days = [each.heard_on for each in feedback_page(session, team.project.id, limit=PAGE)]
    assert len(days) == 8
    assert days == sorted(days, reverse=True)


def test_what_belongs_to_another_project_does_not_exist(client: FlaskClient, session: Session, team: Team) -> None:
    other = make_team(session, "Somewhere else")
    where = engagement(session, other)
    item = heard(session, other, where)
    own = engagement(session, team)
    sign_in(client, session, team.lead)
    for path in (
        f"feedback/{item.id}",
        f"feedback/{item.id}/edit",
        f"feedback/?engagement={where.id}",
        f"feedback/new?engagement={where.id}",
        "feedback/new?engagement=x",
    ):
        assert client.get(project_url(team, path)).status_code == 404, path
    form = project_url(team, f"feedback/new?engagement={own.id}")
    for path in (f"feedback/{item.id}/edit", f"feedback/new?engagement={where.id}"):
        assert post(client, project_url(team, path), typed(), form=form).status_code == 404
    assert find_engagement(session, team.project.id, where.id) is None
    sign_in(client, session, team.counsel)
    assert client.get(project_url(team, "feedback/")).status_code == 404
    sign_in(client, session, team.analyst)
    assert client.get(project_url(team, "feedback/new")).status_code == 404
