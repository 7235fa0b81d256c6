"""Pages of decisions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import name_of
from engage.db.clock import today
from engage.decisions import service
from engage.decisions.forms import DecisionForm, MadeForm, WithdrawForm, as_typed
from engage.decisions.models import Decision
from engage.decisions.queries import Place, decision_row, decisions_page, find_decision
from engage.decisions.records import DecisionDetail, DecisionRecord
from engage.decisions.vocabulary import DecisionState, Juncture
from engage.decisions.window import WindowClosesTooLate, WindowOpensTooLate, timing
from engage.i18n.texts import gettext as _
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("decisions", __name__, url_prefix="/projects/<uuid:project_id>/decisions")

Answer = str | Response | tuple[str, int]
WORDS = {"DecisionState": DecisionState, "Juncture": Juncture}


@blueprint.get("/")
@requires(Permission.VIEW_DECISIONS)
def decisions(project_id: UUID) -> Answer:
    """The register by due day: what is open, or what is over."""
    over = request.args.get("over") == "1"
    after = request.args.get("after", type=_place)
    listed, more = decisions_page(current_session(), project_id, open_ones=not over, after=after)
    rows = [(each, timing(each.due_on, today=today())) for each in listed]
    following = f"{more[0].isoformat()}.{more[1]}" if more else ""
    return page("decisions/decisions.html", rows=rows, over=over, following=following, begun=after is not None, **WORDS)


def _place(text: str) -> Place:
    day, _dot, last = text.partition(".")
    return date.fromisoformat(day), UUID(last)


@blueprint.get("/new")
@requires(Permission.EDIT_DECISIONS)
def new(project_id: UUID) -> Answer:
    """The form to register a decision."""
    return page("decisions/form.html", form=DecisionForm(), decision=None)


@blueprint.post("/new")
@requires(Permission.EDIT_DECISIONS)
def create(project_id: UUID) -> Answer:
    """Registers a decision."""
    form = DecisionForm()
    if form.validate():
        try:
            decision = service.register_decision(
                current_session(),
                actor=current_user,
                project_id=project_id,
                title=form.title.data or "",
                detail=form.detail(DecisionDetail()),
                **form.days(),
            )
        except WindowClosesTooLate:
            form.say_closes_too_late()
        except WindowOpensTooLate:
            form.say_opens_too_late()
        else:
            flash(_("The decision is registered."), "good")
            return redirect(url_for("decisions.decision", project_id=project_id, decision_id=decision.id))
    return again("decisions/form.html", form=form, decision=None)


@blueprint.get("/<uuid:decision_id>/", strict_slashes=False)
@requires(Permission.VIEW_DECISIONS)
def decision(project_id: UUID, decision_id: UUID) -> Answer:
    """The story of a decision."""
    found = _record(project_id, decision_id)
    return page(
        "decisions/decision.html",
        decision=found,
        timing=timing(found.due_on, today=today()),
        owner=name_of(current_session(), found.owner_id),
        days=_days(found),
        **WORDS,
    )


def _days(decision: DecisionRecord) -> list[tuple[date, str, str, str]]:
    """(day, words, tone, icon) of everything that has a day, in order; what is still ahead is quiet."""
    named = [
        (decision.created_on, _("Registered"), "note"),
        (decision.window_opens_on, _("The engagement window opens"), "message"),
        (decision.window_closes_on, _("The engagement window closes"), "clock"),
        (decision.due_on, _("Due"), "calendar"),
        (decision.made_on, _("Made"), "good"),
    ]
    now = today()
    return sorted(
        (
            (day, words, "good" if icon == "good" else "accent" if day <= now else "quiet", icon)
            for day, words, icon in named
            if day is not None
        ),
        key=lambda each: each[0],
    )


@blueprint.get("/<uuid:decision_id>/change")
@requires(Permission.EDIT_DECISIONS)
def change(project_id: UUID, decision_id: UUID) -> Answer:
    """The form to change a decision."""
    found = _open_record(project_id, decision_id)
    return page("decisions/form.html", form=DecisionForm(data=as_typed(found)), decision=found)


@blueprint.post("/<uuid:decision_id>/change")
@requires(Permission.EDIT_DECISIONS)
def save(project_id: UUID, decision_id: UUID) -> Answer:
    """Changes a decision."""
    found, form = _open_record(project_id, decision_id), DecisionForm()
    if form.validate():
        try:
            service.change_decision(
                current_session(),
                actor=current_user,
                decision=_row(project_id, decision_id),
                title=form.title.data or "",
                detail=form.detail(found.detail),
                **form.days(),
            )
        except WindowClosesTooLate:
            form.say_closes_too_late()
        except WindowOpensTooLate:
            form.say_opens_too_late()
        else:
            flash(_("The changes are saved."), "good")
            return redirect(url_for("decisions.decision", project_id=project_id, decision_id=decision_id))
    return again("decisions/form.html", form=form, decision=found)


@blueprint.get("/<uuid:decision_id>/made")
@requires(Permission.EDIT_DECISIONS)
def made(project_id: UUID, decision_id: UUID) -> Answer:
    """The form to record that a decision was made."""
    found = _open_record(project_id, decision_id)
    return page("decisions/made.html", form=MadeForm(data={"made_on": today()}), decision=found)


@blueprint.post("/<uuid:decision_id>/made")
@requires(Permission.EDIT_DECISIONS)
def record_made(project_id: UUID, decision_id: UUID) -> Answer:
    """Records that a decision was made."""
    found, form = _open_record(project_id, decision_id), MadeForm()
    if form.validate():
        service.record_made(
            current_session(),
            actor=current_user,
            decision=_row(project_id, decision_id),
            made_on=form.made_on.data,
            outcome=form.outcome.data or "",
            reasons=form.reasons.data or "",
        )
        flash(_("Recorded. Those who were asked are owed an answer."), "good")
        return redirect(url_for("decisions.decision", project_id=project_id, decision_id=decision_id))
    return again("decisions/made.html", form=form, decision=found)


@blueprint.get("/<uuid:decision_id>/withdraw")
@requires(Permission.EDIT_DECISIONS)
def withdraw(project_id: UUID, decision_id: UUID) -> Answer:
    """The form to withdraw a decision."""
    return page("decisions/withdraw.html", form=WithdrawForm(), decision=_open_record(project_id, decision_id))


@blueprint.post("/<uuid:decision_id>/withdraw")
@requires(Permission.EDIT_DECISIONS)
def withdrawn(project_id: UUID, decision_id: UUID) -> Answer:
    """Withdraws a decision."""
    found, form = _open_record(project_id, decision_id), WithdrawForm()
    if form.validate():
        row = _row(project_id, decision_id)
        service.withdraw_decision(current_session(), actor=current_user, decision=row, reasons=form.reasons.data or "")
        flash(_("The decision is withdrawn."), "good")
        return redirect(url_for("decisions.decision", project_id=project_id, decision_id=decision_id))
    return again("decisions/withdraw.html", form=form, decision=found)


def _record(project_id: UUID, decision_id: UUID) -> DecisionRecord:
    found = find_decision(current_session(), project_id, decision_id)
    return found or abort(404)


def _open_record(project_id: UUID, decision_id: UUID) -> DecisionRecord:
    """What is made or withdrawn has no doors that change it."""
    found = _record(project_id, decision_id)
    return found if found.state == DecisionState.OPEN else abort(404)


def _row(project_id: UUID, decision_id: UUID) -> Decision:
    return decision_row(current_session(), project_id, decision_id) or abort(404)
