"""Days of a month as a grid of weeks, and which days a feed covers. Values in, values out."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from engage.engagements.calendar.records import Entry

BEFORE, AFTER = 1, 12
"""How many months before and after this one a feed covers."""


@dataclass(frozen=True)
class Cell:
    """A day in the grid; `inside` tells the days of the month from those around it."""

    day: date
    inside: bool
    entries: tuple[Entry, ...]


def month_of(text: str | None, *, today: date) -> date:
    """The first day of a month written as 2026-11; of this month when it is not, or lies beyond all years."""
    try:
        year, month = (int(part) for part in (text or "").split("-"))
        found = date(year, month, 1)
    except ValueError:
        return today.replace(day=1)
    return found if 2000 <= found.year <= 2200 else today.replace(day=1)


def months_on(first: date, count: int) -> date:
    """The first day of the month `count` months on from the month of `first`."""
    place = first.year * 12 + first.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def last_of(first: date) -> date:
    """The last day of the month of `first`."""
    return months_on(first, 1) - timedelta(days=1)


def weeks(first: date, entries: Iterable[Entry], *, week_begins: int) -> list[list[Cell]]:
    """The weeks of a month, each of seven days; `week_begins` is 0 for Monday."""
    by_day = spread(entries)
    return [
        [Cell(day, day.month == first.month, tuple(by_day.get(day, ()))) for day in week]
        for week in calendar.Calendar(week_begins).monthdatescalendar(first.year, first.month)
    ]


def spread(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """What stands on each day, by day; a period stands on its first."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for each in sorted(entries, key=lambda entry: (entry.day, entry.kind.value, entry.about)):
        found[each.day].append(each)
    return dict(found)


def fed(today: date) -> tuple[date, date]:
    """The first and the last day that a feed covers."""
    first = today.replace(day=1)
    return months_on(first, -BEFORE), last_of(months_on(first, AFTER))
