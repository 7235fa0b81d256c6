"""Words for assessing intermediaries on the three criteria (BSR, Legitimate Representation: The Who)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class AssessmentState(Vocabulary):
    """draft → signed."""

    DRAFT = "draft", _l("Draft")
    SIGNED = "signed", _l("Signed")


class Part(Vocabulary):
    """The parts of an assessment, in the order in which they are written."""

    REPRESENTATION = (
        "representation",
        _l("Legitimate representation"),
        _l("Whether those they speak for see them as their own."),
        "BSR, Legitimate Representation",
    )
    DIVERSITY = (
        "diversity",
        _l("Diversity"),
        _l("What they add that is missing, and who is heard among them."),
        "BSR, Stakeholder Diversity",
    )
    INFRASTRUCTURE = (
        "infrastructure",
        _l("Means and networks"),
        _l("What they live on, and with whom they work."),
        "BSR, Multistakeholder Infrastructure",
    )
    INDEPENDENCE = (
        "independence",
        _l("Independence"),
        _l("From government and from business, ours included; each case for itself."),
        "BSR, Maintaining Independence",
    )
    VERDICT = "verdict", _l("What we conclude"), _l("In words, for these matters and these groups.")


class Mandate(Vocabulary):
    """How they came to speak for others."""

    ELECTED = "elected", _l("Elected by those they speak for")
    CHOSEN = "chosen", _l("Chosen or asked by them in another way")
    MEMBERS = "members", _l("They are some of them")
    SELF = "self", _l("They took it on themselves")
    APPOINTED = "appointed", _l("Appointed by somebody else")
    NONE = "none", _l("They do not claim to speak for anyone")
    UNKNOWN = "unknown", _l("Not known")


class Extent(Vocabulary):
    """How far something is so."""

    YES = "yes", _l("Yes")
    PARTLY = "partly", _l("In part")
    NO = "no", _l("No")
    DISPUTED = "disputed", _l("Disputed"), _l("Those concerned disagree. Write down each view.")
    UNKNOWN = "unknown", _l("Not known")


class Funding(Vocabulary):
    """What they live on."""

    MEMBERS = "members", _l("Mostly dues and small gifts of their own people")
    DIVERSE = "diverse", _l("Several sources, none that they could not do without")
    FEW = "few", _l("One or two sources that they could not do without")
    NONE = "none", _l("No money: unpaid work")
    UNKNOWN = "unknown", _l("Not known")


class OurShare(Vocabulary):
    """Whether money of ours is in it."""

    NOTHING = "nothing", _l("Nothing")
    COSTS = "costs", _l("Only costs of taking part")
    SOME = "some", _l("Fees, grants or donations")
    UNKNOWN = "unknown", _l("Not known")


class Government(Vocabulary):
    """How they stand to government. Never guessed: each answer says why."""

    NONE_KNOWN = "none_known", _l("No tie known")
    QUASI = (
        "quasi",
        _l("Partly run or paid by it"),
        _l("What is called a quasi-autonomous organisation."),
        "BSR, Legitimate Representation",
    )
    ORGANISED = (
        "organised",
        _l("Set up or steered by it"),
        _l("Often called a government-organised non-governmental organisation."),
        "BSR, Legitimate Representation",
    )
    UNCLEAR = "unclear", _l("Unclear")


class Business(Vocabulary):
    """How they stand to business other than ours."""

    NONE_KNOWN = "none_known", _l("No tie known")
    SOME = "some", _l("Some ties, named below")
    DEPENDENT = "dependent", _l("Could not go on without it")
    UNCLEAR = "unclear", _l("Unclear")


class Verdict(Vocabulary):
    """What we conclude, for the matters and groups named with it. These are words, not steps of a scale."""

    SPEAKS = "speaks", _l("Speaks for them in these matters")
    SPEAKS_FOR_SOME = "speaks_for_some", _l("Speaks for some of them")
    EXPERT = "expert", _l("Knows much and is not a representative")
    NOT_FOR_NOW = "not_for_now", _l("Not relied upon for now")
    NOT_ENOUGH_KNOWN = "not_enough_known", _l("Not enough known")


class LegitimacyEvent:
    """Events about assessments."""

    BEGUN = event_kind("legitimacy.begun", _l("Began to assess an intermediary"))
    WRITTEN = event_kind("legitimacy.written", _l("Wrote on an assessment"), part=Part)
    SIGNED = event_kind("legitimacy.signed", _l("Signed an assessment"))
    DROPPED = event_kind("legitimacy.dropped", _l("Dropped the draft of an assessment"))
    REPLIED = event_kind("legitimacy.replied", _l("Wrote down what the assessed said of it"))
