"""What the ledger says of someone on a day, and numbers as people write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from engage.stakeholders.load.forms import number_in
from engage.stakeholders.load.ledger import Ledger, paid, weigh
from engage.stakeholders.load.records import Elsewhere, LoadDetail, LoadEntryRecord

TODAY = date(2026, 11, 20)
WHO = uuid4()


def entry(
    kind: str, days: int, *, who: UUID = WHO, until: int | None = None, hours: float | None = None
) -> LoadEntryRecord:
    """Something so many days ago."""
    last = (TODAY + timedelta(days=until)).isoformat() if until is not None else ""
    detail = LoadDetail(hours=hours, until=last)
    return LoadEntryRecord(uuid4(), who, kind, TODAY - timedelta(days=days), uuid4(), False, detail)


def test_a_year_is_a_year() -> None:
    found = weigh([entry("asked", 10, hours=2), entry("asked", 364, hours=1), entry("asked", 365)], today=TODAY)
    assert (found.requests, found.hours) == (2, 3.0)


def test_one_request_answered_in_kind_warns_of_nothing() -> None:
    assert weigh([entry("given_back", 40), entry("asked", 50)], today=TODAY).warnings == []
    assert weigh([entry("asked", 50)], today=TODAY).warnings == []


def test_quiet_holds_on_its_days_only() -> None:
    assert weigh([entry("quiet", 5, until=0)], today=TODAY).quiet
    assert weigh([entry("quiet", 5)], today=TODAY).warnings == ["They are not to be asked for now."]
    assert not weigh([entry("quiet", 5, until=-1)], today=TODAY).quiet
    assert not weigh([entry("quiet", -1, until=9)], today=TODAY).quiet


def test_other_projects_count_towards_too_much_and_small_numbers_are_not_told_apart() -> None:
    mine = [entry("asked", 50)]
    assert weigh(mine, today=TODAY, elsewhere=Elsewhere(1, 2.0)).warnings == []
    both = weigh(
        [*mine, entry("given_back", 60), entry("asked", 70), entry("given_back", 80)],
        today=TODAY,
        elsewhere=Elsewhere(2, 0),
    )
    assert both.warnings == ["Other projects of the company asked them, too."]
    many = weigh([], today=TODAY, elsewhere=Elsewhere(4, 0))
    assert many.warnings == ["Other projects of the company asked them 4 times in the last 12 months."]


def test_facts_leave_quiet_and_days_to_come_out() -> None:
    other = uuid4()
    entries = [
        entry("asked", 3),
        entry("took_part", 2),
        entry("quiet", 0),
        entry("asked", -4),
        entry("given_back", 9, who=other),
    ]
    last, load = Ledger({each.id: each for each in entries}).facts(TODAY)
    assert last == {WHO: TODAY - timedelta(days=2), other: TODAY - timedelta(days=9)}
    assert load == {WHO: 1}


def test_what_was_paid_is_never_summed_over_currencies() -> None:
    given = [
        LoadEntryRecord(
            uuid4(), WHO, "given_back", TODAY, uuid4(), False, LoadDetail(gave="costs", amount=a, currency=c)
        )
        for a, c in (("10.10", "EUR"), ("0.20", "EUR"), ("5", "XOF"), ("", ""))
    ]
    assert paid(given) == [("costs", "EUR", Decimal("10.30")), ("costs", "XOF", Decimal(5))]


@pytest.mark.parametrize(
    ("text", "number"),
    [("2,5", "2.5"), ("١٢٫٥", "12.5"), ("1 200", "1200"), ("-3", None), ("many", None), ("NaN", None)],
)
def test_numbers_as_people_write_them(text: str, number: str | None) -> None:
    assert number_in(text) == (Decimal(number) if number else None)
