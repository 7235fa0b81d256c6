"""What the map counts by of one naming, in one sealed text: opening it is all that opening a map costs for a naming.

It repeats what stands in the row's other sealed columns, which hold; whoever changes an end writes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from engage.crypto.sealed import seal, unseal, unseal_json
from engage.referrals.models import Referral

LENGTH = 150
"""Always as long, so that the sealed text tells nothing of the question or of whether there was a conversation."""

Gist = tuple[str, str, dict[str, str]]
"""Namer, named, and what was said, as far as the map counts by it."""


def put_gist(session: Session, row: Referral) -> None:
    """Writes it from the row's other sealed columns. Raises KeyErased."""
    detail = unseal_json(session, row, "detail") or {}
    ends = unseal(session, row, "namer") or "", unseal(session, row, "named") or ""
    seal(session, row, "gist", gist_from(*ends, detail))


def gist_from(namer: str, named: str, detail: Mapping[str, Any]) -> str:
    """The text of it; ends are texts of ids."""
    said = (detail.get(key, "") for key in ("question", "may_be_told", "engagement_id"))
    return ",".join((namer, named, *said)).ljust(LENGTH)


def gist_of(text: str) -> Gist:
    """What an opened one says."""
    namer, named, question, told, engagement = text.split(",")
    return namer, named, {"question": question, "may_be_told": told, "engagement_id": engagement.rstrip()}
