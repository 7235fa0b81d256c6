"""Forms of files, how they say things, and what the log says of what went out."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.vocabulary import Purpose


class FileForm(Vocabulary):
    """What a file of people can be."""

    XLSX = "xlsx", _l("Spreadsheet (XLSX)"), _l("Opens in Excel, LibreOffice and the like.")
    CSV = "csv", _l("Text with commas (CSV)"), _l("For other programs.")


class Wording(Vocabulary):
    """How a file says what is known."""

    WORDS = "words", _l("In words"), _l("Headings and entries in your language, for reading.")
    CODES = "codes", _l("In codes"), _l("The same headings and codes in every language, for other programs.")


class ExchangeEvent:
    """Events about files that go out."""

    EXPORTED = event_kind("exchange.exported", _l("Took out a list of people"), "rows", "columns", form=FileForm)
    IDENTITIES_MADE = event_kind(
        "exchange.identities_made",
        _l("Took out names and contacts, as two agreed"),
        "people",
        "fields",
        "recipient",
        purpose=Purpose,
    )
