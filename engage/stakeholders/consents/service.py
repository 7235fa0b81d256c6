"""Wording notices; recording what people were told, agreed to, refused and took back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal, unseal_json
from engage.db.clock import today
from engage.stakeholders.consents.models import Consent, Notice, NoticeWording
from engage.stakeholders.consents.records import ConsentDetail
from engage.stakeholders.consents.vocabulary import ConsentEvent, ConsentKind, NoticeState
from engage.stakeholders.models import Stakeholder


class NoPurpose(ValueError):
    """A yes or a no is always to something."""


class EndsTooEarly(ValueError):
    """A consent ends after it was given."""


class TakenBackTooEarly(ValueError):
    """A consent cannot be taken back before it was given."""


class CannotBeTakenBack(ValueError):
    """Only a yes can be taken back, and only once."""


class UnknownWording(LookupError):
    """The project has no such wording."""


class SameWords(ValueError):
    """The newest version says exactly this."""


def record_consent(
    session: Session,
    *,
    actor: User,
    stakeholder: Stakeholder,
    kind: str,
    given_on: date,
    expires_on: date | None,
    detail: ConsentDetail,
) -> Consent:
    """What someone was told, agreed to or refused. Raises NoPurpose, EndsTooEarly, UnknownWording."""
    if kind != ConsentKind.NOTICE and not detail.purposes:
        raise NoPurpose
    if expires_on is not None and expires_on <= given_on:
        raise EndsTooEarly
    if detail.wording_id and not _has_wording(session, stakeholder.project_id, detail.wording_id):
        raise UnknownWording
    row = Consent(
        id=uuid4(),
        project_id=stakeholder.project_id,
        stakeholder_id=stakeholder.id,
        kind=kind,
        given_on=given_on,
        expires_on=expires_on if kind == ConsentKind.CONSENT else None,
        recorded_on=today(),
        recorded_by=actor.id,
    )
    seal_json(session, row, "detail", vars(detail))
    session.add(row)
    session.flush()
    _record(session, ConsentEvent.RECORDED, actor, row.project_id, stakeholder.id, kind=kind)
    return row


def withdraw_consent(session: Session, *, actor: User, consent: Consent, withdrawn_on: date, reason: str) -> None:
    """Someone took a consent back; it stays on record. Raises CannotBeTakenBack, TakenBackTooEarly."""
    if consent.kind != ConsentKind.CONSENT or consent.withdrawn_on is not None:
        raise CannotBeTakenBack
    if withdrawn_on < consent.given_on:
        raise TakenBackTooEarly
    detail = ConsentDetail(**unseal_json(session, consent, "detail"))
    seal_json(session, consent, "detail", vars(replace(detail, withdrawn_because=reason)))
    consent.withdrawn_on = withdrawn_on
    _record(session, ConsentEvent.WITHDRAWN, actor, consent.project_id, consent.stakeholder_id)


def add_notice(session: Session, *, actor: User, project_id: UUID, title: str, language: str, text: str) -> Notice:
    """A new notice with its first wording."""
    row = Notice(
        id=uuid4(),
        project_id=project_id,
        state=NoticeState.OFFERED.value,
        created_on=today(),
        created_by=actor.id,
    )
    seal(session, row, "title", title.strip())
    session.add(row)
    session.flush()
    _record(session, ConsentEvent.NOTICE_ADDED, actor, project_id, row.id)
    word_notice(session, actor=actor, notice=row, language=language, text=text)
    return row


def word_notice(session: Session, *, actor: User, notice: Notice, language: str, text: str) -> NoticeWording:
    """The next version of a notice in one language; earlier ones stay as they are. Raises SameWords."""
    in_language = (NoticeWording.notice_id == notice.id, NoticeWording.language == language)
    newest = session.scalar(select(NoticeWording).where(*in_language).order_by(NoticeWording.version.desc()).limit(1))
    if newest is not None and unseal(session, newest, "text") == text:
        raise SameWords
    row = NoticeWording(
        id=uuid4(),
        project_id=notice.project_id,
        notice_id=notice.id,
        language=language,
        version=newest.version + 1 if newest is not None else 1,
        written_on=today(),
        written_by=actor.id,
    )
    seal(session, row, "text", text, long=True)
    session.add(row)
    session.flush()
    _record(
        session,
        ConsentEvent.NOTICE_WORDED,
        actor,
        notice.project_id,
        notice.id,
        language=language,
        version=row.version,
    )
    return row


def retire_notice(session: Session, *, actor: User, notice: Notice) -> None:
    """Gives a notice to nobody any more; who was given it keeps that on record."""
    if notice.state != NoticeState.RETIRED:
        notice.state = NoticeState.RETIRED.value
        _record(session, ConsentEvent.NOTICE_RETIRED, actor, notice.project_id, notice.id)


def offer_notice(session: Session, *, actor: User, notice: Notice) -> None:
    """Takes a retired notice into use again."""
    if notice.state != NoticeState.OFFERED:
        notice.state = NoticeState.OFFERED.value
        _record(session, ConsentEvent.NOTICE_OFFERED, actor, notice.project_id, notice.id)


def _has_wording(session: Session, project_id: UUID, wording_id: str) -> bool:
    try:
        wanted = UUID(wording_id)
    except ValueError:
        return False
    where = (NoticeWording.id == wanted, NoticeWording.project_id == project_id)
    return session.scalar(select(NoticeWording.id).where(*where)) is not None


def _record(session: Session, event: EventKind, actor: User, project: UUID, subject: UUID, **facts: object) -> None:
    record(session, event, actor=actor.id, project=project, subject=subject, **facts)
