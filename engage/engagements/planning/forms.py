"""The plan's form, whole or with only the fields that matter; where to start from; who is named; the company's side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from flask import request
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from engage.decisions.records import DecisionRecord
from engage.engagements.planning.times import place_of, zones
from engage.engagements.planning.vocabulary import SAID, ConsentState, EngagementType
from engage.engagements.records import EngagementRecord, Plan, from_iso, iso
from engage.engagements.vocabulary import EngagementFormat, Initiative, Knowledge, Mode
from engage.i18n.formats import language_name
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import CheckListField, DayField, LanguageListField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, LONG = Length(max=200), Length(max=20_000)
NOTHING = ("", _l("Not chosen yet"))
# What a small team needs to begin; the reason belongs to the mode.
LIGHT = (
    "title",
    "purpose",
    "planned_on",
    "format",
    "mode",
    "not_direct_because",
    "decisions",
    "still_open",
    "place",
    "languages",
)
_TEXTS = (
    "purpose",
    "impacts",
    "who_decides",
    "not_direct_because",
    "alternatives_tried",
    "place",
    "other_way",
    "interpretation",
    "accessibility",
    "agenda",
    "materials",
    "costs",
    "topic",
    "confidential",
    "still_open",
    "already_decided",
    "selection_explained",
    "safety_measures",
    "consent_wishes",
    "consent_words",
)
_CODES = (
    "type",
    "format",
    "mode",
    "initiative",
    "languages",
    "issues",
    "materials_languages",
    "knowledge_wanted",
    "consent_state",
    "time_zone",
)
_DAYS = ("materials_shared_on", "invited_on", "notes_promised_by", "consent_on")
_HOURS = ("starts_at", "ends_at")
FROM_DECISIONS = _l("Left empty, it is taken from the decisions chosen above.")


class PlanForm(BaseForm):
    """The plan of an engagement."""

    title = ShortTextField(
        _l("Title"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )
    purpose = LongTextField(_l("What it is for"), [InputRequired(), LONG], rows=3)
    planned_on = DayField(_l("Day"), [InputRequired()])
    type = RadioField(_l("What kind of conversation"), choices=[NOTHING, *EngagementType.choices()], default="")
    format = RadioField(_l("Format"), choices=EngagementFormat.choices())
    mode = RadioField(_l("With whom"), choices=Mode.choices(), default=Mode.DIRECT.value)
    not_direct_because = LongTextField(
        _l("Why not directly with rights holders"),
        [LONG],
        rows=3,
        description=_l("Needed for every other way than the direct one."),
    )
    alternatives_tried = LongTextField(
        _l("What was tried to meet them directly"), [LONG], rows=3, description=_l("And what came of it.")
    )
    initiative = RadioField(_l("Who asked for it"), choices=Initiative.choices(), default=Initiative.COMPANY.value)
    consent_wishes = LongTextField(
        _l("How they want to be engaged"), [LONG], rows=3, description=_l("Asked before anything else, in their words.")
    )
    consent_state = RadioField(
        _l("Free, prior and informed consent"), choices=ConsentState.choices(), default=ConsentState.NOT_ASKED.value
    )
    consent_on = DayField(_l("They said so on"))
    consent_words = LongTextField(_l("In their words"), [LONG], rows=3)
    decisions = CheckListField(_l("Decisions it informs"))
    who_decides = LongTextField(
        _l("Who decides"), [LONG], rows=2, description=_l("By function: people are told this in the invitation.")
    )
    issues = CheckListField(_l("Issues it is about"))
    impacts = LongTextField(_l("Impacts it is about, in words"), [LONG], rows=3)
    still_open = LongTextField(_l("Still open to change"), [LONG], rows=3, description=FROM_DECISIONS)
    already_decided = LongTextField(_l("Already decided"), [LONG], rows=3, description=FROM_DECISIONS)
    topic = LongTextField(_l("What may be spoken of in general"), [LONG], rows=3)
    confidential = LongTextField(_l("What is confidential, and for whom"), [LONG], rows=3)
    selection_explained = LongTextField(
        _l("How participants were selected"),
        [LONG],
        rows=3,
        description=_l("In words that can be told to each of them, and that name nobody."),
    )
    place = ShortTextField(_l("Place or channel"), [SHORT])
    other_way = ShortTextField(
        _l("Another safe place or channel"), [SHORT], description=_l("For when the first is no longer safe.")
    )
    starts_at = TimeField(_l("Begins at"), [Optional()], description=_l("On the clock of the place."))
    ends_at = TimeField(_l("Ends at"), [Optional()])
    time_zone = SelectField(_l("Clock of the place"))
    languages = LanguageListField(_l("Languages spoken"))
    interpretation = ShortTextField(_l("Interpretation"), [SHORT], description=_l("Who interprets, and for whom."))
    accessibility = LongTextField(_l("Accessibility"), [LONG], rows=2)
    costs = LongTextField(
        _l("Costs that are covered"), [LONG], rows=2, description=_l("Travel, lost earnings, care of children.")
    )
    agenda = LongTextField(_l("Agenda"), [LONG], rows=6)
    invited_on = DayField(_l("Invitations went out on"))
    materials = LongTextField(_l("Materials"), [LONG], rows=2, description=_l("What people are given beforehand."))
    materials_shared_on = DayField(_l("Materials were shared on"))
    materials_languages = LanguageListField(_l("Languages of the materials"))
    knowledge_wanted = CheckListField(_l("What the company’s side must know between them"), choices=Knowledge.choices())
    safety_measures = LongTextField(_l("What keeps participants safe"), [LONG], rows=3)
    notes_promised_by = DayField(_l("Notes are promised by"))
    only_named = BooleanField(
        _l("Only for those named"),
        description=_l("It exists for nobody else in the team. You are named; say who else on the next page."),
    )
    light = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = [NOTHING, *((name, place_of(name)) for name in zones())]

    @property
    def interpreted(self) -> list[tuple[Any, Any]]:
        """Who interprets and who trusts them, language by language."""
        names = [field.short_name for field in self if field.short_name.startswith("interpreter_")]
        return [(self[name], self[name.replace("interpreter_", "trusted_", 1)]) for name in names]

    def plan(self, before: Plan) -> Plan:
        """What was written, over what the form does not ask for."""
        said: dict[str, Any] = {name: self[name].data or "" for name in _TEXTS if name in self}
        said |= {name: self[name].data for name in _CODES if name in self}
        said |= {name: iso(self[name].data) for name in _DAYS if name in self}
        said |= {name: _hour(self[name].data) for name in _HOURS if name in self}
        if self.interpreted:
            pairs = {
                who.short_name.removeprefix("interpreter_"): [who.data or "", trusted.data or ""]
                for who, trusted in self.interpreted
            }
            said["interpreters"] = {code: pair for code, pair in pairs.items() if any(pair)}
        return replace(before, **said)

    def decision_ids(self) -> list[UUID]:
        """The decisions chosen."""
        return [UUID(code) for code in self.decisions.data]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also what fields ask of each other."""
        fine = bool(super().validate(extra_validators))
        for name, wrong, words in self._together():
            if wrong:
                self[name].errors = [*self[name].errors, words]
                fine = False
        return fine

    def say_reason_missing(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.not_direct_because.errors = [
            _("Say why rights holders are not met directly. Engagement is direct unless that is not possible.")
        ]

    def _together(self) -> Iterable[tuple[str, bool, str]]:
        if "starts_at" not in self:
            return
        begins, ends, on = self.starts_at.data, self.ends_at.data, self.consent_on
        yield "starts_at", bool(ends and not begins), _("Say when it begins, too.")
        yield "ends_at", bool(begins and ends and ends <= begins), _("It cannot end before it begins.")
        yield "time_zone", bool(begins and not self.time_zone.data), _("Say on which clock: people may be elsewhere.")
        said = self.consent_state.data in SAID and not on.data and not on.errors
        yield "consent_on", said, _("Say on which day they said so.")


def plan_form(*, started: Mapping[str, Any] | None, before: Plan, decisions: Any, issues: Any, light: bool) -> PlanForm:
    """The form with a pair of fields for each language chosen; `light`: with only the fields that matter.

    Asked to show everything, it shows what was typed, as typed, and is not looked through yet.
    """
    chosen = [code for code in request.form.getlist("languages") if code.isalpha() and len(code) <= 8]
    codes = list(dict.fromkeys([*chosen, *before.languages, *before.interpreters]))
    extra: dict[str, Any] = {}
    for code in codes:
        spoken = language_name(code)
        extra[f"interpreter_{code}"] = ShortTextField(_("Interpreter for %(language)s", language=spoken), [SHORT])
        extra[f"trusted_{code}"] = ShortTextField(_("Who trusts them"), [SHORT])
    kind: type[PlanForm] = type("PlanForm", (PlanForm,), extra)
    data = {**_interpreters(before), **(started or {})}
    form = kind(data=data)
    form.decisions.choices, form.issues.choices = decisions, issues
    if wants_all():
        typed = {name: form[name].data for name in LIGHT}
        raw = {name: form[name].raw_data for name in LIGHT}
        form = kind(formdata=None, data={**data, **typed})
        form.decisions.choices, form.issues.choices = decisions, issues
        for name in LIGHT:
            form[name].raw_data = raw[name]
    if light:
        form.light.data = "1"
        for field in [each for each in form if each.short_name not in {*LIGHT, "csrf_token", "light"}]:
            del form[field.short_name]
    else:
        form.light.data = ""
    return form


def wants_all() -> bool:
    """Whether the reader asked for every field, with what they typed."""
    return "everything" in request.form


def plan_as_typed(title: str, planned_on: Any, decision_ids: Collection[UUID], plan: Plan) -> dict[str, Any]:
    """A plan as the fields of its form show it."""
    return {
        "title": title,
        "planned_on": planned_on,
        "decisions": [str(each) for each in decision_ids],
        **{name: getattr(plan, name) for name in (*_TEXTS, *_CODES)},
        **{name: from_iso(getattr(plan, name)) for name in _DAYS},
        **{name: time.fromisoformat(said) if (said := getattr(plan, name)) else None for name in _HOURS},
    }


def record_as_typed(engagement: EngagementRecord) -> dict[str, Any]:
    """An engagement as the fields of its form show it."""
    return plan_as_typed(engagement.title, engagement.planned_on, engagement.decision_ids, engagement.plan)


def told_of(decisions: Iterable[DecisionRecord], plan: Plan) -> Plan:
    """The plan with what the decisions say is open and decided, where it says nothing itself."""
    told = [each.detail for each in decisions]
    still_open = "\n".join(each.still_open for each in told if each.still_open)
    decided = "\n".join(each.already_decided for each in told if each.already_decided)
    return replace(plan, still_open=plan.still_open or still_open, already_decided=plan.already_decided or decided)


def _interpreters(plan: Plan) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, (who, trusted) in plan.interpreters.items():
        found |= {f"interpreter_{code}": who, f"trusted_{code}": trusted}
    return found


def _hour(said: time | None) -> str:
    return f"{said:%H:%M}" if said else ""


class AddForm(BaseForm):
    """Why those ticked were selected."""

    selected_because = LongTextField(
        _l("Why they were selected"), [LONG], rows=3, description=_l("Kept sealed. It counts for everyone chosen.")
    )


class CopyForm(BaseForm):
    """Planning another like it."""

    title = ShortTextField(
        _l("Title"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )
    planned_on = DayField(_l("Day"), [InputRequired()])
    people = BooleanField(
        _l("Put the same people on the list"),
        description=_l("Without their answers, invitations, safety assessments and consent: all of it is asked anew."),
    )
    company = BooleanField(_l("Put the same people of the company on the list"))


class TemplateForm(BaseForm):
    """Keeping a plan for others to start from."""

    name = ShortTextField(_l("Name of the template"), [InputRequired(), SHORT])


class NamedForm(BaseForm):
    """For whom an engagement exists."""

    only_named = RadioField(
        _l("Who may know of it"),
        choices=[("", _l("The whole team, as their roles allow")), ("1", _l("Only those named"))],
        default="",
    )
    members = CheckListField(_l("Those named"), description=_l("You are always named yourself."))
