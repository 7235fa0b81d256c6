"""Bringing a file of namings in, step by step; and taking the map out, as two agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.projects.approvals import service as approvals
from engage.projects.approvals.models import Approval
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.parcels import service as parcels
from engage.projects.parcels.models import Parcel
from engage.referrals.exchange import graphs, saving
from engage.referrals.exchange.lines import Content, Looked
from engage.referrals.exchange.looking import Decisions, look
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.queries import content_of
from engage.referrals.exchange.tables import table_of
from engage.referrals.exchange.taking import Reach, Taken, reach, take
from engage.referrals.exchange.understanding import Terms, Usual, from_graph, from_rows
from engage.referrals.exchange.vocabulary import (
    GraphFault,
    GraphForm,
    LineFault,
    MapExchangeEvent,
    MapImportState,
    MapPurpose,
)
from engage.referrals.exchange.writing import written
from engage.referrals.opening import words_of
from engage.referrals.plotted import Plotted
from engage.referrals.queries import plotted_map
from engage.referrals.seen import SeenMap, see
from engage.referrals.service import key_of
from engage.stakeholders.directory import directory_of
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.vocabulary import StakeholderEvent

PREVIEW = MapImportState.PREVIEW.value
MOST_NAMINGS = graphs.MOST_EDGES
"""So many go into one file, as many as can be brought in again."""


class NothingToTake(ValueError):
    """Not a single naming may leave."""


class TooManyToTake(ValueError):
    """More namings than one file may hold."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `until`: the last entry of the map when it was asked; later namings are not agreed to."""

    form: GraphForm
    questions: tuple[str, ...]
    purpose: MapPurpose
    reason: str
    until: int = 0

    @property
    def what(self) -> dict[str, Any]:
        """Exactly what is agreed to, as the request keeps it."""
        return {
            "form": self.form.value,
            "questions": sorted(self.questions),
            "purpose": self.purpose.value,
            "reason": self.reason,
            "until": self.until,
        }

    @classmethod
    def of(cls, what: Mapping[str, Any]) -> Wanted:
        """What a request asks for."""
        form, purpose = GraphForm(what["form"]), MapPurpose(what["purpose"])
        return cls(form, tuple(what["questions"]), purpose, what["reason"], what["until"])


