"""What can be wrong with a file or a row, as codes with plain words; never with a value of the file."""

from __future__ import annotations

from dataclasses import dataclass

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class FileFault(Vocabulary):
    """Why a whole file cannot be read."""

    EMPTY = "empty", _l("There is nothing in this file. It needs a first row with the names of the columns.")
    NO_ROWS = "no_rows", _l("Row 1 names the columns, and no row follows it.")
    TOO_LARGE = "too_large", _l("This file is too large. Divide it into files of at most 16 MB.")
    TOO_MANY_ROWS = "too_many_rows", _l("This file has more than 20 000 rows. Divide it.")
    TOO_MANY_COLUMNS = "too_many_columns", _l("Row 1 has more than 200 columns. Keep those that are needed.")
    WORKBOOK = "workbook", _l("This is a workbook. Save its sheet as CSV, then bring that in.")
    UNREADABLE = "unreadable", _l("The letters of this file cannot be read. Save it as CSV in UTF-8.")
    QUOTES = "quotes", _l("A quotation mark does not close, or stands within a cell. Put this row right.")
    NO_NAME = "no_name", _l("Row 1 has no column for the name. Call one of its columns “name”, “nom” or “اسم”.")
    TWICE = "twice", _l("Two columns of row 1 mean the same. Keep one of them.")
    HEADER = "header", _l("The name of this column in row 1 is too long. Is row 1 really the names of the columns?")


class RowFault(Vocabulary):
    """Why a row is not brought in."""

    CELL_LONG = "cell_long", _l("There are more than 4 000 signs in this cell. Shorten it.")
    SIGNS = "signs", _l("There are signs in this cell that cannot be read. Write it again, and save the file in UTF-8.")
    NUL = "nul", _l("There are zero bytes in this cell. Write it again.")
    TOO_FEW = "too_few", _l("The row ends before this column. Does a separator lack?")
    TOO_MANY = "too_many", _l("The row goes on after the last column. Put text with a separator into quotation marks.")
    NAME_MISSING = "name_missing", _l("The name is missing. Write one.")
    NAME_LONG = "name_long", _l("The name has more than 200 signs. Shorten it.")
    NAME_FORMULA = "name_formula", _l("This is a formula and not a name. Write the name itself.")
    TYPE_UNKNOWN = "type_unknown", _l("This type is not known. Write one of those that the import page lists.")
    ROLE_UNKNOWN = "role_unknown", _l("This role is not known. Write “rights holder” or “intermediary”.")
    COUNTRY_UNKNOWN = "country_unknown", _l("This country is not known. Write its name or its two-letter code.")
    LEVEL_UNKNOWN = "level_unknown", _l("This level is not known. Write local, national, regional or international.")
    LANGUAGE_UNKNOWN = "language_unknown", _l("This language is not known. Write its name or its code.")
    EMAIL_UNREADABLE = "email_unreadable", _l("This cannot be an e-mail address.")
    PHONE_UNREADABLE = "phone_unreadable", _l("This cannot be a telephone number. Write it with its country code.")
    WEBSITE_UNREADABLE = "website_unreadable", _l("This cannot be the address of a website.")
    TIER_UNKNOWN = "tier_unknown", _l("The protection is 1, 2 or 3.")
    DOUBLE_IN_FILE = "double_in_file", _l("The same name or contact stands in an earlier row.")
    DOUBLE = "double", _l("The same name or contact is in the registry already.")


class RowWarning(Vocabulary):
    """What is worth a look in a row that is brought in."""

    COUNTRY_MISSING = "country_missing", _l("There is no country.")
    TYPE_MISSING = "type_missing", _l("There is no type: taken for an organisation that is an intermediary.")
    LIKE_FORMULA = "like_formula", _l("The name begins like a formula. It is kept as text.")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place. Rows and columns count from 1, as a spreadsheet does; column 0 is the whole row."""

    row: int
    column: int
    code: str

    @property
    def place(self) -> str:
        """The column by its letters, as a spreadsheet names it; nothing for the whole row."""
        return letters(self.column)


class FileRefused(ValueError):
    """The file cannot be read; `code` is one of FileFault."""

    def __init__(self, code: FileFault, row: int = 0, column: int = 0) -> None:
        super().__init__(code.value)
        self.code, self.row, self.column = code, row, column

    @property
    def place(self) -> str:
        """The column by its letters; nothing when the fault is not in one."""
        return letters(self.column)


def letters(column: int) -> str:
    """A, B, …, Z, AA for a column number from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
