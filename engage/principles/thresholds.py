"""How many days are enough. Numbers and criteria change together, under one version."""

from __future__ import annotations

from dataclasses import dataclass

CRITERIA_VERSION = 1
"""Raised whenever a criterion or a threshold judges differently; a kept check says by which it was judged."""


@dataclass(frozen=True)
class Thresholds:
    """Days that the criteria measure by."""

    version: int = CRITERIA_VERSION
    notice_days: int = 14
    """From the invitation to the day itself."""
    lead_days: int = 21
    """From the day itself to the day the decision is due."""
    materials_days: int = 7
    """From sharing materials to the day itself."""
    notes_days: int = 14
    """From the day itself to sharing the notes, unless another day was promised."""
    answer_days: int = 60
    """From the day itself to an answer to everything that was heard."""
    summary_days: int = 60
    """From the day itself to a published summary, unless another day was promised."""
    assessment_days: int = 180
    """How old a safety assessment may be on the day itself."""
