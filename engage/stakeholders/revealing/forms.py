"""The form that asks what a name or contact is needed for."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired, Length

from engage.accounts.forms import StepUpForm
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.vocabulary import Purpose
from engage.web.fields import LongTextField


def _purposes() -> list[Any]:
    safe, whole = _l("Shows the name and the ways marked as safe."), _l("Shows the name and all ways to reach them.")
    needs_all = {Purpose.SAFETY, Purpose.CORRECT}
    return [
        SelectChoice(each.value, each.label, {"data_hint": whole if each in needs_all else safe}) for each in Purpose
    ]


class RevealForm(StepUpForm):
    """Saying why a name or contact is needed; the code is asked for when the last one is old."""

    purpose = RadioField(_l("What do you need it for?"), [InputRequired()], choices=_purposes())
    reason = LongTextField(
        _l("In your words"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("It is written into the log, where it can be reviewed. Name nobody here."),
    )
