"""Words of the scoping and of what is read from the map."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Fact(Vocabulary):
    """By what the scoping tells kinds of people apart."""

    GROUP = "group", _l("Group at risk"), None, "BSR, Inclusive"
    COUNTRY = "country", _l("Country")
    RIGHT = "right", _l("Experience of a right"), None, "BSR, Conclusion"
    LEVEL = "level", _l("Level")
    CAPACITY = "capacity", _l("Rights holders, by capacity"), None, "BSR, Legitimate Representation: The Who"
    INTERMEDIARY = "intermediary", _l("Intermediaries, by kind"), None, "BSR, Legitimate Representation: The Who"
    EXPERTISE = "expertise", _l("Expertise")


class Grouping(Vocabulary):
    """How people are put together to see who names whom."""

    GROUP = "group", _l("Group at risk")
    COUNTRY = "country", _l("Country")
    ROLE = "role", _l("Role")
    START = "start", _l("Start that leads to them")


class FindingEvent:
    """Events about what the map should show and what it showed."""

    SCOPED = event_kind("scoping.written", _l("Wrote down who should be heard"))
    UNSCOPED = event_kind("scoping.removed", _l("Removed a line of the scoping"))
    SIGNED = event_kind("map_statement.signed", _l("Signed a statement on how far the asking has come"))
    PAUSED = event_kind("map_pause.begun", _l("Set somebody apart as not safe to approach now"))
    RESUMED = event_kind("map_pause.ended", _l("Put somebody back among those who can be approached"))
