"""Pages of principles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.engagements.queries import Place, engagements_page, find_engagement
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.principles import service
from engage.principles.catalogue import criterion_of
from engage.principles.findings import Door, Finding, RecordRef
from engage.principles.forms import DisagreeForm
from engage.principles.overview import gravest_first, line_of, of_principle, standing, weakest, weaknesses
from engage.principles.queries import called, checks_of, disagreements_of, find_check
from engage.principles.thresholds import CRITERIA_VERSION
from engage.principles.vocabulary import EVERYONE, Principle, RecordKind, Verdict
from engage.projects.door import current_project_id, may, up_to_tier
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("principles", __name__, url_prefix="/projects/<uuid:project_id>/principles")

Answer = str | Response | tuple[str, int]
WORDS = {"Principle": Principle, "Verdict": Verdict, "Stage": Stage}
LIMIT = 25

# Whose records may be named beside a finding, and where they are.
RECORDS: dict[RecordKind, tuple[Permission, str, str]] = {
    RecordKind.ENGAGEMENT: (Permission.VIEW_ENGAGEMENTS, "engagements.engagement", "engagement_id"),
    RecordKind.STAKEHOLDER: (Permission.VIEW_STAKEHOLDERS, "stakeholders.person", "stakeholder_id"),
    RecordKind.COMPANY: (Permission.VIEW_ENGAGEMENTS, "", ""),
    RecordKind.DECISION: (Permission.VIEW_DECISIONS, "decisions.decision", "decision_id"),
    RecordKind.FEEDBACK: (Permission.VIEW_FEEDBACK, "feedback.item", "feedback_id"),
    RecordKind.SUMMARY: (Permission.VIEW_SUMMARIES, "summaries.summary", "summary_id"),
}
GOING_ON = {Stage.PLANNED, Stage.HELD}


@blueprint.get("/")
@requires(Permission.VIEW_PRINCIPLES)
def across(project_id: UUID) -> Answer:
    """Engagements against the eight, newest first, and which is weakest."""
    work = current_session()
    before = request.args.get("before", type=_place)
    listed, more = engagements_page(work, project_id, before=before, limit=LIMIT)
    judged = [each for each in listed if each.stage != Stage.CANCELLED]
    findings = service.findings_on(work, judged, up_to_tier=up_to_tier())
    lines = [line_of(each, findings[each.id]) for each in judged]
    following = f"{more[0].isoformat()}.{more[1]}" if more else ""
    return page(
        "principles/across.html",
        lines=lines,
        weaknesses=weaknesses(lines),
        following=following,
        begun=before is not None,
        sees_everyone=_sees_everyone(),
        **WORDS,
    )


def _place(text: str) -> Place:
    day, _dot, last = text.partition(".")
    return date.fromisoformat(day), UUID(last)


@blueprint.get("/<uuid:engagement_id>/")
@requires(Permission.VIEW_PRINCIPLES)
def engagement(project_id: UUID, engagement_id: UUID) -> Answer:
    """What the records say of an engagement, principle by principle."""
    work, found = current_session(), _engagement(engagement_id)
    findings = service.findings_for(work, found, up_to_tier=up_to_tier())
    checks = checks_of(work, engagement_id) if _sees_everyone() else []
    disagreements = disagreements_of(work, engagement_id, up_to_tier=up_to_tier())
    speakers = {each.said_by for said in disagreements.values() for each in said}
    return page(
        "principles/engagement.html",
        engagement=found,
        checks=checks,
        disagreements=disagreements,
        staff=names_of(work, speakers | {each.checked_by for each in checks}),
        weakest_words=format_names(str(each.label) for each in weakest(findings)),
        sees_everyone=_sees_everyone(),
        version=CRITERIA_VERSION,
        **_drawn(found, findings),
        **WORDS,
    )


@blueprint.post("/<uuid:engagement_id>/keep")
@requires(Permission.JUDGE_PRINCIPLES)
def keep(project_id: UUID, engagement_id: UUID) -> Answer:
    """Keeps the check as it stands."""
    try:
        check = service.keep_check(current_session(), actor=current_user, engagement=_engagement(engagement_id))
    except service.SeesOnlyPart:
        abort(404)
    flash(_("The check is kept. Nothing will change it."), "good")
    at: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id, "check_id": check.id}
    return redirect(url_for("principles.check", **at))


@blueprint.get("/<uuid:engagement_id>/checks/<uuid:check_id>")
@requires(Permission.VIEW_PRINCIPLES)
def check(project_id: UUID, engagement_id: UUID, check_id: UUID) -> Answer:
    """A check as it was kept. It counts everyone, so only those who may know of everyone can read it."""
    work, found = current_session(), _engagement(engagement_id)
    kept = find_check(work, engagement_id, check_id) if _sees_everyone() else None
    if kept is None:
        abort(404)
    return page(
        "principles/check.html",
        engagement=found,
        check=kept,
        checked_by=names_of(work, {kept.line.checked_by}).get(kept.line.checked_by, ""),
        days=_days(kept.thresholds),
        version=CRITERIA_VERSION,
        **_drawn(found, kept.findings, over=True),
        **WORDS,
    )


def _days(thresholds: dict[str, int]) -> list[tuple[str, int]]:
    words = {
        "notice_days": _("From the invitation to the day itself"),
        "lead_days": _("From the day itself to the decision"),
        "materials_days": _("From sharing materials to the day itself"),
        "notes_days": _("From the day itself to sharing the notes"),
        "answer_days": _("From the day itself to the answers"),
        "summary_days": _("From the day itself to the summary"),
        "assessment_days": _("Most days since a safety assessment"),
    }
    return [(words[name], days) for name, days in thresholds.items() if name in words]


@blueprint.route("/<uuid:engagement_id>/disagree/<criterion>", methods=("GET", "POST"))
@requires(Permission.JUDGE_PRINCIPLES)
def disagree(project_id: UUID, engagement_id: UUID, criterion: str) -> Answer:
    """Puts another view beside a finding."""
    work, found = current_session(), _engagement(engagement_id)
    findings = service.findings_for(work, found, up_to_tier=up_to_tier())
    finding = next((each for each in findings if each.criterion == criterion), None)
    if finding is None:
        abort(404)
    form = DisagreeForm(finding.verdict)
    context: dict[str, Any] = {"form": form, "engagement": found, "finding": finding, **WORDS}
    if request.method == "GET":
        return page("principles/disagree.html", **context)
    if form.validate():
        try:
            service.disagree(
                work,
                actor=current_user,
                engagement=found,
                criterion=criterion,
                verdict=form.verdict.data,
                reason=form.reason.data or "",
            )
        except service.SaysTheSame:
            form.say_the_same()
        except service.ReasonNeeded:
            form.say_reason_needed()
        else:
            flash(_("Your view stands beside the finding, with your name and the day."), "good")
            place = url_for("principles.engagement", project_id=project_id, engagement_id=engagement_id)
            return redirect(f"{place}#{finding.criterion.replace('.', '-')}")
    return again("principles/disagree.html", **context)


def _engagement(engagement_id: UUID) -> EngagementRecord:
    return find_engagement(current_session(), current_project_id(), engagement_id) or abort(404)


def _sees_everyone() -> bool:
    return up_to_tier() >= EVERYONE


def _drawn(found: EngagementRecord, findings: list[Finding], *, over: bool = False) -> dict[str, Any]:
    """What the pages need to draw findings by principle, with names and addresses; no next steps when `over`."""
    kinds = [kind for kind, (permission, _endpoint, _key) in RECORDS.items() if may(permission)]
    names = called(current_session(), found, findings, up_to_tier=up_to_tier(), kinds=kinds)
    return {
        "groups": [(each, gravest_first(of_principle(findings, each))) for each in Principle],
        "standing": standing(findings),
        "record_names": names,
        "record_url": _record_url,
        "step_url": lambda door: "" if over else _step_url(door, found),
        "criterion_of": criterion_of,
    }


def _record_url(ref: RecordRef) -> str:
    _permission, endpoint, key = RECORDS[ref.kind]
    at: dict[str, Any] = {key: ref.id} if key else {}
    return url_for(endpoint, project_id=current_project_id(), **at) if endpoint else ""


def _step_url(door: Door, found: EngagementRecord) -> str:
    """Where the step is taken; nothing when the viewer may not, or when the engagement is over."""
    at: dict[str, Any] = {"project_id": found.project_id, "engagement_id": found.id}
    story = url_for("engagements.engagement", **at) if may(Permission.VIEW_ENGAGEMENTS) else ""
    may_change = may(Permission.EDIT_ENGAGEMENTS) and found.stage in GOING_ON
    match door:
        case Door.PLAN | Door.PARTICIPANTS | Door.COMPANY:
            pages = {Door.PLAN: "change", Door.PARTICIPANTS: "people", Door.COMPANY: "company"}
            return url_for(f"engagements.planning.{pages[door]}", **at) if may_change else story
        case Door.NOTES:
            return url_for("engagements.noting.shared", **at) if may(Permission.EDIT_ENGAGEMENTS) else story
        case Door.DECISIONS:
            return url_for("decisions.decisions", project_id=found.project_id)
        case Door.FEEDBACK:
            if may(Permission.EDIT_FEEDBACK) and found.held_on:
                return url_for("feedback.new", project_id=found.project_id, engagement=found.id)
            return story
        case Door.ANSWERS:
            return url_for("influence.answers", project_id=found.project_id) if may(Permission.VIEW_FEEDBACK) else ""
        case Door.SUMMARY:
            return url_for("summaries.loops", project_id=found.project_id)
        case Door.ENGAGEMENT:
            return story
