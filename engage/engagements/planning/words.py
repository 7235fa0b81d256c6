"""What changed in a plan, in the reader's words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from engage.engagements.planning.forms import PlanForm
from engage.engagements.planning.mix import MissingCompany, MissingPeople
from engage.engagements.planning.records import ChangeRecord
from engage.engagements.planning.times import place_of
from engage.engagements.planning.vocabulary import ConsentState, EngagementType
from engage.engagements.records import from_iso
from engage.engagements.vocabulary import EngagementFormat, Initiative, Knowledge, Mode
from engage.i18n.formats import format_day, language_name
from engage.i18n.texts import LazyText
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.words import APART
from engage.web.unit_of_work import current_session

MISSING: dict[MissingPeople, LazyText] = {
    MissingPeople.NOBODY: _l("Nobody is chosen yet."),
    MissingPeople.RIGHTS_HOLDERS: _l("No rights holder is among them, though they are to be met directly."),
    MissingPeople.FEW_RIGHTS_HOLDERS: _l("More people speak for rights holders than there are rights holders."),
    MissingPeople.INTERMEDIARIES: _l("Nobody is there whom rights holders trust to speak for them."),
    MissingPeople.EXPERIENCE: _l("Nobody has lived what it is about: experience is missing."),
    MissingPeople.EXPERTISE: _l("Nobody knows the rights concerned by their work: expertise is missing."),
}
MISSING_COMPANY: dict[MissingCompany, LazyText] = {
    MissingCompany.NOBODY: _l("Nobody of the company is on the list yet."),
    MissingCompany.AUTHORITY: _l("Nobody here can decide."),
}
MISSING_KNOWLEDGE: dict[Knowledge, LazyText] = {
    Knowledge.COMPANY: _l("Nobody knows the company well."),
    Knowledge.PRODUCT: _l("Nobody knows the product or service."),
    Knowledge.HUMAN_RIGHTS: _l("Nobody knows human rights."),
    Knowledge.PLACE: _l("Nobody knows the place."),
}
_VOCABULARIES: dict[str, type[Vocabulary]] = {
    "type": EngagementType,
    "format": EngagementFormat,
    "mode": Mode,
    "initiative": Initiative,
    "consent_state": ConsentState,
    "knowledge_wanted": Knowledge,
}
_LANGUAGES = {"languages", "materials_languages"}
_DAYS = {
    "planned_on",
    "invited_on",
    "materials_shared_on",
    "notes_promised_by",
    "notes_shared_on",
    "consent_on",
}


def _labels() -> dict[str, Any]:
    fields = {name: field for name, field in vars(PlanForm).items() if getattr(field, "args", None)}
    found = {name: field.args[0] for name, field in fields.items()}
    return {**found, "interpreters": _l("Interpreters"), "notes_shared_on": _l("Notes were shared on")}


LABELS: dict[str, Any] = _labels()
"""What each part of a plan is called, by its name."""


def in_words(change: ChangeRecord, project_id: UUID) -> list[tuple[str, str, str]]:
    """(what, before, after) for each part that changed and has a name."""
    rights = labels(current_session(), project_id, WhichList.RIGHTS.value)
    listed = []
    for name, (before, after) in change.fields.items():
        if name in LABELS:
            listed.append((str(LABELS[name]), _said(name, before, rights), _said(name, after, rights)))
    return listed


def _said(name: str, value: Any, rights: dict[str, str]) -> str:
    if not value:
        return ""
    if name == "interpreters":
        return APART.join(
            _("%(language)s: %(who)s", language=language_name(code), who=pair[0]) for code, pair in value.items()
        )
    if isinstance(value, list):
        return APART.join(_said_one(name, each, rights) for each in value)
    return _said_one(name, str(value), rights)


def _said_one(name: str, code: str, rights: dict[str, str]) -> str:
    if name in _VOCABULARIES:
        return str(_VOCABULARIES[name](code).label)
    if name in _LANGUAGES:
        return language_name(code)
    if name in _DAYS and (day := from_iso(code)):
        return format_day(day)
    if name == "issues":
        return rights.get(code, code)
    return place_of(code) if name == "time_zone" else code
