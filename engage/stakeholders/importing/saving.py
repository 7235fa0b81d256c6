"""Saving an import: thought through without holding anybody up, then written whole in one transaction, or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from engage.audit.service import record
from engage.crypto.sealed import SealOne, seal_json, sealer
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.projects.revisions import bump, number_of
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.importing import parts
from engage.stakeholders.importing.enriching import NUMBER, enrich
from engage.stakeholders.importing.faults import Fault
from engage.stakeholders.importing.filling import called_of, together
from engage.stakeholders.importing.fingerprints import People
from engage.stakeholders.importing.looking import Double, find_doubles
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.planning import Plan, planned
from engage.stakeholders.importing.queries import lines_of
from engage.stakeholders.importing.records import Deed, Index, Line, Settings
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.importing.service import choices_of, opened
from engage.stakeholders.importing.unswept import unswept
from engage.stakeholders.importing.vocabulary import ImportEvent, ImportState, PartKind
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.pseudonyms import Pseudonyms
from engage.stakeholders.queries import pseudonyms_of
from engage.stakeholders.records import Safety
from engage.stakeholders.service import region_of, sealed_contact
from engage.stakeholders.vocabulary import StakeholderState

AT_ONCE = 1_000
MADE_AT_ONCE = 2_000
Values = list[dict[str, Any]]
Progress = Callable[[int], None]


@dataclass
class Prepared:
    """Everything that will be written, sealed; and what is left to tell of the file."""

    settings: Settings
    index: Index
    plan: Plan
    people: Values = field(default_factory=list)
    contacts: Values = field(default_factory=list)
    notes: Values = field(default_factory=list)
    fills: dict[UUID, list[Draft]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    pieces: list[dict[str, Any]] = field(default_factory=list)


class NothingToSave(ValueError):
    """Not a single row would be brought in."""


def prepare(
    session: Session, row: StakeholderImport, *, looks_up_to: int, progress: Progress = lambda _done: None
) -> Prepared:
    """Thinks everything through and makes the keys; reads only. `progress` hears how many rows are ready.

    Raises NothingToSave, and whatever `progress` raises.
    """
    with unswept():
        return _prepared(session, row, looks_up_to, progress)


def _prepared(session: Session, row: StakeholderImport, looks_up_to: int, progress: Progress) -> Prepared:
    settings, index = opened(session, row)
    doubles = _doubles(session, row, settings, index, looks_up_to)
    plan = planned(doubles, choices_of(session, row))
    prepared = Prepared(settings, index, plan)
    moved = _moved(session, row, plan)
    for key, drafts in moved.items():
        if isinstance(key, UUID):
            prepared.fills[key] = drafts
    maker = _Maker(session.info["vault"], row, prepared)
    done, people = 0, list[Draft]()
    pieces = parts.opened(session, row, PartKind.ROWS)
    for (_number, said), (_same, piece) in zip(parts.opened(session, row, PartKind.LOOKED), pieces, strict=True):
        lines = [Line.unpacked(each) for each in said]
        people += _people_of(lines, plan, moved)
        _keep_to_mend(prepared, lines, piece)
        done += len(lines)
        # Each making of keys and each word of progress is a commit: not for every part.
        if len(people) >= MADE_AT_ONCE:
            maker.make(people)
            people = []
            progress(done)
    maker.make(people)
    progress(done)
    if not prepared.people and not prepared.fills:
        raise NothingToSave
    return prepared


def write(session: Session, *, actor_id: UUID, row: StakeholderImport, prepared: Prepared) -> int:
    """Writes what was prepared, in the session's transaction; `row` is locked. Gives how many were added."""
    with unswept():
        return _written(session, actor_id, row, prepared)


def _written(session: Session, actor_id: UUID, row: StakeholderImport, prepared: Prepared) -> int:
    project_id, plan = row.project_id, prepared.plan
    # The counter is locked first: whoever adds at the same time waits, and pseudonyms stay unique.
    revision = bump(session, project_id, TOPIC)
    pseudonyms = Pseudonyms(pseudonyms_of(session, project_id))
    same = {"created_by": actor_id, "import_id": row.id, "revision": revision}
    for person in prepared.people:
        person.update(same, pseudonym=pseudonyms.give())
    for note in prepared.notes:
        note.update(written_on=today(), written_by=actor_id)
    made = ((Stakeholder, prepared.people), (Contact, prepared.contacts), (StakeholderNote, prepared.notes))
    for model, values in made:
        # The table and not its class: nothing of these rows is held in the session.
        for some in _cut(values):
            session.connection().execute(insert(model.__table__), some)  # type: ignore[arg-type]
    filled = {}
    for key, drafts in prepared.fills.items():
        done = enrich(session, actor_id=actor_id, project_id=project_id, stakeholder_id=key, drafts=drafts,
                      revision=revision, file_tier=prepared.settings.tier)  # fmt: skip
        if done is not None:
            filled[str(key)] = done
    row.state = ImportState.SAVED.value
    row.accepted, row.left_out = len(prepared.people), len(plan.left_out)
    row.rejected, row.enriched = len(prepared.index.refused), len(plan.added_to_others)
    seal_json(session, row, "report", Deed(revision, len(prepared.people), filled).packed(), long=True)
    _keep_what_is_left(session, row, prepared)
    record(
        session,
        ImportEvent.IMPORTED,
        actor=actor_id,
        project=project_id,
        accepted=row.accepted,
        rejected=row.rejected + row.left_out,
    )
    if filled:
        record(session, ImportEvent.ENRICHED, actor=actor_id, project=project_id, people=len(filled))
    return row.accepted


