"""The words that templates of what is owed look codes up in, and how urgent something is."""

from __future__ import annotations

from typing import Any

from engage.actions.vocabulary import ActionKind, ActionState

WORDS: dict[str, Any] = {"ActionKind": ActionKind, "ActionState": ActionState}
