"""Forms of what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Length

from engage.actions.records import ActionRecord
from engage.actions.vocabulary import ActionKind
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.projects.queries import Member
from engage.web.fields import DayField, LongTextField
from engage.web.forms import BaseForm

LONG = Length(max=20_000)
NOBODY = ("", _l("Nobody in particular"))


class ChangeForm(BaseForm):
    """Wording, day and owner."""

    text = LongTextField(
        _l("What is owed"), [InputRequired(), LONG], rows=3, description=_l("In words that name nobody.")
    )
    owner = SelectField(_l("Who of us owes it"), [InputRequired()])
    due_on = DayField(_l("By when"), [InputRequired()])

    def offer(self, team: Iterable[Member]) -> None:
        """Says who can owe it."""
        self.owner.choices = [(str(each.user_id), each.name) for each in team]

    def owner_id(self) -> UUID:
        """Who was chosen."""
        return UUID(self.owner.data)

    def say_unknown_owner(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.owner.errors = [_("They do not work in this project any more. Choose somebody else.")]


class OweForm(ChangeForm):
    """Something owed from now on."""

    kind = RadioField(_l("What it is"), choices=ActionKind.choices(), default=ActionKind.PROMISE.value)
    to_whom = SelectField(_l("To whom"), default="")

    def whom(self) -> UUID | None:
        """To whom it is owed, where that is one person."""
        return UUID(self.to_whom.data) if self.to_whom.data else None


class OutcomeForm(BaseForm):
    """What became of it."""

    outcome = LongTextField(_l("What became of it"), [LONG], rows=3, description=_l("A request needs its answer here."))

    def say_needed(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.outcome.errors = [_("Write down the answer that was given.")]


class RefuseForm(BaseForm):
    """Why it will not be done."""

    reason = LongTextField(
        _l("Why it is refused"), [InputRequired(), LONG], rows=3, description=_l("In words that can be told to them.")
    )


def as_typed(action: ActionRecord) -> dict[str, Any]:
    """An action as the fields of its form show it."""
    return {"text": action.detail.text, "owner": str(action.owner_id), "due_on": action.due_on}
