"""Beginning the map, recording who named whom, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.engagements.queries import find_engagement
from engage.i18n.texts import gettext as _
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.models import Referral, ReferralMap, Start
from engage.referrals.queries import NAMINGS, TOPIC, detail_of, find_map, plotted_map
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import MayBeTold, Question, ReferralEvent, ReferralState
from engage.stakeholders.directory import TOPIC as PEOPLE
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.service import add_stakeholder
from engage.stakeholders.vocabulary import StakeholderKind

MAP_TIER = 3
LEAST_TIER_OF_NAMED = 2
EVERY_TIER = 3
NEED_A_REASON = frozenset({ReferralState.DECLINED, ReferralState.UNREACHABLE, ReferralState.NOT_SAFE})


class UnknownPerson(ValueError):
    """There is no such person in the project."""


class UnknownEngagement(ValueError):
    """There is no such conversation in the project."""


class AlreadyStart(ValueError):
    """The map begins with this person already."""


class NamedThemselves(ValueError):
    """Namer and named are the same person."""


class AlreadyNamed(ValueError):
    """This person was named by the same person in answer to the same question before."""

    def __init__(self, named_id: UUID) -> None:
        super().__init__("named before")
        self.named_id = named_id


class ReasonNeeded(ValueError):
    """Declined, unreachable and not safe need a reason."""


@dataclass(frozen=True)
class NewName:
    """Someone named whom the registry does not hold yet."""

    name: str
    kind: StakeholderKind = StakeholderKind.PERSON


def open_map(session: Session, project: Project) -> ReferralMap:
    """The project's map; made, with a key of its own, when first asked for."""
    found = find_map(session, project.id)
    if found is not None:
        return found
    # Two who begin at the same moment wait for each other here.
    session.execute(select(Project.id).where(Project.id == project.id).with_for_update(key_share=True))
    found = session.get(ReferralMap, project.id, populate_existing=True)
    if found is None:
        vault: Vault = session.info["vault"]
        found = ReferralMap(project_id=project.id, key_id=uuid4())
        vault.create_subject(found.key_id, project_id=project.id, tier=MAP_TIER)
        session.add(found)
        session.flush()
    return found


def add_start(session: Session, *, actor: User, project_id: UUID, stakeholder_id: UUID, reason: str) -> Start:
    """Begins the map, or begins it once more, with someone trusted. Raises UnknownPerson, Restricted, AlreadyStart."""
    _person(session, project_id, stakeholder_id)
    key_id = _key_of(session, project_id)
    bump(session, project_id, TOPIC)
    if any(start.stakeholder_id == stakeholder_id for start in plotted_map(session, project_id).starts):
        raise AlreadyStart
    start = Start(id=uuid4(), project_id=project_id, key_id=key_id, created_on=today())
    seal(session, start, "stakeholder", str(stakeholder_id))
    seal(session, start, "reason", reason.strip())
    session.add(start)
    session.flush()
    NAMINGS.forget_own(session)
    record(session, ReferralEvent.START_ADDED, actor=actor.id, project=project_id, subject=start.id)
    return start


def record_referral(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    namer_id: UUID,
    named_id: UUID,
    asked_on: date,
    detail: ReferralDetail,
) -> Referral:
    """One naming. Raises NamedThemselves, UnknownPerson, Restricted, UnknownEngagement, AlreadyNamed."""
    if namer_id == named_id:
        raise NamedThemselves
    _person(session, project_id, namer_id)
    _person(session, project_id, named_id)
    _check_engagement(session, project_id, detail.engagement_id)
    detail = replace(detail, question=Question(detail.question).value, may_be_told=MayBeTold(detail.may_be_told).value)
    key_id = _key_of(session, project_id)
    # Counting first makes whoever records at the same moment wait, so that nothing is recorded twice.
    number = bump(session, project_id, TOPIC)
    if plotted_map(session, project_id).was_named(namer_id, named_id, detail.question):
        raise AlreadyNamed(named_id)
    referral = Referral(
        id=uuid4(),
        project_id=project_id,
        key_id=key_id,
        state=ReferralState.NAMED.value,
        asked_on=asked_on,
        asked_by=actor.id,
        revision=number,
        entry=number,
    )
    seal(session, referral, "namer", str(namer_id))
    seal(session, referral, "named", str(named_id))
    seal_json(session, referral, "detail", asdict(detail))
    session.add(referral)
    session.flush()
    NAMINGS.forget_own(session)
    record(session, ReferralEvent.RECORDED, actor=actor.id, project=project_id, subject=referral.id)
    return referral


def record_answer(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    namer_id: UUID,
    asked_on: date,
    detail: ReferralDetail,
    named_ids: Sequence[UUID],
    new_names: Sequence[NewName] = (),
) -> list[Referral]:
    """Everyone whom a person named in answer to one question, known or new. Raises what `record_referral` does."""
    namer = _person(session, project_id, namer_id)
    # Counters before the log, and in one order: two who record at the same moment must never wait for each other.
    if new_names:
        bump(session, project_id, PEOPLE)
    bump(session, project_id, TOPIC)
    ids = list(dict.fromkeys(named_ids))
    recorded = [
        record_referral(
            session,
            actor=actor,
            project_id=project_id,
            namer_id=namer_id,
            named_id=named_id,
            asked_on=asked_on,
            detail=detail,
        )
        for named_id in ids
    ]
    for new in dict.fromkeys(new_names):
        person = add_stakeholder(
            session,
            actor=actor,
            project_id=project_id,
            kind=new.kind,
            tier=max(LEAST_TIER_OF_NAMED, namer.tier),
            name=new.name,
            profile=Profile(how_we_met=_("Named in a conversation")),
            safety=Safety(),
        )
        recorded.append(
            record_referral(
                session,
                actor=actor,
                project_id=project_id,
                namer_id=namer_id,
                named_id=person.id,
                asked_on=asked_on,
                detail=detail,
            )
        )
    return recorded


def move_referral(session: Session, *, actor: User, referral: Referral, state: ReferralState, reason: str) -> None:
    """Says what became of a naming. Raises ReasonNeeded."""
    state = ReferralState(state)
    if state in NEED_A_REASON and not reason.strip():
        raise ReasonNeeded
    detail = replace(detail_of(session, referral), state_reason=reason.strip())
    seal_json(session, referral, "detail", asdict(detail))
    referral.state = state.value
    referral.revision = bump(session, referral.project_id, TOPIC)
    record(
        session,
        ReferralEvent.MOVED,
        actor=actor.id,
        project=referral.project_id,
        subject=referral.id,
        state=state.value,
    )


def _key_of(session: Session, project_id: UUID) -> UUID:
    return open_map(session, session.get_one(Project, project_id)).key_id


def _person(session: Session, project_id: UUID, stakeholder_id: UUID) -> StakeholderRecord:
    found = find_stakeholder(session, project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if found is None:
        raise UnknownPerson
    if found.restricted:
        raise Restricted
    return found


def _check_engagement(session: Session, project_id: UUID, engagement_id: str) -> None:
    if not engagement_id:
        return
    try:
        known = find_engagement(session, project_id, UUID(engagement_id))
    except ValueError:
        known = None
    if known is None:
        raise UnknownEngagement
