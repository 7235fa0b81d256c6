"""The form to see a finding differently."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.vocabulary import Verdict
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm


class DisagreeForm(BaseForm):
    """What one says instead of a finding, and why."""

    verdict = RadioField(_l("What do you say instead?"), [InputRequired()])
    reason = LongTextField(
        _l("Why?"),
        [InputRequired(), Length(max=5000)],
        rows=5,
        description=_l("Name the records or facts that the finding does not know. Name nobody who is protected."),
    )

    def __init__(self, found: Verdict, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verdict.choices = [
            (each.value, each.label) for each in Verdict if each not in {found, Verdict.NOT_YET_DUE}
        ]

    def say_the_same(self) -> None:
        """The finding changed meanwhile and says now what the person says."""
        self.verdict.errors = [_("The finding says this already. Choose something else.")]

    def say_reason_needed(self) -> None:
        """A reason of blanks only."""
        self.reason.errors = [_("This needs an answer.")]
