"""Who was asked how to the next engagement, and how far that came. No mail leaves a demonstration without a server."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import told
from engage.engagements.inviting.queries import informed_by
from engage.engagements.inviting.service import invite_by_message, record_call, withdraw
from engage.engagements.inviting.texts import keep_template, write_text
from engage.engagements.inviting.wording import drafted
from engage.engagements.models import Participant
from engage.engagements.queries import engagement_row, find_engagement, participant_row, participants_of
from engage.engagements.records import ParticipantDetail
from engage.engagements.service import add_participant


def ask(
    session: Session, *, actor: User, project_id: UUID, people: dict[str, UUID], engagements: dict[str, UUID]
) -> None:
    """Texts in two languages, a message that waits, one that was taken back, two calls."""
    talk_id = engagements["reporting"]
    row, talk = engagement_row(session, project_id, talk_id), find_engagement(session, project_id, talk_id)
    if row is None or talk is None:
        return
    story = told("invited")
    english = drafted(talk, informed_by(session, talk), "en")
    common: dict[str, Any] = {"actor": actor, "engagement": row}
    write_text(session, **common, language="en", body=english, based_on=0)
    write_text(session, **common, language="my", body=story["few"], based_on=0)
    keep_template(session, actor=actor, project_id=project_id, name=story["name"], language="my", body=story["few"])
    for who in story["by_mail"]:
        detail = ParticipantDetail(selected_because=story["because"])
        place = add_participant(session, **common, stakeholder_id=people[who], detail=detail)
        made = invite_by_message(
            session, **common, participant=place, language="en", subject="hello", purpose="invitation"
        )
        if who == story["by_mail"][-1]:
            withdraw(session, **common, invitation=made)
    places = {each.stakeholder_id: each.id for each in participants_of(session, talk_id)}

    def place_of(who: str) -> Participant:
        found = participant_row(session, talk_id, places[people[who]])
        assert found is not None
        return found

    for each in story["call"]:
        record_call(
            session,
            **common,
            participant=place_of(each["who"]),
            channel=each["channel"],
            outcome=each["outcome"],
            language=each["language"],
        )
