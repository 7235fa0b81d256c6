"""Forms of the import."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.validators import InputRequired

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.importing.faults import FileRefused
from engage.stakeholders.vocabulary import Tier
from engage.web.fields import LongTextField, enum_choices
from engage.web.forms import BaseForm


class UploadForm(BaseForm):
    """A file of separated values, or the same pasted."""

    file = FileField(_l("File"), description=_l("CSV, with the names of the columns in row 1; at most 20 000 rows."))
    pasted = LongTextField(
        _l("Or paste rows from a spreadsheet"),
        rows=5,
        description=_l("With the row that names the columns."),
        render_kw={"spellcheck": "false"},
    )
    tier = RadioField(
        _l("How dangerous is it that the link to them becomes known?"),
        [InputRequired()],
        default="2",
        description=_l("For every row that does not say its protection."),
    )

    def __init__(self, *args: Any, up_to_tier: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier.choices = enum_choices(tier for tier in Tier if int(tier) <= up_to_tier)

    def content(self) -> bytes | None:
        """What was sent: the file if there is one, else what was pasted; None when there is neither."""
        sent = self.file.data.read() if self.file.data else b""
        if sent or (self.file.data and self.file.data.filename):
            return bytes(sent)
        return self.pasted.data.encode() if self.pasted.data else None

    def say(self, refused: FileRefused) -> None:
        """Puts why a file was refused on the field it came through, with the place."""
        field: Any = self.file if self.file.data else self.pasted
        why = str(refused.code.label)
        if refused.row and refused.column:
            why = _("Row %(row)d, column %(column)s: %(why)s", row=refused.row, column=refused.place, why=why)
        elif refused.row > 1:
            why = _("Row %(row)d: %(why)s", row=refused.row, why=why)
        field.errors = [*field.errors, why]
