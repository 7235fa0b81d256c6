"""The opened ledger of a project, and what it says of someone on a day. Pure; values that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.stakeholders.load.records import Elsewhere, LoadEntryRecord, LoadRecord
from engage.stakeholders.load.vocabulary import LoadKind

YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
MANY = 3
"""So many requests in 12 months are a reason to ask somebody else, or to ask what they need."""
SEVERAL = 2
"""From so many requests on, what was given back is held against what was asked."""
NO_CONTACT = frozenset({LoadKind.QUIET.value, LoadKind.AGREED.value})
"""Entries that say how somebody wants to be asked, and not that we were in touch."""
FEW = 3
"""Counts of other projects below this are not told apart: a single one could tell who is in touch with whom."""

Facts = tuple[Mapping[UUID, date], Mapping[UUID, int]]


class Ledger:
    """The entries of a project that count, by id and by person."""

    __slots__ = ("_by_person", "_facts", "entries")

    def __init__(self, entries: dict[UUID, LoadEntryRecord]) -> None:
        self.entries = entries
        self._by_person: dict[UUID, list[LoadEntryRecord]] = {}
        self._facts: tuple[date, Facts] | None = None
        for entry in entries.values():
            self._by_person.setdefault(entry.stakeholder_id, []).append(entry)

    def of(self, stakeholder_id: UUID) -> list[LoadEntryRecord]:
        """Everything about someone, newest first."""
        found = self._by_person.get(stakeholder_id, ())
        return sorted(found, key=lambda entry: (entry.on, entry.kind, entry.id.int), reverse=True)

    def facts(self, today: date) -> Facts:
        """The last day of contact and the requests of 12 months, of everyone who has any."""
        held = self._facts
        if held is None or held[0] != today:
            last: dict[UUID, date] = {}
            asked: dict[UUID, int] = {}
            for entry in self.entries.values():
                if entry.kind in NO_CONTACT or entry.on > today:
                    continue
                whose = entry.stakeholder_id
                if whose not in last or entry.on > last[whose]:
                    last[whose] = entry.on
                if entry.kind == LoadKind.ASKED and today - entry.on < YEAR:
                    asked[whose] = asked.get(whose, 0) + 1
            held = self._facts = today, (last, asked)
        return held[1]

    def asked_since(self, day: date, today: date) -> dict[UUID, int]:
        """How often each was asked from a day on."""
        found: dict[UUID, int] = {}
        for entry in self.entries.values():
            if entry.kind == LoadKind.ASKED and day <= entry.on <= today:
                found[entry.stakeholder_id] = found.get(entry.stakeholder_id, 0) + 1
        return found

    def agreed(self, today: date) -> dict[UUID, int]:
        """How often in 12 months each agreed to be asked at most: what they said last."""
        found: dict[UUID, LoadEntryRecord] = {}
        for entry in self.entries.values():
            if entry.kind == LoadKind.AGREED and entry.detail.times is not None and entry.on <= today:
                before = found.get(entry.stakeholder_id)
                if before is None or (before.on, before.id.int) < (entry.on, entry.id.int):
                    found[entry.stakeholder_id] = entry
        return {whose: entry.detail.times or 0 for whose, entry in found.items()}

    def later(self, changed: Mapping[UUID, LoadEntryRecord | None]) -> Ledger:
        """The ledger after a change; None takes an entry out."""
        entries = dict(self.entries)
        for key, entry in changed.items():
            if entry is None:
                entries.pop(key, None)
            else:
                entries[key] = entry
        return Ledger(entries)


def weigh(entries: list[LoadEntryRecord], *, today: date, elsewhere: Elsewhere | None = None) -> LoadRecord:
    """What the entries of one person, newest first, say on a day."""
    past = [entry for entry in entries if entry.on <= today and entry.kind not in NO_CONTACT]
    recent = [entry for entry in past if today - entry.on < YEAR]
    asked = [entry for entry in recent if entry.kind == LoadKind.ASKED]
    quiet = next((entry for entry in entries if entry.kind == LoadKind.QUIET and _holds(entry, today)), None)
    said = [entry for entry in entries if entry.kind == LoadKind.AGREED and entry.on <= today]
    given = sum(entry.kind == LoadKind.GIVEN_BACK for entry in recent)
    record = LoadRecord(
        entries=entries,
        requests=len(asked),
        hours=hours_of(asked),
        took_part=sum(entry.kind == LoadKind.TOOK_PART for entry in recent),
        given_back=given,
        last_contact=past[0].on if past else None,
        last_request=asked[0].on if asked else None,
        agreed=said[0].detail.times if said else None,
        quiet=quiet,
        elsewhere=elsewhere,
    )
    record.warnings.extend(_warnings(record, today))
    return record


def hours_of(entries: Iterable[LoadEntryRecord]) -> float:
    """The hours that the entries ask for, as far as they are known."""
    return sum(entry.detail.hours or 0.0 for entry in entries)


def paid(entries: Iterable[LoadEntryRecord]) -> list[tuple[str, str, Decimal]]:
    """What was paid to someone: code of `GivenBack`, currency, sum of all amounts; never one sum over currencies."""
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in entries:
        if entry.kind == LoadKind.GIVEN_BACK and entry.detail.amount:
            place = entry.detail.gave, entry.detail.currency
            sums[place] = sums.get(place, Decimal(0)) + Decimal(entry.detail.amount)
    return [(gave, currency, total) for (gave, currency), total in sorted(sums.items())]


def _holds(entry: LoadEntryRecord, today: date) -> bool:
    return entry.on <= today and (entry.until is None or today <= entry.until)


def _warnings(record: LoadRecord, today: date) -> list[str]:
    said = []
    if record.quiet is not None:
        until = record.quiet.until
        said.append(
            _("They are not to be asked until %(day)s.", day=format_day(until, "medium"))
            if until
            else _("They are not to be asked for now.")
        )
    if record.agreed is not None and record.requests >= record.agreed:
        said.append(
            ngettext(
                "They agreed to be asked at most once in 12 months.",
                "They agreed to be asked at most %(num)s times in 12 months.",
                record.agreed,
            )
        )
    if record.requests >= MANY:
        said.append(
            ngettext(
                "Asked %(num)s time in the last 12 months.",
                "Asked %(num)s times in the last 12 months.",
                record.requests,
            )
        )
    if record.requests >= SEVERAL and record.given_back < record.requests:
        said.append(
            _("More was asked of them than given back.")
            if record.given_back
            else _("They were asked more than once and nothing was given back.")
        )
    if record.last_request is not None and today - record.last_request < MONTH:
        said.append(_("Last asked on %(day)s.", day=format_day(record.last_request, "medium")))
    if record.elsewhere is not None and record.requests + record.elsewhere.requests >= MANY:
        said.append(
            _("Other projects of the company asked them, too.")
            if record.elsewhere.requests < FEW
            else ngettext(
                "Other projects of the company asked them %(num)s time in the last 12 months.",
                "Other projects of the company asked them %(num)s times in the last 12 months.",
                record.elsewhere.requests,
            )
        )
    return said
