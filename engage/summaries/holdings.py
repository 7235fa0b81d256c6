"""What summaries hold of someone: receipts in their hands. A reply names nobody. See `stakeholders.holdings`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, seal_json
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.holdings import holding
from engage.summaries.models import ReceiptIssued, Summary


def everyone(session: Session, project_id: UUID) -> Iterator[UUID]:
    """Who was handed a receipt, once for each."""
    return (UUID(handed["holder"]) for _row, handed in _receipts(session, project_id))


@holding("summaries", _l("Receipts they were handed"), everyone=everyone)
def move(
    session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
) -> list[str]:
    """Says that receipts were handed to `target`; gives their ids. What a receipt opens stays as it is."""
    moved = []
    for row, handed in _receipts(session, project_id):
        if handed["holder"] == str(source) and (only is None or str(row.id) in only):
            seal_json(session, row, "holder", {**handed, "holder": str(target)})
            moved.append(str(row.id))
    session.flush()
    return moved


def _receipts(session: Session, project_id: UUID) -> Iterator[tuple[ReceiptIssued, dict[str, Any]]]:
    vault = session.info["vault"]
    vault.warm(project_id)
    open_one = opener(vault, "receipt_issued", "holder")
    rows = session.scalars(
        select(ReceiptIssued)
        .join(Summary, Summary.id == ReceiptIssued.summary_id)
        .where(Summary.project_id == project_id, ReceiptIssued.holder.is_not(None))
        .order_by(ReceiptIssued.id)
    ).all()
    for row in rows:
        handed = json.loads(open_one(row.summary_id, row.id, row.holder)) if row.holder else {}
        if handed.get("holder"):
            yield row, handed
