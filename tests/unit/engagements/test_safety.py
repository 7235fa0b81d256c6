"""Which changes to someone's part are held against the stop, and what the stop says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from engage.engagements.records import ParticipantDetail
from engage.engagements.safety import asks_anew, weighed_on
from engage.outreach.stop.check import Circumstances, reasons_of
from engage.outreach.stop.records import Agreement, Assessment, AssessmentRecord
from engage.outreach.stop.times import hours_in, is_forbidden
from engage.outreach.stop.vocabulary import StopReason
from engage.stakeholders.records import Profile, Safety, StakeholderRecord

TODAY = date(2026, 6, 1)
SAFE = Safety(safe_channels=["phone", "post"], forbidden_channels=["post"])
SAID = Assessment(
    assessed_on="2026-05-30",
    review_on="2026-07-01",
    threats="Watched",
    channel="phone",
    meeting="Far away",
    retaliation_by="The foreman",
    retaliation_answer="We go to the union",
    if_leaked="No work",
    withdrawal="One word",
    measures="Meets far away",
)
WRITER, ASKER, SECOND = uuid4(), uuid4(), uuid4()
AGREED = Agreement(ASKER, SECOND, date(2026, 5, 31), 3, "2026-06-10", "", b"")
AROUND = Circumstances(at=TODAY, channel=None, day=date(2026, 6, 10), halted=False, ways="")


def person(tier: int = 3, **known: Any) -> StakeholderRecord:
    """Somebody of a tier whom one may reach by phone."""
    safety = known.pop("safety", SAFE)
    return StakeholderRecord(
        uuid4(), uuid4(), "person", tier, "Quiet Lamp", "active", TODAY, Profile(), safety, **known
    )


def newest(said: Assessment = SAID, agreement: Agreement | None = AGREED, *, proven: bool = True) -> AssessmentRecord:
    """A version of an assessment."""
    return AssessmentRecord(uuid4(), uuid4(), uuid4(), uuid4(), 1, WRITER, TODAY, said, agreement, proven)


def reasons(
    who: StakeholderRecord | None, found: AssessmentRecord | None, *, before: bool = False, **around: Any
) -> tuple[StopReason, ...]:
    """What stops it."""
    return reasons_of(who, found, replace(AROUND, **around), agreed_before=before)


@pytest.mark.parametrize("tier", [2, 3])
@pytest.mark.parametrize(
    ("found", "around", "stops"),
    [
        (newest(), {}, []),
        (None, {}, [StopReason.NOT_ASSESSED]),
        (newest(replace(SAID, threats=" ")), {}, [StopReason.NOT_WHOLE]),
        (newest(replace(SAID, interpreting="ours")), {}, [StopReason.NOT_WHOLE]),
        (newest(replace(SAID, measures=" ")), {}, [StopReason.NO_MEASURES]),
        (newest(replace(SAID, channel="")), {}, [StopReason.NO_CHANNEL]),
        (newest(replace(SAID, channel="email")), {}, [StopReason.CHANNEL_NOT_SAFE]),
        (newest(replace(SAID, channel="post")), {}, [StopReason.CHANNEL_FORBIDDEN]),
        (newest(), {"channel": "post"}, [StopReason.CHANNEL_FORBIDDEN]),
        (newest(replace(SAID, review_on="2026-06-09")), {}, [StopReason.LAPSED]),
        (newest(), {"at": date(2026, 7, 2)}, [StopReason.LAPSED]),
        (newest(agreement=None), {}, [StopReason.NOT_AGREED]),
        (newest(proven=False), {}, [StopReason.CHANGED_SINCE]),
        (newest(agreement=replace(AGREED, agreed_by=WRITER)), {}, [StopReason.SAME_PERSON]),
        (newest(agreement=replace(AGREED, agreed_by=ASKER)), {}, [StopReason.SAME_PERSON]),
        (newest(), {"day": date(2026, 6, 11)}, [StopReason.DAY_MOVED]),
        (newest(), {"halted": True}, [StopReason.HALTED]),
    ],
)
def test_each_part_is_needed(
    tier: int, found: AssessmentRecord | None, around: dict[str, Any], stops: list[StopReason]
) -> None:
    assert list(reasons(person(tier), found, **around)) == stops


def test_what_is_known_of_the_person_stops_as_well() -> None:
    assert reasons(None, newest()) == (StopReason.GONE,)
    assert reasons(person(restricted=True), newest()) == (StopReason.RESTRICTED,)
    assert reasons(person(3), newest(agreement=replace(AGREED, tier=2))) == (StopReason.TIER_RAISED,)
    assert reasons(person(3), newest(agreement=None), before=True) == (StopReason.CHANGED_SINCE,)
    assert reasons(person(), newest(), channel="email") == (StopReason.CHANNEL_NOT_SAFE,)
    both = person(safety=Safety(safe_channels=["phone", "email"]))
    assert reasons(both, newest(), channel="email") == (StopReason.OTHER_CHANNEL,)


def test_ordinary_contacts_need_none_and_are_not_reached_by_what_is_forbidden() -> None:
    assert reasons(person(1), None) == ()
    assert reasons(person(1), None, channel="email") == ()
    assert reasons(person(1), None, channel="post") == (StopReason.CHANNEL_FORBIDDEN,)
    assert reasons(person(1, restricted=True), None, halted=True) == (StopReason.RESTRICTED, StopReason.HALTED)


def test_hours_are_heeded_where_they_live() -> None:
    night = Safety(forbidden_times="Never 22:00–06:30, nor while the boats are unloaded.")
    assert len(hours_in(night.forbidden_times)) == 1
    late = datetime(2026, 6, 1, 20, 30, tzinfo=UTC)
    assert not is_forbidden(late, night, [])
    assert is_forbidden(late, night, ["FR"]), "half past ten at night there"
    assert is_forbidden(late + timedelta(hours=3), night, [])
    assert not is_forbidden(late, Safety(forbidden_times="While the boats are unloaded."), ["FR"])
    who = person(1, safety=night)
    assert reasons(who, None, at=late + timedelta(hours=3)) == (StopReason.TIME_FORBIDDEN,)
    assert reasons(who, None, at=late.date()) == (), "to write down an answer wakes nobody"


def test_a_fact_is_written_down_without_asking_anew() -> None:
    invited = ParticipantDetail(answer="invited")
    assert not asks_anew(invited, replace(invited, attended=True, attribution="not_at_all"))
    assert not asks_anew(invited, replace(invited, answer="declined"))
    assert not asks_anew(invited, replace(invited, answer="not_invited"))
    assert asks_anew(invited, replace(invited, answer="accepted"))
    for answer in ("invited", "accepted", "declined"):
        assert asks_anew(ParticipantDetail(), ParticipantDetail(answer=answer))


def test_what_lies_behind_us_is_weighed_as_it_was_then() -> None:
    past, later = date(2026, 5, 1), date(2026, 7, 1)
    assert weighed_on(past, None, TODAY) == weighed_on(later, past, TODAY) == past
    assert weighed_on(later, None, TODAY) == TODAY
