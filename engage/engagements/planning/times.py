"""Hours on the clock of a place, and the same hour on the team's (UTC). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Names kept for old systems, which no place is looked for by.
_NOT_PLACES = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "posix/", "right/")


@dataclass(frozen=True)
class Hours:
    """When it is, there and for the team; `days` is how many days later (or earlier) it is in UTC."""

    starts_at: str
    ends_at: str
    place: str
    utc_starts_at: str
    utc_ends_at: str
    days: int


@cache
def zones() -> tuple[str, ...]:
    """The clocks that can be chosen, by name."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith(_NOT_PLACES)))


def hours_of(day: date, starts_at: str, ends_at: str, time_zone: str) -> Hours | None:
    """The hours of a day in both clocks; None while hour or clock is not known.

    Where clocks are put forward or back on that day, the earlier of two hours is meant.
    """
    if not starts_at or time_zone not in zones():
        return None
    begin = _utc(day, starts_at, time_zone)
    end = _utc(day, ends_at, time_zone) if ends_at else None
    return Hours(
        starts_at=starts_at,
        ends_at=ends_at,
        place=place_of(time_zone),
        utc_starts_at=f"{begin:%H:%M}",
        utc_ends_at=f"{end:%H:%M}" if end else "",
        days=(begin.date() - day).days,
    )


def place_of(time_zone: str) -> str:
    """The name of a clock as people write it."""
    return time_zone.replace("_", " ")


def _utc(day: date, hour: str, time_zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), ZoneInfo(time_zone)).astimezone(UTC)
