"""What somebody who was invited may say. The team's program has the same codes; a test holds the two together."""

from __future__ import annotations

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary

DAYS_TO_LOOK = 3
DAYS_AT_RISK = 1


class InvitationChoice(Vocabulary):
    """The kinds of answer, as the form offers them."""

    ACCEPT = "accept", _l("Yes, I want to take part")
    DECLINE = "decline", _l("No, I do not want to take part"), _l("You need not say why.")
    QUESTION = "question", _l("I have a question")
    OTHER_WAY = "other_way", _l("I need another way, time or place")
    AT_RISK = "at_risk", _l("This could put me at risk")


WORDLESS = frozenset({InvitationChoice.ACCEPT, InvitationChoice.DECLINE, InvitationChoice.AT_RISK})
"""Said whole without a word more."""
