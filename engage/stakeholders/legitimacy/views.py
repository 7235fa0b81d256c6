"""Pages of how far an intermediary speaks for others: every version, writing one, signing, their reply."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.legitimacy import service
from engage.stakeholders.legitimacy.flags import flags, union_beside
from engage.stakeholders.legitimacy.forms import ReplyForm, VerdictForm, answers_form
from engage.stakeholders.legitimacy.models import LegitimacyAssessment
from engage.stakeholders.legitimacy.queries import assessment_row, assessments_of, replies_of
from engage.stakeholders.legitimacy.questions import QUESTIONS, missing, same
from engage.stakeholders.legitimacy.records import AssessmentRecord, Content
from engage.stakeholders.legitimacy.vocabulary import Part
from engage.stakeholders.legitimacy.words import WORDS
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.load.ledger import paid
from engage.stakeholders.load.queries import ledger_of
from engage.stakeholders.load.vocabulary import GivenBack
from engage.stakeholders.queries import find_row
from engage.stakeholders.records import StakeholderRecord
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("legitimacy", __name__, url_prefix="/<uuid:stakeholder_id>/speaks-for")

Answer = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
PARTS = "<any(representation, diversity, infrastructure, independence, verdict):part>"


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def versions(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Every version, the newest first, and what the assessed said."""
    person = _person(project_id, stakeholder_id)
    found = assessments_of(current_session(), stakeholder_id)
    signed = next((each for each in found if each.is_signed), None)
    draft = next((each for each in found if not each.is_signed), None)
    left = missing(draft.content) if draft else []
    return _page("versions", person, versions=found, signed=signed, draft=draft, left=left)


