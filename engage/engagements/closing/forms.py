"""Forms of closing and opening again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from wtforms.validators import InputRequired, Length

from engage.engagements.closing.vocabulary import Loose
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm

LONG = Length(max=20_000)


class CloseForm(BaseForm):
    """Why it is closed in spite of each thing that is still open: one field each."""

    def reasons(self) -> Mapping[Loose, str]:
        """What was written, by what is open."""
        return {kind: self[kind.value].data or "" for kind in Loose if kind.value in self}

    def say_needed(self, kinds: Collection[Loose]) -> None:
        """Puts the refusal on the fields that mend it."""
        for kind in kinds:
            if kind.value in self:
                self[kind.value].errors = [_("Say why it is closed in spite of this.")]


def close_form(kinds: Iterable[Loose]) -> CloseForm:
    """A form with one field for each thing that is still open."""
    made = {
        kind.value: LongTextField(
            kind.label, [InputRequired(), LONG], rows=2, description=_("Why it is closed all the same")
        )
        for kind in kinds
    }
    form: CloseForm = type("CloseForm", (CloseForm,), made)()
    return form


class ReopenForm(BaseForm):
    """Why it goes on."""

    reason = LongTextField(_l("Why it is opened again"), [InputRequired(), LONG], rows=3)


class KeepForm(BaseForm):
    """Why it does not."""

    reason = LongTextField(_l("Why it stays closed"), [InputRequired(), LONG], rows=3)
