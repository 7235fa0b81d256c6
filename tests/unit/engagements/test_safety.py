"""The stop before an invitation, and what does not need it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engage.engagements.records import ParticipantDetail
from engage.engagements.safety import asks_anew, gaps
from engage.engagements.vocabulary import SafetyGap
from engage.stakeholders.records import Safety

TODAY = date(2026, 6, 1)
SAFE = Safety(safe_channels=["phone", "post"], forbidden_channels=["post"])
READY = ParticipantDetail(
    answer="invited", safety_assessed_on="2026-05-30", safety_measures="Meets far away", channel="phone"
)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"safety_assessed_on": ""}, [SafetyGap.NOT_ASSESSED]),
        ({"safety_assessed_on": "2026-06-02"}, [SafetyGap.NOT_ASSESSED]),
        ({"safety_measures": "  "}, [SafetyGap.NO_MEASURES]),
        ({"channel": ""}, [SafetyGap.NO_CHANNEL]),
        ({"channel": "email"}, [SafetyGap.CHANNEL_NOT_SAFE]),
        ({"channel": "post"}, [SafetyGap.CHANNEL_NOT_SAFE]),
    ],
)
@pytest.mark.parametrize("tier", [2, 3])
def test_each_part_is_needed(tier: int, change: dict[str, str], missing: list[SafetyGap]) -> None:
    assert gaps(tier, replace(READY, **change), SAFE, today=TODAY) == missing


def test_ordinary_contacts_need_none() -> None:
    assert gaps(1, ParticipantDetail(answer="invited"), Safety(), today=TODAY) == []


def test_a_fact_is_written_down_without_asking_anew() -> None:
    assert not asks_anew(READY, replace(READY, attended=True, attribution="not_at_all"))
    assert asks_anew(READY, replace(READY, channel="email"))
    assert asks_anew(READY, replace(READY, safety_measures=""))
    assert not asks_anew(READY, replace(READY, answer="not_invited"))
