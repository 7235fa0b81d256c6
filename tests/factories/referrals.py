"""A map: people under pseudonyms, starts, namings; and namings of another project that must not turn up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.referrals import service
from engage.referrals.findings import service as findings
from engage.referrals.findings.records import CellDetail, Standing
from engage.referrals.models import Referral, Start
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.team import Team, make_team


def make_person(
    session: Session, team: Team, *, tier: int = 2, roles: Sequence[str] = ("rights_holder",), kind: str = "person"
) -> Stakeholder:
    """Someone in the registry."""
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind=kind,
        tier=tier,
        name="Somebody Example",
        profile=Profile(roles=list(roles)),
        safety=Safety(),
    )


def make_people(session: Session, team: Team, count: int, *, tier: int = 2) -> list[Stakeholder]:
    """Several people in the registry, every third an intermediary."""
    roles = [("rights_holder",), ("rights_holder",), ("intermediary",)]
    return [make_person(session, team, tier=tier, roles=roles[each % 3]) for each in range(count)]


def make_start(session: Session, team: Team, person: Stakeholder, reason: str = "Known for years") -> Start:
    """A start of the map."""
    return service.add_start(
        session, actor=team.lead, project_id=team.project.id, stakeholder_id=person.id, reason=reason
    )


def make_naming(
    session: Session,
    team: Team,
    namer: Stakeholder,
    named: Stakeholder,
    *,
    question: str = "should_be_heard",
    state: ReferralState = ReferralState.NAMED,
    asked_on: date | None = None,
    **detail: str,
) -> Referral:
    """One naming; `detail` goes into its sealed part."""
    referral = service.record_referral(
        session,
        actor=team.lead,
        project_id=team.project.id,
        namer_id=namer.id,
        named_id=named.id,
        asked_on=asked_on or today(),
        detail=ReferralDetail(question=question, **detail),
    )
    if state is not ReferralState.NAMED:
        service.move_referral(session, actor=team.lead, referral=referral, state=state, reason="As they told us")
    return referral


def make_map(
    session: Session, team: Team, people: Sequence[Stakeholder], starts: int, pairs: Iterable[tuple[int, int]]
) -> list[Referral]:
    """A whole map: the first of `people` are starts, `pairs` are (namer, named) by their place among `people`."""
    for person in people[:starts]:
        make_start(session, team, person)
    return [make_naming(session, team, people[namer], people[named]) for namer, named in pairs]


def make_noise(session: Session) -> UUID:
    """A map of another project, committed; returns that project."""
    team = make_team(session, "Another valley")
    make_map(session, team, make_people(session, team, 4), 2, [(0, 2), (1, 2), (2, 3)])
    session.commit()
    return team.project.id


def make_scoping(session: Session, team: Team, paused: Stakeholder, say: Callable[[str], str]) -> UUID:
    """A line of the scoping, which is returned; a signed sentence; and somebody set apart for now."""
    actor, project_id = team.lead, team.project.id
    detail = CellDetail("group", "women", 2, say("scoping.reason"), say("scoping.unheard_because"))
    line = findings.write_cell(session, actor=actor, project_id=project_id, detail=detail)
    words = say("statement.words")
    findings.sign_statement(session, actor=actor, project_id=project_id, words=words, figures=Standing())
    findings.pause(session, actor=actor, project_id=project_id, stakeholder_id=paused.id)
    return line.id
