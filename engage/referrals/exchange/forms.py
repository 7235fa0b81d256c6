"""Forms of files with graphs. What stands in a file makes the fields that ask about its ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from flask_wtf.file import FileField
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.exchange.looking import IS, Decisions
from engage.referrals.exchange.service import Wanted
from engage.referrals.exchange.understanding import Usual
from engage.referrals.exchange.vocabulary import EndAnswer, GraphForm, MapPurpose
from engage.referrals.vocabulary import Question
from engage.web.fields import CheckListField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

LONGEST_PSEUDONYM = 60


class UploadForm(BaseForm):
    """A list of namings or a graph, and what holds where it does not say."""

    file = FileField(_l("File"), description=_l("CSV or XLSX of at most 20 000 rows; GraphML or GEXF of at most 5 MB."))
    question = SelectField(
        _l("The question"),
        [InputRequired()],
        choices=enum_choices(Question),
        default=Question.SHOULD_BE_HEARD.value,
        description=_l("For namings of which the file does not say what was asked."),
    )
    asked_on = DayField(
        _l("Asked on"), [InputRequired()], description=_l("For namings of which the file does not say when.")
    )

    def content(self) -> bytes | None:
        """What was sent; None for nothing."""
        return bytes(self.file.data.read()) if self.file.data else None

    def usual(self) -> Usual:
        """What holds where the file does not say."""
        return Usual(self.question.data, self.asked_on.data)


class EndsForm(BaseForm):
    """What becomes of ends that nobody goes by. For each of a page: `end-<mark>`, an answer; and `is-<mark>`, the
    pseudonym of whoever it is. The mark goes with what the file calls them, wherever it stands on the page."""

    every = RadioField(_l("All others"), [InputRequired()], choices=enum_choices(EndAnswer))
    texts: Sequence[str] = ()

    @classmethod
    def of(cls, ends: Sequence[tuple[str, int]], alike: Mapping[str, Sequence[str]], decisions: Decisions) -> EndsForm:
        """The form over some ends, with what was decided about them before."""
        fields: dict[str, Any] = {}
        for text, _count in ends:
            said = decisions.ends.get(text.casefold(), "")
            known = [f"{IS}{pseudonym}" for pseudonym in alike.get(text, ())]
            written = said.removeprefix(IS) if said.startswith(IS) and said not in known else ""
            choices = [SelectChoice("", _("As all others"))]
            if known:
                choices = [SelectChoice("", _("Not decided yet"))]
            choices += [SelectChoice(each, _("It is %(who)s", who=each.removeprefix(IS))) for each in known]
            choices += [SelectChoice(answer.value, str(answer.label)) for answer in EndAnswer]
            fields[f"end-{mark(text)}"] = RadioField(text, choices=choices, default="" if written else said)
            fields[f"is-{mark(text)}"] = ShortTextField(
                _("Somebody who is there: their pseudonym"), [Length(max=LONGEST_PSEUDONYM)], default=written
            )
        form: EndsForm = type("EndsFormOfFile", (cls,), {**fields, "texts": [text for text, _count in ends]})(
            every=decisions.every
        )
        return form

    @property
    def marks(self) -> list[str]:
        """What the fields of the ends are called after."""
        return [mark(text) for text in self.texts]

    def written(self) -> dict[str, str]:
        """Mark → pseudonym, where one was written."""
        return {each: said for each in self.marks if (said := " ".join((self[f"is-{each}"].data or "").split()))}

    def refuse(self, at: str) -> None:
        """Says that nobody goes by a pseudonym."""
        field = self[f"is-{at}"]
        field.errors = [*field.errors, _("Nobody goes by this pseudonym. Write it as the list of people does.")]

    def decided(self) -> dict[str, str]:
        """What the file calls them → the answer; nothing where all are answered for at once."""
        written = self.written()
        return {
            text: f"{IS}{written[at]}" if at in written else self[f"end-{at}"].data or ""
            for text, at in zip(self.texts, self.marks, strict=True)
        }


def mark(text: str) -> str:
    """What fields of an end are called after."""
    return sha256(text.casefold().encode()).hexdigest()[:12]


class TakeOutForm(BaseForm):
    """Which file, of which namings, what for."""

    form = RadioField(_l("File"), [InputRequired()], choices=enum_choices(GraphForm), default=GraphForm.GRAPHML.value)
    questions = CheckListField(
        _l("Namings that answer"),
        [InputRequired()],
        choices=[SelectChoice(each.value, each.label) for each in Question],
        default=[each.value for each in Question],
        description=_l("Leave out what nobody will need."),
    )
    purpose = RadioField(_l("What do you need it for?"), [InputRequired()], choices=enum_choices(MapPurpose))
    reason = LongTextField(
        _l("In your words"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("The second person and the log will read it. Name nobody here."),
    )

    def wanted(self) -> Wanted:
        """What was asked for."""
        return Wanted(
            GraphForm(self.form.data),
            tuple(self.questions.data or ()),
            MapPurpose(self.purpose.data),
            self.reason.data or "",
        )
