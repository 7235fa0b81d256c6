"""What a thief of the database learns from a column, and how long a table is kept.

Every column carries one of four classes with a reason (security.md 3): a house test refuses a column without.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint


class ColumnClass(StrEnum):
    """How much of a value is readable in a stolen database."""

    OPEN = "open"
    COARSE = "coarse"
    INDEX = "index"
    SEALED = "sealed"


class Retention(StrEnum):
    """Why rows of a table are kept; the period of each class is a setting of the project."""

    ACCOUNT = "account"
    RELATIONSHIP = "relationship"
    REFERRAL = "referral"
    DUE_DILIGENCE = "due_diligence"
    PUBLISHED = "published"
    EVIDENCE = "evidence"
    PASSING = "passing"
    KEYS = "keys"
    STRUCTURE = "structure"


# The `info` of a classified column, as mapped_column() wants it: {"column_class": ColumnClass, "why": str}.
Classified = dict[Any, Any]


def open_(why: str) -> Classified:
    """Readable in a stolen database: random ids, states, tiers. `why` says what needs it readable."""
    return {"column_class": ColumnClass.OPEN, "why": why}


def coarse(why: str) -> Classified:
    """Readable, but rounded so that it tells little: a day instead of an hour."""
    return {"column_class": ColumnClass.COARSE, "why": why}


def index_(why: str) -> Classified:
    """One-way: a truncated keyed tag or the hash of something random."""
    return {"column_class": ColumnClass.INDEX, "why": why}


def sealed_(why: str) -> Classified:
    """Unreadable without a key from the keystore."""
    return {"column_class": ColumnClass.SEALED, "why": why}


def one_of(column: str, values: Sequence[str] | type[StrEnum]) -> CheckConstraint:
    """A check that `column` holds one of the codes of a vocabulary."""
    codes = [str(value.value) for value in values] if isinstance(values, type) else list(values)
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
