"""Pages of a survey: what it is about, the form, thanks. No script, no cookie, one thing a page."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError

from engage.db.clock import today
from engage.i18n.texts import current_language
from engage.portal import door
from engage.portal.surveys import service
from engage.portal.surveys.queries import Asked, find_survey, public_surveys

blueprint = Blueprint("surveys", __name__, url_prefix="/s")
Answer = str | Response | tuple[str, int]
STATUS = {"Wait": 429}


@blueprint.get("/")
def listed() -> Answer:
    """Surveys that are open to all."""
    with door.look() as looking:
        found = public_surveys(looking, current_language(), today())
    return render_template("portal/surveys/list.html", listed=found)


@blueprint.get("/<code>")
def survey(code: str) -> Answer:
    """What a survey is about, and what becomes of an answer."""
    return render_template("portal/surveys/survey.html", **_about(_found(code)))


@blueprint.get("/<code>/answer")
def form(code: str) -> Answer:
    """The form."""
    found = _found(code)
    return _form(found) if found.is_open(today()) else _to("survey", found)


@blueprint.post("/<code>/answer")
def send(code: str) -> Answer:
    """Seals an answer to the team. What was written survives whatever goes wrong."""
    found = _found(code)
    asked = [question for question, _words in found.questions]
    # Whatever else were sent would only make the sealed answer longer than others.
    group = request.form.get("group", "")
    group = group if group in dict(found.groups) else ""
    with door.work() as work:
        try:
            service.take(
                work,
                survey_id=found.id,
                answer_id=_id_of(request.form.get("answer", "")),
                pepper=door.pepper(),
                language=current_language(),
                group=group,
                answers={
                    each: service.Named(
                        service.lines(request.form.get(f"names-{each}", "")), f"unnamed-{each}" in request.form
                    )
                    for each in asked
                },
                words=request.form.get("words", ""),
            )
            work.commit()
        except service.NotNow:
            work.rollback()
            return render_template("portal/surveys/survey.html", **_about(_found(code)), late=True), 409
        except (service.NothingSaid, service.TooMuch, service.Wait) as refusal:
            name = type(refusal).__name__
            where = refusal.question if isinstance(refusal, service.TooMuch) else ""
            return _form(found, trouble=name, where=where), STATUS.get(name, 422)
        except IntegrityError:
            # Two came at the very same moment: nothing of this one was kept, so that it can be sent again.
            return _form(found, trouble="Wait"), 429
    return _to("thanks", found)


@blueprint.get("/<code>/thanks")
def thanks(code: str) -> Answer:
    """What happens next, and how to leave."""
    return render_template("portal/surveys/thanks.html", **_about(_found(code)))


def _found(code: str) -> Asked:
    with door.look() as looking:
        found = find_survey(looking, code, current_language())
    return found if found is not None else abort(404)


def _about(found: Asked) -> dict[str, object]:
    return {"survey": found, "now": today()}


def _to(page: str, found: Asked) -> Response:
    response: Response = redirect(url_for(f"portal.surveys.{page}", code=found.code), 303)  # type: ignore[assignment]
    return response


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _form(found: Asked, *, trouble: str = "", where: str = "") -> str:
    return render_template(
        "portal/surveys/form.html",
        **_about(found),
        trouble=trouble,
        where=where,
        typed=request.form,
        answer_id=_id_of(request.form.get("answer", "")),
        most=service.MOST_NAMES,
        longest_name=service.LONGEST_NAME,
        longest_words=service.LONGEST_WORDS,
    )
