"""Forms of reports of reprisals."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import DataRequired, InputRequired, Length

from engage.db.clock import today
from engage.engagements.reprisals.vocabulary import Learnt
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField
from engage.web.forms import BaseForm

LONG = Length(max=20_000)


class ReportForm(BaseForm):
    """What happened to somebody."""

    happened = LongTextField(
        _l("What happened to them"),
        [DataRequired(), LONG],
        rows=6,
        description=_l("As they told it. It is sealed under their own key."),
    )
    learnt_on = DayField(_l("When we learnt of it"), [InputRequired()])
    learnt = RadioField(_l("How we learnt of it"), choices=Learnt.choices(), default=Learnt.FROM_THEM.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learnt_on.latest = today()

    def say_to_come(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.learnt_on.errors = [_("This day is still to come. Write it down once it has happened.")]


class ActForm(BaseForm):
    """What is done about it."""

    words = LongTextField(_l("What is done about it"), [DataRequired(), LONG], rows=3)


class CloseForm(BaseForm):
    """Closing a report."""

    reason = LongTextField(
        _l("Why it can be closed"),
        [DataRequired(), LONG],
        rows=3,
        description=_l("What was done, and what they say of it themselves."),
    )
