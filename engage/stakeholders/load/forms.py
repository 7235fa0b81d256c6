"""Forms for writing down by hand what was asked and given back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.load.vocabulary import GivenBack
from engage.web.fields import DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

SHORT = Length(max=200)
LONG = Length(max=2000)
MOST_HOURS = 1000
CURRENCY = 3
MOST_TIMES = 99


def number_in(text: str | None) -> Decimal | None:
    """A number as people write it, with a comma or a point and in any digits; None for anything else."""
    tidy = "".join((text or "").split()).replace("\u066b", ".").replace(",", ".")
    try:
        number = Decimal(tidy)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


class _PastForm(BaseForm):
    """Something that has happened."""

    on = DayField(_l("Day"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on.latest = today()

    def say_to_come(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.on.errors = [_("This day is still to come. Write it down once it has happened.")]


class AskedForm(_PastForm):
    """Someone was asked for their time, other than through an engagement."""

    what_for = LongTextField(_l("What for"), [InputRequired(), LONG], rows=3)
    elsewhere = ShortTextField(
        _l("Who of the company asked"), [Optional(), SHORT], description=_l("Where it was not this team.")
    )
    hours = ShortTextField(
        _l("Hours of their time"),
        [Optional(), Length(max=12)],
        description=_l("About how many, with preparing and travel: for example 2.5."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Hours are a number."""
        fine = super().validate(extra_validators)
        hours = number_in(self.hours.data)
        if self.hours.data and (hours is None or hours > MOST_HOURS):
            self.hours.errors = [_("Write a number, for example 12.")]
            return False
        return fine

    def detail(self) -> LoadDetail:
        """What was written."""
        hours = number_in(self.hours.data)
        return LoadDetail(
            what_for=self.what_for.data or "",
            elsewhere=self.elsewhere.data or "",
            hours=float(hours) if hours is not None else None,
        )


class GivenForm(_PastForm):
    """Something was given back."""

    gave = RadioField(_l("What was given"), [InputRequired()], choices=enum_choices(GivenBack))
    what_for = LongTextField(_l("In words"), [InputRequired(), LONG], rows=3, description=_l("What, and what for."))
    amount = ShortTextField(_l("Amount"), [Optional(), Length(max=20)], description=_l("For money and costs."))
    currency = ShortTextField(
        _l("Currency"), [Optional(), Length(max=CURRENCY)], description=_l("Three letters, for example EUR.")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """An amount is a number with its currency."""
        fine = super().validate(extra_validators)
        if self.amount.data and number_in(self.amount.data) is None:
            self.amount.errors = [_("Write a number, for example 12.")]
            fine = False
        code = (self.currency.data or "").upper()
        if (self.amount.data or code) and not (len(code) == CURRENCY and code.isascii() and code.isalpha()):
            self.currency.errors = [_("Write the three letters of the currency, for example EUR.")]
            fine = False
        return fine

    def detail(self) -> LoadDetail:
        """What was written."""
        amount = number_in(self.amount.data)
        return LoadDetail(
            what_for=self.what_for.data or "",
            gave=self.gave.data,
            amount=str(amount) if amount is not None else "",
            currency=(self.currency.data or "").upper() if amount is not None else "",
        )


class AgreedForm(_PastForm):
    """How often someone agreed to be asked."""

    times = IntegerField(
        _l("How often in 12 months, at most"),
        [InputRequired(), NumberRange(0, MOST_TIMES)],
        description=_l("As they said it. What they say later replaces it."),
    )
    what_for = LongTextField(_l("In words"), [Optional(), LONG], rows=3, description=_l("What they need for it."))

    def detail(self) -> LoadDetail:
        """What was written."""
        return LoadDetail(what_for=self.what_for.data or "", times=self.times.data)


class QuietForm(BaseForm):
    """A time in which someone is not to be asked."""

    on = DayField(_l("From"), [InputRequired()])
    until = DayField(_l("Until"), description=_l("Left empty, it holds until it is taken away."))
    what_for = LongTextField(
        _l("Why"),
        [Optional(), LONG],
        rows=3,
        description=_l("As they said it, or as we know it: a campaign, an election, mourning, too much at once."),
    )

    def detail(self) -> LoadDetail:
        """What was written."""
        return LoadDetail(
            what_for=self.what_for.data or "", until=self.until.data.isoformat() if self.until.data else ""
        )

    def say_ends_first(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.until.errors = [_("It ends before it begins. Write a later day.")]
