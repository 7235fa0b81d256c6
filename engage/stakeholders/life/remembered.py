"""What remains of the erased: a tombstone under a neutral name, so that what they gave still counts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener
from engage.stakeholders.life.models import Erasure
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderState

Tombstones = Mapping[UUID, StakeholderRecord]
COUNTED = ("roles", "groups", "rights_experience", "rights_expertise", "expertise", "languages")
"""Of a profile: codes that findings count. Nothing written by hand, no country, no place."""
CHANNELS = ("safe_channels", "forbidden_channels")
SIGN = "–"
"""Stands where something was written: that there was something is counted, what it said is gone."""
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def counted_of(profile: Profile, safety: Safety) -> dict[str, Any]:
    """What a tombstone keeps of a record."""
    kept: dict[str, Any] = {name: getattr(profile, name) for name in COUNTED}
    kept |= {name: getattr(safety, name) for name in CHANNELS}
    return {**kept, "needs": bool(profile.access_needs.strip() or profile.cultural_needs.strip())}


def neutral_name() -> str:
    """A name for a tombstone: random, so that nothing on paper leads to it."""
    return "Erased " + "".join(secrets.choice(SIGNS) for _each in range(8))


def tombstones_of(session: Session, project_id: UUID, known: Tombstones) -> Tombstones:
    """All tombstones of a project; those in `known` never change, and are not opened again."""
    rows = session.execute(
        select(
            Stakeholder.id,
            Stakeholder.kind,
            Stakeholder.tier,
            Stakeholder.pseudonym,
            Stakeholder.created_on,
            Erasure.id,
            Erasure.kept,
        )
        .join(Erasure, Erasure.stakeholder_id == Stakeholder.id)
        .where(Stakeholder.project_id == project_id, Stakeholder.state == StakeholderState.ERASED)
    ).all()
    open_kept = opener(session.info["vault"], Erasure.__tablename__, "kept")
    found: dict[UUID, StakeholderRecord] = {}
    for key, kind, tier, pseudonym, created_on, erasure_id, sealed in rows:
        before = known.get(key)
        if before is not None and before.pseudonym == pseudonym:
            found[key] = before
            continue
        kept = json.loads(open_kept(project_id, erasure_id, sealed)) if sealed is not None else {}
        profile = Profile(
            **{name: kept.get(name, []) for name in COUNTED}, access_needs=SIGN if kept.get("needs") else ""
        )
        safety = Safety(**{name: kept.get(name, []) for name in CHANNELS})
        state = StakeholderState.ERASED.value
        found[key] = StakeholderRecord(key, project_id, kind, tier, pseudonym, state, created_on, profile, safety)
    return found
