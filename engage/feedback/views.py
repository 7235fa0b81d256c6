"""Pages of feedback."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.engagements.once import each_once
from engage.engagements.queries import engagements_of, find_engagement, participants_of
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Attribution
from engage.feedback import service
from engage.feedback.capturing.speaking import speakers
from engage.feedback.capturing.views import blueprint as capturing_pages
from engage.feedback.forms import Choices, FeedbackForm, WhereForm, filled_from
from engage.feedback.logging.views import blueprint as logging_pages
from engage.feedback.models import FeedbackItem
from engage.feedback.queries import PAGE, feedback_page, find_feedback, find_item, lines_of
from engage.feedback.records import FeedbackRecord
from engage.feedback.vocabulary import FeedbackKind, HeardThrough
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("feedback", __name__, url_prefix="/projects/<uuid:project_id>/feedback")

blueprint.register_blueprint(capturing_pages)
blueprint.register_blueprint(logging_pages)

Answer = str | Response | tuple[str, int]
KEPT = "kept"


@blueprint.get("/")
@requires(Permission.VIEW_FEEDBACK)
def items(project_id: UUID) -> Answer:
    """What was heard in the project or in one engagement, the last heard first."""
    work = current_session()
    engagement_id, before = _id_from("engagement"), _id_from("before")
    engagement = None if engagement_id is None else _engagement(engagement_id)
    records = feedback_page(work, project_id, before=before, engagement_id=engagement_id, limit=PAGE + 1)
    lines = lines_of(work, project_id, records[:PAGE], up_to_tier=up_to_tier())
    older = lines[-1].record.id if len(records) > PAGE else None
    return page(
        "feedback/items.html",
        lines=lines,
        engagement=engagement,
        older=_list_url(engagement_id, before=older) if older else "",
        newest=_list_url(engagement_id) if before else "",
        kinds=_labels(FeedbackKind),
    )


def _list_url(engagement_id: UUID | None, **args: object) -> str:
    if engagement_id is not None:
        args["engagement"] = engagement_id
    return url_for("feedback.items", project_id=current_project_id(), **args)  # type: ignore[arg-type]


@blueprint.get("/new")
@requires(Permission.EDIT_FEEDBACK)
def new(project_id: UUID) -> Answer:
    """The form for one thing that was heard; first, where it was heard."""
    work = current_session()
    engagement_id = _id_from("engagement")
    if engagement_id is None:
        held = [each for each in engagements_of(work, project_id) if each.held_on is not None]
        form = WhereForm()
        form.engagement.choices = [(str(each.id), each.title) for each in held]
        return page("feedback/where.html", form=form, held=held)
    engagement = _engagement(engagement_id)
    if engagement.held_on is None:
        return page("feedback/not_held.html", engagement=engagement)
    just_written = _id_from("after")
    last = find_feedback(work, project_id, just_written) if just_written else None
    form = _prepared(FeedbackForm(data=_start(engagement, last)), engagement)
    return page("feedback/new.html", form=form, engagement=engagement)


def _start(engagement: EngagementRecord, last: FeedbackRecord | None) -> dict[str, object]:
    """What a new form knows already: the day and language of the engagement, or how the last item was heard."""
    if last is not None and last.engagement_id == engagement.id:
        filled = filled_from(last)
        return {name: filled[name] for name in ("language", "translation_language", "heard_on", "channel")}
    languages = engagement.plan.languages
    return {"heard_on": engagement.held_on, "language": languages[0] if languages else ""}


@blueprint.post("/new")
@requires(Permission.EDIT_FEEDBACK)
def create(project_id: UUID) -> Answer:
    """Writes an item down."""
    engagement = _engagement(_id_from("engagement"))
    if engagement.held_on is None:
        return again("feedback/not_held.html", engagement=engagement)
    form = _prepared(FeedbackForm(), engagement)
    if form.validate():
        try:
            item = service.write_down(
                current_session(),
                actor=current_user,
                project_id=project_id,
                engagement_id=engagement.id,
                words=form.words.data or "",
                translation=form.translation.data,
                speaker_id=UUID(form.speaker.data) if form.speaker.data else None,
                heard_on=form.heard_on.data,
                detail=form.detail(),
            )
        except service.NotAParticipant:
            form.refuse("speaker", _("They are no longer among those who take part. Choose someone else."))
        else:
            flash(_("Written down."), "good")
            return redirect(_after_writing(item, on="next" in request.form))
    return again("feedback/new.html", form=form, engagement=engagement)


def _after_writing(item: FeedbackItem, *, on: bool) -> str:
    if on:
        return url_for("feedback.new", project_id=item.project_id, engagement=item.engagement_id, after=item.id)
    return url_for("feedback.item", project_id=item.project_id, feedback_id=item.id)


@blueprint.get("/<uuid:feedback_id>")
@requires(Permission.VIEW_FEEDBACK)
def item(project_id: UUID, feedback_id: UUID) -> Answer:
    """One item: the words, what is known of them, and what became of them."""
    work = current_session()
    record = find_feedback(work, project_id, feedback_id)
    if record is None:
        abort(404)
    line = lines_of(work, project_id, [record], up_to_tier=up_to_tier())[0]
    detail = record.detail
    return page(
        "feedback/item.html",
        line=line,
        record=record,
        engagement=find_engagement(work, project_id, record.engagement_id),
        kind=_labels(FeedbackKind).get(detail.kind, detail.kind),
        channel=_labels(HeardThrough).get(detail.channel, detail.channel),
        rights=_named(project_id, WhichList.RIGHTS, detail.rights),
        groups=_named(project_id, WhichList.GROUPS, detail.groups),
        attribution=_attribution(record) if line.speaker_shown else "",
    )


def _attribution(record: FeedbackRecord) -> str:
    """How the speaker agreed to be named, in words."""
    for each in each_once(participants_of(current_session(), record.engagement_id)):
        if each.stakeholder_id == record.speaker_id:
            return str(Attribution(each.detail.attribution).label)
    return ""


@blueprint.get("/<uuid:feedback_id>/edit")
@requires(Permission.EDIT_FEEDBACK)
def edit(project_id: UUID, feedback_id: UUID) -> Answer:
    """The form to put an item right."""
    found = _item(feedback_id)
    record = find_feedback(current_session(), project_id, feedback_id)
    if record is None:
        abort(404)
    form = FeedbackForm(data={**filled_from(record), "based_on": str(service.edition(found))})
    return page("feedback/edit.html", form=_editable(form, record), record=record)


@blueprint.post("/<uuid:feedback_id>/edit")
@requires(Permission.EDIT_FEEDBACK)
def save(project_id: UUID, feedback_id: UUID) -> Answer:
    """Puts an item right."""
    work, found = current_session(), _item(feedback_id)
    record = find_feedback(work, project_id, feedback_id)
    if record is None:
        abort(404)
    form = _editable(FeedbackForm(), record)
    seen = form.based_on.data or ""
    if form.validate():
        chosen = form.speaker.data
        speaker_id = record.speaker_id if chosen == KEPT else UUID(chosen) if chosen else None
        try:
            service.change(
                work,
                actor=current_user,
                item=found,
                words=form.words.data or "",
                translation=form.translation.data,
                speaker_id=speaker_id,
                heard_on=form.heard_on.data,
                detail=form.detail(),
                based_on=int(seen) if seen.isdecimal() else None,
            )
        except service.ChangedMeanwhile:
            form.form_errors = [_("Somebody else changed this item while you wrote. Compare, then save again.")]
            form.based_on.data = str(service.edition(found))
            return again("feedback/edit.html", form=form, record=record, theirs=record)
        except service.NotAParticipant:
            form.refuse("speaker", _("They are no longer among those who take part. Choose someone else."))
        else:
            flash(_("The changes are saved."), "good")
            return redirect(url_for("feedback.item", project_id=project_id, feedback_id=feedback_id))
    return again("feedback/edit.html", form=form, record=record)


def _prepared(form: FeedbackForm, engagement: EngagementRecord, *, channel: str = "") -> FeedbackForm:
    form.prepare(speakers(engagement.id), **_lists(engagement.project_id), channel=channel)
    return form


def _editable(form: FeedbackForm, record: FeedbackRecord) -> FeedbackForm:
    """A form whose lists also hold what the item says now, even where the viewer may not know who spoke."""
    known = speakers(record.engagement_id)
    now = str(record.speaker_id) if record.speaker_id else ""
    if now and now not in {value for value, _words in known}:
        line = lines_of(current_session(), record.project_id, [record], up_to_tier=up_to_tier())[0]
        known.append((KEPT, line.speaker))
        now = KEPT
    held = (*record.detail.rights, *record.detail.groups)
    form.prepare(known, **_lists(record.project_id, held), channel=record.detail.channel)
    if not form.is_submitted():
        form.speaker.data = now
    return form


def _lists(project_id: UUID, held: Collection[str] = ()) -> dict[str, Choices]:
    """The rights and groups that may be chosen, and what an item says already though it was retired."""
    return {each.value: offered(current_session(), project_id, each.value, held) for each in WhichList}


def _engagement(engagement_id: UUID | None) -> EngagementRecord:
    found = engagement_id and find_engagement(current_session(), current_project_id(), engagement_id)
    if not found:
        abort(404)
    return found


def _item(feedback_id: UUID) -> FeedbackItem:
    found = find_item(current_session(), current_project_id(), feedback_id)
    if found is None:
        abort(404)
    return found


def _id_from(name: str) -> UUID | None:
    """An id from the address; one that is none does not exist."""
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        abort(404)


def _labels(words: type[FeedbackKind] | type[HeardThrough]) -> dict[str, str]:
    return {member.value: str(member.label) for member in words}


def _named(project_id: UUID, which: WhichList, codes: list[str]) -> list[str]:
    """Labels of codes; a code the list does not know is shown as it is."""
    known = labels(current_session(), project_id, which.value) if codes else {}
    return [known.get(code, code) for code in codes]
