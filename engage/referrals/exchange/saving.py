"""Saving the namings of a file: thought through without holding anybody up, then written whole in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from engage.audit.service import record
from engage.crypto.sealed import sealer, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.projects.revisions import bump
from engage.referrals.exchange.lines import Content, Line, Looked
from engage.referrals.exchange.looking import Decisions, Plan, look
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.queries import content_of
from engage.referrals.exchange.vocabulary import MapExchangeEvent, MapImportState
from engage.referrals.gist import gist_from
from engage.referrals.models import Referral
from engage.referrals.queries import NAMINGS, TOPIC
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.directory import TOPIC as PEOPLE
from engage.stakeholders.importing.fingerprints import People
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.pseudonyms import Pseudonyms
from engage.stakeholders.queries import pseudonyms_of
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.vocabulary import StakeholderKind, StakeholderState

AT_ONCE = 1_000
TOLD_EVERY = 2_000
Values = list[dict[str, Any]]
Progress = Callable[[int], None]


class NothingToSave(ValueError):
    """Not a single naming would be brought in."""


@dataclass(frozen=True)
class Prepared:
    """Everything that will be written, sealed, as long as people and map are what they were."""

    looked: Looked
    people: Values
    namings: Values


def prepare(
    session: Session, row: MapImport, *, up_to_tier: int, looks_up_to: int, progress: Progress = lambda _done: None
) -> Prepared:
    """Thinks everything through, makes keys and seals; writes nothing. `progress` hears how many namings are ready.

    Raises NothingToSave, and whatever `progress` raises.
    """
    content = content_of(session, row)
    decisions = Decisions.unpacked(unseal_json(session, row, "decisions"))
    looked, plan = look(session, row.project_id, content, decisions, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    if not plan.lines:
        raise NothingToSave
    people, ids = _people(session, row, content, plan)
    return Prepared(looked, people, _namings(session, row, plan, ids, progress))


def write(session: Session, *, row: MapImport, prepared: Prepared, up_to_tier: int, looks_up_to: int) -> int:
    """Writes what was prepared, in the session's transaction; `row` is locked. Gives how many namings were recorded.

    What changed meanwhile is thought through once more. Raises NothingToSave.
    """
    project_id, looked = row.project_id, prepared.looked
    # Counters are locked before anything is written, and in one order: whoever records meanwhile waits.
    people_number, map_number = bump(session, project_id, PEOPLE), bump(session, project_id, TOPIC)
    if (people_number - 1, map_number - 1) != (looked.people_number, looked.map_number):
        prepared = prepare(session, row, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    count = len(prepared.namings)
    last = bump(session, project_id, TOPIC, by=count)
    pseudonyms = Pseudonyms(pseudonyms_of(session, project_id) if prepared.people else ())
    for person in prepared.people:
        person.update(pseudonym=pseudonyms.give(), revision=people_number, created_by=row.started_by)
    for entry, naming in enumerate(prepared.namings, last - count + 1):
        naming.update(entry=entry, revision=last)
    made: tuple[tuple[Any, Values], ...] = ((Stakeholder, prepared.people), (Referral, prepared.namings))
    for model, values in made:
        # The table and not its class: nothing of these rows is held in the session.
        for some in _cut(values):
            session.connection().execute(insert(model.__table__), some)
    NAMINGS.forget_own(session)
    row.state, row.recorded, row.people = MapImportState.SAVED.value, count, len(prepared.people)
    row.content = row.decisions = row.looked = None
    record(
        session,
        MapExchangeEvent.IMPORTED,
        actor=row.started_by,
        project=project_id,
        subject=row.id,
        namings=count,
        people=len(prepared.people),
    )
    return count


def unused_keys(session: Session, row: MapImport, content: Content) -> list[UUID]:
    """Keys of people whom a saving that broke off meant to make."""
    vault: Vault = session.info["vault"]
    ids = People(vault, row.project_id, row.id)
    return [key for at in range(len(content.ends)) if vault.has_subject(key := ids.of(at))]


def _people(session: Session, row: MapImport, content: Content, plan: Plan) -> tuple[Values, dict[int, UUID]]:
    """Rows of new people, sealed under keys of their own; and who every end is."""
    vault: Vault = session.info["vault"]
    made = People(vault, row.project_id, row.id)
    new = {at: made.of(at) for at in plan.new}
    vault.create_subjects([(key, row.project_id, plan.new[at]) for at, key in new.items()])
    columns = ("name", "profile", "safety")
    seals = {column: sealer(vault, Stakeholder.__tablename__, column) for column in columns}
    # That they were named is on the map alone: see `recording.service`.
    profile, safety = _json(vars(Profile())), _json(vars(Safety()))
    values: Values = []
    for at, key in new.items():
        values.append(
            {
                "id": key,
                "project_id": row.project_id,
                "kind": StakeholderKind.PERSON.value,
                "tier": plan.new[at],
                "state": StakeholderState.ACTIVE.value,
                "created_on": today(),
                "name": seals["name"](key, key, content.ends[at]),
                "profile": seals["profile"](key, key, profile),
                "safety": seals["safety"](key, key, safety),
            }
        )
    return values, {**plan.people, **new}


def _namings(session: Session, row: MapImport, plan: Plan, ids: dict[int, UUID], progress: Progress) -> Values:
    """Rows of namings, sealed as `referrals.service` seals them."""
    vault: Vault = session.info["vault"]
    columns = ("namer", "named", "detail", "gist")
    seals = [sealer(vault, Referral.__tablename__, column) for column in columns]
    values: Values = []
    for done, line in enumerate(plan.lines, 1):
        key, namer, named = uuid4(), str(ids[line.namer]), str(ids[line.named])
        detail = vars(_detail(line))
        texts = (namer, named, _json(detail), gist_from(namer, named, detail))
        sealed = {
            column: seal_one(row.key_id, key, text)
            for column, seal_one, text in zip(columns, seals, texts, strict=True)
        }
        about = {"state": line.state, "asked_on": line.day, "asked_by": row.started_by}
        values.append({"id": key, "project_id": row.project_id, "key_id": row.key_id, **about, **sealed})
        if done % TOLD_EVERY == 0:
            progress(done)
    progress(len(values))
    return values


def _detail(line: Line) -> ReferralDetail:
    detail = ReferralDetail(
        question=line.question,
        community=line.community,
        right=line.right,
        country=line.country,
        words=line.words,
        may_be_told=line.told,
    )
    state = ReferralState(line.state)
    return detail if state is ReferralState.NAMED else detail.moved(state, line.day, _("As a file says"))


def _cut(values: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


# As `seal_json` writes, made once.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
