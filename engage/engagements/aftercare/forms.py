"""The form of how somebody is after an engagement, and when to ask again."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length, Optional

from engage.db.clock import today
from engage.engagements.aftercare.vocabulary import Wellbeing
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField, enum_choices
from engage.web.forms import BaseForm


class CareForm(BaseForm):
    """How somebody is."""

    how = RadioField(_l("How they are"), [InputRequired()], choices=enum_choices(Wellbeing))
    words = LongTextField(_l("What they said, or what was seen"), [Optional(), Length(max=20_000)], rows=4)
    on = DayField(_l("Day"), [InputRequired()])
    again_on = DayField(_l("Ask again on"), description=_l("Left empty, it is done, unless they were not reached."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on.latest = today()

    def say_to_come(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.on.errors = [_("This day is still to come. Write it down once it has happened.")]

    def say_words_needed(self) -> None:
        """A report of reprisals says what happened."""
        self.words.errors = [_("Write down what happened: it opens a report.")]


class DayForm(BaseForm):
    """When somebody is to be asked how they are."""

    due_on = DayField(_l("Ask them how they are on"), [InputRequired()])
