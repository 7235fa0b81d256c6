"""Forms of decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.decisions.records import DecisionDetail, DecisionRecord
from engage.decisions.vocabulary import Juncture
from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

LONG = Length(max=20_000)
_TEXTS = ("description", "decides", "still_open", "already_decided", "confidential")


class DecisionForm(BaseForm):
    """Registering or changing a decision."""

    title = ShortTextField(_l("What is to be decided"), [InputRequired(), Length(max=200)])
    juncture = RadioField(_l("At which point"), choices=Juncture.choices())
    description = LongTextField(_l("Description"), [LONG], rows=4)
    decides = ShortTextField(
        _l("Who decides"), [Length(max=200)], description=_l("By function, for example “Head of product”.")
    )
    due_on = DayField(_l("Due on"), [InputRequired()])
    window_opens_on = DayField(_l("The engagement window opens"))
    window_closes_on = DayField(
        _l("The engagement window closes"),
        description=_l("On or before the due day, while what is heard can still change something."),
    )
    options = LongTextField(_l("Options"), [LONG], rows=4, description=_l("One on each line."))
    still_open = LongTextField(
        _l("Still open to change"), [LONG], rows=3, description=_l("People are told this before they are asked.")
    )
    already_decided = LongTextField(
        _l("Already decided"), [LONG], rows=3, description=_l("People are told this before they are asked.")
    )
    confidential = LongTextField(
        _l("What must stay confidential, and why"),
        [LONG],
        rows=3,
        description=_l("What of this decision may not be told to those who are asked."),
    )

    def detail(self, before: DecisionDetail) -> DecisionDetail:
        """What was written, over what the form does not ask for."""
        texts: dict[str, Any] = {name: self[name].data or "" for name in _TEXTS}
        lines = (line.strip() for line in (self.options.data or "").splitlines())
        return replace(before, juncture=self.juncture.data, options=[line for line in lines if line], **texts)

    def days(self) -> dict[str, Any]:
        """The three days, by the names that the service gives them."""
        return {name: self[name].data for name in ("due_on", "window_opens_on", "window_closes_on")}

    def say_closes_too_late(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.window_closes_on.errors = [
            _(
                "The window must close on or before the day the decision is due. "
                "Close it by %(due)s, or move the due day.",
                due=format_day(self.due_on.data),
            )
        ]

    def say_opens_too_late(self) -> None:
        """Puts the refusal on the field that mends it."""
        last = self.window_closes_on.data or self.due_on.data
        self.window_opens_on.errors = [
            _("The window opens after it would be over. Open it by %(day)s.", day=format_day(last))
        ]


class MadeForm(BaseForm):
    """Recording that a decision was made."""

    made_on = DayField(_l("Made on"), [InputRequired()])
    outcome = LongTextField(_l("What was decided"), [InputRequired(), LONG], rows=5)
    reasons = LongTextField(
        _l("Why"),
        [InputRequired(), LONG],
        rows=5,
        description=_l("Say what counted, and what did not and why. Those who were asked are owed this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_on.latest = today()


class WithdrawForm(BaseForm):
    """Withdrawing a decision that will not be made."""

    reasons = LongTextField(_l("Why it will not be made"), [InputRequired(), LONG], rows=4)


def as_typed(decision: DecisionRecord) -> dict[str, Any]:
    """A decision as the fields of its form show it."""
    detail = decision.detail
    return {
        "title": decision.title,
        "due_on": decision.due_on,
        "window_opens_on": decision.window_opens_on,
        "window_closes_on": decision.window_closes_on,
        "juncture": detail.juncture,
        "options": "\n".join(detail.options),
        **{name: getattr(detail, name) for name in _TEXTS},
    }
