"""What someone may want to say about a text. The team's program has the same codes; a test holds the two together."""

from __future__ import annotations

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary

DAYS_TO_ANSWER = 10
DAYS_AFTER_REPRISALS = 1


class ReplyChoice(Vocabulary):
    """The kinds of reply, as the form offers them."""

    RIGHT = "right", _l("That is right")
    NOT_WHAT_I_SAID = "not_what_i_said", _l("That is not what I said")
    ADD = "add", _l("I want to add something")
    CORRECTION = "correction", _l("Please correct something")
    REPRISALS = "reprisals", _l("Something bad happened because I spoke")
    MY_DATA = "my_data", _l("What do you hold about me?"), _l("Ask to see it, to have it corrected, or removed.")
