"""The shelf between the two programs: surveys put into the portal's store, answers taken from it.

The tables are the portal's own (it stands on a higher floor); here stand the columns that this side touches, and a
test holds them to the portal's models. Everything is safe to do twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    delete,
    func,
    insert,
    select,
    update,
)

from engage.db.engines import reading

TABLES = MetaData()
SURVEY = Table(
    "portal_survey",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("tag", LargeBinary),
    Column("code", String(20)),
    Column("body", LargeBinary),
    Column("mailbox", LargeBinary),
    Column("deployment_id", Uuid),
    Column("project_id", Uuid),
    Column("opens_on", Date),
    Column("closes_on", Date),
    Column("closed", Boolean),
    Column("most", Integer),
    Column("came", Integer),
)
ANSWER = Table(
    "portal_survey_answer",
    TABLES,
    Column("id", Uuid, primary_key=True),
    Column("survey_id", Uuid),
    Column("received_on", Date),
    Column("fetched", Boolean),
    Column("body", LargeBinary),
)


def put_survey(portal: Engine, survey_id: UUID, values: Mapping[str, Any]) -> None:
    """Puts a survey there, once."""
    with portal.begin() as connection:
        if connection.scalar(select(SURVEY.c.id).where(SURVEY.c.id == survey_id)) is None:
            connection.execute(insert(SURVEY).values(id=survey_id, closed=False, came=0, **values))


def close_survey(portal: Engine, survey_id: UUID) -> None:
    """No more answers are taken."""
    with portal.begin() as connection:
        connection.execute(update(SURVEY).where(SURVEY.c.id == survey_id).values(closed=True))


def remove_surveys(portal: Engine, survey_ids: Collection[UUID]) -> None:
    """Takes surveys away, and answers to them that could not be opened."""
    if not survey_ids:
        return
    with reading(portal).connect() as connection:
        there = connection.scalars(select(SURVEY.c.id).where(SURVEY.c.id.in_(list(survey_ids)))).all()
    if there:
        with portal.begin() as connection:
            connection.execute(delete(ANSWER).where(ANSWER.c.survey_id.in_(there)))
            connection.execute(delete(SURVEY).where(SURVEY.c.id.in_(there)))


def waiting_answers(portal: Engine, limit: int) -> Sequence[Row[Any]]:
    """Answers that the team does not have yet."""
    with reading(portal).connect() as connection:
        chosen = select(ANSWER).where(ANSWER.c.fetched.is_(False)).order_by(ANSWER.c.received_on, ANSWER.c.id)
        return connection.execute(chosen.limit(limit)).all()


def remove_answers(portal: Engine, answer_ids: Collection[UUID]) -> None:
    """The team has these: nothing of them is left here."""
    if answer_ids:
        with portal.begin() as connection:
            connection.execute(delete(ANSWER).where(ANSWER.c.id.in_(list(answer_ids))))


def set_aside(portal: Engine, answer_ids: Collection[UUID]) -> None:
    """These cannot be opened: they stay as they are, and stand in nobody's way."""
    if answer_ids:
        with portal.begin() as connection:
            connection.execute(update(ANSWER).where(ANSWER.c.id.in_(list(answer_ids))).values(fetched=True))


def count_unopened(portal: Engine, survey_id: UUID) -> int:
    """How many answers were set aside because they could not be opened."""
    mine = (ANSWER.c.survey_id == survey_id, ANSWER.c.fetched.is_(True))
    with reading(portal).connect() as connection:
        return connection.scalar(select(func.count()).select_from(ANSWER).where(*mine)) or 0


def fetch_again(portal: Engine, survey_id: UUID) -> None:
    """Has the worker try those once more: after a keystore was restored, say."""
    with portal.begin() as connection:
        connection.execute(update(ANSWER).where(ANSWER.c.survey_id == survey_id).values(fetched=False))
