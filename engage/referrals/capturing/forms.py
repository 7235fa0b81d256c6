"""The small form of one naming, beside the notes."""

from __future__ import annotations

from uuid import UUID

from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from engage.engagements.noting.forms import CaptureForm
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.recording.forms import TYPED
from engage.referrals.recording.picking import meant_by
from engage.referrals.recording.records import NewName
from engage.referrals.vocabulary import MayBeTold, Question
from engage.stakeholders.directory import Directory
from engage.web.fields import ShortTextField, enum_choices

Choices = list[tuple[str, str]]
WRITTEN = {name: value for name, value in TYPED.items() if name != "list"}


class NamedForm(CaptureForm):
    """Who named whom; everything else can be added afterwards."""

    named = ShortTextField(_l("Pseudonym or name"), [InputRequired(), Length(max=200)], render_kw=WRITTEN)
    namer = SelectField(_l("Who answered"), [InputRequired()])
    question = SelectField(_l("The question"), choices=enum_choices(Question), default=Question.SHOULD_BE_HEARD.value)
    may_be_told = SelectField(
        _l("May the people named be told"), choices=enum_choices(MayBeTold), default=MayBeTold.NOT_ASKED.value
    )

    whom: UUID | NewName | None = None

    def offer(self, people: Choices) -> NamedForm:
        """Fills the list of those who take part."""
        self.namer.choices = people
        return self

    def find(self, people: Directory, *, up_to_tier: int) -> bool:
        """Whether it is clear who is meant: somebody known by their pseudonym, or somebody new."""
        text = self.named.data or ""
        meant = meant_by(people, text, up_to_tier=up_to_tier)
        if meant.exactly is not None and meant.exactly.restricted:
            self.named.errors = [_("Their record is restricted: it is kept, and not used.")]
        elif meant.exactly is not None and str(meant.exactly.id) == self.namer.data:
            self.named.errors = [_("Someone cannot name themselves here.")]
        elif meant.exactly is not None:
            self.whom = meant.exactly.id
        elif meant.near:
            begun = format_names(person.pseudonym for person in meant.near)
            self.named.errors = [_("Several begin like this. Write one of them whole: %(names)s.", names=begun)]
        else:
            self.whom = NewName(text)
        return self.whom is not None
