"""Forms of the next wave."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from engage.engagements.records import Plan
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.findings.wave.vocabulary import HowPlanned
from engage.web.fields import CheckListField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

LONG = Length(max=20_000)


class MarkForm(BaseForm):
    """Who of those listed would be approached."""

    people = CheckListField(_l("Who would be approached"))


class WavePlanForm(BaseForm):
    """The marked people as engagements."""

    how = RadioField(_l("How"), [InputRequired()], choices=enum_choices(HowPlanned), default=HowPlanned.EACH.value)
    title = ShortTextField(
        _l("Title"),
        [InputRequired(), Length(max=200)],
        description=_l("Neutral enough to be seen over a shoulder."),
    )
    planned_on = DayField(_l("Planned for"), [InputRequired()])
    purpose = LongTextField(_l("What it is for"), [InputRequired(), LONG], rows=3)
    selected_because = LongTextField(
        _l("Why these people"),
        [InputRequired(), LONG],
        rows=3,
        description=_l("In words that can be told to them. Who named whom stays on the map."),
    )

    def plan(self) -> Plan:
        """What was written of the plan."""
        because = self.selected_because.data or ""
        return Plan(purpose=self.purpose.data or "", selection_explained=because)
