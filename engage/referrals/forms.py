"""Forms of the map."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, Length, ValidationError

from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.vocabulary import MayBeTold, Question, ReferralState
from engage.web.fields import CheckListField, CountryField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

LONGEST_NAME = 200
MOST_NEW = 40


class NamesField(LongTextField):
    """Names, one a line; `names` is the list of them, each once."""

    @property
    def names(self) -> list[str]:
        """The names as written, without empty lines and repetitions."""
        lines = (" ".join(line.split()) for line in (self.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def pre_validate(self, form: Any) -> None:
        """Refuses what cannot be a list of names."""
        if any(len(name) > LONGEST_NAME for name in self.names):
            raise ValidationError(_l("One of the names is too long. Write one name a line."))
        if len(self.names) > MOST_NEW:
            raise ValidationError(_l("Write at most %(most)s names at once.", most=MOST_NEW))


class AnswerForm(BaseForm):
    """Whom somebody named in answer to one question."""

    engagement = SelectField(_l("Conversation"), default="", description=_l("Where they were asked."))
    asked_on = DayField(_l("Asked on"), [InputRequired()])
    namer = SelectField(_l("Who answered"), [InputRequired()])
    question = SelectField(_l("The question"), [InputRequired()], choices=enum_choices(Question))
    named = CheckListField(_l("People we know already"))
    new_people = NamesField(_l("New people"), rows=3, description=_l("One name a line."))
    new_organisations = NamesField(_l("New organisations"), rows=3, description=_l("One name a line."))
    community = ShortTextField(_l("For which community"), [Length(max=200)])
    right = SelectField(_l("For which right"), default="")
    country = CountryField(_l("Country"))
    words = LongTextField(_l("In their words"), [Length(max=4000)], rows=4)
    may_be_told = SelectField(
        _l("May the people named be told"),
        [InputRequired()],
        choices=enum_choices(MayBeTold),
        default=MayBeTold.NOT_ASKED.value,
        description=_l("Whether they may learn that this person named them."),
    )


class StartForm(BaseForm):
    """Somebody trusted to begin with."""

    stakeholder = SelectField(_l("Who"), [InputRequired()])
    reason = LongTextField(
        _l("Why we trust them"),
        [InputRequired(), Length(max=2000)],
        rows=4,
        description=_l("How we know them, and what they know of the people concerned."),
    )


class StateForm(BaseForm):
    """What became of a naming."""

    state = SelectField(_l("What became of it"), [InputRequired()], choices=enum_choices(ReferralState))
    reason = LongTextField(
        _l("Why"),
        [Length(max=2000)],
        rows=3,
        description=_l("Needed when someone declined, could not be reached, or is not safe to approach."),
    )
