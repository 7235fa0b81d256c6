"""Words of the list: its columns, when somebody was last in touch, how much was asked, what stands in the way."""

from __future__ import annotations

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ListColumn(Vocabulary):
    """What the list can show beside the pseudonym."""

    KIND = "kind", _l("Kind")
    ROLES = "roles", _l("Role")
    COUNTRIES = "countries", _l("Countries")
    LEVEL = "level", _l("Level")
    TIER = "tier", _l("Protection")
    LANGUAGES = "languages", _l("Languages")
    GROUPS = "groups", _l("Groups at heightened risk")
    LAST_CONTACT = "last_contact", _l("Last contact")
    LOAD = "load", _l("Requests in 12 months")


class LastContact(Vocabulary):
    """How long ago we were last in touch with someone: codes of `facts.CONTACT_CODES`."""

    MONTH = "month", _l("Within the last month")
    QUARTER = "quarter", _l("One to three months ago")
    YEAR = "year", _l("Three to twelve months ago")
    OLDER = "older", _l("More than a year ago")
    NEVER = "never", _l("Never")


class Load(Vocabulary):
    """How much we asked of someone in twelve months."""

    NONE = "none", _l("Nothing asked")
    SOME = "some", _l("One or two requests")
    MUCH = "much", _l("Three requests or more")


class RecordCare(Vocabulary):
    """What a record waits for."""

    DUE = "due", _l("To be verified again")
    RESTRICTED = "restricted", _l("Restricted")


class ChangeState(Vocabulary):
    """Where a change of several people stands: chosen → waiting for the worker → done."""

    CHOSEN = "chosen", _l("Not done yet")
    QUEUED = "queued", _l("Waiting")
    DONE = "done", _l("Done")


class InTheWay(Vocabulary):
    """Why a change leaves somebody as they are."""

    GONE = "gone", _l("No longer in the registry")
    RESTRICTED = "restricted", _l("The record is restricted: it is kept as it is.")
    QUIET_LONGER = "quiet_longer", _l("A longer quiet period was promised already.")
