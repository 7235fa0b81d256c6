"""Words of files with graphs: their forms, why one is taken out, why one or a row of one is refused."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class GraphForm(Vocabulary):
    """What a file of the map can be. Codes stand in `parcel.form`."""

    GRAPHML = "graphml", _l("GraphML"), _l("For Gephi, yEd, igraph, NetworkX and most other graph programs.")
    GEXF = "gexf", _l("GEXF"), _l("For Gephi.")
    KUMU = "kumu", _l("Kumu (JSON)"), _l("For Kumu. Never bring it into a project there that is public.")
    EDGES = "edges", _l("List of namings (CSV)"), _l("One row for each naming.")
    NODES = "nodes", _l("List of people (CSV)"), _l("One row for each person, without who named whom.")


class MapPurpose(Vocabulary):
    """What a file of the map is for."""

    ANALYSIS = "analysis", _l("To analyse the map in another program")
    REVIEW = "review", _l("For somebody who reviews our method")
    MOVE = "move", _l("To bring it into another project")


class LeftOut(Vocabulary):
    """Why a naming is not in a file."""

    NOT_TOLD = "not_told", _l("The namer does not want the person named to know")
    GUARDED = "guarded", _l("The link itself is dangerous for one of them")
    REFUSED = "refused", _l("Declined, not reached, or not safe to approach")
    GONE = "gone", _l("One of them is restricted or was erased")


class MapImportState(Vocabulary):
    """preview → saving → saved; or dropped before anything of it was saved."""

    PREVIEW = "preview", _l("Not saved")
    SAVING = "saving", _l("Being saved")
    SAVED = "saved", _l("Saved")
    DROPPED = "dropped", _l("Forgotten")


class EndAnswer(Vocabulary):
    """What becomes of an end that nobody in the project goes by."""

    OUT = "out", _l("Leave out"), _l("Namings by or of them are left out.")
    NEW = "new", _l("Make a new guarded record"), _l("What the file calls them becomes their name, which stays sealed.")


class GraphFault(Vocabulary):
    """Why a whole file cannot be read."""

    TOO_LARGE = "too_large", _l("This file is too large. A graph may have at most 5 MB.")
    TOO_MANY = "too_many", _l("This graph is too large: at most 100 000 people and 200 000 namings are read.")
    UNSAFE = "unsafe", _l("This file declares entities or a document type, which can be used to do harm. Save it anew.")
    NOT_XML = "not_xml", _l("This file cannot be read as GraphML or GEXF. Save it again as one of these.")
    NO_DIRECTION = "no_direction", _l("The lines of this graph have no direction, so it does not say who named whom.")
    NO_NAMINGS = "no_namings", _l("There is no naming in this file.")
    NO_ENDS = "no_ends", _l("Two columns must say who named and who was named. Call them “from” and “to”.")
    PACKED = "packed", _l("This file is packed. Unpack it first.")


class LineFault(Vocabulary):
    """Why a naming of a file is not brought in."""

    END_MISSING = "end_missing", _l("One of the two ends is missing.")
    END_LONG = "end_long", _l("An end has more than 200 signs.")
    END_TWICE = "end_twice", _l("Two people of this file are called the same, so it is not clear who is meant.")
    ITSELF = "itself", _l("Someone names themselves.")
    TWICE = "twice", _l("The same naming stands in an earlier row.")
    RESTRICTED = "restricted", _l("The record of one of them is restricted and may not be used.")
    QUESTION = "question", _l("This question is not known.")
    DAY = "day", _l("There is no such day, or it is still to come. Write it as 2026-11-20.")
    STATE = "state", _l("What became of it is not known.")
    WITHDRAWN = "withdrawn", _l("This naming was withdrawn.")
    TOLD = "told", _l("Whether they may be told is not known.")
    RIGHT = "right", _l("This right is not known.")
    COUNTRY = "country", _l("This country is not known.")
    LONG = "long", _l("A text is too long: at most 200 signs for a community and 4 000 for words.")
    UNREADABLE = "unreadable", _l("This row cannot be read.")


class MapExchangeEvent:
    """Events about graphs that come in or go out."""

    IMPORTED = event_kind("referral.imported", _l("Brought in a file of who named whom"), "namings", "people")
    EXPORTED = event_kind(
        "referral.exported",
        _l("Took out the map, as two agreed"),
        "namings",
        "people",
        "reason",
        form=GraphForm,
        purpose=MapPurpose,
    )
    FETCHED = event_kind("referral.fetched", _l("Fetched a file of the map"), form=GraphForm)
