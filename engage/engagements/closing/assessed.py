"""What an engagement assessed, as it stood when the engagement was closed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from engage.decisions.records import DecisionRecord


def as_it_stands(decisions: Iterable[DecisionRecord]) -> dict[str, str]:
    """For each decision, by its id, a hash of what people were asked about. Dates and outcomes are no part of it."""
    return {str(each.id): _hash(each) for each in decisions}


def changed(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """The ids of decisions that are not what they were, or that are no longer informed."""
    return sorted(key for key, stood in then.items() if now.get(key) != stood)


def _hash(decision: DecisionRecord) -> str:
    said = decision.detail
    parts = [
        decision.title,
        said.juncture,
        said.description,
        said.still_open,
        said.already_decided,
        sorted(said.options),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
