"""Until when words can still count: the engagement window of a decision and its due day. Dates in, findings out."""

from __future__ import annotations

from datetime import date, timedelta

from engage.decisions.vocabulary import Timing

SOON = timedelta(days=30)


class WindowClosesTooLate(ValueError):
    """The window closes after the decision is due, when nothing that was heard could count any more."""


class WindowOpensTooLate(ValueError):
    """The window opens after it closes, or after the decision is due."""


def check_window(*, opens: date | None, closes: date | None, due: date) -> None:
    """Holds a window to its due day; each end may be open. Raises WindowClosesTooLate, WindowOpensTooLate."""
    if closes is not None and closes > due:
        raise WindowClosesTooLate
    if opens is not None and opens > (closes or due):
        raise WindowOpensTooLate


def timing(due: date, *, today: date) -> Timing:
    """How near the due day of an open decision is."""
    if due < today:
        return Timing.OVERDUE
    return Timing.SOON if due - today <= SOON else Timing.LATER
