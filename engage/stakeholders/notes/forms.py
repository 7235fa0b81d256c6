"""The form of a note."""

from __future__ import annotations

from wtforms.validators import DataRequired, Length

from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm


class NoteForm(BaseForm):
    """A note about someone."""

    text = LongTextField(
        _l("Note"),
        [DataRequired(), Length(max=10000)],
        rows=5,
        description=_l("Signed with your name and the date. Name nobody else here."),
    )
