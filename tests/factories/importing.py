"""Imports in each of their states, made by the services."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.stakeholders.importing import jobs, service
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.vocabulary import Outcome

TIERS = {"up_to_tier": 3, "looks_up_to": 3}


def brought_in(session: Session, actor: User, project_id: UUID, text: str) -> StakeholderImport:
    """A file that was read; what its columns hold is still to be confirmed, unless they are known from before."""
    return service.start_import(session, actor=actor, project_id=project_id, data=text.encode(), **TIERS)


def looked_through(session: Session, actor: User, project_id: UUID, text: str, *, tier: int = 2) -> StakeholderImport:
    """One whose columns were confirmed as they were proposed: what saving would do can be seen."""
    row = brought_in(session, actor, project_id, text)
    settings, _index = service.opened(session, row)
    service.decide_columns(session, actor=actor, row=row, columns=settings.mapping.columns, tier=tier, **TIERS)
    service.decide_words(session, actor=actor, row=row, words={}, **TIERS)
    return row


def decided(session: Session, actor: User, project_id: UUID, text: str) -> StakeholderImport:
    """One that can be saved: also those who may be there already are to be added, each by an answer of its own."""
    row = looked_through(session, actor, project_id, text)
    _settings, index = service.opened(session, row)
    assert index.doubles
    service.choose(session, row=row, every=None, rows=dict.fromkeys(index.doubles, Outcome.NEW.value))
    return row


def saved_import(session: Session, actor: User, project_id: UUID, text: str) -> StakeholderImport:
    """One that is saved."""
    row = looked_through(session, actor, project_id, text)
    jobs.save(session, actor=actor, row=row, looks_up_to=3)
    return row
