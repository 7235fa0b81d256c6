"""The form that brings a file in."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import Length

from engage.engagements.files.faults import FileRefused
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import ShortTextField
from engage.web.forms import BaseForm


class FileForm(BaseForm):
    """One file, what it shows, and who agreed to it."""

    file = FileField(
        _l("File"),
        description=_l(
            "A photograph, a document or a recording; at most 20 MB. Who made it, where, when and with what is taken "
            "out before it is sealed, and its name is not kept."
        ),
    )
    about = ShortTextField(_l("What it shows"), [Length(max=200)], description=_l("Name nobody here."))
    person = SelectField(
        _l("Who agreed to it, or shows in it"),
        default="",
        description=_l("When this person is erased, the file is destroyed with them."),
    )

    def offer(self, people: list[tuple[str, str]]) -> FileForm:
        """Fills the list."""
        self.person.choices = [("", _("Nobody in particular")), *people]
        return self

    def content(self) -> bytes:
        """What was sent; empty when nothing was."""
        return bytes(self.file.data.read()) if self.file.data else b""

    def say(self, refused: FileRefused) -> None:
        """Puts why a file was refused, which names the remedy, on the field."""
        self.file.errors = [str(refused.reason.label)]
