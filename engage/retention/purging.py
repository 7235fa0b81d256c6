"""What goes when somebody is erased, room by room. Their key is gone: only what other keys seal is opened here.

What they gave stays as evidence without identity: that they were there, what was heard, that somebody was named.
Everything is safe to do twice.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal, seal_json, unseal_json
from engage.db.clock import utcnow
from engage.engagements.after.holdings import forget_whom
from engage.engagements.aftercare.models import Aftercare
from engage.engagements.approached.holdings import forget_who_came
from engage.engagements.files.holdings import files_about
from engage.engagements.files.service import forget
from engage.engagements.inviting.forgetting import forget_invitations
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.sharing.forgetting import forget_answers
from engage.engagements.standing.holdings import forget_seats
from engage.engagements.vocabulary import Attribution
from engage.intake.surveys.holdings import rows_of as named_in_surveys
from engage.intake.surveys.models import SurveyNaming
from engage.intake.surveys.queries import TALLIES
from engage.intake.surveys.queries import TOPIC as SURVEYED
from engage.jobs.service import enqueue
from engage.outreach.forgetting import forget_messages
from engage.outreach.stop.models import EngagementHalt, SafetyAssessment
from engage.projects.approvals.models import Approval
from engage.projects.parcels.models import Parcel
from engage.projects.revisions import bump
from engage.projects.viewing import seeing_everything
from engage.referrals.findings.models import MapPause
from engage.referrals.findings.wave.models import MapMark
from engage.referrals.models import Referral, Start
from engage.referrals.queries import NAMINGS, detail_of
from engage.referrals.queries import TOPIC as MAP
from engage.stakeholders.consents.models import Consent
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.service import forget_rows
from engage.stakeholders.importing.vocabulary import ImportState
from engage.stakeholders.legitimacy.models import LegitimacyAssessment, LegitimacyReply
from engage.stakeholders.life.models import Correction, Restriction
from engage.stakeholders.life.remembered import SIGN, neutral_name
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.queries import TOPIC as LOAD
from engage.stakeholders.merging.models import StakeholderMerge, TwoPeople
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.queries import is_taken
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.queries import TIES
from engage.stakeholders.ties.queries import TOPIC as TIED
from engage.summaries.models import ReceiptIssued, Summary

# Sealed under the key of the person, in an order that no reference stands in the way of.
OF_THE_PERSON: tuple[Any, ...] = (
    LegitimacyReply,
    LegitimacyAssessment,
    Contact,
    StakeholderNote,
    Consent,
    Restriction,
    Correction,
    SafetyAssessment,
    Aftercare,
    ReprisalReport,
)
Ids = Collection[UUID]


def purge(session: Session, project_id: UUID, ids: Ids, *, by: UUID | None) -> None:
    """Removes or blanks everything about these records of one project."""
    with seeing_everything():
        _purge(session, project_id, ids, by=by)


def _purge(session: Session, project_id: UUID, ids: Ids, *, by: UUID | None) -> None:
    session.info["vault"].warm(project_id)
    _records(session, ids)
    _merges(session, ids)
    _ties(session, project_id, ids)
    _load(session, project_id, ids)
    _imports(session, project_id, ids)
    _approvals(session, project_id, ids)
    _files(session, project_id, ids)
    _places(session, project_id, ids)
    _set_apart(session, project_id, ids)
    _namings(session, project_id, ids)
    _surveys(session, project_id, ids)
    _receipts(session, project_id, ids, by)
    for takes in (forget_whom, forget_who_came, forget_answers, forget_seats):
        takes(session, project_id, ids)
    forget_messages(session, project_id, ids)
    forget_invitations(session, project_id, ids, by=by)
    # Lists and files made for somebody to fetch may hold them: they can be made again, without them.
    session.execute(update(Parcel).where(Parcel.project_id == project_id).values(expires_at=utcnow()))
    session.flush()


def _records(session: Session, ids: Ids) -> None:
    # What is gone halts nothing: the halt of a report has its id.
    reports = select(ReprisalReport.id).where(ReprisalReport.stakeholder_id.in_(ids))
    session.execute(delete(EngagementHalt).where(EngagementHalt.id.in_(session.scalars(reports).all())))
    for model in OF_THE_PERSON:
        session.execute(delete(model).where(model.stakeholder_id.in_(ids)))
    for row in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids))):
        row.name = row.called = row.profile = row.safety = None
        row.import_id = row.restricted_on = row.created_by = None
        # Random: notes on paper lead from the old pseudonym nowhere.
        name = neutral_name()
        while is_taken(session, row.project_id, name):
            name = neutral_name()
        row.pseudonym = name


def _merges(session: Session, ids: Ids) -> None:
    session.execute(
        delete(StakeholderMerge).where(or_(StakeholderMerge.kept_id.in_(ids), StakeholderMerge.gone_id.in_(ids)))
    )
    session.execute(delete(TwoPeople).where(or_(TwoPeople.first_id.in_(ids), TwoPeople.second_id.in_(ids))))


def _ties(session: Session, project_id: UUID, ids: Ids) -> None:
    named = {str(each) for each in ids}
    open_ends = opener(session.info["vault"], Tie.__tablename__, "ends")
    rows = session.execute(select(Tie.id, Tie.ends).where(Tie.project_id == project_id, Tie.ends.is_not(None)))
    gone = [key for key, ends in rows if ends and named & set(json.loads(open_ends(project_id, key, ends))[:2])]
    if gone:
        session.execute(delete(Tie).where(Tie.id.in_(gone)))
        bump(session, project_id, TIED)
        TIES.forget_own(session)


def _load(session: Session, project_id: UUID, ids: Ids) -> None:
    rows = select(LoadEntry).where(LoadEntry.project_id == project_id, LoadEntry.stakeholder.is_not(None))
    gone = [row.id for row, _who in _about(session, rows, LoadEntry, "stakeholder", ids)]
    if gone:
        session.execute(delete(LoadEntry).where(LoadEntry.id.in_(gone)))
        bump(session, project_id, LOAD)


def _imports(session: Session, project_id: UUID, ids: Ids) -> None:
    """What is left of files that were saved, and what was there before they added to someone."""
    rows = select(StakeholderImport).where(
        StakeholderImport.project_id == project_id,
        StakeholderImport.state.not_in([ImportState.PREVIEW, ImportState.SAVING]),
    )
    for row in session.scalars(rows):
        forget_rows(session, row=row)
        report = unseal_json(session, row, "report")
        filled = (report or {}).get("filled", {})
        left = {key: said for key, said in filled.items() if UUID(key) not in ids}
        if len(left) < len(filled):
            seal_json(session, row, "report", {**report, "filled": left}, long=True)


def _approvals(session: Session, project_id: UUID, ids: Ids) -> None:
    rows = select(Approval).where(Approval.project_id == project_id, Approval.subject_id.in_(ids))
    for row in session.scalars(rows):
        seal_json(session, row, "body", {})


def _places(session: Session, project_id: UUID, ids: Ids) -> None:
    rows = (
        select(Participant)
        .join(Engagement, Engagement.id == Participant.engagement_id)
        .where(Engagement.project_id == project_id, Participant.stakeholder.is_not(None))
    )
    for row, _who in _about(session, rows, Participant, "stakeholder", ids):
        detail = participant_record(session, row).detail
        by_name = detail.attribution == Attribution.NAME
        blank = replace(
            detail,
            selected_because=_sign(detail.selected_because),
            attribution=Attribution.PSEUDONYM.value if by_name else detail.attribution,
        )
        if blank != detail:
            seal_json(session, row, "detail", asdict(blank))


def _files(session: Session, project_id: UUID, ids: Ids) -> None:
    """What they agreed to, or show in, is destroyed with its key."""
    for row, who in files_about(session, project_id):
        if who in ids:
            forget(session, row)


def _set_apart(session: Session, project_id: UUID, ids: Ids) -> None:
    """That they were not to be approached, or would have been."""
    for model in (MapPause, MapMark):
        rows = select(model).where(model.project_id == project_id, model.stakeholder.is_not(None))
        gone = [row.id for row, _who in _about(session, rows, model, "stakeholder", ids)]
        session.execute(delete(model).where(model.id.in_(gone)))


def _namings(session: Session, project_id: UUID, ids: Ids) -> None:
    changed = False
    starts = select(Start).where(Start.project_id == project_id, Start.stakeholder.is_not(None))
    for start, _who in _about(session, starts, Start, "stakeholder", ids):
        seal(session, start, "reason", SIGN)
        changed = True
    found: dict[UUID, Referral] = {}
    for column in ("namer", "named"):
        rows = select(Referral).where(Referral.project_id == project_id)
        found.update({row.id: row for row, _who in _about(session, rows, Referral, column, ids)})
    for row in found.values():
        detail = detail_of(session, row)
        blank = detail.with_texts(_sign)
        if blank != detail:
            seal_json(session, row, "detail", asdict(blank))
            changed = True
    if changed or found:
        number = bump(session, project_id, MAP)
        for row in found.values():
            row.revision = number
        NAMINGS.forget_own(session)


def _surveys(session: Session, project_id: UUID, ids: Ids) -> None:
    """That answers to a survey meant them; how many answers there were stays."""
    gone = [row.id for row, who in named_in_surveys(session, project_id) if who in ids]
    if gone:
        session.execute(delete(SurveyNaming).where(SurveyNaming.id.in_(gone)))
        bump(session, project_id, SURVEYED)
        TALLIES.forget_own(session)


def _receipts(session: Session, project_id: UUID, ids: Ids, by: UUID | None) -> None:
    """Whom a receipt was handed to is no longer known, and it opens nothing any more."""
    named = {str(each) for each in ids}
    rows = session.execute(
        select(ReceiptIssued, Summary.language)
        .join(Summary, Summary.id == ReceiptIssued.summary_id)
        .where(Summary.project_id == project_id, ReceiptIssued.holder.is_not(None))
    ).all()
    for row, language in rows:
        held = unseal_json(session, row, "holder") or {}
        if held.get("holder") not in named:
            continue
        seal_json(session, row, "holder", {**held, "holder": None, "language": language})
        if not row.revoked:
            row.revoked = True
            enqueue(
                session,
                "summaries.revoke",
                asked_by=by,
                project=project_id,
                subject=row.summary_id,
                receipt=str(row.id),
            )


def _about(session: Session, rows: Any, model: Any, column: str, ids: Ids) -> Iterator[tuple[Any, UUID]]:
    """Rows in whose sealed column one of these stands; each is opened, which takes some microseconds."""
    open_one = opener(session.info["vault"], model.__tablename__, column)
    for row in session.scalars(rows).all():
        value = getattr(row, column)
        if value is not None and (who := UUID(open_one(row.key_subject(), row.id, value))) in ids:
            yield row, who


def _sign(text: str) -> str:
    return SIGN if text.strip() else ""
