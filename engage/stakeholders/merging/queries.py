"""Reading what was brought together, as far as the reader may look at names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.orm import Session, aliased

from engage.crypto.sealed import unseal_json
from engage.stakeholders.holdings import HOLDINGS
from engage.stakeholders.merging.models import StakeholderMerge
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState

LATEST = 20


@dataclass(frozen=True)
class MergeRecord:
    """That two records were brought together; pseudonyms as both may be known to the reader."""

    id: UUID
    kept_id: UUID
    kept: str
    gone_id: UUID
    gone: str
    merged_by: UUID
    merged_on: date
    undone_on: date | None


def find_merge(session: Session, project_id: UUID, merge_id: UUID, *, up_to_tier: int) -> MergeRecord | None:
    """One merge of two whom the reader may look at, or None."""
    known = {"project_id": project_id, "up_to_tier": up_to_tier}
    found = session.execute(_KNOWN.where(StakeholderMerge.id == merge_id), known).one_or_none()
    return None if found is None else MergeRecord(*found)


def latest_merges(session: Session, project_id: UUID, *, up_to_tier: int) -> list[MergeRecord]:
    """Merges that stand, the newest first."""
    standing = _KNOWN.where(StakeholderMerge.undone_on.is_(None)).order_by(StakeholderMerge.number.desc())
    rows = session.execute(standing.limit(LATEST), {"project_id": project_id, "up_to_tier": up_to_tier})
    return [MergeRecord(*row) for row in rows]


def merges_into(session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int) -> list[MergeRecord]:
    """Whom someone was brought together with, the newest first."""
    asked = {"project_id": project_id, "up_to_tier": up_to_tier, "kept_id": stakeholder_id}
    return [MergeRecord(*row) for row in session.execute(_KEPT_HERE, asked)]


def kept_for(session: Session, project_id: UUID, stakeholder_id: UUID, *, up_to_tier: int) -> UUID | None:
    """Where a record that went is found now; None where the reader may not know of one of the records between."""
    here, seen = stakeholder_id, set()
    while here not in seen:
        seen.add(here)
        row = session.get(Stakeholder, here)
        if row is None or row.project_id != project_id or row.tier > up_to_tier:
            return None
        if row.state == StakeholderState.ACTIVE:
            return here if here != stakeholder_id else None
        if row.state != StakeholderState.MERGED:
            return None
        next_one = session.scalar(
            select(StakeholderMerge.kept_id)
            .where(StakeholderMerge.gone_id == here, StakeholderMerge.undone_on.is_(None))
            .order_by(StakeholderMerge.number.desc())
            .limit(1)
        )
        here = next_one or here
    return None


def gone_into(session: Session, *stakeholder_ids: UUID) -> list[UUID]:
    """All records that went into these, and into those: whoever erases or extracts one person means these too."""
    found: list[UUID] = []
    ahead = list(stakeholder_ids)
    while ahead:
        rows = session.scalars(
            select(StakeholderMerge.gone_id).where(
                StakeholderMerge.kept_id.in_(ahead), StakeholderMerge.undone_on.is_(None)
            )
        )
        ahead = [each for each in rows if each not in found and each not in stakeholder_ids]
        found += ahead
    return found


def moved_by(session: Session, merge: StakeholderMerge) -> dict[str, int]:
    """How much of what each feature holds moved, by the name of the holding."""
    moved = unseal_json(session, merge, "moved") or {}
    return {name: len(tokens) for name, tokens in moved.items() if tokens and name in HOLDINGS}


def _known() -> Select[UUID, UUID, str, UUID, str, UUID, date, date | None]:
    kept, gone = aliased(Stakeholder), aliased(Stakeholder)
    return (
        select(
            StakeholderMerge.id,
            StakeholderMerge.kept_id,
            kept.pseudonym,
            StakeholderMerge.gone_id,
            gone.pseudonym,
            StakeholderMerge.merged_by,
            StakeholderMerge.merged_on,
            StakeholderMerge.undone_on,
        )
        .join(kept, kept.id == StakeholderMerge.kept_id)
        .join(gone, gone.id == StakeholderMerge.gone_id)
        .where(
            StakeholderMerge.project_id == bindparam("project_id", type_=Uuid),
            kept.tier <= bindparam("up_to_tier"),
            gone.tier <= bindparam("up_to_tier"),
        )
    )


# Asked for each person's page: put together once.
_KNOWN = _known()
_KEPT_HERE = _KNOWN.where(
    StakeholderMerge.undone_on.is_(None), StakeholderMerge.kept_id == bindparam("kept_id", type_=Uuid)
).order_by(StakeholderMerge.number.desc())
