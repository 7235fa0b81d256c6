"""No message, job, letter or call reaches somebody at the highest risk while anything is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.engagements.inviting import service
from engage.engagements.inviting.models import InvitationMade
from engage.jobs.service import enqueue
from engage.outreach import service as outreach
from engage.outreach.models import Message
from engage.outreach.queries import opened
from engage.outreach.records import Letter
from engage.outreach.stop.service import Stopped
from engage.outreach.stop.vocabulary import StopReason
from tests.databases.grounds import Ground
from tests.factories import mail
from tests.factories.engagements import make_engagement, make_person, seat
from tests.factories.inviting import sent_by, write
from tests.factories.safety import cleared
from tests.factories.stopping import MISSING, Scene
from tests.factories.team import make_team, project_url, sign_in
from tests.inspection import InspectedClient


@pytest.fixture
def scene(session: Session, client: InspectedClient) -> Scene:
    team = make_team(session)
    engagement, person = make_engagement(session, team), make_person(session, team, tier=3)
    write(session, team, engagement, "en")
    return Scene(session, client, team, engagement, person, seat(session, team, engagement, person))


def _asking(scene: Scene) -> dict[str, Any]:
    return {"actor": scene.team.lead, "engagement": scene.engagement, "participant": scene.place}


def _by_message(scene: Scene) -> object:
    said = {"language": "en", "subject": "hello", "purpose": "invitation"}
    return service.invite_by_message(scene.session, **_asking(scene), **said)


def _by_letter(scene: Scene) -> object:
    said: dict[str, Any] = {"language": "en", "channel": "post", "purpose": "invitation", "with_code": True}
    return service.make_letter(scene.session, **_asking(scene), **said)


def _by_call(scene: Scene) -> object:
    return service.record_call(scene.session, **_asking(scene), channel="phone", outcome="told", language="en")


def _by_queue(scene: Scene) -> object:
    return outreach.queue(
        scene.session,
        actor=scene.team.lead,
        project_id=scene.team.project.id,
        engagement_id=scene.engagement.id,
        stakeholder_id=scene.person.id,
        channel="email",
        language="en",
        purpose="invitation",
        subject="hello",
        body="x",
    )


@pytest.mark.parametrize("missing", MISSING, ids=lambda each: each.__name__.strip("_"))
def test_no_way_opens_while_anything_is_missing(
    scene: Scene, ground: Ground, missing: Callable[[Scene], StopReason]
) -> None:
    reason = missing(scene)
    for way in (_by_message, _by_letter, _by_call, _by_queue):
        with pytest.raises(Stopped) as stopped, scene.session.begin_nested():
            way(scene)
        if way is _by_call:  # the others are stopped for their channel, too
            assert reason in stopped.value.reasons
    assert not scene.session.scalars(select(InvitationMade)).all()
    message = _smuggled(scene)
    with mail.post_office() as (server, box):
        sent_by(scene.session, ground, server)
    assert (opened(scene.session, message).fault, box.mails) == ("stopped", [])
    assert scene.answer() == "not_invited"
    sign_in(scene.client, scene.session, scene.team.engager)
    page = scene.client.get(project_url(scene.team, f"engagements/{scene.engagement.id}/inviting/calls"))
    assert "Record the call" not in page.get_data(as_text=True)


def test_the_call_is_open_once_everything_is_seen_to(scene: Scene) -> None:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    sign_in(scene.client, scene.session, scene.team.engager)
    page = scene.client.get(project_url(scene.team, f"engagements/{scene.engagement.id}/inviting/calls"))
    assert "Record the call" in page.get_data(as_text=True)
    _by_call(scene)
    assert scene.answer() == "invited"
    for way in (_by_message, _by_letter):
        with pytest.raises(service.InvitedAlready):
            way(scene)


def _smuggled(scene: Scene) -> Message:
    """A message that got into the queue by no verb of ours."""
    message = Message(
        id=uuid4(),
        project_id=scene.team.project.id,
        engagement_id=scene.engagement.id,
        state="queued",
        attempts=0,
        queued_on=today(),
        queued_by=scene.team.lead.id,
    )
    seal(scene.session, message, "recipient", str(scene.person.id))
    seal_json(scene.session, message, "content", asdict(Letter("email", "en", "invitation", "Hello", "x", "0")))
    scene.session.add(message)
    words = {"message": str(message.id), "attempt": 0}
    enqueue(scene.session, outreach.WORK, asked_by=None, project=message.project_id, **words)
    return message
