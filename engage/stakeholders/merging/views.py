"""Pages of people entered twice: which pairs there are, both side by side, what was brought together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import name_of
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.doubles import Likeness, pairs_in
from engage.stakeholders.holdings import HOLDINGS
from engage.stakeholders.lists.queries import labels as list_labels
from engage.stakeholders.merging import service
from engage.stakeholders.merging.forms import ChooseForm, DifferentForm
from engage.stakeholders.merging.joining import joined
from engage.stakeholders.merging.models import StakeholderMerge
from engage.stakeholders.merging.queries import find_merge, latest_merges, moved_by
from engage.stakeholders.merging.words import FIELD_WORDS, rows_beside
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import find_row, record_of
from engage.stakeholders.vocabulary import ChannelKind, Tier
from engage.stakeholders.words import labels, named
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("merging", __name__, url_prefix="/twice")

Answer = str | Response | tuple[str, int]
SHOWN = 50


@blueprint.get("/")
@requires(Permission.EDIT_STAKEHOLDERS)
def twice(project_id: UUID) -> Answer:
    """Pairs that may be one person, as far as the viewer may look at names."""
    work, tier = current_session(), looks_up_to_tier()
    pairs, why = pairs_in(work, project_id, up_to_tier=tier), labels(Likeness)
    return page(
        "stakeholders/merging/twice.html",
        pairs=[(pair, [why[code] for code in pair.why]) for pair in pairs[:SHOWN]],
        count=len(pairs),
        latest=latest_merges(work, project_id, up_to_tier=tier),
    )


@blueprint.get("/<uuid:stakeholder_id>/<uuid:other_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def compare(project_id: UUID, stakeholder_id: UUID, other_id: UUID) -> Answer:
    """Two records side by side; the first is the one that stays."""
    return _beside(*_two(project_id, stakeholder_id, other_id))


@blueprint.post("/<uuid:stakeholder_id>/<uuid:other_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def bring_together(project_id: UUID, stakeholder_id: UUID, other_id: UUID) -> Answer:
    """Makes one record of two."""
    kept, gone = _two(project_id, stakeholder_id, other_id)
    form = _choose(kept, gone)
    if not form.validate():
        return _beside(kept, gone, form=form)
    try:
        merge = service.merge(
            current_session(),
            actor=current_user,
            project_id=project_id,
            kept_id=kept.id,
            gone_id=gone.id,
            chosen=form.chosen,
            looks_up_to=looks_up_to_tier(),
        )
    except (service.NotThere, service.MergedBefore):
        abort(404)
    flash(_("The two are one record now."), "good")
    return redirect(url_for("stakeholders.merging.merged", project_id=project_id, merge_id=merge.id))


@blueprint.post("/<uuid:stakeholder_id>/<uuid:other_id>/different")
@requires(Permission.EDIT_STAKEHOLDERS)
def tell_apart(project_id: UUID, stakeholder_id: UUID, other_id: UUID) -> Answer:
    """Keeps that the two are two different people."""
    kept, gone = _two(project_id, stakeholder_id, other_id)
    form = DifferentForm()
    if not form.validate():
        return _beside(kept, gone, different=form)
    service.tell_apart(
        current_session(),
        actor=current_user,
        project_id=project_id,
        one_id=kept.id,
        other_id=gone.id,
        reason=form.reason.data or "",
        looks_up_to=looks_up_to_tier(),
    )
    flash(_("They stay two records and are no longer shown as a pair."), "good")
    return redirect(url_for("stakeholders.merging.twice", project_id=project_id))


@blueprint.get("/merges/<uuid:merge_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def merged(project_id: UUID, merge_id: UUID) -> Answer:
    """What was brought together, and how to take it apart."""
    return _merged(project_id, merge_id)


@blueprint.post("/merges/<uuid:merge_id>/undo")
@requires(Permission.EDIT_STAKEHOLDERS)
def undo(project_id: UUID, merge_id: UUID) -> Answer:
    """Takes two records apart again."""
    work = current_session()
    found = find_merge(work, project_id, merge_id, up_to_tier=looks_up_to_tier()) or abort(404)
    try:
        stayed = service.undo_merge(work, actor=current_user, merge=work.get_one(StakeholderMerge, found.id))
    except service.UndoneBefore:
        return redirect(url_for("stakeholders.merging.merged", project_id=project_id, merge_id=merge_id))
    except service.NewerFirst as newer:
        return _merged(project_id, merge_id, newer=newer.newer_id)
    except service.NothingLeft:
        return _merged(project_id, merge_id, erased=True)
    flash(_("They are two records again. What came since stays with the one that stayed."), "good")
    if stayed:
        fields = format_names(str(FIELD_WORDS[name]) for name in stayed)
        flash(_("Changed since, and left as it is now: %(fields)s.", fields=fields), "attention")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=found.kept_id))


def _merged(project_id: UUID, merge_id: UUID, *, newer: UUID | None = None, erased: bool = False) -> Answer:
    work, tier = current_session(), looks_up_to_tier()
    found = find_merge(work, project_id, merge_id, up_to_tier=tier) or abort(404)
    draw: Any = again if newer or erased else page
    moved = moved_by(work, work.get_one(StakeholderMerge, found.id))
    return draw(
        "stakeholders/merging/merged.html",
        merge=found,
        by=name_of(work, found.merged_by),
        moved=[(HOLDINGS[name].words, count) for name, count in moved.items()],
        newer=newer is not None,
        newer_shown=find_merge(work, project_id, newer, up_to_tier=tier) if newer else None,
        erased=erased,
    )


def _two(project_id: UUID, one_id: UUID, other_id: UUID) -> tuple[Stakeholder, Stakeholder]:
    """Both, where the viewer may look at both names; else there is no such page."""
    tier = looks_up_to_tier()
    one = find_row(current_session(), project_id, one_id, up_to_tier=tier)
    other = find_row(current_session(), project_id, other_id, up_to_tier=tier)
    if one is None or other is None or one is other:
        abort(404)
    return one, other


def _choose(kept: Stakeholder, gone: Stakeholder) -> ChooseForm:
    return ChooseForm.for_rows(_rows(kept, gone)[0])


def _rows(kept: Stakeholder, gone: Stakeholder) -> Any:
    work = current_session()
    return rows_beside(
        (record_of(work, kept), record_of(work, gone)),
        (service.fields_of(work, kept), service.fields_of(work, gone)),
        groups=list_labels(work, kept.project_id, "groups"),
        rights=list_labels(work, kept.project_id, "rights"),
    )


def _beside(
    kept: Stakeholder, gone: Stakeholder, *, form: ChooseForm | None = None, different: DifferentForm | None = None
) -> Answer:
    work = current_session()
    differ, settled = _rows(kept, gone)
    result = joined(service.fields_of(work, kept), service.fields_of(work, gone), {})
    held = [(each.words, each.held(work, gone.project_id, gone.id)) for each in HOLDINGS.values()]
    wrong = (form is not None and form.errors) or (different is not None and different.errors)
    draw: Any = again if wrong else page
    return draw(
        "stakeholders/merging/compare.html",
        kept=record_of(work, kept),
        gone=record_of(work, gone),
        differ=differ,
        settled=settled,
        form=form if form is not None else ChooseForm.for_rows(differ, formdata=None),
        different=different if different is not None else DifferentForm(formdata=None),
        tier=labels(Tier)[str(result["tier"])],
        forbidden=named(result["forbidden_channels"], ChannelKind),
        forbidden_times=result["forbidden_times"],
        what_not_to_do=result["what_not_to_do"],
        held=[(words, count) for words, count in held if count],
    )
