"""Forms of feedback."""

from __future__ import annotations

from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Length, ValidationError

from engage.db.clock import today
from engage.feedback.records import FeedbackDetail, FeedbackRecord
from engage.feedback.vocabulary import FeedbackKind, HeardThrough
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import (
    CheckListField,
    DayField,
    LanguageField,
    LongTextField,
    enum_choices,
)
from engage.web.forms import BaseForm

UNKNOWN = ""
MOST_SIGNS = 8_000
Choices = list[tuple[str, str]]


class WhereForm(BaseForm):
    """In which engagement something was heard."""

    class Meta(BaseForm.Meta):
        csrf = False

    engagement = SelectField(_l("In which engagement was it heard?"), [InputRequired()])


class FeedbackForm(BaseForm):
    """One thing that was heard."""

    words = LongTextField(
        _l("What was said"),
        [InputRequired(), Length(max=MOST_SIGNS)],
        description=_l("As close to the speaker's own words as you can, in their language. No names."),
    )
    language = LanguageField(_l("Language of these words"), [InputRequired()])
    translation = LongTextField(
        _l("Translation"),
        [Length(max=MOST_SIGNS)],
        description=_l("It stands below the words and never in their place."),
    )
    translation_language = LanguageField(_l("Language of the translation"))
    speaker = SelectField(_l("Who said it"), description=_l("Those who take part in the engagement."))
    heard_on = DayField(_l("Heard on"), [InputRequired()])
    channel = SelectField(_l("How it was heard"))
    kind = SelectField(_l("What it speaks of"), [InputRequired()], default=FeedbackKind.RISK.value)
    asks_for = LongTextField(_l("What they ask for"), [Length(max=2_000)], rows=3)
    rights = CheckListField(_l("Rights it is about"))
    groups = CheckListField(_l("Groups it is about"))
    based_on = HiddenField()

    def prepare(self, speakers: Choices, *, rights: Choices, groups: Choices, channel: str = "") -> None:
        """Fills the lists; `speakers` are (value, pseudonym); `channel` is what an item says already."""
        self.speaker.choices = [(UNKNOWN, _("Someone unknown")), *speakers]
        known = [("", _("Not said")), *HeardThrough.choices()]
        if channel and channel not in set(HeardThrough):
            known.append((channel, channel))
        self.channel.choices = known
        self.kind.choices = enum_choices(FeedbackKind)
        self.rights.choices, self.groups.choices = rights, groups
        self.heard_on.latest = today()
        if not self.is_submitted() and not self.translation_language.data:
            self.translation_language.data = current_language()

    def validate_translation_language(self, field: LanguageField) -> None:
        """A translation says which language it is in, and it is another one."""
        if not self.translation.data:
            return
        if not field.data:
            raise ValidationError(_("Say which language the translation is in."))
        if field.data == self.language.data:
            raise ValidationError(_("The translation is in the same language as the words."))

    def detail(self) -> FeedbackDetail:
        """What the form says, apart from words, translation, speaker and day."""
        return FeedbackDetail(
            language=self.language.data,
            translation_language=self.translation_language.data if self.translation.data else "",
            kind=self.kind.data,
            rights=list(self.rights.data or []),
            groups=list(self.groups.data or []),
            asks_for=self.asks_for.data or "",
            channel=self.channel.data or "",
        )

    def refuse(self, field_name: str, message: str) -> None:
        """Puts a refusal on a field."""
        field = self[field_name]
        field.errors = [*field.errors, message]


def filled_from(record: FeedbackRecord) -> dict[str, object]:
    """The fields of a form as an item has them, apart from the speaker."""
    detail = record.detail
    return {
        "words": record.words,
        "language": detail.language,
        "translation": record.translation,
        "translation_language": detail.translation_language,
        "heard_on": record.heard_on,
        "channel": detail.channel,
        "kind": detail.kind,
        "asks_for": detail.asks_for,
        "rights": detail.rights,
        "groups": detail.groups,
    }
