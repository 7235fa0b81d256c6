"""Words for messages: where they stand, what they are for, why one did not go out."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class MessageState(Vocabulary):
    """queued → sending → sent, failed or unknown; or withdrawn before. What is unknown, a person settles."""

    QUEUED = "queued", _l("Waiting to be sent")
    SENDING = "sending", _l("Being sent")
    SENT = "sent", _l("Sent"), _l("The mail server accepted it. Whether it was read is not known.")
    FAILED = "failed", _l("Not sent")
    UNKNOWN = "unknown", _l("Not known whether it was sent")
    WITHDRAWN = "withdrawn", _l("Withdrawn")


class MessagePurpose(Vocabulary):
    """What a message is for."""

    INVITATION = "invitation", _l("Invitation")
    REMINDER = "reminder", _l("Reminder")


class Subject(Vocabulary):
    """The only subjects there are: none tells who writes, or what about."""

    HELLO = "hello", _l("Hello")
    FOR_YOU = "for_you", _l("A message for you")
    AGAIN = "again", _l("Once more")


class Fault(Vocabulary):
    """Why a message was not sent, or why that is not known."""

    NO_SERVER = "no_server", _l("No mail server is set up.")
    NO_ADDRESS = "no_address", _l("They have no e-mail address that is marked safe.")
    GONE = "gone", _l("They are no longer on record.")
    NOT_WANTED = "not_wanted", _l("They are not asked any more: see the engagement, and what they answered.")
    STOPPED = "stopped", _l("The safety stop held it back.")
    UNREACHABLE = "unreachable", _l("The mail server could not be reached.")
    UNSAFE_LINE = "unsafe_line", _l("The mail server offers no protected line, so nothing was given to it.")
    SIGN_IN = "sign_in", _l("The mail server did not accept our name and password.")
    REFUSED_SENDER = "refused_sender", _l("The mail server refused our sender address.")
    REFUSED_RECIPIENT = "refused_recipient", _l("The mail server refused their address.")
    REFUSED_TEXT = "refused_text", _l("The mail server refused the message.")
    LATER = "later", _l("The mail server asked us to come back later.")
    LINE_LOST = "line_lost", _l("The line broke after the text was handed over.")
    INTERRUPTED = "interrupted", _l("Our own program was interrupted while it was sending.")


class OutreachEvent:
    """Events about messages. None says to whom."""

    QUEUED = event_kind("message.queued", _l("Queued a message"), purpose=MessagePurpose)
    SENT = event_kind("message.sent", _l("Sent a message"), "attempt")
    NOT_SENT = event_kind("message.not_sent", _l("A message was not sent"), "attempt", why=Fault)
    UNKNOWN = event_kind("message.unknown", _l("It is not known whether a message was sent"), "attempt", why=Fault)
    AGAIN = event_kind("message.again", _l("Asked for a message to be sent again"))
    SETTLED = event_kind("message.settled", _l("Said what became of a message"), state=MessageState)
    WITHDRAWN = event_kind("message.withdrawn", _l("Withdrew a message"))
