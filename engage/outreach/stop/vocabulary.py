"""Words of the safety stop: what is asked before an invitation, and why one is stopped (BSR, Safe)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Likelihood(Vocabulary):
    """How likely it is that someone makes them pay for it. Words, not steps of a scale."""

    UNKNOWN = "unknown", _l("Not known"), _l("Treat it as possible.")
    UNLIKELY = "unlikely", _l("Unlikely")
    POSSIBLE = "possible", _l("Possible")
    LIKELY = "likely", _l("Likely")


class Interpreting(Vocabulary):
    """Who carries words between us."""

    NOT_NEEDED = "not_needed", _l("Nobody: we share a language")
    TRUSTED = "trusted", _l("Someone they trust")
    OURS = "ours", _l("Someone we bring, whom they agreed to")


class StopReason(Vocabulary):
    """Why someone may not be turned to now. Each label names the remedy."""

    GONE = "gone", _l("They are no longer on record.")
    RESTRICTED = "restricted", _l("Their record is restricted: it is kept, and not used.")
    HALTED = (
        "halted",
        _l("Nothing goes out for this engagement while a report of reprisals is open. The lead and the guardian know."),
    )
    NOT_ASSESSED = "not_assessed", _l("Assess first what this engagement could do to them.")
    NOT_WHOLE = "not_whole", _l("Answer what is still open in the assessment.")
    NO_MEASURES = "no_measures", _l("Write down what keeps them safe.")
    NO_CHANNEL = "no_channel", _l("Choose the channel that is safe for them.")
    CHANNEL_NOT_SAFE = (
        "channel_not_safe",
        _l("This channel is not marked safe in their profile. Choose one that is."),
    )
    CHANNEL_FORBIDDEN = "channel_forbidden", _l("They must never be reached through this channel. Choose another.")
    OTHER_CHANNEL = (
        "other_channel",
        _l("A second person agreed to another channel. Use that one, or assess this one and ask again."),
    )
    TIME_FORBIDDEN = "time_forbidden", _l("They must not be reached at this hour. Choose another.")
    LAPSED = "lapsed", _l("The assessment was to be looked at again by now. Assess anew, and ask a second person.")
    NOT_AGREED = "not_agreed", _l("Ask a second person to agree to the assessment.")
    SAME_PERSON = "same_person", _l("Someone other than those who assessed and asked has to agree.")
    CHANGED_SINCE = (
        "changed_since",
        _l("The assessment changed after a second person agreed. Ask them to agree to what it says now."),
    )
    TIER_RAISED = "tier_raised", _l("Their protection was raised since. Assess anew, and ask a second person.")
    DAY_MOVED = (
        "day_moved",
        _l("The engagement was moved to another day since. Assess anew, and ask a second person."),
    )
    WAY_CHANGED = (
        "way_changed",
        _l("The address or number changed after a second person agreed. Look at it, and ask them again."),
    )


class StopEvent:
    """Events of the safety stop. None says who it is about in the open."""

    ASSESSED = event_kind("stop.assessed", _l("Assessed somebody's safety before an engagement"), "revision")
    AGREED = event_kind("stop.agreed", _l("Agreed, as the second person, to an assessment of safety"), "revision")
    HALTED = event_kind("stop.halted", _l("Stopped what goes out for an engagement"))
    LIFTED = event_kind("stop.lifted", _l("Let things go out for an engagement again"))
