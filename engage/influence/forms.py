"""Forms of influence."""

from __future__ import annotations

from datetime import date, timedelta

from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.influence.vocabulary import Outcome
from engage.web.fields import DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm, PartForm

UNANSWERED = "unanswered"


class AnswerForm(BaseForm):
    """How words counted in a decision."""

    decision = SelectField(_l("For which decision"), [InputRequired()])
    outcome = SelectField(_l("How it counted"), [InputRequired()])
    reason = LongTextField(
        _l("Why"),
        [Length(max=4_000)],
        rows=5,
        description=_l("In words that can be told to those who said it. Needed once it is no longer considered."),
    )
    considered_by = ShortTextField(
        _l("Who considered it"), [Length(max=200)], description=_l("A function or a meeting, not a name.")
    )
    considered_on = DayField(_l("Considered on"), [InputRequired()])
    means = LongTextField(
        _l("By what means it is still considered"),
        [Length(max=2_000)],
        rows=3,
        description=_l("For example: the design team tries it out and reports to the board."),
    )
    until_on = DayField(_l("Answer promised until"))
    seen = HiddenField()

    def prepare(self, informed: list[tuple[str, str]], others: list[tuple[str, str]], *, heard_on: date) -> None:
        """Fills the lists: decisions the words were heard for, and all others of the project."""
        groups = {}
        if informed:
            groups[_("Decisions this engagement was to inform")] = informed
        if others:
            groups[_("Other decisions")] = others
        self.decision.choices = groups
        self.outcome.choices = enum_choices(Outcome)
        self.considered_on.earliest, self.considered_on.latest = heard_on, today()
        if not self.is_submitted():
            self.considered_on.data = today()
        # The day counts only as a promise: for a settled answer whatever stands there is let go.
        if self.outcome.data == Outcome.UNDER_CONSIDERATION:
            self.until_on.earliest = today() + timedelta(days=1)

    def refuse(self, field_name: str, message: str) -> None:
        """Puts a refusal on a field."""
        field = self[field_name]
        field.errors = [*field.errors, message]


class AnswersFilter(PartForm):
    """Which answers to show."""

    decision = SelectField(_l("Decision"), validate_choice=False)
    outcome = SelectField(_l("What became of it"), validate_choice=False)

    def prepare(self, decisions: list[tuple[str, str]]) -> None:
        """Fills the lists."""
        self.decision.choices = [("", _("All decisions")), *decisions]
        self.outcome.choices = [("", _("Everything")), (UNANSWERED, _("Not answered yet")), *Outcome.choices()]
