"""The keyed hash that ties a request to exactly what was asked, by whom, about whom."""

from __future__ import annotations

import hmac
import json
from typing import Any

from sqlalchemy.orm import Session

from engage.crypto.suite import bind
from engage.crypto.vault import Vault
from engage.projects.approvals.models import Approval

LABEL = "engage approval 1"


def digest_of(session: Session, row: Approval, what: dict[str, Any]) -> bytes:
    """The hash that `row` must carry when it asks for `what`: another row, asker, subject or tier gives another."""
    vault: Vault = session.info["vault"]
    said = json.dumps(what, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    facts = bind(LABEL, row.project_id, row.id, row.kind, row.subject_id, row.tier, row.asked_by, said)
    return hmac.digest(vault.data_key(row.project_id).derive(LABEL), facts, "sha256")


def fits(session: Session, row: Approval, what: dict[str, Any]) -> bool:
    """Whether `row` asks for exactly `what`."""
    return hmac.compare_digest(row.digest, digest_of(session, row, what))
