"""Evidence on engagements: as values for the criteria, and as rows for the pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.decisions.records import DecisionDetail, DecisionRecord
from engage.engagements import service as engagements
from engage.engagements.models import Engagement
from engage.engagements.queries import find_engagement
from engage.engagements.records import (
    CompanyDetail,
    CompanyRecord,
    EngagementRecord,
    ParticipantDetail,
    ParticipantRecord,
    Plan,
    SeenTo,
)
from engage.feedback import service as feedback
from engage.feedback.models import FeedbackItem
from engage.feedback.records import FeedbackDetail, FeedbackRecord
from engage.influence.records import TraceRecord
from engage.principles.evidence import Evidence, Seat, SummaryFacts
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.service import add_stakeholder
from tests.factories import decisions
from tests.factories import engagements as meetings
from tests.factories.team import Team, make_team

TODAY = date(2026, 11, 20)
PROJECT = UUID("11111111-1111-4111-8111-111111111111")
PROTECTED_WORDS = "They came to my house at night."


def days(count: int) -> date:
    """The day `count` days from today (of the tests that need no database)."""
    return TODAY + timedelta(days=count)


def iso(count: int) -> str:
    """The same, as plans write it."""
    return days(count).isoformat()


def a_seat(
    *,
    roles: tuple[str, ...] = ("rights_holder",),
    tier: int = 2,
    channels: tuple[str, ...] = ("phone",),
    forbidden: tuple[str, ...] = (),
    gone: bool = False,
    profile: dict[str, Any] | None = None,
    **detail: Any,
) -> Seat:
    """Someone who accepted, was there, and for whom everything was done; arguments say what was not."""
    who = uuid4()
    known = {"roles": list(roles), "languages": ["ar"], **(profile or {})}
    care = Safety(safe_channels=list(channels), forbidden_channels=list(forbidden))
    person = StakeholderRecord(who, PROJECT, "person", tier, "Quiet Lamp", "active", TODAY, Profile(**known), care)
    done = {
        "selected_because": "Fishes there",
        "answer": "accepted",
        "attended": True,
        "attribution": "role",
        "may_record": False,
    }
    seen_to = SeenTo(assessed_on=iso(-60), channel="phone", measures=True)
    seen_to = replace(seen_to, **{name: detail.pop(name) for name in vars(seen_to) if name in detail})
    part = ParticipantRecord(uuid4(), uuid4(), who, ParticipantDetail(**{**done, **detail}))
    return Seat(part, None if gone else person, seen_to)


def a_decision(due: int, *, made: int | None = None, state: str = "open") -> DecisionRecord:
    """A decision due in `due` days, made on day `made`."""
    made_on = None if made is None else days(made)
    standing = "made" if made is not None else state
    return DecisionRecord(
        uuid4(), PROJECT, standing, uuid4(), days(due), None, None, made_on, days(-100), "Cameras", DecisionDetail()
    )


def a_company_seat(*knowledge: str, authority: str = "decides", attended: bool | None = True) -> CompanyRecord:
    """Someone of the company."""
    detail = CompanyDetail("Ada", "Product", list(knowledge), authority, attended)
    return CompanyRecord(uuid4(), uuid4(), detail)


def heard(speaker: Seat | None = None, *rights: str) -> FeedbackRecord:
    """Something heard, from someone on a seat or from nobody known."""
    who = speaker.part.stakeholder_id if speaker else None
    return FeedbackRecord(uuid4(), PROJECT, uuid4(), days(-40), "…", "", who, FeedbackDetail(rights=list(rights)))


def an_answer(
    item: FeedbackRecord, decision: DecisionRecord, outcome: str = "changed", until: int | None = None
) -> dict[tuple[UUID, UUID], TraceRecord]:
    """What stands about an item in a decision."""
    until_on = None if until is None else days(until)
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    answer = TraceRecord(
        uuid4(), item.id, decision.id, 1, outcome, days(-20), until_on, uuid4(), moment, "Because", "", "Board"
    )
    return {(item.id, decision.id): answer}


def a_summary(
    published: int | None, *audiences: str, withheld: bool = False, promised: int | None = None
) -> SummaryFacts:
    """A summary in Arabic, published on day `published`."""
    return SummaryFacts(
        uuid4(),
        "draft" if published is None else "published",
        days(-38),
        None if promised is None else days(promised),
        None if published is None else days(published),
        frozenset(audiences or ("participants", "public")),
        frozenset({"ar"}),
        withheld,
    )


def evidence(stage: str = "held", day: int = -40, plan: dict[str, Any] | None = None, **given: Any) -> Evidence:
    """Evidence on an engagement of a stage and day, with nothing else on record than what is given."""
    on = days(day)
    meeting = EngagementRecord(
        uuid4(),
        PROJECT,
        stage,
        on,
        None if stage == "planned" else on,
        None,
        days(-100),
        "Harbour",
        Plan(**(plan or {})),
        [],
    )
    return Evidence(engagement=meeting, today=TODAY, **given)


def with_seats(found: Evidence, *seats: Seat) -> Evidence:
    """The same evidence with more people."""
    return replace(found, seats=(*found.seats, *seats))


@dataclass
class Case:
    """An engagement held 40 days ago, with people of three tiers, words of two, a decision, a company side.

    Noise: another engagement of the project and another project, with people and words of their own.
    """

    team: Team
    engagement: Engagement
    people: dict[int, Stakeholder]
    words: FeedbackItem

    def record(self, session: Session) -> EngagementRecord:
        """The engagement, opened as it is now."""
        found = find_engagement(session, self.team.project.id, self.engagement.id)
        assert found is not None
        return found


def make_case(session: Session, *, tiers: tuple[int, ...] = (1, 2)) -> Case:
    """The engagement, committed, with someone of each of `tiers`."""
    team = make_team(session)
    decision = decisions.make_decision(session, team, due_on=today() + timedelta(days=30))
    held_on = today() - timedelta(days=40)
    meeting = meetings.make_engagement(
        session,
        team,
        planned_on=held_on,
        decisions=[decision.id],
        languages=["ar"],
        issues=["privacy"],
        invited_on=(held_on - timedelta(days=20)).isoformat(),
        safety_measures="Two doors",
    )
    people = {tier: add_someone(session, team, meeting, tier) for tier in tiers}
    engagements.add_company_participant(
        session,
        actor=team.lead,
        engagement=meeting,
        detail=CompanyDetail("Ada", "Product lead", ["company", "product"], "decides", True),
    )
    meetings.hold(session, team, meeting, days_ago=40)
    words = say(session, team, meeting, people[2], "We fear for our pictures.")
    meetings.make_noise(session)
    noise = meetings.make_engagement(session, team, "Elsewhere in the project")
    meetings.seat(session, team, noise, meetings.make_person(session, team, name="Noise Person"))
    session.commit()
    return Case(team, meeting, people, words)


def add_someone(session: Session, team: Team, meeting: Engagement, tier: int) -> Stakeholder:
    """Someone of a tier who took part and for whom safety was thought of."""
    person = add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=tier,
        name=f"Person of tier {tier}",
        profile=Profile(roles=["rights_holder"], languages=["ar"], groups=["defenders"] if tier == 3 else []),
        safety=Safety(safe_channels=["phone"]),
    )
    assessed = (today() - timedelta(days=60)).isoformat()
    care = {**meetings.SAFE, "assessed_on": assessed}
    meetings.seat(session, team, meeting, person, answer="accepted", attended=True, attribution="role", **care)
    return person


def say(session: Session, team: Team, meeting: Engagement, person: Stakeholder, words: str) -> FeedbackItem:
    """Writes down what someone said there."""
    return feedback.write_down(
        session,
        actor=team.lead,
        project_id=team.project.id,
        engagement_id=meeting.id,
        words=words,
        translation=None,
        speaker_id=person.id,
        heard_on=None,
        detail=FeedbackDetail(rights=["privacy"]),
    )
