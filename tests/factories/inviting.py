"""People who are to be asked to an engagement, texts to ask them with, and what is sent to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import engage.outreach.jobs  # noqa: F401 - registers its work by name
from config import MailServer
from engage.engagements.inviting import service, texts
from engage.engagements.inviting.models import InvitationMade
from engage.engagements.models import Engagement, Participant
from engage.outreach.models import Message
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import ContactDetail, Profile, Safety
from engage.stakeholders.service import add_stakeholder
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.engagements import make_engagement, make_noise, seat
from tests.factories.team import Team, make_team

NAME = "Salma Haddad"
ADDRESS = "salma@example.org"
TITLE = "Cameras at the harbour"
SAID = {
    "en": "Hello,\n\nWe would like to hear you. You may say no.",
    "fr": "Bonjour,\n\nNous aimerions vous entendre. Vous pouvez dire non.",
}


@dataclass
class Asked:
    """An engagement, and someone on its list who can be asked by e-mail."""

    team: Team
    engagement: Engagement
    person: Stakeholder
    participant: Participant


def to_be_asked(
    session: Session, *, tier: int = 1, channels: Sequence[str] = ("email",), languages: Sequence[str] = ("fr",)
) -> Asked:
    """Someone of `tier` who reads the first of `languages`; the text is written in each. Committed."""
    make_noise(session)
    team = make_team(session)
    talk = make_engagement(session, team, TITLE, still_open="Whether they record faces")
    person = someone(session, team, tier=tier, channels=channels, reads=languages[0])
    place = seat(session, team, talk, person)
    for language in languages:
        write(session, team, talk, language)
    session.commit()
    return Asked(team, talk, person, place)


def someone(
    session: Session, team: Team, *, tier: int = 1, channels: Sequence[str] = ("email",), reads: str = "fr"
) -> Stakeholder:
    """Someone who can be reached safely through `channels`, and not through another address."""
    values = {"email": ADDRESS, "phone": "+33199001234", "post": "3 Quay Lane, Harbour", "through": "The baker"}
    ways = [ContactDetail(channel, values[channel], safe=True) for channel in channels]
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=tier,
        name=NAME,
        profile=Profile(roles=["rights_holder"], languages=[reads], reads=[reads]),
        safety=Safety(safe_channels=list(channels)),
        contacts=[ContactDetail("email", "watched@example.org", safe=False), *ways],
    )


def write(session: Session, team: Team, engagement: Engagement, language: str, body: str = "") -> None:
    """The text in one language."""
    said = body or SAID.get(language, SAID["en"])
    texts.write_text(session, actor=team.lead, engagement=engagement, language=language, body=said, based_on=0)


def queued(session: Session, asked: Asked, **given: object) -> Message:
    """An invitation by e-mail that waits for the worker; committed."""
    usual = {
        "actor": asked.team.lead,
        "engagement": asked.engagement,
        "participant": asked.participant,
        "language": "fr",
        "subject": "hello",
        "purpose": "invitation",
        "portal": "https://portal.example.org",
    }
    service.invite_by_message(session, **{**usual, **given})  # type: ignore[arg-type]
    session.commit()
    return session.scalars(select(Message).order_by(Message.queued_on)).all()[-1]


def sent_by(session: Session, ground: Ground, server: MailServer | None) -> None:
    """Commits, and works off every job with this mail server."""
    session.commit()
    run_jobs(ground.stores, ground.vault, server)
    session.expire_all()


def made_in(session: Session, engagement_id: UUID) -> list[InvitationMade]:
    """The invitations to an engagement."""
    rows = select(InvitationMade).where(InvitationMade.engagement_id == engagement_id)
    return list(session.scalars(rows.order_by(InvitationMade.made_on, InvitationMade.id)))
