"""Pages hold everyone once, whatever comes or goes between them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from engage.stakeholders.narrowing import Narrowing, page_of
from engage.stakeholders.records import Profile, Safety, StakeholderRecord


def person(name: str, country: str = "FR", tier: int = 2) -> StakeholderRecord:
    profile = Profile(roles=["rights_holder"], countries=[country])
    return StakeholderRecord(uuid4(), uuid4(), "person", tier, name, "active", date(2026, 1, 1), profile, Safety())


PEOPLE = [person(f"P{number:02}", "FR" if number % 2 else "MA") for number in range(7)]


def test_pages_follow_each_other_there_and_back() -> None:
    first = page_of(PEOPLE, size=3)
    second = page_of(PEOPLE, after=first.next, size=3)
    last = page_of(PEOPLE, after=second.next, size=3)
    assert [*first.people, *second.people, *last.people] == PEOPLE
    assert first.previous is None
    assert last.next is None
    assert page_of(PEOPLE, before=last.previous, size=3) == second
    assert (second.first, last.first) == (4, 7)


def test_someone_who_left_does_not_break_the_pages() -> None:
    assert page_of(PEOPLE, after=uuid4(), size=3).people == PEOPLE[:3]
    assert page_of([], size=3).people == []


def test_conditions_are_held_together() -> None:
    fitting = Narrowing(country="MA", role="rights_holder", tier="2").of(PEOPLE)
    assert [each.pseudonym for each in fitting] == ["P00", "P02", "P04", "P06"]
    assert Narrowing(country="MA", role="intermediary").of(PEOPLE) == []
    assert Narrowing().of(PEOPLE) is PEOPLE
