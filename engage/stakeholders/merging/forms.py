"""Forms of bringing two records together, and of telling them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.merging.vocabulary import Keep
from engage.stakeholders.merging.words import Row
from engage.web.fields import LongTextField, enum_choices
from engage.web.forms import BaseForm


class DifferentForm(BaseForm):
    """Why two who look alike are two."""

    reason = LongTextField(
        _l("How do you know?"),
        [InputRequired(), Length(max=500)],
        rows=2,
        description=_l("Kept with the two records, so that nobody has to ask again."),
    )


class ChooseForm(BaseForm):
    """For each field that differs, which value stays. Made for two records: see `for_rows`."""

    @classmethod
    def for_rows(cls, rows: Sequence[Row], **given: Any) -> ChooseForm:
        """A form with one choice for each row."""
        choices: dict[str, Any] = {row.field: _choice(row) for row in rows}
        made: ChooseForm = type("ChooseForm", (cls,), choices)(**given)
        return made

    @property
    def chosen(self) -> dict[str, str]:
        """Field and what stays of it."""
        return {field.name: field.data for field in self if isinstance(field, RadioField)}


def _choice(row: Row) -> RadioField:
    offered = enum_choices(keep for keep in Keep if row.both or keep is not Keep.BOTH)
    return RadioField(row.label, [InputRequired()], choices=offered, default=row.keep)
