"""What came after engagements and stands over time: promises, what was given, a record, a panel, days to watch."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.service import owe, settle
from engage.actions.vocabulary import ActionKind, ActionState
from engage.cli.demonstration.story import day, told
from engage.engagements.approached.service import note_approach
from engage.engagements.approached.vocabulary import Came
from engage.engagements.models import Engagement
from engage.engagements.peaks.records import PeakSaid
from engage.engagements.peaks.service import note_peak
from engage.engagements.peaks.vocabulary import PeakKind
from engage.engagements.sharing.records import Body, Given, View
from engage.engagements.sharing.service import note_given, write_record
from engage.engagements.sharing.vocabulary import Whose
from engage.engagements.standing.records import PanelSaid
from engage.engagements.standing.service import found_panel, give_seat, note_session
from engage.engagements.standing.vocabulary import PanelRole


def go_on(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    people: Mapping[str, UUID],
    engagements: Mapping[str, UUID],
) -> None:
    """A few of each."""
    story = told("later")
    _owed(session, actor, project_id, engagements)
    for each in story["given"]:
        said, given_on = Given(each["what"], each["languages"]), day(each["given_on"])
        talk = session.get_one(Engagement, engagements[each["key"]])
        note_given(session, actor=actor, engagement=talk, said=said, given_on=given_on)
    _record(session, actor, engagements)
    _panel(session, actor, project_id, people, engagements)
    for each in story["peak"]:
        on = day(each["from_on"])
        note_peak(
            session,
            actor=actor,
            project_id=project_id,
            kind=PeakKind(each["kind"]),
            from_on=on,
            until_on=on,
            lead_days=each["lead_days"],
            watched_by=actor.id,
            said=PeakSaid(each["country"], each["words"]),
        )
    came = story["approach"]
    note_approach(
        session,
        actor=actor,
        project_id=project_id,
        title=came["title"],
        owes=came["owes"],
        stakeholder_id=None,
        came_on=day(came["came_on"]),
        how=Came(came["how"]),
        wants=came["wants"],
        safe_way=came["safe_way"],
        answer_by=day(came["answer_by"]),
    )


def _owed(session: Session, actor: User, project_id: UUID, engagements: Mapping[str, UUID]) -> None:
    for each in told("later")["owed"]:
        key = engagements[each["key"]]
        made = owe(
            session,
            actor=actor,
            project_id=project_id,
            subject_id=key,
            key_id=key,
            kind=ActionKind(each["kind"]),
            text=each["text"],
            owner_id=actor.id,
            due_on=day(each["due_on"]),
        )
        for state, name in ((ActionState.DONE, "done"), (ActionState.REFUSED, "refused")):
            if name in each:
                settle(session, actor=actor, action=made, state=state, outcome=each[name])


def _record(session: Session, actor: User, engagements: Mapping[str, UUID]) -> None:
    said = told("later")["record"]
    views = tuple(View(whose, said[whose.value]) for whose in Whose if whose.value in said)
    body = Body(said["language"], said["about"], views, said["next_steps"])
    talk = session.get_one(Engagement, engagements[said["key"]])
    write_record(session, actor=actor, engagement=talk, body=body, based_on=0, pointed_out=[])


def _panel(
    session: Session, actor: User, project_id: UUID, people: Mapping[str, UUID], engagements: Mapping[str, UUID]
) -> None:
    said = told("later")["panel"]
    words = PanelSaid(**{name: said[name] for name in ("name", "purpose", "representatives", "ends_how")})
    panel = found_panel(session, actor=actor, project_id=project_id, said=words, review_on=day(said["review_on"]))
    for seat in said["seats"]:
        give_seat(
            session,
            actor=actor,
            panel=panel,
            stakeholder_id=people[seat["who"]],
            role=PanelRole(seat["role"]),
            since=day(seat["since"]),
            until=day(seat["until"]),
        )
    note_session(session, actor=actor, panel=panel, engagement_id=engagements[said["session"]])
