"""Words about ties."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Relation(Vocabulary):
    """How the first of two is tied to the second."""

    WORKS_FOR = "works_for", _l("Works for")
    MEMBER_OF = "member_of", _l("Is a member of")
    SPEAKS_FOR = "speaks_for", _l("Speaks for")
    FUNDED_BY = "funded_by", _l("Is funded by")
    OTHER = "other", _l("Is tied in another way to")


class RelationBack(Vocabulary):
    """The same, told from the second; the codes are those of `Relation`."""

    WORKS_FOR = "works_for", _l("Employs")
    MEMBER_OF = "member_of", _l("Has as a member")
    SPEAKS_FOR = "speaks_for", _l("Is spoken for by")
    FUNDED_BY = "funded_by", _l("Funds")
    OTHER = "other", _l("Is tied in another way to")


class TieState(Vocabulary):
    """Whether a tie stands."""

    STANDING = "standing", _l("Stands")
    WITHDRAWN = "withdrawn", _l("Taken back")


class TieEvent:
    """Events about ties; neither end is named in them."""

    RECORDED = event_kind("tie.recorded", _l("Recorded a tie between two"))
    WITHDRAWN = event_kind("tie.withdrawn", _l("Took a tie back"))
