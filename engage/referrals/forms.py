"""Forms of the map: its starts, and what became of a naming."""

from __future__ import annotations

from uuid import UUID

from wtforms import FormField, SelectField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.recording.forms import WhoPart, refuse
from engage.referrals.vocabulary import ON_THE_MAP
from engage.stakeholders.directory import Directory
from engage.web.fields import DayField, LongTextField, enum_choices
from engage.web.forms import BaseForm


class StartForm(BaseForm):
    """Somebody trusted to begin with."""

    stakeholder = FormField(WhoPart, _l("Who"))
    reason = LongTextField(
        _l("Why we trust them"),
        [InputRequired(), Length(max=2000)],
        rows=4,
        description=_l("How we know them, and what they know of the people concerned."),
    )

    @property
    def whom(self) -> WhoPart:
        """Who was typed."""
        part: WhoPart = self.stakeholder.form
        return part

    def found(self, people: Directory, *, up_to_tier: int) -> UUID | None:
        """Whom it means, where it is whole; whatever stands in the way is put at its field."""
        whole, who = self.validate(), self.whom.who
        self.whom.find(people, up_to_tier=up_to_tier, new=False)
        if not who.data and not who.errors:
            refuse(who, _("This needs an answer."))
        return self.whom.known if whole else None


class StateForm(BaseForm):
    """What became of a naming, and when."""

    state = SelectField(_l("What became of it"), [InputRequired()], choices=enum_choices(ON_THE_MAP))
    on = DayField(_l("On which day"), [InputRequired()])
    reason = LongTextField(
        _l("Why"),
        [Length(max=2000)],
        rows=3,
        description=_l("Needed when someone declined, could not be reached, or is not safe to approach."),
    )
