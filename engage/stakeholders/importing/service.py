"""Starting an import, saving it whole or not at all, dropping it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, sealer, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.doubles import Candidate, doubles_of, tagged_kind
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.faults import Fault, RowFault
from engage.stakeholders.importing.reading import read_table
from engage.stakeholders.importing.rows import Draft, understand
from engage.stakeholders.models import Contact, Stakeholder, StakeholderImport
from engage.stakeholders.pseudonyms import Pseudonyms
from engage.stakeholders.queries import pseudonyms_of
from engage.stakeholders.records import Safety, StakeholderRecord
from engage.stakeholders.service import region_of, sealed_contact
from engage.stakeholders.vocabulary import StakeholderEvent, StakeholderState

PREVIEW, SAVED, DROPPED = "preview", "saved", "dropped"


class NothingToSave(ValueError):
    """Not a single row can be brought in."""


@dataclass(frozen=True)
class Double:
    """A row that may be someone who is there already: in an earlier row, or in the registry."""

    row: int
    earlier: int | None
    people: list[StakeholderRecord]


@dataclass(frozen=True)
class Preview:
    """What saving would do."""

    drafts: list[Draft]
    doubles: list[Double]
    faults: list[Fault]
    warnings: list[Fault]
    columns: list[tuple[str, str]]


def start_import(
    session: Session, *, actor: User, project_id: UUID, data: bytes, tier: int, up_to_tier: int, looks_up_to: int
) -> StakeholderImport:
    """Reads a file and keeps it sealed for a preview; the look for doubles is an event.

    Rows that ask for a tier above `up_to_tier` are refused. Raises FileRefused.
    """
    said = understand(read_table(data), tier=tier)
    above = [Fault(draft.row, 0, RowFault.TIER_UNKNOWN.value) for draft in said.drafts if draft.tier > up_to_tier]
    drafts = [draft for draft in said.drafts if draft.tier <= up_to_tier]
    row = StakeholderImport(
        id=uuid4(),
        project_id=project_id,
        started_by=actor.id,
        started_at=utcnow(),
        state=PREVIEW,
        accepted=len(drafts),
        rejected=len(said.faults) + len(above),
    )
    content = {"drafts": [draft.packed() for draft in drafts], "columns": said.columns}
    seal_json(session, row, "content", content, long=True)
    _seal_report(session, row, [*said.faults, *above], said.warnings)
    session.add(row)
    session.flush()
    found = sum(bool(double.people) for double in _doubles(session, project_id, drafts, looks_up_to))
    record(session, StakeholderEvent.SEARCHED, actor=actor.id, project=project_id, found=found)
    return row


def find_import(session: Session, project_id: UUID, import_id: UUID, *, user_id: UUID) -> StakeholderImport | None:
    """An import that `user_id` began: nobody else saw that file. Locked, so that it is saved once."""
    return session.scalar(
        select(StakeholderImport)
        .where(
            StakeholderImport.id == import_id,
            StakeholderImport.project_id == project_id,
            StakeholderImport.started_by == user_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def preview_of(session: Session, row: StakeholderImport, *, looks_up_to: int) -> Preview:
    """What saving would do now: the registry may have grown since the upload."""
    content = unseal_json(session, row, "content") or {"drafts": [], "columns": []}
    drafts = [Draft.unpacked(said) for said in content["drafts"]]
    faults, warnings = report_of(session, row)
    doubles = _doubles(session, row.project_id, drafts, looks_up_to)
    return Preview(drafts, doubles, faults, warnings, [(place, code) for place, code in content["columns"]])


def report_of(session: Session, row: StakeholderImport) -> tuple[list[Fault], list[Fault]]:
    """Rows that were refused and why, and what is worth a look."""
    report = unseal_json(session, row, "report") or {"faults": [], "warnings": []}
    return [Fault(*fault) for fault in report["faults"]], [Fault(*fault) for fault in report["warnings"]]


def drop_import(session: Session, *, row: StakeholderImport) -> None:
    """Forgets an upload."""
    row.state, row.content = DROPPED, None


def save_import(
    session: Session, *, actor: User, row: StakeholderImport, keep: Collection[int], looks_up_to: int
) -> int:
    """Adds everyone of an import in this one transaction, doubles only when their row is in `keep`; gives how many.

    Does nothing for an import that was saved or dropped before. Raises NothingToSave.
    """
    if row.state != PREVIEW:
        return 0
    preview = preview_of(session, row, looks_up_to=looks_up_to)
    skipped = {double.row: double for double in preview.doubles if double.row not in keep}
    drafts = [draft for draft in preview.drafts if draft.row not in skipped]
    if not drafts:
        raise NothingToSave
    faults = [
        Fault(number, 0, (RowFault.DOUBLE if double.people else RowFault.DOUBLE_IN_FILE).value)
        for number, double in skipped.items()
    ]
    _put(session, actor, row, drafts)
    row.state, row.content = SAVED, None
    row.accepted, row.rejected = len(drafts), len(preview.faults) + len(faults)
    _seal_report(session, row, sorted([*preview.faults, *faults], key=lambda fault: fault.row), preview.warnings)
    record(
        session,
        StakeholderEvent.IMPORTED,
        actor=actor.id,
        project=row.project_id,
        accepted=row.accepted,
        rejected=row.rejected,
    )
    return row.accepted


def _put(session: Session, actor: User, row: StakeholderImport, drafts: list[Draft]) -> None:
    """Keys first, in the keystore; then all rows at once."""
    vault: Vault = session.info["vault"]
    project_id = row.project_id
    revision = bump(session, project_id, TOPIC)
    pseudonyms = Pseudonyms(pseudonyms_of(session, project_id))
    ids = [uuid4() for _draft in drafts]
    vault.create_subjects((key, project_id, draft.tier) for key, draft in zip(ids, drafts, strict=True))
    seal_name, seal_profile = sealer(vault, "stakeholder", "name"), sealer(vault, "stakeholder", "profile")
    seal_safety, seal_detail = sealer(vault, "stakeholder", "safety"), sealer(vault, "contact", "detail")
    day, nothing_yet = today(), _json(vars(Safety()))
    people: list[dict[str, Any]] = []
    contacts: list[dict[str, Any]] = []
    for key, draft in zip(ids, drafts, strict=True):
        people.append(
            {
                "id": key,
                "project_id": project_id,
                "kind": draft.kind,
                "tier": draft.tier,
                "pseudonym": pseudonyms.give(),
                "state": StakeholderState.ACTIVE.value,
                "created_on": day,
                "created_by": actor.id,
                "import_id": row.id,
                "revision": revision,
                "name": seal_name(key, key, draft.name),
                "profile": seal_profile(key, key, _json(vars(draft.profile))),
                "safety": seal_safety(key, key, nothing_yet),
            }
        )
        for detail in draft.contacts:
            tagged, kept = sealed_contact(vault, detail, region_of(draft.profile))
            own = uuid4()
            sealed = seal_detail(key, own, _json(vars(kept)))
            contacts.append(
                {"id": own, "project_id": project_id, "stakeholder_id": key, "tag": tagged, "detail": sealed}
            )
    session.execute(insert(Stakeholder), people)
    if contacts:
        session.execute(insert(Contact), contacts)


def _doubles(session: Session, project_id: UUID, drafts: list[Draft], looks_up_to: int) -> list[Double]:
    candidates = [Candidate(draft.name, draft.contacts, region_of(draft.profile)) for draft in drafts]
    in_registry = doubles_of(session, project_id, candidates, up_to_tier=looks_up_to)
    first: dict[tuple[str, str], int] = {}
    found = []
    for draft, people in zip(drafts, in_registry, strict=True):
        earlier = None
        for key in _likenesses(draft):
            if first.setdefault(key, draft.row) != draft.row:
                earlier = min(earlier or draft.row, first[key])
        if people or earlier is not None:
            found.append(Double(draft.row, earlier, people))
    return found


def _likenesses(draft: Draft) -> list[tuple[str, str]]:
    """What makes two rows of a file alike: the name, or a contact of their own; many share a website's address."""
    alike = [("name", fold(draft.name))] if fold(draft.name) else []
    own = [contact for contact in draft.contacts if tagged_kind(contact.channel) in {"email", "phone"}]
    return alike + [(contact.channel, contact.value.casefold()) for contact in own]


def _seal_report(session: Session, row: StakeholderImport, faults: list[Fault], warnings: list[Fault]) -> None:
    def packed(found: list[Fault]) -> list[list[Any]]:
        return [[each.row, each.column, each.code] for each in found]

    seal_json(session, row, "report", {"faults": packed(faults), "warnings": packed(warnings)}, long=True)


def _json(obj: Any) -> str:
    return json.dumps(obj, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
