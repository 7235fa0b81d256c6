"""The form for those who turn to us."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.engagements.approached.vocabulary import Came
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, LONG = Length(max=200), Length(max=20_000)
UNKNOWN = ("", _l("Nobody we know, or they did not say"))


class ApproachForm(BaseForm):
    """Who came, what they want, how to answer them."""

    who = SelectField(_l("From whom"), default="")
    came_on = DayField(_l("When they turned to us"), [InputRequired()])
    how = RadioField(_l("How they turned to us"), choices=Came.choices(), default=Came.CALL.value)
    wants = LongTextField(_l("What they want"), [InputRequired(), LONG], rows=4)
    safe_way = LongTextField(
        _l("A safe way to answer them"),
        [InputRequired(), LONG],
        rows=2,
        description=_l("As they said it: which channel, at which hours, what to say to whoever picks up."),
    )
    answer_by = DayField(_l("To be answered by"), [InputRequired()])
    title = ShortTextField(
        _l("Title"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came_on.latest = today()
        self.answer_by.earliest = today()

    def whom(self) -> UUID | None:
        """Who came, where we know."""
        return UUID(self.who.data) if self.who.data else None

    def say_unusable(self) -> None:
        """Their record is set aside, or gone meanwhile."""
        self.who.errors = [_("Choose somebody from the list.")]
