"""Nothing that a feature keeps of someone is left behind when two records become one, whatever the feature."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import engage.app  # noqa: F401 - registers what every feature holds
from engage.crypto.errors import CryptoError
from engage.crypto.sealed import Sealed, unseal
from engage.db.base import DataModel
from engage.stakeholders.holdings import HOLDINGS, all_holders
from engage.stakeholders.merging.service import merge
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState
from tests.databases.grounds import Ground
from tests.factories.journey import walk
from tests.factories.team import Team, make_team

HISTORY = {
    "audit_event": "what was done then, to the records as they were",
    "stakeholder_merge": "how to take the two apart again",
    "stakeholder_import": "how to take the import back; who is no longer there is left out",
    "import_part": "rows of a file; who is no longer there is left out",
    "bulk_change": "what was done then, and whom it left as they were",
    "job": "work that was asked for then",
    "principle_check": "a judgement as it was signed, on the records as they were",
    "approval": "what was agreed to, word by word",
    "web_session": "where someone was in a form",
}
"""Tables that go on speaking of a record that is gone, and why they may."""


def naming(session: Session, gone: set[UUID]) -> set[tuple[str, str]]:
    """(table, column) of all sealed values that name one of these."""
    found = set()
    wanted = {form for key in gone for form in (str(key), key.hex)}
    for mapper in DataModel.registry.mappers:
        model, table = mapper.class_, mapper.class_.__tablename__
        sealed = [column.key for column in mapper.columns if isinstance(column.type, Sealed)]
        if not model.__module__.startswith("engage.") or not sealed:
            continue
        for row in session.scalars(select(model)):
            for column in sealed:
                try:
                    text = unseal(session, row, column) or ""
                except CryptoError:
                    continue
                if any(form in text for form in wanted):
                    found.add((table, column))
    return found


def all_into_one(session: Session, team: Team, ground: Ground) -> tuple[UUID, set[UUID], set[tuple[str, str]]]:
    """One of everything there is; then everyone in it becomes one person. Who stayed, who went, what named them."""
    walk(session, team, ground)
    alive = Stakeholder.project_id == team.project.id, Stakeholder.state == StakeholderState.ACTIVE.value
    kept, *others = session.scalars(select(Stakeholder).where(*alive).order_by(Stakeholder.id)).all()
    for row in (kept, *others):
        row.restricted_on = None
    session.flush()
    gone = {row.id for row in others}
    before = naming(session, gone)
    for row in others:
        merge(
            session,
            actor=team.lead,
            project_id=team.project.id,
            kept_id=kept.id,
            gone_id=row.id,
            chosen={},
            looks_up_to=3,
        )
    session.expire_all()
    return kept.id, gone, before


def test_no_sealed_value_names_a_record_that_went(session: Session, ground: Ground) -> None:
    assert set(HISTORY) <= set(DataModel.metadata.tables)
    team = make_team(session)
    kept, gone, before = all_into_one(session, team, ground)
    # The walk does hold something of people everywhere it should; else this would prove nothing.
    moving = {("participant", "stakeholder"), ("feedback_item", "speaker"), ("referral", "named"), ("tie", "ends")}
    assert moving <= before
    left = {table for table, _column in naming(session, gone)} - set(HISTORY)
    assert not left, f"{sorted(left)} still name a record that is gone: write a holdings.py, add it to engage.holdings"
    held = all_holders(session, team.project.id)
    assert kept in held
    assert not held & gone
    counted = {name: each.held(session, team.project.id, kept) for name, each in HOLDINGS.items()}
    assert all(counted.values()), f"nothing of {counted} is in tests/factories/journey.py"