class _Maker:
    """Makes the rows of people, sealed under keys of their own."""

    def __init__(self, vault: Vault, row: StakeholderImport, prepared: Prepared) -> None:
        self._vault, self._row, self._prepared = vault, row, prepared
        self._ids = People(vault, row.project_id, row.id)
        self._seal = {
            column: sealer(vault, Stakeholder.__tablename__, column)
            for column in ("name", "called", "profile", "safety")
        }
        self._seal_detail: SealOne = sealer(vault, Contact.__tablename__, "detail")
        self._seal_note: SealOne = sealer(vault, StakeholderNote.__tablename__, "text", long=True)
        self._nothing_yet = _json(vars(Safety()))

    def make(self, drafts: Sequence[Draft]) -> None:
        """Everyone of some rows: keys first, in the keystore."""
        project_id, seal = self._row.project_id, self._seal
        ids = [self._ids.of(draft.row) for draft in drafts]
        self._vault.create_subjects((key, project_id, draft.tier) for key, draft in zip(ids, drafts, strict=True))
        for key, draft in zip(ids, drafts, strict=True):
            called = called_of(draft)
            self._prepared.people.append(
                {
                    "id": key,
                    "project_id": project_id,
                    "kind": draft.kind,
                    "tier": draft.tier,
                    "state": StakeholderState.ACTIVE.value,
                    "created_on": draft.added_on or today(),
                    "name": seal["name"](key, key, draft.name),
                    "called": seal["called"](key, key, _json(vars(called))) if called else None,
                    "profile": seal["profile"](key, key, _json(vars(draft.profile))),
                    "safety": seal["safety"](key, key, self._nothing_yet),
                }
            )
            region = region_of(draft.profile)
            for detail in draft.contacts:
                tagged, kept = sealed_contact(self._vault, detail, region, understood=True)
                own = uuid4()
                values = {"id": own, "project_id": project_id, "stakeholder_id": key, "tag": tagged}
                sealed = self._seal_detail(key, own, _json(vars(kept)))
                self._prepared.contacts.append({**values, "detail": sealed})
            if draft.notes:
                own = uuid4()
                values = {"id": own, "project_id": project_id, "stakeholder_id": key}
                text = self._seal_note(key, own, "\n".join(draft.notes))
                self._prepared.notes.append({**values, "number": NUMBER, "text": text})


def _doubles(
    session: Session, row: StakeholderImport, settings: Settings, index: Index, looks_up_to: int
) -> dict[int, Double]:
    """Who may be there already: as it was shown, or anew when the registry has changed since."""
    if number_of(session, row.project_id, TOPIC) == settings.looked_at:
        lines = lines_of(session, row, index, index.doubles)
        return {line.row: Double(line.earlier, line.alike) for line in lines}
    every = (Line.unpacked(each) for _number, said in parts.opened(session, row, PartKind.LOOKED) for each in said)
    lines = list(every)
    return find_doubles(session, row.project_id, [line.draft for line in lines if line.draft], looks_up_to)


def _moved(session: Session, row: StakeholderImport, plan: Plan) -> dict[int | UUID, list[Draft]]:
    """Rows whose words go elsewhere, by where they go."""
    moved: dict[int | UUID, list[Draft]] = {}
    wanted = plan.added_to_others
    if not wanted:
        return moved
    for _number, said in parts.opened(session, row, PartKind.LOOKED):
        for each in said:
            if each[0] in wanted:
                line, goal = Line.unpacked(each), plan.goal_of(each[0])
                if line.draft is not None and goal is not None:
                    moved.setdefault(goal, []).append(line.draft)
    return moved


def _people_of(lines: Sequence[Line], plan: Plan, moved: Mapping[int | UUID, list[Draft]]) -> list[Draft]:
    found = []
    for line in lines:
        if line.draft is not None and plan.goal_of(line.row) == line.row:
            draft = line.draft
            for more in moved.get(line.row, ()):
                draft = together(draft, more)
            found.append(draft)
    return found


def _keep_to_mend(prepared: Prepared, lines: Sequence[Line], piece: dict[str, Any]) -> None:
    """Rows that are not brought in, or that are worth a look, stay until their file was mended."""
    left_out = prepared.plan.left_out
    wanted = {line.row for line in lines if line.faults or line.warnings or line.row in left_out}
    for line in lines:
        if line.row in wanted:
            why = [Fault(line.row, 0, left_out[line.row])] if line.row in left_out else []
            prepared.lines.append(replace(line, draft=None, alike=[], faults=[*line.faults, *why]))
    prepared.pieces.append(
        {
            "rows": [each for each in piece["rows"] if each[0] in wanted],
            "broken": piece["broken"],
            "faults": piece["faults"],
            "warnings": [],
        }
    )


def _keep_what_is_left(session: Session, row: StakeholderImport, prepared: Prepared) -> None:
    parts.drop(session, [row.id], [PartKind.FILE])
    parts.put(session, row, PartKind.ROWS, prepared.pieces)
    # Parts of the two kinds belong together: they end at the same rows.
    ends = prepared.index.last_rows
    by_part: list[list[Any]] = [[] for _end in ends]
    for line in prepared.lines:
        by_part[prepared.index.part_of(line.row)].append(line.packed())
    parts.put(session, row, PartKind.LOOKED, by_part)
    settings = replace(prepared.settings, first=[])
    index = replace(prepared.index, doubles=sorted(prepared.plan.left_out))
    seal_json(session, row, "content", {"settings": settings.packed(), "index": index.packed()}, long=True)


def _cut(values: Values) -> Iterator[Values]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


# As `seal_json` writes, made once.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
