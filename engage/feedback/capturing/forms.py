"""The small form of one thing that is said, beside the notes."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from engage.engagements.noting.forms import CaptureForm
from engage.feedback.forms import MOST_SIGNS, UNKNOWN, Choices
from engage.feedback.vocabulary import FeedbackKind
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LanguageField, LongTextField


class SaidForm(CaptureForm):
    """Words and who said them; everything else can be added afterwards."""

    words = LongTextField(_l("What was said"), [InputRequired(), Length(max=MOST_SIGNS)], rows=3)
    speaker = SelectField(_l("Who said it"), default=UNKNOWN)
    kind = SelectField(_l("What it speaks of"), choices=FeedbackKind.choices(), default=FeedbackKind.RISK.value)
    language = LanguageField(_l("Language of these words"), [InputRequired()])

    def offer(self, speakers: Choices, *, language: str) -> SaidForm:
        """Fills the lists; `language` is the first of those spoken there."""
        self.speaker.choices = [(UNKNOWN, _("Someone unknown")), *speakers]
        if not self.language.data:
            self.language.data = language
        return self
