"""The states of a job."""

from __future__ import annotations

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class JobState(Vocabulary):
    """queued → claimed under a lease → done, or failed and waiting to be tried again by a person."""

    QUEUED = "queued", _l("Waiting")
    CLAIMED = "claimed", _l("Under way")
    DONE = "done", _l("Done")
    FAILED = "failed", _l("Failed")
