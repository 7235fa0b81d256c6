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
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.referrals.gist import put_gist
from engage.referrals.models import Referral, ReferralMap, Start
from engage.referrals.plotted import Plotted
from engage.referrals.queries import NAMINGS, TOPIC, detail_of, find_map, plotted_map
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import AskedThrough, MayBeTold, Question, ReferralEvent, ReferralState
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.records import StakeholderRecord

MAP_TIER = 3
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

    def __init__(self, named_id: UUID) -> None:
        super().__init__("themselves")
        self.named_id = named_id


class AlreadyNamed(ValueError):
    """This person was named by the same person in answer to the same question before."""

    def __init__(self, named_id: UUID) -> None:
        super().__init__("named before")
        self.named_id = named_id


class ReasonNeeded(ValueError):
    """Declined, unreachable and not safe need a reason."""


class IsWithdrawn(ValueError):
    """The naming was withdrawn; what is withdrawn stays so, and is recorded anew where that was wrong."""


@dataclass(frozen=True)
class Naming:
    """That somebody named somebody, as it is to be recorded."""

    namer_id: UUID
    named_id: UUID
    asked_on: date
    detail: ReferralDetail


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
    person_on(session, project_id, stakeholder_id)
    key_id = key_of(session, project_id)
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
    naming = Naming(namer_id, named_id, asked_on, detail)
    [recorded] = record_referrals(session, actor=actor, project_id=project_id, namings=[naming])
    return recorded


def record_referrals(session: Session, *, actor: User, project_id: UUID, namings: Sequence[Naming]) -> list[Referral]:
    """Several namings, in this order, in one change of the map. Raises what `record_referral` does, for the first."""
    if not namings:
        return []
    namings = [replace(each, detail=_known(each.detail)) for each in namings]
    _check(session, project_id, namings)
    key_id = key_of(session, project_id)
    # Counting first makes whoever records at the same moment wait, so that nothing is recorded twice.
    number = bump(session, project_id, TOPIC, by=len(namings))
    _refuse_known(plotted_map(session, project_id), namings)
    made = []
    for entry, naming in enumerate(namings, number - len(namings) + 1):
        row = Referral(
            id=uuid4(),
            project_id=project_id,
            key_id=key_id,
            state=ReferralState.NAMED.value,
            asked_on=naming.asked_on,
            asked_by=actor.id,
            revision=number,
            entry=entry,
        )
        seal(session, row, "namer", str(naming.namer_id))
        seal(session, row, "named", str(naming.named_id))
        seal_json(session, row, "detail", asdict(naming.detail))
        put_gist(session, row)
        made.append(row)
    session.add_all(made)
    session.flush()
    NAMINGS.forget_own(session)
    for row in made:
        record(session, ReferralEvent.RECORDED, actor=actor.id, project=project_id, subject=row.id)
    return made


def move_referral(
    session: Session, *, actor: User, referral: Referral, state: ReferralState, reason: str, on: date | None = None
) -> None:
    """Says what became of a naming, on a day or today. Raises ReasonNeeded, IsWithdrawn."""
    state = ReferralState(state)
    if ReferralState.WITHDRAWN in (state, referral.state):
        raise IsWithdrawn
    if state in NEED_A_REASON and not reason.strip():
        raise ReasonNeeded
    detail = detail_of(session, referral).moved(state, on or today(), reason.strip())
    _change(session, referral, state, detail)
    record(
        session,
        ReferralEvent.MOVED,
        actor=actor.id,
        project=referral.project_id,
        subject=referral.id,
        state=state.value,
    )


def withdraw_referral(session: Session, *, actor: User, referral: Referral, reason: str) -> None:
    """Takes a naming off the map; it stays on record with the reason. Raises ReasonNeeded, IsWithdrawn."""
    if referral.state == ReferralState.WITHDRAWN:
        raise IsWithdrawn
    if not reason.strip():
        raise ReasonNeeded
    detail = detail_of(session, referral)
    said = replace(detail.moved(ReferralState.WITHDRAWN, today(), ""), state_reason=detail.state_reason)
    _change(session, referral, ReferralState.WITHDRAWN, replace(said, withdrawn_because=reason.strip()))
    record(session, ReferralEvent.WITHDRAWN, actor=actor.id, project=referral.project_id, subject=referral.id)


def _change(session: Session, referral: Referral, state: ReferralState, detail: ReferralDetail) -> None:
    seal_json(session, referral, "detail", asdict(detail))
    referral.state = state.value
    referral.revision = bump(session, referral.project_id, TOPIC)
    session.flush()
    NAMINGS.forget_own(session)


def _known(detail: ReferralDetail) -> ReferralDetail:
    return replace(
        detail,
        question=Question(detail.question).value,
        may_be_told=MayBeTold(detail.may_be_told).value,
        asked_through=AskedThrough(detail.asked_through).value,
    )


def _check(session: Session, project_id: UUID, namings: Sequence[Naming]) -> None:
    """Everyone there and usable, every conversation known; each is looked for once."""
    for naming in namings:
        if naming.namer_id == naming.named_id:
            raise NamedThemselves(naming.named_id)
    for stakeholder_id in dict.fromkeys(end for each in namings for end in (each.namer_id, each.named_id)):
        person_on(session, project_id, stakeholder_id)
    for engagement_id in dict.fromkeys(each.detail.engagement_id for each in namings):
        check_engagement(session, project_id, engagement_id)


def _refuse_known(plotted: Plotted, namings: Sequence[Naming]) -> None:
    seen: set[tuple[UUID, UUID, str]] = set()
    for naming in namings:
        line = naming.namer_id, naming.named_id, naming.detail.question
        if line in seen or plotted.was_named(*line):
            raise AlreadyNamed(naming.named_id)
        seen.add(line)


def key_of(session: Session, project_id: UUID) -> UUID:
    """The key that seals the map of a project; made when first asked for."""
    return open_map(session, session.get_one(Project, project_id)).key_id


def person_on(session: Session, project_id: UUID, stakeholder_id: UUID) -> StakeholderRecord:
    """Somebody who may name and be named. Raises UnknownPerson, Restricted."""
    found = find_stakeholder(session, project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if found is None:
        raise UnknownPerson
    if found.restricted:
        raise Restricted
    return found


def check_engagement(session: Session, project_id: UUID, engagement_id: str) -> None:
    """Lets through no conversation, or one of the project. Raises UnknownEngagement."""
    if not engagement_id:
        return
    try:
        known = find_engagement(session, project_id, UUID(engagement_id))
    except ValueError:
        known = None
    if known is None:
        raise UnknownEngagement
