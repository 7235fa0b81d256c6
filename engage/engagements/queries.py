"""Reading engagements: rows are opened in bulk, with one query for each kind of row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, unseal, unseal_json
from engage.crypto.vault import Vault
from engage.engagements import hiding  # noqa: F401  (its rule stands before every read)
from engage.engagements.models import (
    CompanyParticipant,
    Engagement,
    EngagementDecision,
    EngagementNote,
    Participant,
)
from engage.engagements.records import (
    CompanyDetail,
    CompanyRecord,
    EngagementRecord,
    NoteVersion,
    ParticipantDetail,
    ParticipantRecord,
    Plan,
)
from engage.engagements.vocabulary import Stage

PAGE = 50
FEW = 20
AT_ONCE = 500
PARTS = frozenset(each.name for each in fields(ParticipantDetail))
Place = tuple[date, UUID]
OpenOne = Callable[[UUID, UUID, Any], str]

# Asked for each person's page: put together once.
_PARTICIPANTS = (
    select(Participant.id, Participant.engagement_id, Participant.stakeholder)
    .join(Engagement, Engagement.id == Participant.engagement_id)
    .where(Engagement.project_id == bindparam("project_id", type_=Uuid))
)
_NEWEST_FIRST = (
    select(Engagement)
    .where(Engagement.project_id == bindparam("project_id", type_=Uuid))
    .order_by(Engagement.planned_on.desc(), Engagement.id.desc())
)
_INFORMED = (
    select(EngagementDecision.engagement_id, EngagementDecision.decision_id)
    .where(EngagementDecision.engagement_id.in_(bindparam("ids", type_=Uuid, expanding=True)))
    .order_by(EngagementDecision.decision_id)
)

# Projects whose keys this process loaded already: each engagement has a key of its own, and asking one by one is slow.
_warmed: WeakKeyDictionary[Vault, set[UUID]] = WeakKeyDictionary()


def engagement_row(session: Session, project_id: UUID, engagement_id: UUID) -> Engagement | None:
    """The row of an engagement, to be changed by the service; None when the project has none of that id."""
    wanted = (Engagement.project_id == project_id, Engagement.id == engagement_id)
    return session.scalar(select(Engagement).where(*wanted))


def participant_row(session: Session, engagement_id: UUID, participant_id: UUID) -> Participant | None:
    """The row of a participant of this engagement."""
    wanted = (Participant.engagement_id == engagement_id, Participant.id == participant_id)
    return session.scalar(select(Participant).where(*wanted))


def company_row(session: Session, engagement_id: UUID, company_id: UUID) -> CompanyParticipant | None:
    """The row of someone who sits there for the company."""
    wanted = (CompanyParticipant.engagement_id == engagement_id, CompanyParticipant.id == company_id)
    return session.scalar(select(CompanyParticipant).where(*wanted))


def find_engagement(session: Session, project_id: UUID, engagement_id: UUID) -> EngagementRecord | None:
    """One engagement, opened; None when the project has none of that id."""
    row = engagement_row(session, project_id, engagement_id)
    return None if row is None else _opened(session, [row])[0]


def engagements_of(session: Session, project_id: UUID) -> list[EngagementRecord]:
    """Every engagement of a project, newest planned day first."""
    return _newest_first(session, project_id)


@dataclass(frozen=True)
class Wanted:
    """What somebody asked to see of the list; an empty code asks for nothing. All conditions hold together."""

    stage: str = ""
    type: str = ""
    format: str = ""

    def fits(self, plan: Plan) -> bool:
        """What a plan says is sealed: it is looked at once opened."""
        return self.type in {"", plan.type} and self.format in {"", plan.format}


def engagements_page(
    session: Session,
    project_id: UUID,
    *,
    before: Place | None = None,
    limit: int = PAGE,
    wanted: Wanted = Wanted(),
) -> tuple[list[EngagementRecord], Place | None]:
    """A page of engagements that fit, newest planned day first, and where the next begins.

    `before` is the place that the page before ended with.
    """
    found: list[EngagementRecord] = []
    at_once = limit + 1 if wanted.fits(Plan(type="?", format="?")) else AT_ONCE
    while len(found) <= limit:
        rows = session.scalars(_before(project_id, before, wanted).limit(at_once)).all()
        found += [each for each in _opened(session, rows) if wanted.fits(each.plan)]
        if len(rows) < at_once:
            break
        before = rows[-1].planned_on, rows[-1].id
    shown = found[:limit]
    return shown, (shown[-1].planned_on, shown[-1].id) if len(found) > limit else None


def _before(project_id: UUID, place: Place | None, wanted: Wanted) -> Select[Engagement]:
    asked = [Engagement.project_id == project_id]
    if wanted.stage:
        asked.append(Engagement.stage == wanted.stage)
    if place is not None:
        day, last = place
        same_day = and_(Engagement.planned_on == day, Engagement.id < last)
        asked.append(or_(Engagement.planned_on < day, same_day))
    return select(Engagement).where(*asked).order_by(Engagement.planned_on.desc(), Engagement.id.desc())


def engagements_in(session: Session, project_id: UUID, *stages: Stage) -> list[EngagementRecord]:
    """The engagements of a project that stand at one of `stages`, newest planned day first."""
    return _newest_first(session, project_id, Engagement.stage.in_([stage.value for stage in stages]))


def existing_among(session: Session, project_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
    """Those of the ids that are engagements which exist for whoever looks."""
    wanted = set(ids)
    if not wanted:
        return set()
    query = select(Engagement.id).where(Engagement.project_id == project_id, Engagement.id.in_(wanted))
    return set(session.scalars(query))


def has_engagements(session: Session, project_id: UUID) -> bool:
    """Whether anything was ever planned."""
    return session.scalar(select(Engagement.id).where(Engagement.project_id == project_id).limit(1)) is not None


def engagement_choices(session: Session, project_id: UUID) -> list[tuple[str, str]]:
    """(id, title) of every engagement that was not cancelled, newest planned day first, for a form."""
    listed = _newest_first(session, project_id, Engagement.stage != Stage.CANCELLED.value)
    return [(str(engagement.id), engagement.title) for engagement in listed]


def engagements_for_decision(session: Session, project_id: UUID, decision_id: UUID) -> list[EngagementRecord]:
    """The engagements that inform a decision, newest planned day first."""
    informing = select(EngagementDecision.engagement_id).where(EngagementDecision.decision_id == decision_id)
    return _newest_first(session, project_id, Engagement.id.in_(informing))


def engagements_with(session: Session, project_id: UUID, stakeholder_id: UUID) -> list[EngagementRecord]:
    """The engagements that a stakeholder is a participant of, newest planned day first.

    Who takes part is sealed, so every participant of the project is opened: one query, some microseconds each.
    """
    rows = session.execute(_PARTICIPANTS, {"project_id": project_id}).all()
    open_one, wanted = _opener(session, project_id, len(rows), "participant", "stakeholder"), str(stakeholder_id)
    with_them = {row.engagement_id for row in rows if open_one(row.engagement_id, row.id, row.stakeholder) == wanted}
    return _newest_first(session, project_id, Engagement.id.in_(with_them)) if with_them else []


def participants_of(session: Session, engagement_id: UUID) -> list[ParticipantRecord]:
    """Everyone who takes part on the other side, in a steady order that tells nothing."""
    rows = session.scalars(
        select(Participant).where(Participant.engagement_id == engagement_id).order_by(Participant.id)
    )
    return [participant_record(session, row) for row in rows]


def participant_record(session: Session, row: Participant) -> ParticipantRecord:
    """A participant, opened."""
    # Of what was written before safety had assessments of its own, the rest is taken.
    said = unseal_json(session, row, "detail") or {}
    detail = ParticipantDetail(**{name: value for name, value in said.items() if name in PARTS})
    return ParticipantRecord(row.id, row.engagement_id, UUID(unseal(session, row, "stakeholder") or ""), detail)


def company_side_of(session: Session, engagement_id: UUID) -> list[CompanyRecord]:
    """Everyone who sits there for the company, by name."""
    rows = session.scalars(select(CompanyParticipant).where(CompanyParticipant.engagement_id == engagement_id))
    found = [company_record(session, row) for row in rows]
    return sorted(found, key=lambda each: (each.detail.name.casefold(), str(each.id)))


def company_record(session: Session, row: CompanyParticipant) -> CompanyRecord:
    """Someone of the company, opened."""
    return CompanyRecord(row.id, row.engagement_id, CompanyDetail(**(unseal_json(session, row, "detail") or {})))


def plan_of(session: Session, engagement: Engagement) -> Plan:
    """The sealed plan of a row, opened."""
    return Plan(**(unseal_json(session, engagement, "plan") or {}))


def latest_notes(session: Session, engagement_id: UUID) -> tuple[int, str]:
    """The newest notes as (version, text); (0, "") when nothing was written.

    For pages use service.read_notes, which puts the look on record.
    """
    return notes_at(session, engagement_id, None) or (0, "")


def notes_at(session: Session, engagement_id: UUID, version: int | None) -> tuple[int, str] | None:
    """The notes of one version (None: the newest) as (version, text); None when there is no such version."""
    query = select(EngagementNote).where(EngagementNote.engagement_id == engagement_id)
    if version is not None:
        query = query.where(EngagementNote.version == version)
    row = session.scalars(query.order_by(EngagementNote.version.desc()).limit(1)).first()
    return None if row is None else (row.version, unseal(session, row, "body") or "")


def note_versions(session: Session, engagement_id: UUID) -> list[NoteVersion]:
    """When notes were written and by whom, newest first; not what they say."""
    columns = (EngagementNote.version, EngagementNote.written_by, EngagementNote.written_at)
    rows = session.execute(
        select(*columns).where(EngagementNote.engagement_id == engagement_id).order_by(EngagementNote.version.desc())
    )
    return [NoteVersion(*row) for row in rows]


def _newest_first(session: Session, project_id: UUID, *wanted: ColumnElement[bool]) -> list[EngagementRecord]:
    chosen = _NEWEST_FIRST.where(*wanted) if wanted else _NEWEST_FIRST
    return _opened(session, session.scalars(chosen, {"project_id": project_id}).all())


def _opened(session: Session, rows: Sequence[Engagement]) -> list[EngagementRecord]:
    if not rows:
        return []
    project_id = rows[0].project_id
    open_title = _opener(session, project_id, len(rows), "engagement", "title")
    open_plan = opener(session.info["vault"], "engagement", "plan")
    informed = _decisions_by_engagement(session, [row.id for row in rows])
    return [
        EngagementRecord(
            id=row.id,
            project_id=row.project_id,
            stage=row.stage,
            planned_on=row.planned_on,
            held_on=row.held_on,
            closed_on=row.closed_on,
            created_on=row.created_on,
            title=open_title(row.id, row.id, row.title) if row.title else "",
            plan=Plan(**(json.loads(open_plan(row.id, row.id, row.plan)) if row.plan else {})),
            decision_ids=informed[row.id],
            only_named=row.only_named,
        )
        for row in rows
    ]


def _decisions_by_engagement(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for engagement_id, decision_id in session.execute(_INFORMED, {"ids": list(ids)}):
        found[engagement_id].append(decision_id)
    return found


def _opener(session: Session, project_id: UUID, count: int, table: str, column: str) -> OpenOne:
    """An opener for `count` rows of a project, whose keys are loaded at once where they are many."""
    vault: Vault = session.info["vault"]
    warmed = _warmed.setdefault(vault, set())
    if count > FEW and project_id not in warmed:
        vault.warm(project_id)
        warmed.add(project_id)
    return opener(vault, table, column)
