"""People who were meant but not named, and namings that were withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.projects.opened import Held, Opened
from engage.referrals.opening import words_of
from engage.referrals.plotted import Listed
from engage.referrals.queries import plotted_map
from engage.referrals.recording.models import WithheldAnswer
from engage.referrals.recording.records import Withdrawn, Withheld, WithheldDetail
from engage.referrals.records import ReferralRecord
from engage.referrals.vocabulary import Question, ReferralState
from engage.stakeholders.directory import directory_of

TOPIC = "withheld"


def withheld_of(session: Session, project_id: UUID, *, up_to_tier: int) -> list[Withheld]:
    """Answers that meant people without naming them, by people whom the reader may know of; oldest first."""
    people = directory_of(session, project_id)
    return [
        each for each in WITHHELD.of(session, project_id) if people.remembered(each.namer_id, up_to_tier) is not None
    ]


def withheld_rows(session: Session, project_id: UUID) -> Iterator[tuple[WithheldAnswer, UUID]]:
    """Rows of such answers with who gave them; those whose key is gone are left out."""
    vault: Vault = session.info["vault"]
    open_namer = opener(vault, WithheldAnswer.__tablename__, "namer")
    rows = select(WithheldAnswer).where(WithheldAnswer.project_id == project_id)
    for row in session.scalars(rows.order_by(WithheldAnswer.asked_on, WithheldAnswer.id)).all():
        if row.namer is not None and vault.has_subject(row.key_id):
            yield row, UUID(open_namer(row.key_id, row.id, row.namer))


def withdrawn_of(session: Session, project_id: UUID, *, up_to_tier: int) -> list[Withdrawn]:
    """Namings that were withdrawn, between people whom the reader may know of; newest first."""
    plotted, people = plotted_map(session, project_id), directory_of(session, project_id)
    listed = Listed(plotted, plotted.withdrawn, partial(words_of, session, project_id))
    seen = [
        each
        for each in listed
        if all(people.remembered(end, up_to_tier) is not None for end in (each.namer_id, each.named_id))
    ]
    return sorted((_since(each) for each in seen), key=lambda each: (each.on is not None, each.on), reverse=True)


def _since(naming: ReferralRecord) -> Withdrawn:
    days = [step.on for step in naming.detail.steps if step.state is ReferralState.WITHDRAWN]
    return Withdrawn(naming, days[-1] if days else None)


def _opened(session: Session, project_id: UUID, _before: Held[Sequence[Withheld]]) -> Sequence[Withheld]:
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, WithheldAnswer.__tablename__, "detail")
    found = []
    for row, namer_id in withheld_rows(session, project_id):
        try:
            said = json.loads(open_detail(row.key_id, row.id, row.detail)) if row.detail is not None else {}
        except KeyErased:
            continue
        detail = WithheldDetail(**said)
        question = Question(detail.question)
        found.append(Withheld(row.id, namer_id, question, row.how_many, detail.community, row.asked_on))
    return tuple(found)


WITHHELD: Opened[Sequence[Withheld]] = Opened(TOPIC, (), _opened)
