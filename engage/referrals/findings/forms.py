"""Forms of the scoping and of signing."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import IntegerField, SelectChoice, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.findings.records import CellDetail
from engage.referrals.findings.vocabulary import Fact
from engage.web.fields import LongTextField
from engage.web.forms import BaseForm

MOST_NEEDED = 99


class CellForm(BaseForm):
    """One line of the scoping."""

    kind = SelectField(_l("Who should be heard"), [InputRequired()])
    needed = IntegerField(_l("How many, at least"), [InputRequired(), NumberRange(1, MOST_NEEDED)], default=1)
    reason = LongTextField(
        _l("Why they should be heard"),
        [DataRequired(), Length(max=2000)],
        rows=3,
        description=_l("What the decision means for them, or what only they know. Name nobody here."),
    )
    unheard_because = LongTextField(
        _l("Why they cannot be heard"),
        [Length(max=2000)],
        rows=3,
        description=_l("Only where it is so for now: too dangerous, no way to reach them. Name nobody here."),
    )

    def offer(self, known: Mapping[Fact, Mapping[str, str]], choose: str) -> None:
        """Fills the list of kinds, put together by fact."""
        self.kind.choices = [
            SelectChoice("", choose),
            *(
                SelectChoice(f"{fact.value}:{code}", word, {}, str(fact.label))
                for fact, words in known.items()
                for code, word in words.items()
            ),
        ]

    def detail(self) -> CellDetail:
        """What was written."""
        fact, _colon, code = (self.kind.data or "").partition(":")
        return CellDetail(fact, code, self.needed.data or 1, self.reason.data or "", self.unheard_because.data or "")


def cell_form(detail: CellDetail) -> CellForm:
    """The form filled with a line as it is."""
    return CellForm(formdata=None, data={**vars(detail), "kind": f"{detail.fact}:{detail.code}"})


class StatementForm(BaseForm):
    """A sentence somebody answers for."""

    words = LongTextField(
        _l("How far the asking has come, in your words"),
        [DataRequired(), Length(max=4000)],
        rows=5,
        description=_l("Say who is missing and why you stop or go on. Name nobody here: the team reads it."),
    )
