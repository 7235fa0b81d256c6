"""Words of the import: where one stands, what its parts hold, what becomes of a row, what is kept in the log."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ImportState(Vocabulary):
    """preview → saving → saved → undone; or dropped before anything of it was saved."""

    PREVIEW = "preview", _l("Not saved")
    SAVING = "saving", _l("Being saved")
    SAVED = "saved", _l("Saved")
    UNDONE = "undone", _l("Taken back")
    DROPPED = "dropped", _l("Forgotten")


class PartKind(Vocabulary):
    """What a part of an import holds."""

    FILE = "file", _l("The file itself")
    ROWS = "rows", _l("Rows as they were read")
    LOOKED = "looked", _l("Rows as they were understood")


class Outcome(Vocabulary):
    """What becomes of a row that may be someone who is there already."""

    OUT = "out", _l("Leave out")
    NEW = "new", _l("Add as someone new")
    FILL = "fill", _l("Add what is new to who is there"), _l("Empty fields are filled and ways to reach them added.")


KEEP, LEAVE = "keep", "leave"
"""Answers about a word that nobody knows, beside the codes it may stand for: keep it as a note, leave it out."""


class ImportEvent:
    """Events of an import as a whole."""

    IMPORTED = event_kind("stakeholder.imported", _l("Imported a file"), "accepted", "rejected")
    ENRICHED = event_kind("stakeholder.import_added_to", _l("Added to records from a file"), "people")
    UNDONE = event_kind("stakeholder.import_undone", _l("Took an import back"), "removed", "kept", "restored")
