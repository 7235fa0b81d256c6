"""Pages of one naming, of writing down an answer, on paper too, and of taking a naming back.

`record`, `save`, `naming` and `move` are pages of the map and belong to its blueprint; the rest is this room's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.queries import engagement_choices, find_engagement, participants_of
from engage.i18n.languages import LANGUAGES, OFFERED
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.projects.door import may, up_to_tier
from engage.referrals import service
from engage.referrals.forms import StateForm
from engage.referrals.queries import find_referral, seen_map
from engage.referrals.recording.forms import LINES, MOST_LINES, AnswerForm, WithdrawForm, refuse
from engage.referrals.recording.paper import paper_in
from engage.referrals.recording.picking import known_to_all
from engage.referrals.recording.queries import withdrawn_of, withheld_of
from engage.referrals.recording.service import record_answer, record_withheld
from engage.referrals.records import ReferralRecord
from engage.referrals.vocabulary import AskedThrough, Question, ReferralState
from engage.stakeholders.directory import directory_of
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("recording", __name__)

Answer = str | Response | tuple[str, int]


@requires(Permission.RECORD_REFERRALS)
def record(project_id: UUID) -> Answer:
    """The form for one answer; `engagement`, `namer`, `asked_through` and `asked_on` may be given beforehand."""
    people, namer = directory_of(current_session(), project_id), None
    given = request.args.get("namer", type=UUID)
    if given is not None:
        namer = people.find(given, up_to_tier())
    through = request.args.get("asked_through", "")
    form = AnswerForm(
        formdata=None,
        data={
            "engagement": request.args.get("engagement", ""),
            "namer": {"who": namer.pseudonym if namer else ""},
            "asked_through": through if through in set(AskedThrough) else AskedThrough.CONVERSATION.value,
            "asked_on": request.args.get("asked_on", type=_day) or today(),
            "lines": [{} for _each in range(LINES)],
        },
    )
    return _form(page, project_id, form)


@requires(Permission.RECORD_REFERRALS)
def save(project_id: UUID) -> Answer:
    """Records one answer: everyone whom a person named; or adds lines, with everything typed kept."""
    form, work = AnswerForm(), current_session()
    form.offer(engagements=engagement_choices(work, project_id), rights=_rights(project_id))
    form.asked_on.latest = today()
    if request.form.get("then") == "lines" or not form.parts:
        form.more_lines()
        return _form(again, project_id, form)
    if form.is_whole(directory_of(work, project_id), up_to_tier=up_to_tier()) and _recorded(project_id, form):
        flash(_("Recorded whom they named."), "good")
        if request.form.get("then") == "again":
            kept = {
                "engagement": form.engagement.data or None,
                "namer": form.namer.form.known,
                "asked_through": form.asked_through.data,
                "asked_on": form.asked_on.data,
            }
            return redirect(url_for("referrals.record", project_id=project_id, **kept))
        return redirect(url_for("referrals.waves", project_id=project_id))
    return _form(again, project_id, form)


def _day(text: str) -> date:
    return min(date.fromisoformat(text), today())


def _rights(project_id: UUID) -> list[tuple[str, str]]:
    return offered(current_session(), project_id, WhichList.RIGHTS.value)


def _form(draw: Callable[..., Answer], project_id: UUID, form: AnswerForm) -> Answer:
    work = current_session()
    talks = engagement_choices(work, project_id)
    form.offer(engagements=talks, rights=_rights(project_id))
    people, present = directory_of(work, project_id), []
    chosen = form.engagement.data or ""
    if any(chosen == key for key, _title in talks):
        there = (people.find(each.stakeholder_id, up_to_tier()) for each in participants_of(work, UUID(chosen)))
        present = [person.pseudonym for person in there if person is not None and not person.restricted]
    known = list(dict.fromkeys([*present, *known_to_all(people, up_to_tier=up_to_tier())]))
    return draw("referrals/record.html", form=form, known=known, most=MOST_LINES)


def _recorded(project_id: UUID, form: AnswerForm) -> bool:
    work, namer_id = current_session(), form.namer.form.known
    lines, meant = form.recorded(), form.withheld.data or 0
    given = {"actor": current_user, "project_id": project_id, "namer_id": namer_id, "asked_on": form.asked_on.data}
    try:
        record_answer(work, **given, lines=lines)
        if meant:
            record_withheld(work, **given, how_many=meant, detail=form.withheld_detail())
    except service.AlreadyNamed as before:
        part = form.part_of(before.named_id)
        refuse(
            part.who if part else form.namer.form.who,
            _("They were named by the same person in answer to this question before."),
        )
    except service.UnknownEngagement:
        refuse(form.engagement, _("Choose from the list."))
    else:
        return True
    form.gather()
    return False


@blueprint.get("/record/paper")
@requires(Permission.RECORD_REFERRALS)
def paper(project_id: UUID) -> Answer:
    """The form on paper, `written_in` a language, for one `question`; it names neither project nor anybody."""
    asked, wanted = request.args.get("written_in", ""), request.args.get("question", "")
    written_in = asked if asked in OFFERED else current_language()
    question = next((each for each in Question if each.value == wanted), Question.SHOULD_BE_HEARD)
    return page(
        "referrals/recording/paper.html",
        says=paper_in(written_in, question),
        written_in=written_in,
        written_dir=OFFERED[written_in].direction,
        offered_languages=LANGUAGES,
        question=question,
        questions=list(Question),
    )


@blueprint.get("/withdrawn")
@requires(Permission.RECORD_REFERRALS)
def withdrawn(project_id: UUID) -> Answer:
    """Namings that were withdrawn, with why, and how often somebody was meant who was not named."""
    work, tier = current_session(), up_to_tier()
    return page(
        "referrals/recording/withdrawn.html",
        people=directory_of(work, project_id),
        tier=tier,
        withdrawn=withdrawn_of(work, project_id, up_to_tier=tier),
        withheld=withheld_of(work, project_id, up_to_tier=tier),
    )


@blueprint.get("/namings/<uuid:referral_id>/withdraw")
@requires(Permission.RECORD_REFERRALS)
def withdrawing(project_id: UUID, referral_id: UUID) -> Answer:
    """The form to withdraw a naming."""
    return _withdraw_page(page, project_id, _naming(project_id, referral_id), WithdrawForm(formdata=None))


@blueprint.post("/namings/<uuid:referral_id>/withdraw")
@requires(Permission.RECORD_REFERRALS)
def withdraw(project_id: UUID, referral_id: UUID) -> Answer:
    """Withdraws a naming."""
    found, form, work = _naming(project_id, referral_id), WithdrawForm(), current_session()
    row = find_referral(work, project_id, referral_id) or abort(404)
    if not form.validate():
        return _withdraw_page(again, project_id, found, form)
    service.withdraw_referral(work, actor=current_user, referral=row, reason=form.reason.data or "")
    flash(_("The naming is withdrawn. It stays on record, and counts nowhere."), "good")
    return redirect(url_for("referrals.recording.withdrawn", project_id=project_id))


def _withdraw_page(draw: Callable[..., Answer], project_id: UUID, found: ReferralRecord, form: WithdrawForm) -> Answer:
    return draw("referrals/recording/withdraw.html", naming=found, form=form, **_both_ends(project_id, found))


@requires(Permission.RECORD_REFERRALS)
def naming(project_id: UUID, referral_id: UUID) -> Answer:
    """One naming, and what became of it."""
    return _naming_page(page, project_id, _naming(project_id, referral_id), None)


@requires(Permission.RECORD_REFERRALS)
def move(project_id: UUID, referral_id: UUID) -> Answer:
    """Says what became of a naming."""
    found, form, work = _naming(project_id, referral_id), StateForm(), current_session()
    row = find_referral(work, project_id, referral_id) or abort(404)
    form.on.earliest, form.on.latest = found.asked_on, today()
    if form.validate():
        state, reason = ReferralState(form.state.data), form.reason.data or ""
        try:
            service.move_referral(work, actor=current_user, referral=row, state=state, reason=reason, on=form.on.data)
        except service.ReasonNeeded:
            refuse(form.reason, _("Say why, so that nobody asks again without knowing."))
        else:
            flash(_("Saved what became of it."), "good")
            return redirect(url_for("referrals.naming", project_id=project_id, referral_id=referral_id))
    return _naming_page(again, project_id, found, form)


def _naming(project_id: UUID, referral_id: UUID) -> ReferralRecord:
    found = seen_map(current_session(), project_id, up_to_tier=up_to_tier()).find_naming(referral_id)
    return found or abort(404)


def _naming_page(
    draw: Callable[..., Answer], project_id: UUID, found: ReferralRecord, form: StateForm | None
) -> Answer:
    work, detail = current_session(), found.detail
    engagement = None
    if detail.engagement_id and may(Permission.VIEW_ENGAGEMENTS):
        engagement = find_engagement(work, project_id, UUID(detail.engagement_id))
    rights = labels(work, project_id, WhichList.RIGHTS.value) if detail.right else {}
    return draw(
        "referrals/naming.html",
        naming=found,
        detail=detail,
        through=AskedThrough(detail.asked_through).label,
        form=form or StateForm(formdata=None, data={"state": found.state, "on": today()}),
        engagement=engagement,
        right=rights.get(detail.right, detail.right),
        **_both_ends(project_id, found),
    )


def _both_ends(project_id: UUID, found: ReferralRecord) -> dict[str, str]:
    people = directory_of(current_session(), project_id)
    ends = {"namer": found.namer_id, "named": found.named_id}
    return {end: people.pseudonym(stakeholder_id, up_to_tier()) for end, stakeholder_id in ends.items()}
