"""Forms of the record for participants, and of what else they are given."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.engagements.sharing.records import Body, Given, GivenRecord, View
from engage.engagements.sharing.vocabulary import Handed, Verdict, Whose
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LanguageField, LanguageListField, LongTextField
from engage.web.forms import BaseForm

LONG = Length(max=20_000)


class RecordForm(BaseForm):
    """The record, with each side's view beside the others."""

    language = LanguageField(_l("Language"), [InputRequired()], default="en")
    about = LongTextField(_l("What it was about"), [InputRequired(), LONG], rows=3)
    rights_holders = LongTextField(_l("What rights holders said"), [LONG], rows=6)
    others = LongTextField(_l("What other stakeholders said"), [LONG], rows=4)
    company = LongTextField(_l("What the company said"), [LONG], rows=4)
    next_steps = LongTextField(_l("What happens next, and by when"), [LONG], rows=3)
    left_as_it_is = LongTextField(
        _l("Why it can be shared as it is"),
        [LONG],
        rows=2,
        description=_l("Only where something below was pointed out and stays."),
    )
    based_on = HiddenField()

    def body(self) -> Body:
        """What was written."""
        said = [(whose, self[whose.value].data) for whose in Whose]
        return Body(
            language=self.language.data,
            about=self.about.data or "",
            views=tuple(View(whose, words) for whose, words in said if words),
            next_steps=self.next_steps.data or "",
            left_as_it_is=self.left_as_it_is.data or "",
        )

    def say_reason_needed(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.left_as_it_is.errors = [_("Change what is pointed out, or say why it can be shared.")]


def body_as_typed(body: Body, version: int) -> dict[str, Any]:
    """A body as the fields of its form show it."""
    views = {each.whose.value: each.words for each in body.views}
    return {**vars(body), **views, "based_on": str(version), "left_as_it_is": ""}


class HandForm(BaseForm):
    """How somebody is given the record."""

    handed = RadioField(_l("How they are given it"), choices=Handed.choices(), default=Handed.HAND.value)
    handed_on = DayField(_l("Given on"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handed_on.latest = today()


class AnswerForm(BaseForm):
    """What somebody says of it."""

    verdict = RadioField(_l("What they say of it"), choices=Verdict.choices()[1:], default=Verdict.RIGHT.value)
    words = LongTextField(_l("What is to be corrected"), [LONG], rows=3)
    answered_on = DayField(_l("Answered on"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answered_on.latest = today()

    def say_words_needed(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.words.errors = [_("Write down what is to be corrected.")]


class GivenForm(BaseForm):
    """Something that participants were given."""

    what = LongTextField(
        _l("What they were given"), [InputRequired(), LONG], rows=3, description=_l("A paper, a figure, an answer.")
    )
    languages = LanguageListField(_l("In which languages"))
    given_on = DayField(_l("Given on"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given_on.latest = today()

    def said(self) -> Given:
        """What was written."""
        return Given(what=self.what.data or "", languages=self.languages.data)


def given_as_typed(given: GivenRecord) -> dict[str, Any]:
    """Something given as the fields of its form show it."""
    return {**vars(given.said), "given_on": given.given_on}
