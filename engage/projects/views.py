"""The first page, today in a project, its members and its log."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.models import User
from engage.accounts.permissions import Permission, Role
from engage.accounts.queries import all_users
from engage.accounts.vocabulary import UserState
from engage.crypto.sealed import unseal
from engage.i18n.texts import gettext as _
from engage.projects import service
from engage.projects.approvals.views import blueprint as approvals_pages
from engage.projects.door import current_project, may
from engage.projects.forms import MemberForm, ProjectForm, RenameForm
from engage.projects.models import Project
from engage.projects.queries import LOG_PAGE, log_of, members_of, projects_of, users_outside
from engage.web.answers import again, page
from engage.web.permits import requires, signed_in
from engage.web.unit_of_work import current_session

blueprint = Blueprint("projects", __name__)
blueprint.register_blueprint(approvals_pages)

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@signed_in
def home() -> Answer:
    """The projects that the viewer works in; the only one opens by itself."""
    mine = projects_of(current_session(), current_user.id)
    if len(mine) == 1 and "all" not in request.args and not current_user.administrator:
        return redirect(url_for("projects.today", project_id=mine[0].id))
    return page("projects/home.html", mine=mine, may_create=may(Permission.CREATE_PROJECTS))


@blueprint.get("/projects/new")
@requires(Permission.CREATE_PROJECTS)
def new() -> Answer:
    """The form to open a project."""
    return page("projects/new.html", form=_with_leads(ProjectForm()))


@blueprint.post("/projects/new")
@requires(Permission.CREATE_PROJECTS)
def create() -> Answer:
    """Opens a project."""
    form = _with_leads(ProjectForm())
    if form.validate():
        lead = current_session().get_one(User, UUID(form.lead.data))
        service.open_project(current_session(), actor=current_user, name=form.name.data or "", lead=lead)
        flash(_("The project is open. Its lead can now add others."), "good")
        return redirect(url_for("projects.home"))
    return again("projects/new.html", form=form)


def _with_leads(form: ProjectForm) -> ProjectForm:
    work = current_session()
    active = [user for user in all_users(work) if user.state == UserState.ACTIVE]
    form.lead.choices = [(str(user.id), unseal(work, user, "name") or "") for user in active]
    return form


@blueprint.get("/projects/<uuid:project_id>/")
@requires(Permission.VIEW_PROJECT)
def today(project_id: UUID) -> Answer:
    """What needs the viewer today, filled by the floors above."""
    return page("projects/today.html", project=current_project())


@blueprint.get("/projects/<uuid:project_id>/members")
@requires(Permission.MANAGE_MEMBERS)
def members(project_id: UUID) -> Answer:
    """Who works in the project."""
    return _members(_with_users(MemberForm()))


def _members(form: MemberForm) -> Answer:
    project = current_project()
    rename_form = RenameForm(formdata=None, data={"name": project.name})
    draw = again if form.errors else page
    listed = members_of(current_session(), project.id)
    return draw("projects/members.html", form=form, rename_form=rename_form, listed=listed)


def _with_users(form: MemberForm) -> MemberForm:
    outside = users_outside(current_session(), current_project().id)
    form.user.choices = [(str(user_id), name) for user_id, name in outside]
    return form


@blueprint.post("/projects/<uuid:project_id>/members")
@requires(Permission.MANAGE_MEMBERS)
def add_member(project_id: UUID) -> Answer:
    """Gives someone a role."""
    form, work = _with_users(MemberForm()), current_session()
    if form.validate():
        service.add_member(
            work,
            actor=current_user,
            project=work.get_one(Project, project_id),
            user=work.get_one(User, UUID(form.user.data)),
            role=Role(form.role.data),
        )
        flash(_("Added to the project."), "good")
        return redirect(url_for("projects.members", project_id=project_id))
    return _members(form)


@blueprint.post("/projects/<uuid:project_id>/name")
@requires(Permission.MANAGE_MEMBERS)
def rename(project_id: UUID) -> Answer:
    """Changes the name of the project."""
    form, work = RenameForm(), current_session()
    if form.validate():
        service.rename(work, actor=current_user, project=work.get_one(Project, project_id), name=form.name.data or "")
        flash(_("The name is changed."), "good")
    else:
        flash(_("The name was not changed: write one, of 160 signs at most."), "attention")
    return redirect(url_for("projects.members", project_id=project_id))


@blueprint.post("/projects/<uuid:project_id>/members/<uuid:user_id>/remove")
@requires(Permission.MANAGE_MEMBERS)
def remove_member(project_id: UUID, user_id: UUID) -> Answer:
    """Takes someone out of the project."""
    work = current_session()
    try:
        service.remove_member(work, actor=current_user, project=work.get_one(Project, project_id), user_id=user_id)
    except service.NotAMember:
        abort(404)
    except service.LastLead:
        flash(_("A project keeps at least one lead. Add another lead first."), "attention")
    else:
        flash(_("No longer in the project."), "good")
    return redirect(url_for("projects.members", project_id=project_id))


@blueprint.get("/projects/<uuid:project_id>/log")
@requires(Permission.VIEW_LOG)
def log(project_id: UUID) -> Answer:
    """The log of the project, newest first."""
    before = request.args.get("before", type=int)
    lines = log_of(current_session(), project_id, before=before)
    older = lines[-1].sequence if len(lines) == LOG_PAGE else None
    return page("projects/log.html", lines=lines, older=older, before=before)
