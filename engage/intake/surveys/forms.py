"""Forms of surveys: drawing one up, and saying whom the names of an answer mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from engage.db.clock import today
from engage.i18n.languages import LANGUAGES, OFFERED
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.intake.surveys.records import AnswerRecord, Content, SurveyRecord, Text
from engage.intake.surveys.service import Decided
from engage.intake.surveys.vocabulary import Match
from engage.intake.surveys.words import usual
from engage.referrals.vocabulary import Question
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderKind
from engage.web.fields import CheckListField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

LONGEST_HEADING = 80
LONGEST_INTRO = 700
"""The first page of a survey has to fit into one round trip on a slow line, in any script."""
MOST_ANSWERS = 20_000
MOST_QUESTIONS = 3


class _SurveyForm(BaseForm):
    title = ShortTextField(_l("Title for the team"), [DataRequired(), Length(max=200)])
    questions = CheckListField(
        _l("What is asked"),
        [InputRequired(), Length(max=MOST_QUESTIONS, message=_l("Ask three questions at most."))],
        choices=enum_choices(Question),
        description=_l("Each takes names, or “someone I will not name”. Three at most."),
    )
    groups = CheckListField(
        _l("What people may say of themselves"),
        description=_l("One of these, or nothing. Offer few and large groups: small ones are counted together."),
    )
    languages = CheckListField(
        _l("Languages"), [InputRequired()], choices=[SelectChoice(each.code, each.own_name) for each in LANGUAGES]
    )
    opens_on = DayField(_l("First day"), [InputRequired()])
    closes_on = DayField(_l("Last day"), [InputRequired()])
    most = IntegerField(
        _l("Answers at most"),
        [InputRequired(), NumberRange(1, MOST_ANSWERS)],
        default=500,
        description=_l("Somebody reviews each of them, one by one."),
    )
    is_public = BooleanField(
        _l("Open to all"),
        description=_l(
            "The start page of the portal leads to it. Otherwise only those come who were given its address."
        ),
    )

    def texts_in(self, language: str) -> tuple[Any, Any]:
        """The fields of one language."""
        return self[f"heading_{language}"], self[f"intro_{language}"]

    def content(self) -> Content:
        """What was written; the usual words are not kept, so that they can still get better."""
        texts = {}
        for language in self.languages.data:
            written, instead = [field.data or "" for field in self.texts_in(language)], usual(language)
            texts[language] = Text(
                *("" if said == before else said for said, before in zip(written, vars(instead).values(), strict=True))
            )
        return Content(
            title=self.title.data or "",
            languages=list(self.languages.data),
            texts=texts,
            questions=list(self.questions.data),
            groups=list(self.groups.data),
            most=self.most.data or 1,
            is_public=bool(self.is_public.data),
        )

    def say_over(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.closes_on.errors = [_("It ends before it begins. Write a later day.")]


def _with_texts() -> type[_SurveyForm]:
    fields: dict[str, Any] = {}
    for each in LANGUAGES:
        marks = {"lang": each.code, "dir": each.direction}
        fields[f"heading_{each.code}"] = ShortTextField(
            _l("Heading, in %(language)s", language=each.own_name), [Length(max=LONGEST_HEADING)], render_kw=marks
        )
        fields[f"intro_{each.code}"] = LongTextField(
            _l("Introduction, in %(language)s", language=each.own_name),
            [Length(max=LONGEST_INTRO)],
            rows=4,
            render_kw=marks,
        )
    return type("SurveyForm", (_SurveyForm,), fields)


SurveyForm: type[Any] = _with_texts()
"""A survey, with heading and introduction in each language of the portal."""


def survey_form(survey: SurveyRecord | None) -> Any:
    """The form filled with a survey as it is, or with what is usual."""
    given: dict[str, Any] = {"languages": list(OFFERED), "opens_on": today()}
    texts: Mapping[str, Text] = {}
    if survey is not None:
        given = {**vars(survey.content), "opens_on": survey.opens_on, "closes_on": survey.closes_on}
        texts = given.pop("texts")
    for language in OFFERED:
        written, instead = texts.get(language, Text()), usual(language)
        given[f"heading_{language}"] = written.heading or instead.heading
        given[f"intro_{language}"] = written.intro or instead.intro
    return SurveyForm(formdata=None, data=given)


class ReviewForm(BaseForm):
    """Whom each name of an answer means; the fields of each name are `match_…`, `pseudonym_…`, `kind_…`."""

    keep_words = BooleanField(
        _l("Keep the words for now"),
        description=_l("Otherwise names and words as they were written are deleted as you save."),
    )
    places: Sequence[int] = ()

    def of(self, place: int) -> tuple[Any, Any, Any]:
        """The fields of one name."""
        return self[f"match_{place}"], self[f"pseudonym_{place}"], self[f"kind_{place}"]

    def decided(self, known: Mapping[str, UUID]) -> list[Decided] | None:
        """What was decided on each name, None where something is to be put right; `known` are those who may be chosen,
        by folded pseudonym and by id."""
        found, fine = [], True
        for place in self.places:
            match, pseudonym, kind = self.of(place)
            if match.data == Match.NEW:
                found.append(Decided(place, new_kind=kind.data))
            elif match.data == Match.NOBODY:
                found.append(Decided(place))
            else:
                typed = pseudonym.data or "" if match.data == Match.KNOWN else match.data
                who = known.get(" ".join(typed.casefold().split()))
                if who is None:
                    pseudonym.errors = [*pseudonym.errors, _("Nobody goes by this pseudonym.")]
                    fine = False
                else:
                    found.append(Decided(place, stakeholder_id=who))
        return found if fine else None


def review_form(
    answer: AnswerRecord, same_name: Mapping[int, Sequence[StakeholderRecord]], *, blank: bool = False, data: Any = None
) -> ReviewForm:
    """The form for one answer; `same_name` are those in the registry whose name is like the one given, by its place."""
    fields: dict[str, Any] = {"places": [each.place for each in answer.names]}
    for each in answer.names:
        alike = [
            SelectChoice(str(person.id), _("%(pseudonym)s, of the same name", pseudonym=person.pseudonym))
            for person in same_name.get(each.place, ())
        ]
        fields[f"match_{each.place}"] = RadioField(
            _l("Who is meant"), [InputRequired()], choices=[*alike, *enum_choices(Match)]
        )
        fields[f"pseudonym_{each.place}"] = ShortTextField(
            _l("Pseudonym"), [Length(max=60)], description=_l("Of someone in the registry.")
        )
        fields[f"kind_{each.place}"] = SelectField(
            _l("Kind"),
            choices=enum_choices(StakeholderKind),
            default=StakeholderKind.ORGANISATION.value,
            description=_l("Of someone new."),
        )
    made = type("ReviewOfOneAnswer", (ReviewForm,), fields)
    form: ReviewForm = made(formdata=None, data=data) if blank else made()
    return form
