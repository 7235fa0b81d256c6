"""A calendar as other programs read it. It says a neutral word and a day, and nothing that leads anywhere."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from engage.crypto.vault import DataKey
from engage.engagements.calendar.records import Entry

LABEL = "calendar entries"
SIGNS = 32


def written(entries: Iterable[Entry], key: DataKey, *, today: date) -> bytes:
    """The entries as iCalendar. Their ids come from `key`: alike every time, and telling nothing."""
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//")
    calendar.add("version", "2.0")
    secret = key.derive(LABEL)
    for each in entries:
        event = Event()
        sign = hmac.digest(secret, f"{each.kind.value} {each.about}".encode(), "sha256").hex()[:SIGNS]
        event.add("uid", sign)
        event.add("dtstamp", datetime.combine(today, time.min, UTC))
        event.add("dtstart", each.day)
        event.add("dtend", (each.until or each.day) + timedelta(days=1))
        event.add("summary", str(each.kind.label))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
