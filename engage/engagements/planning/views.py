"""Pages of planning: where to start, the plan, what changed in it, for whom it exists, copies and templates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.accounts.queries import names_of
from engage.decisions.queries import decision_choices, decisions_named
from engage.engagements import queries
from engage.engagements.door import record_here, row_here
from engage.engagements.planning import forms, service
from engage.engagements.planning.builtin import OUTLINES, begun, outline_of
from engage.engagements.planning.people.views import blueprint
from engage.engagements.planning.queries import changes_of, find_template, members_of, template_row, templates_of
from engage.engagements.planning.words import LABELS, in_words
from engage.engagements.records import EngagementRecord, Plan
from engage.engagements.service import NotDirectWithoutReason, change_engagement, plan_engagement
from engage.engagements.vocabulary import Stage
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.projects.door import current_project_id, up_to_tier
from engage.projects.queries import members_of as team_of
from engage.stakeholders.lists.queries import offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
PAST = 20


@blueprint.get("/start")
@requires(Permission.EDIT_ENGAGEMENTS)
def start(project_id: UUID) -> Reply:
    """Where a plan can begin: with nothing, with a template, with what was planned before."""
    work = current_session()
    past, more = queries.engagements_page(work, project_id, limit=PAST)
    return page(
        "engagements/planning/start.html",
        outlines=OUTLINES,
        own=templates_of(work, project_id),
        past=past,
        more=bool(more),
        **WORDS,
    )


@blueprint.route("/plan", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def plan(project_id: UUID) -> Reply:
    """Plans an engagement; what `?decision=` says is open and decided stands in the form already."""
    work, begin = current_session(), _begun(project_id)
    chosen = request.args.get("decision", type=UUID)
    told = forms.told_of(decisions_named(work, project_id, [chosen]) if chosen else [], begin)
    light = "light" in request.args if request.method == "GET" else bool(request.form.get("light"))
    form = forms.plan_form(
        started=forms.plan_as_typed("", None, [chosen] if chosen else [], told),
        before=told,
        decisions=decision_choices(work, project_id),
        issues=offered(work, project_id, WhichList.RIGHTS.value),
        light=light and not forms.wants_all(),
    )
    if not forms.wants_all() and form.validate_on_submit():
        informed = decisions_named(work, project_id, form.decision_ids())
        try:
            made = plan_engagement(
                work,
                actor=current_user,
                project_id=project_id,
                title=form.title.data or "",
                planned_on=form.planned_on.data,
                plan=forms.told_of(informed, form.plan(begin)),
                decision_ids=form.decision_ids(),
            )
        except NotDirectWithoutReason:
            form.say_reason_missing()
        else:
            return _planned(made.id, only_named="only_named" in form and form.only_named.data)
    return _form(form, engagement=None, steps=not light)


def _planned(engagement_id: UUID, *, only_named: bool) -> Response:
    if not only_named:
        flash(_("The engagement is planned. Say next who takes part."), "good")
        return redirect(_at("engagements.engagement", engagement_id))
    service.open_to_named(current_session(), actor=current_user, engagement=row_here(engagement_id), user_ids=())
    flash(_("The engagement is planned, and exists only for you. Name the others who may know of it."), "good")
    return redirect(_at("engagements.planning.named", engagement_id))


def _begun(project_id: UUID) -> Plan:
    """The plan that a template begins; an empty one where none is asked for."""
    outline = outline_of(request.args.get("type", ""))
    if outline is not None:
        return begun(outline)
    asked = request.args.get("template", type=UUID)
    if asked is None:
        return Plan()
    found = find_template(current_session(), project_id, asked) or abort(404)
    return found.plan


@blueprint.route("/<uuid:engagement_id>/change", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def change(project_id: UUID, engagement_id: UUID) -> Reply:
    """Changes the plan."""
    work, found = current_session(), _going_on(engagement_id)
    light = "light" in request.args if request.method == "GET" else bool(request.form.get("light"))
    form = forms.plan_form(
        started=forms.record_as_typed(found),
        before=found.plan,
        decisions=decision_choices(work, project_id),
        issues=offered(work, project_id, WhichList.RIGHTS.value, found.plan.issues),
        light=light and not forms.wants_all(),
    )
    if "only_named" in form:
        del form.only_named
    if not forms.wants_all() and form.validate_on_submit():
        try:
            change_engagement(
                work,
                actor=current_user,
                engagement=row_here(engagement_id),
                title=form.title.data or "",
                planned_on=form.planned_on.data,
                plan=form.plan(found.plan),
                decision_ids=form.decision_ids(),
            )
        except NotDirectWithoutReason:
            form.say_reason_missing()
        else:
            flash(_("The changes are saved."), "good")
            return redirect(_at("engagements.engagement", engagement_id))
    return _form(form, engagement=found, steps=not light)


@blueprint.get("/<uuid:engagement_id>/changes")
@requires(Permission.VIEW_ENGAGEMENTS)
def changes(project_id: UUID, engagement_id: UUID) -> Reply:
    """What changed in the plan: each field as it was and as it became."""
    work, found = current_session(), record_here(engagement_id)
    listed = changes_of(work, engagement_id)
    return page(
        "engagements/planning/changes.html",
        engagement=found,
        listed=[(each, in_words(each, current_project_id())) for each in listed],
        who=names_of(work, {each.changed_by for each in listed}),
        labels=LABELS,
    )


@blueprint.route("/<uuid:engagement_id>/named", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def named(project_id: UUID, engagement_id: UUID) -> Reply:
    """For whom of the team the engagement exists."""
    work, found = current_session(), record_here(engagement_id)
    members = members_of(work, engagement_id)
    form = forms.NamedForm(
        data={"only_named": "1" if found.only_named else "", "members": [str(each) for each in members]}
    )
    form.members.choices = [
        (str(each.user_id), each.name, {"hint": str(each.role.label)})
        for each in team_of(work, project_id)
        if Permission.VIEW_ENGAGEMENTS in ROLE_PERMISSIONS[each.role] and each.user_id != current_user.id
    ]
    if form.validate_on_submit():
        row = row_here(engagement_id)
        if form.only_named.data:
            ids = {UUID(each) for each in form.members.data}
            service.open_to_named(work, actor=current_user, engagement=row, user_ids=ids)
            flash(_("From now on it exists only for those named."), "good")
        else:
            service.open_to_all(work, actor=current_user, engagement=row)
            flash(_("The changes are saved."), "good")
        return redirect(_at("engagements.engagement", engagement_id))
    draw = again if form.is_submitted() else page
    return draw("engagements/planning/named.html", form=form, engagement=found)


@blueprint.route("/<uuid:engagement_id>/copy", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def copy(project_id: UUID, engagement_id: UUID) -> Reply:
    """Plans another engagement like this one."""
    found = record_here(engagement_id)
    form = forms.CopyForm(data={"title": found.title, "company": True})
    if form.validate_on_submit():
        copied = service.copy_engagement(
            current_session(),
            actor=current_user,
            original=row_here(engagement_id),
            title=form.title.data or "",
            planned_on=form.planned_on.data,
            people=form.people.data,
            company=form.company.data,
            up_to_tier=up_to_tier(),
        )
        flash(_("The engagement is planned. Say next who takes part."), "good")
        if copied.restricted:
            said = ngettext(
                "%(count)s person was left out: their record is restricted, and they are not to be approached.",
                "%(count)s people were left out: their records are restricted, and they are not to be approached.",
                copied.restricted,
                count=copied.restricted,
            )
            flash(said, "attention")
        return redirect(_at("engagements.engagement", copied.engagement_id))
    draw = again if form.is_submitted() else page
    return draw("engagements/planning/copy.html", form=form, engagement=found)


@blueprint.route("/<uuid:engagement_id>/template", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def template(project_id: UUID, engagement_id: UUID) -> Reply:
    """Keeps the plan for others to start from."""
    found, form = record_here(engagement_id), forms.TemplateForm()
    if found.only_named:
        abort(404)
    if form.validate_on_submit():
        row = row_here(engagement_id)
        service.keep_template(current_session(), actor=current_user, engagement=row, name=form.name.data or "")
        flash(_("The template is kept."), "good")
        return redirect(url_for("engagements.planning.start", project_id=project_id))
    draw = again if form.is_submitted() else page
    return draw("engagements/planning/template.html", form=form, engagement=found)


@blueprint.post("/templates/<uuid:template_id>/drop")
@requires(Permission.EDIT_ENGAGEMENTS)
def drop_template(project_id: UUID, template_id: UUID) -> Reply:
    """Takes a template of the project away."""
    row = template_row(current_session(), project_id, template_id) or abort(404)
    service.drop_template(current_session(), actor=current_user, template=row)
    flash(_("The template is gone. What began with it stays as it is."), "good")
    return redirect(url_for("engagements.planning.start", project_id=project_id))


def _form(form: Any, **context: Any) -> Reply:
    """The form as asked for, or again with what has to be put right."""
    draw = again if form.is_submitted() and not forms.wants_all() else page
    return draw("engagements/plan.html", form=form, **context, **WORDS)


def _at(endpoint: str, engagement_id: UUID) -> str:
    return url_for(endpoint, project_id=current_project_id(), engagement_id=engagement_id)


def _going_on(engagement_id: UUID) -> EngagementRecord:
    """What is closed or cancelled has no doors that change it."""
    found = record_here(engagement_id)
    return found if found.stage in {Stage.PLANNED, Stage.HELD} else abort(404)
