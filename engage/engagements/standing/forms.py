"""Forms of panels."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.engagements.standing.records import PanelRecord, PanelSaid
from engage.engagements.standing.vocabulary import PanelRole
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, LONG = Length(max=200), Length(max=20_000)
A_YEAR = timedelta(days=365)


class PanelForm(BaseForm):
    """What a panel is, and how it may end."""

    name = ShortTextField(_l("Name"), [InputRequired(), SHORT])
    purpose = LongTextField(_l("What it is for"), [InputRequired(), LONG], rows=3)
    representatives = LongTextField(
        _l("Trade unions and other legitimate representatives"),
        [InputRequired(), LONG],
        rows=3,
        description=_l("Who they are and how they were asked about this panel. Write so where there are none."),
    )
    ends_how = LongTextField(
        _l("How it may be ended"), [InputRequired(), LONG], rows=2, description=_l("By whom, and with what notice.")
    )
    review_on = DayField(_l("Next review"), [InputRequired()])

    def said(self) -> PanelSaid:
        """What was written."""
        names = ("name", "purpose", "representatives", "ends_how")
        return PanelSaid(**{name: self[name].data or "" for name in names})


def panel_as_typed(panel: PanelRecord) -> dict[str, Any]:
    """A panel as the fields of its form show it."""
    return {**vars(panel.said), "review_on": panel.review_on}


class SeatForm(BaseForm):
    """Somebody's seat."""

    who = SelectField(_l("Who"), [InputRequired()])
    role = RadioField(_l("Their part"), choices=PanelRole.choices(), default=PanelRole.MEMBER.value)
    since = DayField(_l("From"), [InputRequired()])
    until = DayField(_l("Until"), [InputRequired()])

    def say_first(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.until.errors = [_("A term ends after it begins.")]

    def say_there(self) -> None:
        """They sit there already."""
        self.who.errors = [_("They sit on this panel at that time already.")]

    def say_unusable(self) -> None:
        """Their record is set aside."""
        self.who.errors = [_("Choose somebody from the list.")]


class TermForm(BaseForm):
    """Another role or term."""

    role = RadioField(_l("Their part"), choices=PanelRole.choices(), default=PanelRole.MEMBER.value)
    until = DayField(_l("Until"), [InputRequired()])

    def say_first(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.until.errors = [_("A term ends after it begins.")]


class LeaveForm(BaseForm):
    """Leaving before the term ends."""

    reason = LongTextField(_l("Why they leave"), [LONG], rows=2)


class SessionForm(BaseForm):
    """An engagement that is a session."""

    engagement = SelectField(_l("Engagement"), [InputRequired()])


class ReviewForm(BaseForm):
    """What a review found."""

    words = LongTextField(
        _l("What the review found"),
        [InputRequired(), LONG],
        rows=5,
        description=_l("What the panel changed, what its members say of it, what should be different."),
    )
    next_on = DayField(_l("Next review"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.next_on.earliest = today()


class EndForm(BaseForm):
    """Ending a panel."""

    reason = LongTextField(_l("Why it ends"), [InputRequired(), LONG], rows=3)
