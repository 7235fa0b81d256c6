"""The words that templates of the ledger look codes up in."""

from __future__ import annotations

from typing import Any

from engage.stakeholders.load.vocabulary import GivenBack, LoadKind

ICONS = {
    LoadKind.ASKED.value: "message",
    LoadKind.TOOK_PART.value: "engagements",
    LoadKind.GIVEN_BACK.value: "loops",
    LoadKind.QUIET.value: "clock",
    LoadKind.AGREED.value: "note",
}
WORDS: dict[str, Any] = {"LoadKind": LoadKind, "GivenBack": GivenBack, "ICONS": ICONS}
