"""The form of a conversation that has happened."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from wtforms import FieldList, FormField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.engagements.forms import NOTES, SHORT, YES_NO
from engage.engagements.noting.forms import RECORDING
from engage.engagements.vocabulary import Attribution, Initiative
from engage.feedback.forms import MOST_SIGNS, Choices
from engage.feedback.logging.records import Promised, Talk
from engage.feedback.vocabulary import FeedbackKind, HeardThrough
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.directory import Directory
from engage.stakeholders.folding import fold
from engage.stakeholders.narrowing import Narrowing
from engage.web.fields import DayField, LanguageField, LongTextField, ShortTextField
from engage.web.forms import BaseForm, PartForm

ITEMS = 3
NEAR = 8


class SaidPart(PartForm):
    """One thing that was said."""

    words = LongTextField(_l("What was said"), [Length(max=MOST_SIGNS)], rows=2)
    kind = SelectField(_l("What it speaks of"), choices=FeedbackKind.choices(), default=FeedbackKind.RISK.value)


class LogForm(BaseForm):
    """Who, when, how, and what came of it."""

    who = ShortTextField(
        _l("Pseudonym"),
        [InputRequired(), SHORT],
        render_kw={"autocomplete": "off", "dir": "auto", "list": "known-people", "autofocus": True},
    )
    held_on = DayField(_l("When"), [InputRequired()])
    how = SelectField(_l("How"), choices=HeardThrough.choices(), default=HeardThrough.CALL.value)
    with_us = SelectField(_l("Who of us"))
    initiative = SelectField(_l("Who asked for it"), choices=Initiative.choices(), default=Initiative.COMPANY.value)
    purpose = ShortTextField(
        _l("What it was about"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )
    may_record = SelectField(_l("May it be recorded"), choices=RECORDING, default="")
    attribution = SelectField(
        _l("How their words may be attributed"), choices=Attribution.choices(), default=Attribution.NOT_ASKED.value
    )
    notes = LongTextField(
        _l("Notes"), [NOTES], rows=8, description=_l("In confidence. Leave out names that need not be here.")
    )
    language = LanguageField(_l("Language of these words"), [InputRequired()])
    said = FieldList(FormField(SaidPart), _l("What was said"), min_entries=ITEMS, max_entries=ITEMS)
    promise = LongTextField(_l("A promise we made"), [Length(max=2_000)], rows=2)
    due_on = DayField(_l("By when"))
    owner = SelectField(_l("Who of us keeps it"))

    found: UUID | None = None

    @property
    def parts(self) -> list[SaidPart]:
        """The things that were said."""
        return [cast(SaidPart, entry.form) for entry in self.said.entries]

    def offer(self, members: Choices) -> LogForm:
        """Fills the lists."""
        self.with_us.choices = self.owner.choices = members
        self.held_on.latest = self.due_on.earliest = today()
        return self

    def is_whole(self, people: Directory, *, up_to_tier: int) -> bool:
        """Whether it can be logged as it stands; whatever stands in the way is put at its field."""
        self.validate()
        if self.who.data and not self.who.errors:
            self._find(people, up_to_tier)
        if self.promise.data and not self.due_on.data and not self.due_on.errors:
            self.due_on.errors = [_("Say by when it is promised.")]
        return not self.errors

    def _find(self, people: Directory, up_to_tier: int) -> None:
        near = people.look(Narrowing(), text=self.who.data or "", up_to_tier=up_to_tier, size=NEAR).people
        exactly = [person for person in near if fold(person.pseudonym) == fold(self.who.data or "")]
        usable = [person.pseudonym for person in near if not person.restricted]
        if exactly and exactly[0].restricted:
            self.who.errors = [_("Their record is restricted: it is kept, and not used.")]
        elif exactly:
            self.found = exactly[0].id
        elif usable:
            names = format_names(usable)
            self.who.errors = [_("Several begin like this. Write one of them whole: %(names)s.", names=names)]
        else:
            self.who.errors = [_("There is nobody of this pseudonym.")]

    def talk(self) -> Talk:
        """What was written."""
        assert self.found is not None
        promised = None
        if self.promise.data:
            promised = Promised(self.promise.data, UUID(self.owner.data), self.due_on.data)
        return Talk(
            stakeholder_id=self.found,
            held_on=self.held_on.data,
            how=self.how.data,
            purpose=self.purpose.data or "",
            with_us=UUID(self.with_us.data),
            initiative=self.initiative.data,
            language=self.language.data,
            notes=self.notes.data or "",
            said=[(part.words.data, part.kind.data) for part in self.parts if part.words.data],
            may_record=YES_NO[self.may_record.data],
            attribution=self.attribution.data,
            promised=promised,
        )
