"""What can be wrong with a file or a row, as codes with plain words; never with a value of the file."""

from __future__ import annotations

from dataclasses import dataclass

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class FileFault(Vocabulary):
    """Why a whole file cannot be read."""

    EMPTY = "empty", _l("There is nothing in this file. It needs a first row with the names of the columns.")
    NO_ROWS = "no_rows", _l("The names of the columns are there, and no row follows them.")
    TOO_LARGE = "too_large", _l("This file is too large. Divide it into files of at most 16 MB.")
    TOO_MANY_ROWS = "too_many_rows", _l("This file has more than 20 000 rows. Divide it.")
    TOO_MANY_COLUMNS = "too_many_columns", _l("This file has more than 200 columns. Keep those that are needed.")
    WORKBOOK = "workbook", _l("This kind of workbook cannot be read. Save it as XLSX or CSV, then bring that in.")
    LOCKED = "locked", _l("This workbook opens with a password only. Save it without one, then bring that in.")
    UNPACKED = "unpacked", _l("This workbook is too large once unpacked. Save the sheet that is needed as CSV.")
    NO_SHEET = "no_sheet", _l("This workbook has no such sheet. Choose one of those it has.")
    UNREADABLE = "unreadable", _l("The letters of this file cannot be read. Save it as CSV in UTF-8.")
    QUOTES = "quotes", _l("Quotation marks do not close in many places. Save the file as CSV again, or as XLSX.")
    NO_NAME = "no_name", _l("No column holds the names. Say which one does.")
    HEADER = "header", _l("The name of this column is too long. Is this row really the names of the columns?")


class RowFault(Vocabulary):
    """Why a row is not brought in."""

    CELL_LONG = "cell_long", _l("There are more than 4 000 signs in this cell. Shorten it.")
    SIGNS = "signs", _l("There are signs in this cell that cannot be read. Write it again, and save the file in UTF-8.")
    ROW_LONG = "row_long", _l("The row has more than 200 cells. Put text with a separator into quotation marks.")
    QUOTES = "row_quotes", _l("A quotation mark does not close, or stands within a cell. Put this row right.")
    NAME_MISSING = "name_missing", _l("The name is missing. Write one.")
    NAME_LONG = "name_long", _l("The name has more than 200 signs. Shorten it.")
    NAME_FORMULA = "name_formula", _l("This is a formula and not a name. Write the name itself.")
    TOTALS = "totals", _l("This looks like a sum or a remark below the list, not like someone. Remove the row.")
    HEADING_AGAIN = "heading_again", _l("This row repeats the names of the columns. Remove it.")
    TIER_ABOVE = "tier_above", _l("This protection is higher than you may give. Ask someone who may.")
    TIER_UNKNOWN = "tier_unknown", _l("The protection is 1, 2 or 3.")
    DOUBLE_IN_FILE = "double_in_file", _l("The same name or contact stands in an earlier row.")
    DOUBLE = "double", _l("The same name or contact is in the registry already.")


class RowWarning(Vocabulary):
    """What is worth a look in a row that is brought in, or in the file as a whole."""

    TITLE = "title", _l("This row stands above the names of the columns and is not brought in.")
    NO_HEADER = "no_header", _l("No row names the columns: the first row is taken for someone.")
    TWO_HEADERS = "two_headers", _l("This row is taken for the names of the columns too.")
    NO_HEADING = "no_heading", _l("This column has no name but is not empty. Say what it holds.")
    HEADING_TWICE = "heading_twice", _l("Another column has the same name.")
    COLUMN_EMPTY = "column_empty", _l("There is nothing in this column.")
    TOO_FEW = "too_few", _l("The row ends before this column. Does a separator lack?")
    TOO_MANY = "too_many", _l("The row goes on after the last column. Put text with a separator into quotation marks.")
    SIGNS = "signs_lost", _l("There are signs in this cell that cannot be read. They are shown as �.")
    NUMBER_CUT = "number_cut", _l("The spreadsheet cut the last digits of this number. Write it as text.")
    COUNTRY_MISSING = "country_missing", _l("There is no country.")
    TYPE_MISSING = "type_missing", _l("There is no type: taken for an organisation that is an intermediary.")
    LIKE_FORMULA = "like_formula", _l("The name begins like a formula. It is kept as text.")
    CLOSE = "close", _l("This word is not written as usual. Is it understood rightly?")
    TYPE_UNKNOWN = "type_unknown", _l("This type is not known. It is kept as a note.")
    ROLE_UNKNOWN = "role_unknown", _l("This role is not known. It is kept as a note.")
    COUNTRY_UNKNOWN = "country_unknown", _l("This country is not known. It is kept as a note.")
    LEVEL_UNKNOWN = "level_unknown", _l("This level is not known. It is kept as a note.")
    LANGUAGE_UNKNOWN = "language_unknown", _l("This language is not known. It is kept as a note.")
    GROUP_UNKNOWN = "group_unknown", _l("This group is not known. It is kept as a note.")
    RIGHT_UNKNOWN = "right_unknown", _l("This right is not known. It is kept as a note.")
    TIER_UNREADABLE = "tier_unreadable", _l("The protection is 1, 2 or 3. The one chosen for the file is taken.")
    SEVERAL = "several", _l("Only one is possible here: the first is taken, the others are kept as a note.")
    EMAIL_UNREADABLE = "email_unreadable", _l("This cannot be an e-mail address. It is kept as a note.")
    PHONE_UNREADABLE = "phone_unreadable", _l("This cannot be a telephone number. It is kept as a note.")
    WEBSITE_UNREADABLE = "website_unreadable", _l("This cannot be the address of a website. It is kept as a note.")
    DAY_UNREADABLE = "day_unreadable", _l("There is no such day. What is written is kept as a note.")
    DAY_TO_COME = "day_to_come", _l("This day is still to come. It is kept as a note.")
    DAY_UNCLEAR = "day_unclear", _l("Day and month can be read in two ways. It is kept as a note.")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place. Rows and columns count from 1, as a spreadsheet does; column 0 is the whole row
    and row 0 the whole column."""

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
