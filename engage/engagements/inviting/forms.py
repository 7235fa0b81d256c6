"""Forms of inviting: the text, sending it to several or to one, what came of a call, dealing with an answer."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from engage.engagements.inviting.vocabulary import Outcome
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.service import LONGEST
from engage.outreach.vocabulary import MessagePurpose, Subject
from engage.web.fields import CheckListField, DayField, LanguageField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, NOTE = Length(max=200), Length(max=4_000)
HOURS = [(f"{hour:02}", f"{hour:02}:00") for hour in range(24)]


class TextForm(BaseForm):
    """What the invitation says, in one language."""

    body = LongTextField(_l("Text"), [InputRequired(), Length(max=LONGEST)], rows=24)
    based_on = HiddenField()


class TemplateForm(BaseForm):
    """Keeping a text to begin from; the text is the one that is saved."""

    name = ShortTextField(_l("Name"), [InputRequired(), SHORT], description=_l("Neutral: others see it in a list."))


class LanguageForm(BaseForm):
    """In which further language the text is to be written."""

    language = LanguageField(_l("Another language"), [InputRequired()])


class SendForm(BaseForm):
    """What goes along with a message, and when it goes."""

    purpose = RadioField(_l("What it is"), choices=MessagePurpose.choices(), default=MessagePurpose.INVITATION.value)
    subject = SelectField(
        _l("Subject"),
        choices=Subject.choices(),
        default=Subject.HELLO.value,
        description=_l("None tells who writes, or what about. It goes out in the language of the text."),
    )
    with_code = BooleanField(
        _l("Let them answer with a code"),
        default=True,
        description=_l("The address of the portal and a code stand below the text. Whoever reads it can use it."),
    )
    on_day = DayField(_l("Not before"), description=_l("Left empty, it goes out within a minute."))
    at_hour = SelectField(_l("Hour (UTC)"), choices=HOURS, default="09")

    def not_before(self) -> datetime | None:
        """The earliest moment, or None for now."""
        day = self.on_day.data
        return datetime.combine(day, time(int(self.at_hour.data)), UTC) if day else None


class SendSeveralForm(SendForm):
    """The same to several people."""

    people = CheckListField(_l("People"))

    def say_nobody(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.people.errors = [_("Choose who is to be asked.")]


class LetterForm(BaseForm):
    """A letter: through which hand, in which language."""

    purpose = RadioField(_l("What it is"), choices=MessagePurpose.choices(), default=MessagePurpose.INVITATION.value)
    language = SelectField(_l("Language"))
    with_code = BooleanField(_l("Let them answer with a code"), default=True)


class CallForm(BaseForm):
    """What came of a call; one for each person of a page, told apart by a prefix. The page carries the token."""

    class Meta(BaseForm.Meta):
        csrf = False

    outcome = RadioField(_l("What came of it"), [InputRequired()], choices=Outcome.choices())
    note = ShortTextField(_l("Note"), [SHORT], description=_l("Name nobody here."))


class AnswerForm(BaseForm):
    """Dealing with an answer."""

    take_over = RadioField(_l("Their answer"), choices=[], default="no")
    settlement = LongTextField(_l("What you did about it"), [NOTE], rows=4)

    def say_needed(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.settlement.errors = [_("Say what you did about it.")]


def taking_over(form: AnswerForm, *, possible: bool) -> AnswerForm:
    """The form with what can be done about an answer."""
    choices: list[Any] = [("no", _l("Leave what is on record as it is"))]
    if possible:
        choices.insert(0, ("yes", _l("Take over their answer")))
    form.take_over.choices = choices
    return form
