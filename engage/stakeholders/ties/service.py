"""Recording who is tied to whom, and taking a tie back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.directory import directory_of
from engage.stakeholders.folding import fold
from engage.stakeholders.life.using import require_usable
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.queries import TIES, TOPIC, opened_ties
from engage.stakeholders.ties.records import TieDetail, TieRecord
from engage.stakeholders.ties.vocabulary import TieEvent, TieState


class ToThemselves(ValueError):
    """Nobody is tied to themselves."""


class OneOtherEnd(ValueError):
    """A tie leads from one to another of the registry, or joins one of it with somebody outside."""


class NobodyThere(LookupError):
    """The registry has nobody there whom the actor may know of."""


class TiedAlready(ValueError):
    """The same tie stands already."""


class EndsBeforeItBegan(ValueError):
    """A tie ends after it began."""


class TakenBackAlready(ValueError):
    """The tie does not stand any more."""


def record_tie(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    from_id: UUID | None,
    to_id: UUID | None,
    outside: str,
    detail: TieDetail,
    up_to_tier: int,
) -> Tie:
    """The first is tied to the second; one of them may be outside the registry, and is None then.

    Raises ToThemselves, OneOtherEnd, NobodyThere, Restricted, TiedAlready, EndsBeforeItBegan.
    """
    ends = [end for end in (from_id, to_id) if end is not None]
    if len(ends) != (1 if outside else 2):
        raise OneOtherEnd
    if from_id == to_id:
        raise ToThemselves
    directory = directory_of(session, project_id)
    if any(directory.find(end, up_to_tier) is None for end in ends):
        raise NobodyThere
    require_usable(session, *ends)
    if detail.since and detail.until and detail.until < detail.since:
        raise EndsBeforeItBegan
    row = Tie(
        id=uuid4(),
        project_id=project_id,
        state=TieState.STANDING.value,
        recorded_on=today(),
        recorded_by=actor.id,
        revision=_counted(session, project_id),
    )
    made = TieRecord(row.id, project_id, row.state, row.recorded_on, actor.id, from_id, to_id, outside, detail)
    if any(_same(made, each) for each in opened_ties(session, project_id).by_end.get(ends[0], ()) if each.stands):
        raise TiedAlready
    put_ends(session, row, from_id, to_id, outside)
    seal_json(session, row, "detail", vars(detail))
    session.add(row)
    session.flush()
    TIES.forget_own(session)
    record(session, TieEvent.RECORDED, actor=actor.id, project=project_id, subject=row.id)
    return row


def withdraw_tie(session: Session, *, actor: User, tie: Tie, known: TieRecord, reason: str) -> None:
    """The tie does not stand, or was never true; it stays on record with the reason. Raises TakenBackAlready."""
    if tie.state == TieState.WITHDRAWN:
        raise TakenBackAlready
    tie.revision = _counted(session, tie.project_id)
    tie.state = TieState.WITHDRAWN.value
    seal_json(session, tie, "detail", vars(replace(known.detail, withdrawn_because=reason)))
    session.flush()
    TIES.forget_own(session)
    record(session, TieEvent.WITHDRAWN, actor=actor.id, project=tie.project_id, subject=tie.id)


def put_ends(session: Session, row: Tie, from_id: UUID | None, to_id: UUID | None, outside: str) -> None:
    """Seals both ends of a tie; whoever calls counts the change."""
    seal_json(session, row, "ends", [str(from_id) if from_id else "", str(to_id) if to_id else "", outside])


def _counted(session: Session, project_id: UUID) -> int:
    return bump(session, project_id, TOPIC)


def _same(one: TieRecord, other: TieRecord) -> bool:
    return (one.from_id, one.to_id, fold(one.outside), one.detail.relation) == (
        other.from_id,
        other.to_id,
        fold(other.outside),
        other.detail.relation,
    )
