"""Forms of requests to a second person."""

from __future__ import annotations

from wtforms.validators import InputRequired, Length

from engage.accounts.forms import StepUpForm
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm


class AgreeForm(StepUpForm):
    """Agreeing as the second person."""


class RefuseForm(BaseForm):
    """Refusing, with the reason that the asker reads."""

    reason = LongTextField(
        _l("Why not?"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("Who asked will read it. Name nobody here."),
    )
