"""The window stands before the due day."""

from __future__ import annotations

from datetime import date

import pytest

from engage.decisions.vocabulary import Timing
from engage.decisions.window import WindowClosesTooLate, WindowOpensTooLate, check_window, timing

DUE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("opens", "closes"), [(None, None), (None, DUE), (DUE, DUE), (date(2026, 1, 1), None), (DUE, None)]
)
def test_a_window_may_end_on_the_due_day_itself(opens: date | None, closes: date | None) -> None:
    check_window(opens=opens, closes=closes, due=DUE)


def test_a_window_that_closes_after_the_due_day_is_refused() -> None:
    with pytest.raises(WindowClosesTooLate):
        check_window(opens=None, closes=date(2026, 7, 1), due=DUE)


@pytest.mark.parametrize(("opens", "closes"), [(date(2026, 5, 2), date(2026, 5, 1)), (date(2026, 7, 1), None)])
def test_a_window_that_opens_when_it_is_over_is_refused(opens: date, closes: date | None) -> None:
    with pytest.raises(WindowOpensTooLate):
        check_window(opens=opens, closes=closes, due=DUE)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (date(2026, 7, 1), Timing.OVERDUE),
        (DUE, Timing.SOON),
        (date(2026, 5, 31), Timing.SOON),
        (date(2026, 5, 30), Timing.LATER),
    ],
)
def test_the_due_day_is_not_overdue_yet(now: date, said: Timing) -> None:
    assert timing(DUE, today=now) is said
