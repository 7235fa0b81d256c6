"""What the service refuses, by name. `service` gives them on, so that callers need one import."""

from __future__ import annotations


class NotDirectWithoutReason(ValueError):
    """Rights holders are not met directly, and nobody wrote down why (UNGP 18)."""


class UnknownDecision(ValueError):
    """The project has no such decision."""


class UnknownStakeholder(ValueError):
    """The project has no such stakeholder."""


class AlreadyParticipant(ValueError):
    """This stakeholder is on the list."""


class NotPlanned(ValueError):
    """Only an engagement that is planned and not yet held can be changed in this way."""


class NotHeld(ValueError):
    """Only an engagement that was held and is not closed can be changed in this way."""


class EngagementOver(ValueError):
    """The engagement is closed or cancelled; what was written stays."""


class HeldInFuture(ValueError):
    """An engagement cannot have been held on a day that is still to come."""


class AttendanceUnknown(ValueError):
    """Of `count` people it is not known whether they were there."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class NotesChanged(ValueError):
    """Somebody wrote meanwhile: `version` is the newest."""

    def __init__(self, version: int) -> None:
        super().__init__(str(version))
        self.version = version


class NobodyNamed(ValueError):
    """This engagement is kept in counts only: nobody is named, and nothing is noted of anybody."""
