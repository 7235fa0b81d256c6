"""The words that templates of assessments look codes up in. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from engage.stakeholders.legitimacy.questions import BY_CODE, questions_of
from engage.stakeholders.legitimacy.vocabulary import AssessmentState, Part, Verdict


def chosen_label(question: str, code: str) -> str:
    """A chosen word as the reader's language says it; empty for nothing."""
    labels = {word.value: str(word.label) for word in BY_CODE[question].choices}
    return labels.get(code, code)


def verdict_label(code: str) -> str:
    """A verdict as the reader's language says it; empty for nothing."""
    return str(Verdict(code).label) if code else ""


WORDS: dict[str, Any] = {
    "AssessmentState": AssessmentState,
    "Part": Part,
    "Verdict": Verdict,
    "questions_of": questions_of,
    "chosen_label": chosen_label,
    "verdict_label": verdict_label,
    "iso": date.fromisoformat,
}
