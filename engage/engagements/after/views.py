"""Pages of what is owed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.actions import service
from engage.actions.queries import Place
from engage.actions.vocabulary import ActionKind, ActionState
from engage.db.clock import today
from engage.engagements import queries as engagements
from engage.engagements.after import forms, queries
from engage.engagements.after.door import owed_here, owed_row, told
from engage.engagements.door import record_here, seats_here
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, up_to_tier
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("after", __name__)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.get("/owed/")
@requires(Permission.VIEW_ENGAGEMENTS)
def owed(project_id: UUID) -> Reply:
    """What we owe or owed, everybody's or the viewer's own; what is late stands first."""
    settled, mine = request.args.get("settled") == "1", request.args.get("mine") == "1"
    after = request.args.get("after", type=_place)
    listed, more = queries.owed_page(
        current_session(),
        project_id,
        up_to_tier=up_to_tier(),
        open_ones=not settled,
        owner_id=current_user.id if mine else None,
        after=after,
    )
    return page(
        "engagements/after/owed.html",
        listed=listed,
        following=f"{more[0].isoformat()}.{more[1]}" if more else "",
        begun=after is not None,
        settled=settled,
        mine=mine,
        **told(listed),
    )


def _place(text: str) -> Place:
    day, _dot, last = text.partition(".")
    return date.fromisoformat(day), UUID(last)


@blueprint.route("/<uuid:engagement_id>/owed/new", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def owe(project_id: UUID, engagement_id: UUID) -> Reply:
    """Writes down something owed; `?kind=` chooses what it is."""
    work, found = current_session(), record_here(engagement_id)
    if found.stage == Stage.CANCELLED:
        abort(404)
    kind = request.args.get("kind", type=ActionKind) or ActionKind.PROMISE
    form = forms.OweForm(data={"owner": str(current_user.id), "kind": kind.value})
    form.offer(queries.can_owe(work, project_id, engagement_id))
    people = {seat.record.stakeholder_id: seat.called for seat in seats_here(found) if seat.person}
    form.to_whom.choices = [forms.NOBODY, *((str(who), called) for who, called in people.items())]
    if form.validate_on_submit():
        try:
            service.owe(
                work,
                actor=current_user,
                project_id=project_id,
                subject_id=engagement_id,
                key_id=engagement_id,
                kind=ActionKind(form.kind.data),
                text=form.text.data or "",
                owner_id=form.owner_id(),
                due_on=form.due_on.data,
                stakeholder_id=form.whom(),
            )
        except service.UnknownOwner:
            form.say_unknown_owner()
        else:
            flash(_("Written down."), "good")
            return _to_engagement(engagement_id)
    return _drawn("engagements/after/owe.html", form, engagement=found)


@blueprint.get("/owed/<uuid:action_id>")
@requires(Permission.VIEW_ENGAGEMENTS)
def action(project_id: UUID, action_id: UUID) -> Reply:
    """One thing owed: what, by whom, to whom, by when, and what became of it."""
    return _shown(action_id, forms.OutcomeForm(formdata=None), forms.RefuseForm(formdata=None))


@blueprint.route("/owed/<uuid:action_id>/change", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def change(project_id: UUID, action_id: UUID) -> Reply:
    """Another wording, day or owner, while it is open."""
    work, found = current_session(), owed_here(action_id)
    if not found.is_open:
        abort(404)
    form = forms.ChangeForm(data=forms.as_typed(found))
    form.offer(queries.can_owe(work, project_id, _engagement_of(found.subject_id)))
    if form.validate_on_submit():
        try:
            service.change_action(
                work,
                actor=current_user,
                action=owed_row(action_id),
                text=form.text.data or "",
                owner_id=form.owner_id(),
                due_on=form.due_on.data,
            )
        except service.UnknownOwner:
            form.say_unknown_owner()
        else:
            flash(_("The changes are saved."), "good")
            return _to(action_id)
    return _drawn("engagements/after/change.html", form, action=found)


@blueprint.post("/owed/<uuid:action_id>/done")
@requires(Permission.EDIT_ENGAGEMENTS)
def done(project_id: UUID, action_id: UUID) -> Reply:
    """It was done; a request needs the answer in words."""
    row, form = owed_row(action_id), forms.OutcomeForm()
    if not form.validate():
        return _shown(action_id, form, forms.RefuseForm(formdata=None))
    try:
        service.settle(
            current_session(),
            actor=current_user,
            action=row,
            state=ActionState.DONE,
            outcome=form.outcome.data or "",
        )
    except service.OutcomeNeeded:
        form.say_needed()
        return _shown(action_id, form, forms.RefuseForm(formdata=None))
    except service.Settled:
        _say_settled()
    else:
        flash(_("Recorded."), "good")
    return _to(action_id)


@blueprint.post("/owed/<uuid:action_id>/refuse")
@requires(Permission.EDIT_ENGAGEMENTS)
def refuse(project_id: UUID, action_id: UUID) -> Reply:
    """It will not be done, with the reason."""
    row, form = owed_row(action_id), forms.RefuseForm()
    if not form.validate():
        return _shown(action_id, forms.OutcomeForm(formdata=None), form)
    try:
        service.settle(
            current_session(),
            actor=current_user,
            action=row,
            state=ActionState.REFUSED,
            outcome=form.reason.data or "",
        )
    except service.Settled:
        _say_settled()
    else:
        flash(_("Recorded."), "good")
    return _to(action_id)


@blueprint.post("/owed/<uuid:action_id>/open")
@requires(Permission.EDIT_ENGAGEMENTS)
def open_again(project_id: UUID, action_id: UUID) -> Reply:
    """It is owed once more."""
    try:
        service.reopen(current_session(), actor=current_user, action=owed_row(action_id))
    except service.NotSettled:
        flash(_("It is open already."), "quiet")
    else:
        flash(_("It is open again."), "good")
    return _to(action_id)


def _say_settled() -> None:
    flash(_("Somebody else has settled it meanwhile. Open it again to change it."), "attention")


def _shown(action_id: UUID, doing: forms.OutcomeForm, refusing: forms.RefuseForm) -> Reply:
    work, found = current_session(), owed_here(action_id)
    draw: Any = again if doing.errors or refusing.errors else page
    answer: Reply = draw(
        "engagements/after/action.html",
        action=found,
        engagement=engagements.find_engagement(work, found.project_id, found.subject_id),
        doing=doing,
        refusing=refusing,
        late=found.is_late(today()),
        **told([found]),
    )
    return answer


def _engagement_of(subject_id: UUID) -> UUID | None:
    """The subject, where it is an engagement."""
    row = engagements.engagement_row(current_session(), current_project_id(), subject_id)
    return row.id if row else None


def _drawn(template: str, form: Any, **context: Any) -> Reply:
    return (again if form.is_submitted() else page)(template, form=form, **context)


def _to(action_id: UUID) -> Response:
    return redirect(url_for("engagements.after.action", project_id=current_project_id(), action_id=action_id))


def _to_engagement(engagement_id: UUID) -> Response:
    return redirect(url_for("engagements.engagement", project_id=current_project_id(), engagement_id=engagement_id))
