"""Forms of days to watch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from engage.engagements.peaks.records import PeakRecord, PeakSaid
from engage.engagements.peaks.vocabulary import PeakKind
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.projects.queries import Member
from engage.web.fields import CountryField, DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, LONG = Length(max=200), Length(max=20_000)


class PeakForm(BaseForm):
    """A day to watch."""

    kind = RadioField(_l("What happens"), choices=PeakKind.choices(), default=PeakKind.ELECTION.value)
    country = CountryField(_l("Country"), [InputRequired()])
    from_on = DayField(_l("Day"), [InputRequired()])
    until_on = DayField(_l("Last day, if it takes longer"))
    words = LongTextField(_l("What may happen, and to whom"), [InputRequired(), LONG], rows=3)
    lead_days = IntegerField(
        _l("Days before it"),
        [InputRequired(), NumberRange(0, 365)],
        default=42,
        description=_l("So long before it we want to have spoken with people."),
    )
    watched_by = SelectField(_l("Who of us watches it"), [InputRequired()])

    def offer(self, team: Iterable[Member]) -> None:
        """Says who can watch it."""
        self.watched_by.choices = [(str(each.user_id), each.name) for each in team]

    def as_said(self) -> dict[str, Any]:
        """What was written, as the verbs take it."""
        return {
            "kind": PeakKind(self.kind.data),
            "from_on": self.from_on.data,
            "until_on": self.until_on.data or self.from_on.data,
            "lead_days": self.lead_days.data,
            "watched_by": UUID(self.watched_by.data),
            "said": PeakSaid(country=self.country.data, words=self.words.data or ""),
        }

    def say_ends_first(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.until_on.errors = [_("The last day comes after the first.")]

    def say_unknown_watcher(self) -> None:
        """They left the project meanwhile."""
        self.watched_by.errors = [_("They do not work in this project any more. Choose somebody else.")]


def peak_as_typed(peak: PeakRecord) -> dict[str, Any]:
    """A day to watch as the fields of its form show it."""
    return {
        "kind": peak.kind.value,
        "country": peak.said.country,
        "from_on": peak.from_on,
        "until_on": peak.until_on if peak.until_on != peak.from_on else None,
        "words": peak.said.words,
        "lead_days": peak.lead_days,
        "watched_by": str(peak.watched_by),
    }


class BeforeForm(BaseForm):
    """An engagement before the day."""

    title = ShortTextField(
        _l("Title"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )
    purpose = LongTextField(_l("What it is for"), [InputRequired(), LONG], rows=3)
    planned_on = DayField(_l("Day"), [InputRequired()])

    def say_too_late(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.planned_on.errors = [_("This comes after the day to watch. Choose a day before it.")]


class DismissForm(BaseForm):
    """Why it needs nothing."""

    reason = LongTextField(_l("Why it needs no engagement"), [InputRequired(), LONG], rows=3)
