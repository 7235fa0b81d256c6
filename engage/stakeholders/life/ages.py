"""How long a record counts as right before somebody looks at it again. Pure."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS, MONTHS_ORDINARY = 12, 24
ORDINARY = 1
"""The tier of professional contacts, who change less and lose less by it."""


def months_of(tier: int) -> int:
    """After how many months a record of a tier is to be checked again."""
    return MONTHS_ORDINARY if tier == ORDINARY else MONTHS


def moved(day: date, months: int) -> date:
    """The same day of the month, so many months later or earlier; the last day where that month is shorter."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_on(checked_on: date, tier: int) -> date:
    """The day from which on a record is to be checked again."""
    return moved(checked_on, months_of(tier))
