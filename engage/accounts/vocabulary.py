"""States of an account, and what the log says of accounts."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class UserState(Vocabulary):
    """invited → active → closed."""

    INVITED = "invited", _l("Invited")
    ACTIVE = "active", _l("Active")
    CLOSED = "closed", _l("Closed")


class AccountEvent:
    """Events about accounts."""

    INVITED = event_kind("account.invited", _l("Invited an account"))
    JOINED = event_kind("account.joined", _l("Set a password and a second factor"))
    SIGNED_IN = event_kind("account.signed_in", _l("Signed in"), "factor")
    REFUSED = event_kind("account.refused", _l("Failed to sign in"))
    SIGNED_OUT = event_kind("account.signed_out", _l("Signed out"))
    CLOSED = event_kind("account.closed", _l("Closed an account"))
    CODES_RENEWED = event_kind("account.codes_renewed", _l("Made new recovery codes"))
