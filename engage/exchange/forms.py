"""The form that asks what a file of people shall say."""

from __future__ import annotations

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from engage.exchange.columns import COLUMNS
from engage.exchange.service import Shape
from engage.exchange.vocabulary import FileForm, Wording
from engage.i18n.texts import current_language
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import CheckListField, enum_choices
from engage.web.forms import BaseForm

_FACTS = [
    SelectChoice(column.code, column.label) for column in COLUMNS if not column.free and column.code != "pseudonym"
]
_FREE = [SelectChoice(column.code, column.label) for column in COLUMNS if column.free]


class ExportForm(BaseForm):
    """A list of people as a file, under pseudonyms."""

    form = RadioField(_l("File"), [InputRequired()], choices=enum_choices(FileForm), default=FileForm.XLSX.value)
    wording = RadioField(
        _l("Headings and entries"), [InputRequired()], choices=enum_choices(Wording), default=Wording.WORDS.value
    )
    columns = CheckListField(
        _l("What it says"),
        choices=_FACTS,
        default=[choice.value for choice in _FACTS],
        description=_l("The pseudonym is always there. Leave out what nobody will need."),
    )
    free = CheckListField(
        _l("Also what was written freely"),
        choices=_FREE,
        description=_l("These texts may tell who someone is. Choose them only when they are needed."),
    )

    def shape(self) -> Shape:
        """What was asked for."""
        columns = (*(self.columns.data or ()), *(self.free.data or ()))
        return Shape(FileForm(self.form.data), Wording(self.wording.data), columns, current_language())
