"""Reading notices, and what people were told and agreed to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.stakeholders.consents.models import Consent, Notice, NoticeWording
from engage.stakeholders.consents.records import (
    ConsentDetail,
    ConsentRecord,
    NoticeRecord,
    WordingName,
    WordingRecord,
    renewed,
)
from engage.stakeholders.consents.vocabulary import ConsentKind
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState

_TOLD_FIRST = [kind.value for kind in ConsentKind]
# Asked for each person's page: put together once.
_CONSENTS = select(Consent).order_by(Consent.given_on.desc(), Consent.recorded_on.desc(), Consent.id)
_OF_PERSON = _CONSENTS.where(Consent.stakeholder_id == bindparam("stakeholder_id", type_=Uuid))
_WORDINGS = (
    select(NoticeWording.id, NoticeWording.version, NoticeWording.language, Notice)
    .join(Notice, Notice.id == NoticeWording.notice_id)
    .where(
        NoticeWording.project_id == bindparam("project_id", type_=Uuid),
        NoticeWording.id.in_(bindparam("ids", type_=Uuid, expanding=True)),
    )
)


def consents_of(session: Session, stakeholder_id: UUID) -> list[ConsentRecord]:
    """Everything that someone was told, agreed to or refused, newest first; what was taken back, too."""
    return _opened(session, session.scalars(_OF_PERSON, {"stakeholder_id": stakeholder_id}))


def find_consent(session: Session, project_id: UUID, stakeholder_id: UUID, consent_id: UUID) -> Consent | None:
    """The row of one consent of someone, for changing it."""
    return session.scalar(
        select(Consent).where(
            Consent.id == consent_id, Consent.stakeholder_id == stakeholder_id, Consent.project_id == project_id
        )
    )


def consent_record(session: Session, row: Consent) -> ConsentRecord:
    """One consent opened."""
    return ConsentRecord(
        id=row.id,
        project_id=row.project_id,
        stakeholder_id=row.stakeholder_id,
        kind=row.kind,
        given_on=row.given_on,
        expires_on=row.expires_on,
        withdrawn_on=row.withdrawn_on,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by,
        detail=ConsentDetail(**(unseal_json(session, row, "detail") or {})),
    )


def ending(
    session: Session, project_id: UUID, *, since: date, until: date, up_to_tier: int
) -> list[tuple[str, ConsentRecord]]:
    """(pseudonym, consent) of consents that end or ended between two days and were not renewed, soonest first."""
    alive = (Stakeholder.state == StakeholderState.ACTIVE, Stakeholder.tier <= up_to_tier)
    found = session.execute(
        select(Consent.id, Consent.stakeholder_id, Stakeholder.pseudonym)
        .join(Stakeholder, Stakeholder.id == Consent.stakeholder_id)
        .where(
            Consent.project_id == project_id,
            Consent.kind == ConsentKind.CONSENT,
            Consent.withdrawn_on.is_(None),
            Consent.expires_on >= since,
            Consent.expires_on <= until,
            *alive,
        )
        .order_by(Consent.expires_on, Consent.id)
    ).all()
    if not found:
        return []
    of_them: dict[UUID, list[ConsentRecord]] = {}
    theirs = _CONSENTS.where(Consent.stakeholder_id.in_({owner for _id, owner, _name in found}))
    for each in _opened(session, session.scalars(theirs)):
        of_them.setdefault(each.stakeholder_id, []).append(each)
    by_id = {each.id: each for several in of_them.values() for each in several}
    return [(name, by_id[key]) for key, owner, name in found if not renewed(by_id[key], of_them[owner])]


def notices_of(session: Session, project_id: UUID) -> list[NoticeRecord]:
    """Every notice of a project with all its wordings, oldest first."""
    wordings: dict[UUID, list[WordingRecord]] = {}
    rows = session.scalars(
        select(NoticeWording)
        .where(NoticeWording.project_id == project_id)
        .order_by(NoticeWording.language, NoticeWording.version.desc())
    )
    for row in rows:
        wordings.setdefault(row.notice_id, []).append(_wording(session, row))
    notices = session.scalars(
        select(Notice).where(Notice.project_id == project_id).order_by(Notice.created_on, Notice.id)
    )
    return [
        NoticeRecord(
            row.id, project_id, row.state, row.created_on, unseal(session, row, "title") or "", wordings.get(row.id, [])
        )
        for row in notices
    ]


def find_notice(session: Session, project_id: UUID, notice_id: UUID) -> Notice | None:
    """The row of a notice, for changing it."""
    return session.scalar(select(Notice).where(Notice.id == notice_id, Notice.project_id == project_id))


def wordings_named(session: Session, project_id: UUID, ids: Collection[str]) -> dict[str, WordingName]:
    """Which wordings these are, by id in text; asks nothing when there are none."""
    wanted = [UUID(each) for each in set(ids) if each]
    if not wanted:
        return {}
    rows = session.execute(_WORDINGS, {"project_id": project_id, "ids": wanted})
    return {
        str(key): WordingName(unseal(session, notice, "title") or "", version, language)
        for key, version, language, notice in rows
    }


def _wording(session: Session, row: NoticeWording) -> WordingRecord:
    text = unseal(session, row, "text") or ""
    return WordingRecord(row.id, row.notice_id, row.language, row.version, row.written_on, row.written_by, text)


def _opened(session: Session, rows: Iterable[Consent]) -> list[ConsentRecord]:
    found = [consent_record(session, row) for row in rows]
    # Of one day: what they were told, what they agreed to, what they refused.
    return sorted(found, key=lambda each: (-each.given_on.toordinal(), _TOLD_FIRST.index(each.kind)))
