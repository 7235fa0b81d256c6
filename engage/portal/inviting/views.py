"""Reading an invitation and answering it, within the same visit as anything else that a code opens. No script."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from engage.db.clock import today
from engage.i18n.languages import OFFERED
from engage.i18n.texts import current_language, set_language
from engage.portal import door
from engage.portal.inviting import queries, service
from engage.portal.inviting.vocabulary import DAYS_AT_RISK, DAYS_TO_LOOK, InvitationChoice
from engage.portal.service import LONGEST_REPLY, EnoughForToday, TooManyWords, Visit, WordsNeeded, visit
from engage.portal.sessions import Token

# The address does not tell what is read.
blueprint = Blueprint("inviting", __name__, url_prefix="/i")
Answer = str | Response | tuple[str, int]
Here = tuple[Visit, Token, queries.Invited]


@blueprint.get("")
def read() -> Answer:
    """The invitation, and the form to answer it."""
    here = _here()
    return _over() if here is None else _drawn(*here)


@blueprint.post("")
def send() -> Answer:
    """Seals an answer to the team. What was written survives whatever goes wrong."""
    here = _here()
    if here is None:
        kept = {name: request.form.get(name, "") for name in ("kind", "words")}
        return render_template("portal/enter.html", trouble="over", kept=kept, surveys=False), 422
    who, token, _invited = here
    if not token.is_of_form(request.form.get("token", "")):
        return _drawn(*here, trouble="stale"), 403
    try:
        with door.work() as work:
            service.answer(
                work,
                who=who,
                answer_id=_id_of(request.form.get("answer", "")),
                kind=request.form.get("kind", ""),
                language=current_language(),
                words=request.form.get("words", ""),
            )
            work.commit()
    except (WordsNeeded, TooManyWords, EnoughForToday) as refusal:
        return _drawn(*here, trouble=type(refusal).__name__), 422
    except ValueError:
        return _drawn(*here, trouble="kind"), 422
    return _to(url_for("portal.inviting.thanks"))


@blueprint.get("/thanks")
def thanks() -> Answer:
    """What happens next, and by when."""
    if _here() is None:
        return _over()
    by, soon = today() + timedelta(days=DAYS_TO_LOOK), today() + timedelta(days=DAYS_AT_RISK)
    return render_template("portal/inviting/thanks.html", by=by, soon=soon)


def leads_here(who: Visit) -> bool:
    """Whether somebody's code opens an invitation."""
    with door.look() as looking:
        return queries.is_invitation(looking, who.summary_id)


def form_with_what_was_written(token: Token) -> str | None:
    """The form after a visit ended while somebody wrote; None when their code opens something else."""
    here = _opened(token)
    return None if here is None else _drawn(*here, kept=True)


def _here() -> Here | None:
    return _opened(door.token())


def _opened(token: Token | None) -> Here | None:
    with door.work() as work:
        who = visit(work, token)
        work.commit()
    if who is None or token is None:
        return None
    with door.look() as looking:
        invited = queries.invitation(looking, who.summary_id, who.content_key)
    if invited is None:
        return None
    if not g.asked_language and invited.language in OFFERED:
        set_language(invited.language)
    return who, token, invited


def _drawn(who: Visit, token: Token, invited: queries.Invited, *, trouble: str = "", kept: bool = False) -> str:
    return render_template(
        "portal/inviting/invitation.html",
        who=who,
        invited=invited,
        form_token=token.form_token,
        trouble=trouble,
        kept=kept,
        choices=list(InvitationChoice),
        chosen=request.form.get("kind", ""),
        words=request.form.get("words", ""),
        answer_id=_id_of(request.form.get("answer", "")),
        longest=LONGEST_REPLY,
    )


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _to(address: str) -> Response:
    response: Response = redirect(address, 303)  # type: ignore[assignment]
    return response


def _over() -> Response:
    return door.take(_to(url_for("portal.enter", over="1")))
