"""Forms of the company's side: one person, or several at once."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Length, ValidationError

from engage.engagements.forms import ATTENDED, NOTHING, SHORT
from engage.engagements.records import CompanyDetail
from engage.engagements.vocabulary import Authority, Knowledge, Presence
from engage.engagements.words import PRESENCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import CheckListField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

MOST = 100
LONGEST = 200


class CompanyForm(BaseForm):
    """Someone who sits there for the company."""

    name = ShortTextField(_l("Name"), [InputRequired(), SHORT])
    function = ShortTextField(_l("Function"), [InputRequired(), SHORT])
    knowledge = CheckListField(_l("What they know well"), choices=Knowledge.choices())
    authority = RadioField(_l("Their part in the decision"), choices=[NOTHING, *Authority.choices()], default="")
    attended = RadioField(_l("Attendance"), choices=Presence.choices(), default=Presence.UNKNOWN.value)

    def detail(self) -> CompanyDetail:
        """What was written."""
        return CompanyDetail(
            name=self.name.data or "",
            function=self.function.data or "",
            knowledge=self.knowledge.data,
            authority=self.authority.data,
            attended=ATTENDED[self.attended.data],
        )


def company_as_typed(detail: CompanyDetail) -> dict[str, Any]:
    """Someone of the company as the fields of the form show them."""
    return {**vars(detail), "attended": PRESENCE[detail.attended].value}


class SeveralForm(BaseForm):
    """Several of the company at once, who know and may do the same."""

    lines = LongTextField(
        _l("One line each"),
        [InputRequired(), Length(max=20_000)],
        rows=8,
        description=_l("Name; function. What they know and may do below counts for everyone written here."),
    )
    knowledge = CheckListField(_l("What they know well"), choices=Knowledge.choices())
    authority = RadioField(_l("Their part in the decision"), choices=[NOTHING, *Authority.choices()], default="")

    def details(self) -> list[CompanyDetail]:
        """Everyone who was written down."""
        found = []
        for line in _lines(self.lines.data or ""):
            name, _sign, function = line.replace("；", ";").replace("؛", ";").partition(";")
            said = (name.strip(), function.strip(), list(self.knowledge.data), self.authority.data)
            found.append(CompanyDetail(*said))
        return found

    def validate_lines(self, field: Any) -> None:
        """Each line must have both parts; says which has not, by its number."""
        lines = _lines(field.data or "")
        if len(lines) > MOST:
            raise ValidationError(_("Write at most %(number)s lines at once.", number=MOST))
        for number, detail in enumerate(self.details(), start=1):
            if not detail.name or not detail.function or len(detail.name + detail.function) > LONGEST:
                raise ValidationError(_("Line %(number)s: write name; function.", number=number))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
