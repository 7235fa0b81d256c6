"""Forms of a record's life."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.life.vocabulary import CorrectionState
from engage.web.fields import DayField, LongTextField
from engage.web.forms import BaseForm


class RestrictForm(BaseForm):
    """Keeping a record without using it."""

    reason = LongTextField(
        _l("Why is it restricted?"),
        [InputRequired(), Length(min=5, max=1000)],
        rows=3,
        description=_l("They objected, what is held may be wrong, or being in touch is not safe for now."),
    )
    review_on = DayField(
        _l("Look at it again on"), [InputRequired()], description=_l("The restriction stays until somebody lifts it.")
    )


class LiftForm(BaseForm):
    """Using a record again."""

    lifted_because = LongTextField(_l("Why may it be used again?"), [InputRequired(), Length(min=5, max=1000)], rows=2)


class CorrectionForm(BaseForm):
    """What someone asked to have put right."""

    wanted = LongTextField(
        _l("What is to be put right?"),
        [InputRequired(), Length(min=5, max=4000)],
        rows=4,
        description=_l("In their words as far as you can."),
    )
    asked_on = DayField(_l("Requested on"), [InputRequired()])
    due_on = DayField(_l("Answer them by"), [InputRequired()])


class SettleCorrectionForm(BaseForm):
    """What came of it."""

    state = RadioField(
        _l("What came of it?"),
        [InputRequired()],
        choices=[(each.value, each.label) for each in (CorrectionState.DONE, CorrectionState.REFUSED)],
    )
    settlement = LongTextField(
        _l("What was done, or why not?"),
        [InputRequired(), Length(min=5, max=4000)],
        rows=3,
        description=_l("They are told this."),
    )
