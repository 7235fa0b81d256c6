"""Which lists grow, and what becomes of their words."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class WhichList(Vocabulary):
    """A list that a project may add to."""

    GROUPS = "groups", _l("Groups at heightened risk")
    RIGHTS = "rights", _l("Rights")


class WordState(Vocabulary):
    """Whether a word is offered."""

    OFFERED = "offered", _l("Offered")
    RETIRED = "retired", _l("Retired"), _l("No longer offered; whatever was said with it stays.")


class TranslationState(Vocabulary):
    """How far a translation can be relied on."""

    DRAFT = "draft", _l("Draft")
    REVIEWED = "reviewed", _l("Reviewed")


class ListEvent:
    """Events about the lists of a project."""

    ADDED = event_kind("list.word_added", _l("Added a word to a list"), which=WhichList)
    CHANGED = event_kind("list.word_changed", _l("Changed a word of a list"), which=WhichList)
    RETIRED = event_kind("list.word_retired", _l("Retired a word of a list"), which=WhichList)
    OFFERED = event_kind("list.word_offered", _l("Offered a retired word again"), which=WhichList)
