"""Forms of ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.ties.records import TieDetail
from engage.stakeholders.ties.vocabulary import Relation, RelationBack
from engage.web.fields import DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

BACK = "back-"
OUTSIDE = "outside"


def _relations() -> list[Any]:
    """From this person to the other, then the other way round; what is the same both ways stands once."""
    back = [(BACK + word.value, word.label) for word in RelationBack if word is not RelationBack.OTHER]
    return [SelectChoice(code, label) for code, label in (*Relation.choices(), *back)]


class TieForm(BaseForm):
    """How the person at hand is tied to another."""

    relation = RadioField(_l("How are they tied?"), [InputRequired()], choices=_relations())
    find = ShortTextField(
        _l("Find by pseudonym"), [Optional(), Length(max=60)], render_kw={"autocomplete": "off", "dir": "auto"}
    )
    other = RadioField(_l("Who it is"), [InputRequired(_l("Choose someone."))])
    outside = ShortTextField(
        _l("Their name, if outside the registry"),
        [Optional(), Length(max=200)],
        description=_l("Sealed. Shown only to those who may look at names."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    source = LongTextField(
        _l("How we know"),
        [DataRequired(), Length(max=2000)],
        rows=2,
        description=_l("Who said so, or where it stands. Name nobody here."),
    )
    learned_on = DayField(_l("Learned on"), [InputRequired()])
    since = DayField(_l("Since"), [Optional()])
    until = DayField(_l("Until"), [Optional()])
    note = LongTextField(_l("Note"), [Optional(), Length(max=2000)], rows=2, description=_l("Name nobody here."))

    def __init__(self, *args: Any, people: Sequence[StakeholderRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learned_on.latest = today()
        self.show(people)

    def show(self, people: Sequence[StakeholderRecord]) -> None:
        """Offers these people, and somebody outside."""
        self.other.choices = [
            (OUTSIDE, _("Somebody outside the registry")),
            *((str(person.id), person.pseudonym) for person in people),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody outside needs a name; a tie ends after it began."""
        fine = super().validate(extra_validators)
        if self.other.data == OUTSIDE and not self.outside.data:
            self.outside.errors = [_("Write who it is, or choose someone of the registry.")]
            fine = False
        if self.other.data != OUTSIDE and self.outside.data:
            self.outside.errors = [_("Choose somebody outside the registry above, or leave this empty.")]
            fine = False
        if self.since.data and self.until.data and self.until.data < self.since.data:
            self.until.errors = [_("It must end after it began.")]
            fine = False
        return fine

    def ends(self, person_id: UUID) -> tuple[UUID | None, UUID | None, str]:
        """From whom, to whom; whichever is None is outside, and then who that is."""
        other = None if self.other.data == OUTSIDE else UUID(self.other.data)
        outside = self.outside.data or ""
        back = self.relation.data.startswith(BACK)
        return (other, person_id, outside) if back else (person_id, other, outside)

    def detail(self) -> TieDetail:
        """What is said of the tie."""
        learned, since, until = (
            each.isoformat() if each else "" for each in (self.learned_on.data, self.since.data, self.until.data)
        )
        relation = self.relation.data.removeprefix(BACK)
        return TieDetail(relation, self.source.data or "", learned, since, until, self.note.data or "")


class TakeBackForm(BaseForm):
    """Why a tie does not stand."""

    reason = LongTextField(_l("Why"), [DataRequired(), Length(max=2000)], rows=2, description=_l("Name nobody here."))
