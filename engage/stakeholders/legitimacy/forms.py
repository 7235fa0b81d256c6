"""Forms of an assessment: one for each part, made from its questions; the verdict; what the assessed said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional

from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.legitimacy.questions import Question, questions_of
from engage.stakeholders.legitimacy.records import Answer, Conclusion, Content, Evidence
from engage.stakeholders.legitimacy.vocabulary import Part, Verdict
from engage.web.fields import CheckListField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm, PartForm

SHORT = Length(max=300)
LONG = Length(max=4000)
MORE = 1
"""Empty places for evidence beside what is there."""
MONTHS = (3, 6, 12, 18)
WHOLE = 100


class EvidenceForm(PartForm):
    """One thing that an answer rests on; empty when nothing is written."""

    title = ShortTextField(_l("What it is"), [Optional(), SHORT])
    where = ShortTextField(_l("Where it is found"), [Optional(), SHORT], render_kw={"dir": "auto"})
    on = DayField(_l("Day"))
    checked_by = ShortTextField(_l("Checked by"), [Optional(), SHORT])

    def evidence(self) -> Evidence | None:
        """What was written, or None."""
        said = [self.title.data or "", self.where.data or "", "", self.checked_by.data or ""]
        said[2] = self.on.data.isoformat() if self.on.data else ""
        return Evidence(*said) if any(said) else None


class AnswerForm(PartForm):
    """The answer to one question; `chosen` gets the words of the question."""

    chosen: Any
    reasoning = LongTextField(_l("Why we think so"), [Optional(), LONG], rows=3)
    words = LongTextField(
        _l("In the words of those they speak for"), [Optional(), LONG], rows=2, description=_l("Name nobody else here.")
    )
    unknown = LongTextField(_l("What we do not know"), [Optional(), LONG], rows=2)
    evidence = FieldList(FormField(EvidenceForm), _l("Evidence"), min_entries=1)

    def answer(self, before: Answer) -> Answer:
        """What was written; evidence that the form does not show stays as it was."""
        shown = "evidence" in self
        given = [entry.form.evidence() for entry in self.evidence] if shown else before.evidence
        return Answer(
            chosen=self.chosen.data or "",
            reasoning=self.reasoning.data or "",
            words=(self.words.data or "") if "words" in self else "",
            unknown=self.unknown.data or "",
            evidence=[each for each in given if each is not None],
        )


class AnswersForm(BaseForm):
    """The questions of a part, each a field of its code."""

    share: Any

    def answers(self, part: Part, before: Content) -> dict[str, Answer]:
        """What was answered, by the code of the question."""
        return {each.code: self[each.code].form.answer(before.of(each.code)) for each in questions_of(part)}

    def share_given(self) -> int | None:
        """How many hundredths of their income come from us, where that was asked and is known."""
        text = self.share.data if "share" in self else None
        return int(text) if text else None

    def validate(self, extra_validators: Any = None) -> bool:
        """A share is a whole number up to a hundred."""
        fine = super().validate(extra_validators)
        if "share" in self and self.share.data:
            digits = self.share.data.strip("%٪ ")
            if not digits.isdecimal() or int(digits) > WHOLE:
                self.share.errors = [_("Write a number between %(min)s and %(max)s.", min=0, max=WHOLE)]
                return False
            self.share.data = str(int(digits))
        return fine


def answers_form(part: Part, content: Content, *, evidence: bool) -> AnswersForm:
    """The form of a part, filled with what is written; `evidence`: whether the viewer may see what it rests on."""
    fields: dict[str, Any] = {each.code: FormField(_of(each, evidence), each.label) for each in questions_of(part)}
    if part is Part.INDEPENDENCE:
        fields["share"] = ShortTextField(
            _l("Share of their income that comes from us"),
            [Optional(), Length(max=6)],
            description=_l("In per cent, as far as it is known."),
        )
    made: type[AnswersForm] = type("AnswersForm", (AnswersForm,), fields)
    return made(data=_as_typed(part, content))


def _of(question: Question, evidence: bool) -> type[AnswerForm]:
    chosen = RadioField(_l("What is known"), [Optional()], choices=enum_choices(question.choices), default="")
    fields: dict[str, Any] = {"chosen": chosen}
    if not question.asks_words:
        fields["words"] = None
    if not evidence:
        fields["evidence"] = None
    return type("AnswerForm", (AnswerForm,), fields)


def _as_typed(part: Part, content: Content) -> dict[str, Any]:
    typed: dict[str, Any] = {"share": None if content.share is None else str(content.share)}
    for question in questions_of(part):
        answer = content.of(question.code)
        held: list[Mapping[str, Any]] = [
            {**asdict(each), "on": date.fromisoformat(each.on) if each.on else None} for each in answer.evidence
        ]
        typed[question.code] = {**vars(answer), "evidence": [*held, *({} for _place in range(MORE))]}
    return typed


class VerdictForm(BaseForm):
    """What we conclude, for which matters and groups, and when to look again."""

    verdict = RadioField(_l("What we conclude"), [Optional()], choices=enum_choices(Verdict), default="")
    reasoning = LongTextField(_l("Why we think so"), [Optional(), LONG], rows=4)
    matters = LongTextField(
        _l("In which matters, and for whom"),
        [Optional(), LONG],
        rows=3,
        description=_l("Someone may speak for people in one matter and not in another."),
    )
    rights = CheckListField(_l("Rights it is about"))
    groups = CheckListField(_l("Groups it is about"))
    months = SelectField(_l("Look again after"), default="12")

    def __init__(self, content: Content, *, rights: list[Any], groups: list[Any]) -> None:
        super().__init__(data={**vars(content.conclusion), "months": str(content.conclusion.months)})
        self.rights.choices, self.groups.choices = rights, groups
        self.months.choices = [(str(count), _("%(count)s months", count=count)) for count in MONTHS]

    def conclusion(self) -> Conclusion:
        """What was written."""
        return Conclusion(
            verdict=self.verdict.data or "",
            reasoning=self.reasoning.data or "",
            matters=self.matters.data or "",
            rights=list(self.rights.data),
            groups=list(self.groups.data),
            months=int(self.months.data),
        )


class ReplyForm(BaseForm):
    """What the assessed said of it."""

    said_on = DayField(_l("Day"), [InputRequired()])
    words = LongTextField(_l("What they said of it"), [InputRequired(), LONG], rows=6)
    answer = LongTextField(
        _l("What we answered or will do"),
        [Optional(), LONG],
        rows=3,
        description=_l("To correct the assessment, begin a new version. This one stays as it was signed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said_on.latest = today()

    def say_to_come(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.said_on.errors = [_("This day is still to come. Write it down once it has happened.")]
