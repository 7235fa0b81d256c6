"""Forms of erasing someone and of handing out what is held about them."""

from __future__ import annotations

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Length

from engage.accounts.forms import StepUpForm
from engage.i18n.languages import OFFERED
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm


class AskForm(BaseForm):
    """Asking a second person."""

    reason = LongTextField(
        _l("Why are they to be erased?"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("The second person reads it, and so does whoever reviews the log. Name nobody here."),
    )


class EraseForm(StepUpForm):
    """Doing what two agreed to."""

    sure = BooleanField(_l("I have read what goes and what stays, and that there is no way back."), [InputRequired()])


class ExtractForm(StepUpForm):
    """Handing out what is held about someone."""

    written_in = SelectField(_l("Language of the document"), [InputRequired()])
    reason = LongTextField(
        _l("In your words"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("It is written into the log, where it can be reviewed. Name nobody here."),
    )

    def offer(self) -> ExtractForm:
        """With the languages that can be chosen."""
        self.written_in.choices = [(code, each.own_name) for code, each in OFFERED.items()]
        return self
