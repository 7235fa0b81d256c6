"""Pages without an account: open with a receipt, read, answer, leave; and what is open to all. No script anywhere."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for

from engage.crypto import receipts
from engage.crypto.receipts import BadReceipt, Receipt
from engage.db.clock import today
from engage.i18n.languages import OFFERED
from engage.i18n.texts import current_language
from engage.portal import door, queries, service
from engage.portal.inviting.views import blueprint as inviting_pages
from engage.portal.inviting.views import form_with_what_was_written, leads_here
from engage.portal.service import Visit
from engage.portal.sessions import Token
from engage.portal.surveys.queries import is_any_public
from engage.portal.surveys.views import blueprint as survey_pages
from engage.portal.vocabulary import DAYS_AFTER_REPRISALS, DAYS_TO_ANSWER, ReplyChoice

PATIENCE = 10.0
blueprint = Blueprint("portal", __name__)
blueprint.register_blueprint(survey_pages)
blueprint.register_blueprint(inviting_pages)
Answer = str | Response | tuple[str, int]


@blueprint.get("/")
def enter() -> Answer:
    """One field for a code."""
    return _enter_page(over="over" in request.args)


def _enter_page(**about: object) -> str:
    with door.look() as looking:
        surveys = is_any_public(looking, today())
    return render_template("portal/enter.html", surveys=surveys, **about)


@blueprint.post("/")
def open_up() -> Answer:
    """Takes a code in any spelling. A code that opens nothing is answered alike, whatever the reason."""
    try:
        receipt = Receipt.parse(request.form.get("code", ""))
    except BadReceipt as bad:
        return _enter_again("written", reason=bad.reason, position=bad.position)
    gate: BoundedSemaphore = current_app.extensions["portal_gate"]
    with door.look() as looking:
        if not service.all_may_try(looking, door.pepper()):
            return _enter_again("wait", status=429)
    if not gate.acquire(timeout=PATIENCE):
        return _enter_again("wait", status=429)
    try:
        derived = receipts.derive(receipt.code, door.pepper())
        with door.work() as work:
            try:
                new = service.enter(work, derived=derived, pepper=door.pepper())
                service.leave(work, door.token())
            except service.OpensNothing:
                new = None
            except service.Wait:
                return _enter_again("wait", status=429)
            finally:
                work.commit()
    finally:
        gate.release()
    if new is None:
        return _enter_again("nothing")
    if request.form.get("words") or request.form.get("kind"):
        invited = form_with_what_was_written(new)
        return door.give(make_response(invited or _answer_form(new, kept=True)), new)
    return door.give(_to(url_for("portal.read")), new)


def _enter_again(trouble: str, *, status: int = 422, **about: object) -> tuple[str, int]:
    """The same form: without the code, with what was written for the team."""
    kept = {name: request.form.get(name, "") for name in ("kind", "words")}
    return _enter_page(trouble=trouble, kept=kept, **about), status


def _visit() -> tuple[Visit, Token] | None:
    token = door.token()
    with door.work() as work:
        who = service.visit(work, token)
        work.commit()
    return (who, token) if who is not None and token is not None else None


def _to(address: str) -> Response:
    response: Response = redirect(address, 303)  # type: ignore[assignment]
    return response


def _over() -> Response:
    return door.take(_to(url_for("portal.enter", over="1")))


@blueprint.get("/read")
def read() -> Answer:
    """The text for those who took part."""
    here = _visit()
    if here is None:
        return _over()
    who, token = here
    if leads_here(who):
        return _to(url_for("portal.inviting.read"))
    with door.look() as looking:
        reading = queries.participants_reading(looking, who.summary_id, who.content_key, current_language())
    return render_template("portal/read.html", who=who, reading=reading, form_token=token.form_token, offered=OFFERED)


@blueprint.get("/answer")
def answer() -> Answer:
    """The form to answer."""
    here = _visit()
    if here is None:
        return _over()
    return _to(url_for("portal.inviting.read")) if leads_here(here[0]) else _answer_form(here[1])


@blueprint.post("/answer")
def send() -> Answer:
    """Seals an answer to the team. What was written survives whatever goes wrong."""
    here = _visit()
    if here is None:
        return _enter_again("over")
    who, token = here
    if leads_here(who):
        return _to(url_for("portal.inviting.read"))
    if not token.is_of_form(request.form.get("token", "")):
        return _answer_form(token, trouble="stale"), 403
    try:
        with door.work() as work:
            service.reply(
                work,
                who=who,
                reply_id=_id_of(request.form.get("reply", "")),
                kind=request.form.get("kind", ""),
                language=current_language(),
                words=request.form.get("words", ""),
            )
            work.commit()
    except (service.WordsNeeded, service.TooManyWords, service.EnoughForToday) as refusal:
        return _answer_form(token, trouble=type(refusal).__name__), 422
    except ValueError:
        return _answer_form(token, trouble="kind"), 422
    return _to(url_for("portal.thanks"))


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _answer_form(token: Token, *, trouble: str = "", kept: bool = False) -> str:
    return render_template(
        "portal/answer.html",
        form_token=token.form_token,
        trouble=trouble,
        kept=kept,
        choices=list(ReplyChoice),
        chosen=request.form.get("kind", ""),
        words=request.form.get("words", ""),
        reply_id=_id_of(request.form.get("reply", "")),
        longest=service.LONGEST_REPLY,
    )


@blueprint.get("/thanks")
def thanks() -> Answer:
    """What happens next, and by when."""
    if _visit() is None:
        return _over()
    by, soon = today() + timedelta(days=DAYS_TO_ANSWER), today() + timedelta(days=DAYS_AFTER_REPRISALS)
    return render_template("portal/thanks.html", by=by, soon=soon)


@blueprint.get("/new-code")
def about_new_code() -> Answer:
    """What a new code does, before there is one."""
    here = _visit()
    return _over() if here is None else render_template("portal/new_code.html", form_token=here[1].form_token)


@blueprint.post("/new-code")
def new_code() -> Answer:
    """Puts a new code in the place of the old one, and shows it once."""
    here = _visit()
    if here is None:
        return _over()
    who, token = here
    if not token.is_of_form(request.form.get("token", "")):
        return render_template("portal/new_code.html", form_token=token.form_token), 403
    gate: BoundedSemaphore = current_app.extensions["portal_gate"]
    if not gate.acquire(timeout=PATIENCE):
        return render_template("portal/new_code.html", form_token=token.form_token, trouble="wait"), 429
    try:
        receipt = Receipt.new()
        derived = receipts.derive(receipt.code, door.pepper())
    finally:
        gate.release()
    with door.work() as work:
        service.exchange(work, who=who, derived=derived, token=token)
        work.commit()
    return render_template("portal/new_code.html", receipt=receipt, who=who, languages=[])


@blueprint.post("/leave")
def leave() -> Answer:
    """Ends the session here, then sends the browser to a neutral place."""
    with door.work() as work:
        service.leave(work, door.token())
        work.commit()
    # A redirect would be stopped by form-action 'self': the browser is sent on by the page itself.
    response = make_response(render_template("portal/left.html", to=door.settings().leave_to))
    response.headers["Refresh"] = f"0; url={door.settings().leave_to}"
    return door.take(response)


@blueprint.get("/open/")
def public_list() -> Answer:
    """What is open to all."""
    number = max(0, request.args.get("n", 0, type=int))
    with door.look() as looking:
        listed, more = queries.public_list(looking, current_language(), min(number, 10_000))
    return render_template("portal/list.html", listed=listed, more=more, number=number, offered=OFFERED)


@blueprint.get("/open/<uuid:summary_id>")
def public_text(summary_id: UUID) -> Answer:
    """One text that is open to all."""
    with door.look() as looking:
        reading = queries.public_reading(looking, summary_id, current_language())
    if reading is None:
        abort(404)
    return render_template("portal/open.html", reading=reading, offered=OFFERED)


@blueprint.get("/about")
def about() -> Answer:
    """What is kept here, and what these pages cannot do."""
    return render_template("portal/about.html")
