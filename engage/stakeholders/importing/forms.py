"""Forms of the import. What stands in a file makes their fields, so most are put together when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from flask_wtf.file import FileField
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.columns import Column
from engage.stakeholders.importing.faults import FileFault, FileRefused, letters
from engage.stakeholders.importing.records import Settings
from engage.stakeholders.importing.values import Unknown, choices_of, understand_value
from engage.stakeholders.importing.vocabulary import KEEP, LEAVE, Outcome
from engage.stakeholders.vocabulary import Tier
from engage.web.fields import LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

PROPOSED = 3
"""So many proposals stand beside a word; everything else can be written."""


class UploadForm(BaseForm):
    """A workbook or a file of separated values, or the same pasted."""

    file = FileField(_l("File"), description=_l("A workbook (XLSX) or CSV; at most 20 000 rows."))
    pasted = LongTextField(
        _l("Or paste rows from a spreadsheet"),
        rows=5,
        description=_l("With the row that names the columns."),
        render_kw={"spellcheck": "false"},
    )

    def content(self) -> bytes | None:
        """What was sent: the file if there is one, else what was pasted; None when there is neither."""
        sent = self.file.data.read() if self.file.data else b""
        if sent or (self.file.data and self.file.data.filename):
            return bytes(sent)
        return self.pasted.data.encode() if self.pasted.data else None

    def say(self, refused: FileRefused) -> None:
        """Puts why a file was refused on the field it came through, with the place."""
        put(self.file if self.file.data else self.pasted, refused)


class RowsForm(BaseForm):
    """Which sheet, and which of its rows names the columns."""

    sheet = RadioField(_l("Sheet"))
    header_row = RadioField(_l("Which row names the columns?"), [InputRequired()])

    @classmethod
    def of(cls, settings: Settings) -> RowsForm:
        """The form over what was found in the file."""
        form = cls(sheet=settings.sheet, header_row=str(settings.header_row))
        form.sheet.choices = [SelectChoice(name, name) for name in settings.sheets]
        rows = [SelectChoice(str(number), _("Row %(row)d", row=number)) for number, _cells in settings.first]
        form.header_row.choices = [*rows, SelectChoice("0", _("None of them: the first row is someone already"))]
        if len(settings.sheets) < 2:
            del form.sheet
        return form

    def say(self, refused: FileRefused) -> None:
        """Puts why a sheet was refused on its field."""
        put(self.header_row, refused)


def put(field: Any, refused: FileRefused) -> None:
    """Puts why a file was refused on a field, with the place."""
    why = str(refused.code.label)
    if refused.row and refused.column:
        why = _("Row %(row)d, column %(column)s: %(why)s", row=refused.row, column=refused.place, why=why)
    elif refused.row > 1:
        why = _("Row %(row)d: %(why)s", row=refused.row, why=why)
    field.errors = [*field.errors, why]


class ColumnsForm(BaseForm):
    """What each column holds (`column-<number>`), and the protection of rows that do not say theirs."""

    tier = RadioField(
        _l("How dangerous is it that the link to them becomes known?"),
        [InputRequired()],
        description=_l("For every row that does not say its protection."),
    )

    @classmethod
    def of(cls, settings: Settings, *, up_to_tier: int) -> ColumnsForm:
        """The form over the columns of a file."""
        choices = [SelectChoice(column.value, str(column.label)) for column in Column]
        fields: dict[str, Any] = {}
        for number, heading in enumerate(settings.header, 1):
            said = settings.mapping.columns.get(number, Column.IGNORE.value)
            label = heading or _("Column %(column)s", column=letters(number))
            fields[f"column-{number}"] = SelectField(label, choices=choices, default=said)
        form: ColumnsForm = type("ColumnsFormOfFile", (cls,), fields)(tier=str(min(settings.tier, up_to_tier)))
        form.tier.choices = enum_choices(tier for tier in Tier if int(tier) <= up_to_tier)
        return form

    def columns(self) -> dict[int, str]:
        """Number of a column → what it holds."""
        names = [name for name in self._fields if name.startswith("column-")]
        return {int(name.partition("-")[2]): self[name].data for name in names}

    def say_no_name(self) -> None:
        """Says that a column must hold the names."""
        self.form_errors.append(str(FileFault.NO_NAME.label))


class WordsForm(BaseForm):
    """What words stand for that nobody knew. For each: `word-<mark>`, a proposal, to keep or to leave out; and
    `other-<mark>`, the same in other words. The mark goes with the word, wherever it stands on the page."""

    words: Sequence[Unknown] = ()
    marks: Sequence[str] = ()
    left = 0
    """How many rarer words are not asked about: they are kept as notes."""

    @classmethod
    def of(cls, words: Sequence[Unknown], decided: Mapping[str, Mapping[str, str]], *, left: int) -> WordsForm:
        """The form over some words, with what was decided about them before."""
        labels = {meaning: dict(choices_of(meaning)) for meaning in {word.meaning for word in words}}
        fields: dict[str, Any] = {}
        for word in words:
            at, named = mark(word), labels[word.meaning]
            before = decided.get(word.meaning.value, {}).get(fold(word.text))
            codes = [before, *word.proposals] if before else word.proposals
            proposed = [SelectChoice(code, named[code]) for code in dict.fromkeys(codes[:PROPOSED]) if code in named]
            default = KEEP if before is None else before or LEAVE
            ways = [SelectChoice(KEEP, _("Keep it as a note")), SelectChoice(LEAVE, _("Leave it out"))]
            fields[f"word-{at}"] = RadioField(word.text, choices=[*proposed, *ways], default=default)
            fields[f"other-{at}"] = ShortTextField(
                _("Something else"), render_kw={"list": f"words-{word.meaning.value}", "autocomplete": "off"}
            )
        form: WordsForm = type(
            "WordsFormOfFile",
            (cls,),
            {**fields, "words": words, "marks": list(map(mark, words)), "left": max(0, left)},
        )()
        return form

    def decided(self) -> dict[str, dict[str, str]]:
        """Column code → folded text → code, KEEP or LEAVE. A text in `other` that is not known is an error there."""
        found: dict[str, dict[str, str]] = {}
        for word in self.words:
            at = mark(word)
            answer, other = self[f"word-{at}"].data, self[f"other-{at}"]
            if other.data:
                said = understand_value(word.meaning, other.data)
                if len(said.codes) != 1 or said.unknown:
                    other.errors = [*other.errors, _("This is not known either. Choose from the list.")]
                    continue
                answer = said.codes[0]
            if answer is not None:
                found.setdefault(word.meaning.value, {})[fold(word.text)] = answer
        return found


def mark(word: Unknown) -> str:
    """What fields of a word are called after."""
    return sha256(f"{word.meaning.value} {fold(word.text)}".encode()).hexdigest()[:10]


class ChoicesForm(BaseForm):
    """What becomes of rows that may be there already: `row-<number>` each, or one answer for all of them."""

    @classmethod
    def of(cls, options: Mapping[int, Sequence[tuple[str, str]]], chosen: Mapping[int, str]) -> ChoicesForm:
        """The form over the rows of a page; `options` are those of each row."""
        fields: dict[str, Any] = {}
        for row, listed in options.items():
            known = [code for code, _label in listed]
            default = chosen[row] if chosen[row] in known else _first_like(chosen[row], known)
            choices = [SelectChoice(code, label) for code, label in listed]
            fields[f"row-{row}"] = RadioField(_("Row %(row)d", row=row), choices=choices, default=default)
        form: ChoicesForm = type("ChoicesFormOfFile", (cls,), fields)()
        return form

    def said(self) -> dict[int, str]:
        """The answer for each row of the page."""
        names = [name for name in self._fields if name.startswith("row-")]
        return {int(name.partition("-")[2]): self[name].data for name in names}


def _first_like(chosen: str, known: Sequence[str]) -> str:
    return next((code for code in known if code.partition(":")[0] == chosen), Outcome.OUT.value)


class EveryForm(BaseForm):
    """One answer for all rows that may be there already."""

    every = RadioField(_l("All of them"), [InputRequired()], choices=enum_choices(Outcome))