def start_import(
    session: Session, *, actor: User, project_id: UUID, data: bytes, usual: Usual, up_to_tier: int, looks_up_to: int
) -> MapImport:
    """Reads a file and keeps it sealed, until it is saved or forgotten. Raises GraphRefused, FileRefused."""
    content = read(session, project_id, data, usual)
    row = MapImport(
        id=uuid4(),
        project_id=project_id,
        key_id=key_of(session, project_id),
        started_by=actor.id,
        started_at=utcnow(),
        state=PREVIEW,
        read=content.read,
        recorded=0,
        people=0,
    )
    seal_json(session, row, "content", content.packed(), long=True)
    seal_json(session, row, "decisions", Decisions().packed(), long=True)
    session.add(row)
    session.flush()
    _look(session, actor, row, content, Decisions(), up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    return row


def read(session: Session, project_id: UUID, data: bytes, usual: Usual) -> Content:
    """What a file says, whatever its form. Raises GraphRefused, FileRefused."""
    if graphs.is_packed(data):
        raise graphs.GraphRefused(GraphFault.PACKED)
    terms = Terms(labels(session, project_id, WhichList.RIGHTS.value), usual, today())
    if graphs.is_graph(data):
        return from_graph(graphs.read_graph(data), terms)
    table, columns = table_of(data)
    content = from_rows(table.rows, columns, terms)
    broken = [(fault.row, str(LineFault.UNREADABLE.value)) for fault in table.faults]
    content = replace(content, faults=sorted([*content.faults, *broken]))
    if not content.read:
        raise graphs.GraphRefused(GraphFault.NO_NAMINGS)
    return content


def decide(
    session: Session,
    *,
    actor: User,
    row: MapImport,
    every: str | None,
    ends: Mapping[str, str],
    up_to_tier: int,
    looks_up_to: int,
) -> Looked:
    """Says what becomes of ends that nobody goes by, by what the file calls them, and looks through once more."""
    before = Decisions.unpacked(unseal_json(session, row, "decisions"))
    said = {**before.ends, **{text.casefold(): answer for text, answer in ends.items()}}
    decisions = Decisions(before.every if every is None else every, {text: each for text, each in said.items() if each})
    seal_json(session, row, "decisions", decisions.packed(), long=True)
    content = content_of(session, row)
    return _look(session, actor, row, content, decisions, up_to_tier=up_to_tier, looks_up_to=looks_up_to)


def drop_import(session: Session, *, row: MapImport) -> None:
    """Forgets a file, and destroys keys that a saving which broke off had made for its people."""
    if row.content is not None:
        vault: Vault = session.info["vault"]
        if unused := saving.unused_keys(session, row, content_of(session, row)):
            vault.destroy_subjects(unused)
    row.state, row.content, row.decisions, row.looked = MapImportState.DROPPED.value, None, None, None


def seen_at_once(session: Session, project_id: UUID, *, up_to_tier: int) -> tuple[SeenMap, Plotted]:
    """The map as a reader sees it, and as it is plotted, of one and the same moment."""
    plotted = plotted_map(session, project_id)
    records = directory_of(session, project_id).counted(up_to_tier)
    return see(plotted, up_to_tier, records, partial(words_of, session, project_id)), plotted


def reach_of(session: Session, project_id: UUID, wanted: Wanted, *, up_to_tier: int) -> Reach:
    """What a file would hold and leave out, as far as a reader may know."""
    seen, plotted = seen_at_once(session, project_id, up_to_tier=up_to_tier)
    return reach(seen, plotted, questions=wanted.questions, until=wanted.until)


def ask(session: Session, *, actor: User, project_id: UUID, wanted: Wanted, up_to_tier: int) -> Approval:
    """Asks a second person for the map as it is now. Raises NothingToTake, TooManyToTake."""
    plotted = plotted_map(session, project_id)
    wanted = replace(wanted, until=int(plotted.rows["entry"].max(initial=0)))
    within = reach_of(session, project_id, wanted, up_to_tier=up_to_tier)
    if not len(within.namings):
        raise NothingToTake
    if len(within.namings) > MOST_NAMINGS:
        raise TooManyToTake
    return approvals.ask(
        session,
        actor=actor,
        project_id=project_id,
        kind=ApprovalKind.EXPORT_MAP,
        subject_id=None,
        what=wanted.what,
        reason=wanted.reason,
        tier=within.highest,
    )


def make(session: Session, *, actor: User, project_id: UUID, wanted: Wanted, up_to_tier: int) -> Parcel:
    """Announces the file that was agreed to, once. Raises NotAgreed, NothingToTake."""
    approvals.use(
        session,
        actor=actor,
        project_id=project_id,
        kind=ApprovalKind.EXPORT_MAP,
        subject_id=None,
        what=wanted.what,
    )
    within = reach_of(session, project_id, wanted, up_to_tier=up_to_tier)
    if not len(within.namings):
        raise NothingToTake
    return parcels.announce(session, actor=actor, project_id=project_id, form=wanted.form.value, tier=within.highest)


def put_in(session: Session, *, actor: User, parcel: Parcel, wanted: Wanted, up_to_tier: int) -> None:
    """Makes the file and puts it into its parcel, with its line in the log."""
    seen, plotted = seen_at_once(session, parcel.project_id, up_to_tier=min(up_to_tier, parcel.tier))
    taken = take(seen, plotted, reach(seen, plotted, questions=wanted.questions, until=wanted.until))
    rows = len(taken.nodes) if wanted.form is GraphForm.NODES else len(taken.edges)
    parcels.fill(session, parcel=parcel, content=written(wanted.form, taken), rows=rows)
    _record_taken(session, actor, parcel, wanted, taken)


def fetch(session: Session, *, actor: User, parcel: Parcel) -> bytes:
    """The file, this once. Raises NotReady, Gone."""
    form = GraphForm(parcel.form)
    content = parcels.fetch(session, parcel=parcel)
    record(session, MapExchangeEvent.FETCHED, actor=actor.id, project=parcel.project_id, form=form.value)
    return content


def _record_taken(session: Session, actor: User, parcel: Parcel, wanted: Wanted, taken: Taken) -> None:
    record(
        session,
        MapExchangeEvent.EXPORTED,
        actor=actor.id,
        project=parcel.project_id,
        form=wanted.form.value,
        purpose=wanted.purpose.value,
        reason=wanted.reason,
        namings=len(taken.edges),
        people=len(taken.nodes),
    )


def _look(
    session: Session,
    actor: User,
    row: MapImport,
    content: Content,
    decisions: Decisions,
    *,
    up_to_tier: int,
    looks_up_to: int,
) -> Looked:
    """Finds out what saving would do. To look for people by name is a search: an event."""
    looked, _plan = look(session, row.project_id, content, decisions, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    seal_json(session, row, "looked", looked.packed(), long=True)
    if looked.unknown and looks_up_to:
        record(session, StakeholderEvent.SEARCHED, actor=actor.id, project=row.project_id, found=len(looked.alike))
    return looked
