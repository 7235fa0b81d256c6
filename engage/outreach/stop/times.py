"""Hours at which someone must not be reached, as far as their profile gives them as hours. Values in, values out.

What is written in other words ("while the boats are unloaded") only a person can heed: it is shown beside every way
outward. Where somebody lives in several time zones, or nobody knows where, an hour forbidden in any is forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from engage.stakeholders.records import Safety

_HOURS = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to|until|and)\s*(\d{1,2})[:.](\d{2})(?!\d)", re.IGNORECASE)


def hours_in(text: str) -> list[tuple[time, time]]:
    """The hours from … to that a text names, such as 22:00–07:30; to an hour before the first is over midnight."""
    found = []
    for begin, begun, end, ended in _HOURS.findall(text):
        hours = (int(begin) % 24, int(begun), int(end) % 24, int(ended))
        if hours[1] < 60 and hours[3] < 60:
            found.append((time(hours[0], hours[1]), time(hours[2], hours[3])))
    return found


def is_forbidden(at: datetime, safety: Safety, countries: Sequence[str]) -> bool:
    """Whether `at` falls into hours that are forbidden where they live."""
    forbidden = hours_in(safety.forbidden_times)
    if not forbidden:
        return False
    zones = {zone for country in countries for zone in zones_of(country)} or {UTC}
    clocks = {at.astimezone(zone).time() for zone in zones}
    return any(_within(clock, begin, end) for clock in clocks for begin, end in forbidden)


@cache
def zones_of(country: str) -> tuple[tzinfo, ...]:
    """The time zones of a country, by its two-letter code."""
    territories = get_global("zone_territories")
    return tuple(ZoneInfo(zone) for zone, territory in sorted(territories.items()) if territory == country)


def _within(clock: time, begin: time, end: time) -> bool:
    return begin <= clock < end if begin <= end else clock >= begin or clock < end