@blueprint.post("/begin")
@requires(Permission.EDIT_STAKEHOLDERS)
def begin(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Begins a draft, or goes on with the one there is."""
    _person(project_id, stakeholder_id)
    work = current_session()
    row = find_row(work, project_id, stakeholder_id, up_to_tier=up_to_tier())
    if row is None:
        abort(404)
    try:
        made = service.begin(work, actor=current_user, stakeholder=row).id
    except service.DraftThere as there:
        made = there.assessment_id
    except service.NotIntermediary:
        abort(404)
    return _to("write", project_id, stakeholder_id, made, part=Part.REPRESENTATION.value)


@blueprint.get("/<uuid:assessment_id>/")
@requires(Permission.VIEW_STAKEHOLDERS)
def version(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Answer:
    """One version, whole."""
    person = _person(project_id, stakeholder_id)
    found = assessments_of(current_session(), stakeholder_id)
    shown = _one(found, assessment_id)
    left = [] if shown.is_signed else missing(shown.content)
    return _page("version", person, versions=found, version=shown, left=left, newest=_newest(found) is shown)


@blueprint.get("/<uuid:assessment_id>/beside")
@requires(Permission.VIEW_STAKEHOLDERS)
def beside(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Answer:
    """A version beside the one before it."""
    person = _person(project_id, stakeholder_id)
    found = assessments_of(current_session(), stakeholder_id)
    shown = _one(found, assessment_id)
    before = next((each for each in found if each.number == shown.number - 1), None)
    alike = same(QUESTIONS, before.content, shown.content) if before else frozenset()
    return _page("beside", person, versions=found, version=shown, before=before, alike=alike)


@blueprint.route(f"/<uuid:assessment_id>/write/{PARTS}", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def write(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID, part: str) -> Answer:
    """Writes one part of a draft, then goes on to the next."""
    work, person, here = current_session(), _person(project_id, stakeholder_id), Part(part)
    found = assessments_of(work, stakeholder_id)
    shown = _one(found, assessment_id)
    if shown.is_signed:
        return _signed_already(project_id, stakeholder_id, assessment_id)
    form = _form_of(person, here, shown.content)
    if form.validate_on_submit():
        try:
            _save(form, here, _row(stakeholder_id, assessment_id), shown.content)
        except service.AlreadySigned:
            return _signed_already(project_id, stakeholder_id, assessment_id)
        flash(_("The changes are saved."), "good")
        following = list(Part)[list(Part).index(here) + 1 :]
        if following:
            return _to("write", project_id, stakeholder_id, assessment_id, part=following[0].value)
        return _to("version", project_id, stakeholder_id, assessment_id)
    draw = again if form.is_submitted() else page
    context = _context(person, found) | {"version": shown, "part": here, "left": missing(shown.content)}
    if here is Part.INDEPENDENCE:
        context |= {"paid": paid(ledger_of(work, project_id).of(stakeholder_id)), "GivenBack": GivenBack}
    return draw("stakeholders/legitimacy/write.html", form=form, **context)


@blueprint.post("/<uuid:assessment_id>/sign")
@requires(Permission.EDIT_STAKEHOLDERS)
def sign(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Answer:
    """Signs a draft, when nothing is left to say."""
    _person(project_id, stakeholder_id)
    try:
        service.sign(current_session(), actor=current_user, assessment=_row(stakeholder_id, assessment_id))
    except service.NotWhole as refused:
        flash(_("Not signed: something is still to be said. Not known is an answer."), "attention")
        return _to("write", project_id, stakeholder_id, assessment_id, part=refused.parts[0].value)
    except service.AlreadySigned:
        return _signed_already(project_id, stakeholder_id, assessment_id)
    flash(_("Signed. It stays as it is; to correct it, begin a new version."), "good")
    return _to("version", project_id, stakeholder_id, assessment_id)


@blueprint.post("/<uuid:assessment_id>/drop")
@requires(Permission.EDIT_STAKEHOLDERS)
def drop(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Answer:
    """Takes a draft away."""
    _person(project_id, stakeholder_id)
    try:
        service.drop(current_session(), actor=current_user, assessment=_row(stakeholder_id, assessment_id))
    except service.AlreadySigned:
        return _signed_already(project_id, stakeholder_id, assessment_id)
    flash(_("The draft is gone."), "good")
    return redirect(url_for("stakeholders.legitimacy.versions", project_id=project_id, stakeholder_id=stakeholder_id))


@blueprint.route("/<uuid:assessment_id>/reply", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def reply(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Answer:
    """Writes down what the assessed said of it."""
    work, person, form = current_session(), _person(project_id, stakeholder_id), ReplyForm()
    found = assessments_of(work, stakeholder_id)
    shown = _one(found, assessment_id)
    if not shown.is_signed:
        flash(_("Sign it first: a draft is not yet something to reply to."), "attention")
        return _to("version", project_id, stakeholder_id, assessment_id)
    if form.validate_on_submit():
        try:
            service.record_reply(
                work,
                actor=current_user,
                assessment=_row(stakeholder_id, assessment_id),
                said_on=form.said_on.data,
                words=form.words.data or "",
                answer=form.answer.data or "",
            )
        except service.StillToCome:
            form.say_to_come()
        else:
            flash(_("Written down."), "good")
            return _to("version", project_id, stakeholder_id, assessment_id)
    draw = again if form.is_submitted() else page
    return draw("stakeholders/legitimacy/reply.html", form=form, version=shown, **_context(person, found))


def _form_of(person: StakeholderRecord, part: Part, content: Content) -> Any:
    if part is not Part.VERDICT:
        return answers_form(part, content, evidence=person.tier <= looks_up_to_tier())
    work, said = current_session(), content.conclusion
    return VerdictForm(
        content,
        rights=offered(work, person.project_id, "rights", said.rights),
        groups=offered(work, person.project_id, "groups", said.groups),
    )


def _save(form: Any, part: Part, row: LegitimacyAssessment, before: Content) -> None:
    work = current_session()
    if part is Part.VERDICT:
        service.conclude(work, actor=current_user, assessment=row, conclusion=form.conclusion())
    else:
        said = {"answers": form.answers(part, before), "share": form.share_given()}
        service.write_answers(work, actor=current_user, assessment=row, part=part, **said)


def _page(template: str, person: StakeholderRecord, *, versions: list[AssessmentRecord], **more: Any) -> str:
    return page(f"stakeholders/legitimacy/{template}.html", **_context(person, versions), **more)


def _context(person: StakeholderRecord, versions: list[AssessmentRecord]) -> dict[str, Any]:
    """What every page of an assessment needs: who it is about, who wrote, what has to be heard beside it."""
    work = current_session()
    replies = replies_of(work, person.id)
    wrote = {each.begun_by for each in versions} | {each.written_by for each in replies}
    signers = {each.signed_by for each in versions if each.signed_by}
    people = directory_of(work, person.project_id).people(up_to_tier())
    return {
        "person": person,
        "versions": versions,
        "replies": replies,
        "who": names_of(work, wrote | signers),
        "flags": flags,
        "union_beside": lambda content: union_beside(person, content, people),
        "may_look": person.tier <= looks_up_to_tier(),
        "groups": labels(work, person.project_id, "groups"),
        "rights": labels(work, person.project_id, "rights"),
        **WORDS,
    }


def _newest(found: list[AssessmentRecord]) -> AssessmentRecord | None:
    return next((each for each in found if each.is_signed), None)


def _one(found: list[AssessmentRecord], assessment_id: UUID) -> AssessmentRecord:
    return next((each for each in found if each.id == assessment_id), None) or abort(404)


def _row(stakeholder_id: UUID, assessment_id: UUID) -> LegitimacyAssessment:
    return assessment_row(current_session(), stakeholder_id, assessment_id) or abort(404)


def _signed_already(project_id: UUID, stakeholder_id: UUID, assessment_id: UUID) -> Response:
    flash(_("This version is signed and stays as it is. To correct it, begin a new one."), "attention")
    return _to("version", project_id, stakeholder_id, assessment_id)


def _to(endpoint: str, project_id: UUID, stakeholder_id: UUID, assessment_id: UUID, **more: str) -> Response:
    at: dict[str, Any] = {
        "project_id": project_id,
        "stakeholder_id": stakeholder_id,
        "assessment_id": assessment_id,
        **more,
    }
    return redirect(url_for(f"stakeholders.legitimacy.{endpoint}", **at))


def _person(project_id: UUID, stakeholder_id: UUID) -> StakeholderRecord:
    """An intermediary, or someone who was one when they were assessed."""
    work = current_session()
    found = directory_of(work, project_id).find(stakeholder_id, up_to_tier())
    if found is None or not (found.is_intermediary or assessments_of(work, stakeholder_id)):
        abort(404)
    return found
