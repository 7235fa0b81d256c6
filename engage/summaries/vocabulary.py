"""Words for summaries: readings, states, who is told and how."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class SummaryState(Vocabulary):
    """draft → in review → approved → published → withdrawn. A change after approval makes it a draft again."""

    DRAFT = "draft", _l("Draft")
    IN_REVIEW = "in_review", _l("With the second reader")
    APPROVED = "approved", _l("Approved")
    PUBLISHED = "published", _l("Published")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class Audience(Vocabulary):
    """For whom a reading is."""

    PARTICIPANTS = "participants", _l("Those who took part")
    PUBLIC = "public", _l("The public")


class Section(Vocabulary):
    """The parts of a summary (requirements 6.1)."""

    ASKED = "asked", _l("What we asked")
    WHOM = "whom", _l("Whom we heard")
    HEARD = "heard", _l("What we heard")
    DID = "did", _l("What we did with it, and why")
    OPEN = "open", _l("What is still open")
    ANSWER_BACK = "answer_back", _l("How you can answer")


class TranslationState(Vocabulary):
    """How far a text in a language can be trusted."""

    DRAFT = "draft", _l("Draft")
    MACHINE = "machine", _l("By machine, not read yet")
    REVIEWED = "reviewed", _l("Read and right")


class ReplyKind(Vocabulary):
    """What someone wants to say about a summary (requirements 6.3)."""

    RIGHT = "right", _l("That is right")
    NOT_WHAT_I_SAID = "not_what_i_said", _l("That is not what I said")
    ADD = "add", _l("I want to add something")
    CORRECTION = "correction", _l("Please correct something")
    REPRISALS = "reprisals", _l("Something bad happened because I spoke")
    MY_DATA = "my_data", _l("What do you hold about me?")


class LoopStage(Vocabulary):
    """Where the answer owed after an engagement stands."""

    NONE = "none", _l("No summary yet")
    DRAFT = "draft", _l("Being written")
    IN_REVIEW = "in_review", _l("With the second reader")
    APPROVED = "approved", _l("Approved, not published yet")
    PUBLISHED = "published", _l("Published")
    ANSWERED = "answered", _l("Published, and someone answered")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class LeakKind(Vocabulary):
    """What in a text could lead to a person."""

    EMAIL = "email", _l("An e-mail address"), _l("It leads to one person.")
    PHONE = "phone", _l("A phone number"), _l("It leads to one person.")
    NAME = "name", _l("A name of someone who took part"), _l("Say what they are, not who they are.")
    PSEUDONYM = "pseudonym", _l("A pseudonym of someone who took part"), _l("It ties this text to others.")
    SMALL_GROUP = "small_group", _l("A group of fewer than three"), _l("Those who know the place know who it was.")
    HOUR = "hour", _l("A time to the hour"), _l("It tells who could have been there. The day is enough.")


class Way(Vocabulary):
    """Through what a receipt reaches its holder."""

    IN_PERSON = "in_person", _l("Handed over in person")
    THROUGH = "through", _l("Through a trusted person")
    SPOKEN = "spoken", _l("Spoken on the phone")
    POST = "post", _l("By post")
    MESSAGE = "message", _l("By a message they agreed to")


class SummaryEvent:
    """Events about summaries, receipts and replies."""

    DRAFTED = event_kind("summary.drafted", _l("Drew up a summary"))
    CHANGED = event_kind("summary.changed", _l("Changed a summary"), "language", audience=Audience)
    SENT_TO_REVIEW = event_kind("summary.sent_to_review", _l("Gave a summary to a second reader"))
    APPROVED = event_kind("summary.approved", _l("Approved a summary"), "digest")
    RETURNED = event_kind("summary.returned", _l("Returned a summary with a reason"))
    PUBLISHED = event_kind("summary.published", _l("Published a summary"), "digest")
    WITHDRAWN = event_kind("summary.withdrawn", _l("Withdrew a summary"))
    RECEIPT_ISSUED = event_kind("summary.receipt_issued", _l("Issued a receipt"))
    RECEIPT_REVOKED = event_kind("summary.receipt_revoked", _l("Ended a receipt"))
    WARNINGS_KEPT = event_kind("summary.warnings_kept", _l("Left warnings in a summary standing"), "count")
    REPLY_READ = event_kind("summary.reply_read", _l("Read a reply"))
    REPLY_SETTLED = event_kind("summary.reply_settled", _l("Settled a reply"))
