"""The form of counts: a line for each group and language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from wtforms import FieldList, FormField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from engage.engagements.counting.records import Count
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import LanguageField
from engage.web.forms import BaseForm, PartForm

LINES, MOST_LINES, MOST = 4, 60, 100_000


class CountPart(PartForm):
    """So many of one group who spoke one language."""

    how_many = IntegerField(
        _l("How many"), [Optional(), NumberRange(0, MOST)], render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    group = SelectField(_l("Group"), default="")
    language = LanguageField(_l("Language"))


class CountsForm(BaseForm):
    """How many came."""

    lines = FieldList(FormField(CountPart), _l("How many came"), max_entries=MOST_LINES)

    @property
    def parts(self) -> list[CountPart]:
        """The lines."""
        return [cast(CountPart, entry.form) for entry in self.lines.entries]

    def offer(self, groups: Sequence[tuple[str, str]]) -> CountsForm:
        """Fills the lists, with some empty lines at the end."""
        if not self.is_submitted():
            for _each in range(LINES):
                self.lines.append_entry()
        for part in self.parts:
            part.group.choices = [("", _("Not said")), *groups]
        return self

    def counts(self) -> list[Count]:
        """What was written."""
        return [Count(part.group.data or "", part.language.data or "", part.how_many.data or 0) for part in self.parts]
