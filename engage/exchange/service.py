"""Lists of people as files, under pseudonyms: made at once, or by the worker when they are long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.db.clock import today
from engage.exchange.choosing import Choice
from engage.exchange.columns import BY_CODE, Column, table_of
from engage.exchange.vocabulary import ExchangeEvent, FileForm, Wording
from engage.exchange.writing import csv_of, xlsx_of
from engage.i18n.languages import direction
from engage.i18n.texts import current_language, use_language
from engage.jobs.service import enqueue
from engage.projects.parcels.models import Parcel
from engage.projects.parcels.service import announce
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.records import StakeholderRecord

WORK = "exchange.export"
# About half a second on two cores; more goes to the worker.
AT_ONCE = 25_000


@dataclass(frozen=True)
class Shape:
    """What the file is and says."""

    form: FileForm
    wording: Wording
    columns: tuple[str, ...]
    language: str

    @property
    def chosen(self) -> list[Column]:
        """The columns, the pseudonym always first."""
        return [BY_CODE[code] for code in dict.fromkeys(("pseudonym", *self.columns)) if code in BY_CODE]


def file_name(form: str) -> str:
    """A name that says nothing of the project."""
    return f"people-{today().isoformat()}.{form}"


def written(session: Session, project_id: UUID, people: Sequence[StakeholderRecord], shape: Shape) -> bytes:
    """The file, in memory."""
    with use_language(shape.language):
        in_codes = shape.wording is Wording.CODES
        lists = {} if in_codes else {which: labels(session, project_id, which) for which in ("groups", "rights")}
        rows = table_of(people, shape.chosen, in_codes=in_codes, lists=lists)
        if shape.form is FileForm.CSV:
            return csv_of(rows)
        return xlsx_of(rows, right_to_left=not in_codes and direction(current_language()) == "rtl")


def take_out(
    session: Session, *, actor: User, project_id: UUID, people: Sequence[StakeholderRecord], shape: Shape
) -> bytes:
    """The file, with its line in the log."""
    content = written(session, project_id, people, shape)
    record(
        session,
        ExchangeEvent.EXPORTED,
        actor=actor.id,
        project=project_id,
        rows=len(people),
        columns=[column.code for column in shape.chosen],
        form=shape.form.value,
    )
    return content


def take_out_later(
    session: Session, *, actor: User, project_id: UUID, choice: Choice, tier: int, shape: Shape
) -> Parcel:
    """Lets the worker make the file; it waits for `actor` for a day. `tier` is the highest of those it is about."""
    parcel = announce(session, actor=actor, project_id=project_id, form=shape.form.value, tier=tier)
    enqueue(
        session,
        WORK,
        asked_by=actor.id,
        project=project_id,
        subject=parcel.id,
        choice=choice.as_words(),
        form=shape.form.value,
        wording=shape.wording.value,
        columns=list(shape.columns),
        language=shape.language,
    )
    return parcel
