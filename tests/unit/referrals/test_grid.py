"""What others than the core team see of the grid gives no small count away."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import uuid4

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals.findings.coverage import COLUMNS, covered
from engage.referrals.findings.grid import SUMS, Row, told
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.records import CellDetail, CellRecord
from engage.referrals.vocabulary import ON_THE_MAP, ReferralState
from tests.unit.referrals.test_seen import opened, seen_by

STATES = st.lists(st.sampled_from(list(ON_THE_MAP)), max_size=30)


GROUND = stand_on(seen_by(opened("")))


def row(code: str, states: list[ReferralState]) -> Row:
    """A line of the scoping with people in these states."""
    record = CellRecord(uuid4(), date(2026, 1, 1), uuid4(), CellDetail("level", code, 2))
    return Row(record, covered(record.cell, Counter(states)), GROUND, np.empty(0, np.int64))


@given(st.lists(STATES, min_size=1, max_size=4))
def test_no_small_count_is_told_nor_left_by_taking_shown_counts_from_a_sum(lines: list[list[ReferralState]]) -> None:
    rows = [row(str(number), states) for number, states in enumerate(lines)]
    for line, counts in zip(rows, told(rows, exact=False), strict=True):
        assert all(count >= 3 for count in counts.values() if isinstance(count, int))
        for whole, parts in SUMS:
            shown = sum(count for part in parts if isinstance(count := counts[part], int))
            if isinstance(total := counts[whole], int):
                assert total - shown >= 3, line.covered
    for column in COLUMNS:
        counted = [
            (counts[column], getattr(line.covered, column))
            for line, counts in zip(rows, told(rows, exact=False), strict=True)
        ]
        kept = [count for shown, count in counted if not isinstance(shown, int)]
        assert not kept or sum(kept) >= 3 or len(kept) == len(counted)


def test_the_core_team_sees_every_count() -> None:
    [counts] = told([row("local", [ReferralState.ENGAGED, ReferralState.DECLINED, ReferralState.NAMED])], exact=True)
    assert counts == {"named": 3, "asked": 2, "heard": 1, "declined": 1, "unreachable": 0, "not_safe": 0}
