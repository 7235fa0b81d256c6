"""Pages of the lists: what a project adds to groups and rights."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.stakeholders.lists import service
from engage.stakeholders.lists.forms import CODES, WordForm
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.queries import BUILT_IN, find_record, find_word, label_of, words_of
from engage.stakeholders.lists.records import WordRecord
from engage.stakeholders.lists.vocabulary import TranslationState, WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("lists", __name__, url_prefix="/lists")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def lists(project_id: UUID) -> Answer:
    """Both lists, with what the project added."""
    shown = [
        (which, list(BUILT_IN[which.value]), words_of(current_session(), project_id, which.value))
        for which in WhichList
    ]
    return page("stakeholders/lists/lists.html", shown=shown, label_of=label_of, codes=CODES, states=_states())


@blueprint.get("/<any(groups, rights):which>/new")
@requires(Permission.MANAGE_LISTS)
def new(project_id: UUID, which: str) -> Answer:
    """The form to add a word."""
    return _form(page, WordForm(), WhichList(which))


@blueprint.post("/<any(groups, rights):which>/new")
@requires(Permission.MANAGE_LISTS)
def add(project_id: UUID, which: str) -> Answer:
    """Adds a word."""
    form = WordForm()
    if form.validate() and _done(
        form,
        lambda: service.add_word(
            current_session(), actor=current_user, project_id=project_id, which=which, words=form.words()
        ),
    ):
        flash(_("The word is on the list."), "good")
        return redirect(url_for("stakeholders.lists.lists", project_id=project_id))
    return _form(again, form, WhichList(which))


@blueprint.get("/words/<uuid:word_id>")
@requires(Permission.MANAGE_LISTS)
def word(project_id: UUID, word_id: UUID) -> Answer:
    """The form to change a word."""
    known, _row = _word(project_id, word_id)
    return _form(page, WordForm.of(known), WhichList(known.which), known)


@blueprint.post("/words/<uuid:word_id>")
@requires(Permission.MANAGE_LISTS)
def change(project_id: UUID, word_id: UUID) -> Answer:
    """Changes a word."""
    known, row = _word(project_id, word_id)
    form = WordForm()
    if form.validate() and _done(
        form,
        lambda: service.change_word(current_session(), actor=current_user, word=row, words=form.words(known.words)),
    ):
        flash(_("The changes are saved."), "good")
        return redirect(url_for("stakeholders.lists.lists", project_id=project_id))
    return _form(again, form, WhichList(known.which), known)


@blueprint.post("/words/<uuid:word_id>/retire")
@requires(Permission.MANAGE_LISTS)
def retire(project_id: UUID, word_id: UUID) -> Answer:
    """Offers a word no longer."""
    _known, row = _word(project_id, word_id)
    service.retire_word(current_session(), actor=current_user, word=row)
    flash(_("The word is no longer offered. Whatever was said with it stays."), "good")
    return redirect(url_for("stakeholders.lists.lists", project_id=project_id))


@blueprint.post("/words/<uuid:word_id>/offer")
@requires(Permission.MANAGE_LISTS)
def offer(project_id: UUID, word_id: UUID) -> Answer:
    """Offers a retired word again."""
    _known, row = _word(project_id, word_id)
    service.offer_word(current_session(), actor=current_user, word=row)
    flash(_("The word is offered again."), "good")
    return redirect(url_for("stakeholders.lists.lists", project_id=project_id))


def _word(project_id: UUID, word_id: UUID) -> tuple[WordRecord, ListWord]:
    known = find_record(current_session(), project_id, word_id)
    row = find_word(current_session(), project_id, word_id)
    return (known, row) if known is not None and row is not None else abort(404)


def _done(form: WordForm, act: Any) -> bool:
    """Whether the list took the word; what it refuses is said at the field."""
    try:
        act()
    except service.NoWord:
        form[f"word_{CODES[0]}"].errors = [_("Say the word in at least one language.")]
        return False
    except service.SaidAlready as refused:
        at = refused.language if refused.language in CODES else CODES[0]
        form[f"word_{at}"].errors = [_("The list has this word already.")]
        return False
    return True


def _form(draw: Any, form: WordForm, which: WhichList, known: WordRecord | None = None) -> Answer:
    answer: Answer = draw(
        "stakeholders/lists/word.html", form=form, which=which, known=known, codes=CODES, label_of=label_of
    )
    return answer


def _states() -> dict[str, str]:
    return {state.value: str(state.label) for state in TranslationState}
