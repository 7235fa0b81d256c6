"""Signing in and out, joining, one's own account, and the accounts of the deployment."""

from __future__ import annotations

from uuid import UUID

import segno
from flask import Blueprint, current_app, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from engage.accounts import door, passwords, safety, second_factor, service
from engage.accounts.forms import ConfirmForm, InviteForm, JoinForm, SignInForm
from engage.accounts.permissions import Permission
from engage.accounts.queries import all_users
from engage.accounts.vocabulary import AccountEvent, UserState
from engage.audit.service import record
from engage.crypto.sealed import unseal
from engage.i18n.languages import OFFERED
from engage.i18n.texts import gettext as _
from engage.web.answers import again, page
from engage.web.permits import public, requires, signed_in
from engage.web.unit_of_work import current_session

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

Answer = str | Response | tuple[str, int]


def safe_path(path: str | None) -> str:
    """A path of ours to go on to; anything else becomes the first page."""
    ours = path and path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if ours and path else url_for("projects.home")


@blueprint.get("/sign-in")
@public
def sign_in() -> Answer:
    """The form to sign in."""
    if current_user.is_authenticated:
        return redirect(url_for("projects.home"))
    return page("accounts/sign_in.html", form=SignInForm(), to=request.args.get("to", ""))


@blueprint.post("/sign-in")
@public
def enter() -> Answer:
    """Signs in with all three at once."""
    form, work = SignInForm(), current_session()
    to = request.form.get("to", "")
    if form.validate():
        try:
            user = service.sign_in(
                work, email=form.email.data or "", password=form.password.data or "", code=form.code.data or ""
            )
        except service.WrongSignIn:
            work.commit()
            form.form_errors.append(_("E-mail, password and code do not fit together. Check each and try again."))
        except service.TooManyAttempts:
            form.form_errors.append(_("Too many attempts. Wait a few minutes, then try again."))
        else:
            kept = session.get("language")
            session.clear()
            if kept or user.language in OFFERED:
                session["language"] = kept or user.language
            login_user(user)
            session.renew()  # type: ignore[attr-defined]
            session.confirm()  # type: ignore[attr-defined]
            return redirect(safe_path(to))
    form.password.data = form.code.data = ""
    return again("accounts/sign_in.html", form=form, to=to)


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Answer:
    """Ends the session here and on the server."""
    record(current_session(), AccountEvent.SIGNED_OUT, actor=current_user.id, subject=current_user.id)
    logout_user()
    session.end()  # type: ignore[attr-defined]
    return redirect(url_for("accounts.sign_in"))


@blueprint.get("/join/<token>")
@public
def join(token: str) -> Answer:
    """Where an invitation leads. The token moves into the session, out of the address."""
    session["joining"] = token
    session["joining_secret"] = session.get("joining_secret") or second_factor.new_secret()
    return redirect(url_for("accounts.joining"))


@blueprint.get("/joining")
@public
def joining() -> Answer:
    """The form to set a password and a second factor."""
    return _joining(JoinForm())


def _joining(form: JoinForm) -> Answer:
    try:
        user = service.find_invitation(current_session(), session.get("joining", ""))[1]
    except service.InvitationLapsed:
        return page("accounts/lapsed.html"), 404
    secret = session["joining_secret"]
    scanned = second_factor.address(secret, who=unseal(current_session(), user, "email") or "")
    picture = segno.make(scanned, micro=False).svg_data_uri(scale=5, border=2, dark="#111", light="#fff")
    draw = again if form.errors else page
    return draw("accounts/joining.html", form=form, picture=picture, secret=secret)


@blueprint.post("/joining")
@public
def finish_joining() -> Answer:
    """Makes the account active and shows the recovery codes, this once."""
    form = JoinForm()
    if form.validate():
        try:
            user, codes = service.join(
                current_session(),
                token=session.get("joining", ""),
                password=form.password.data or "",
                totp_secret=session.get("joining_secret", ""),
                code=form.code.data or "",
            )
        except service.InvitationLapsed:
            return page("accounts/lapsed.html"), 404
        except passwords.TooShort:
            _say(form.password, _("This is too short: write at least 15 characters."))
        except passwords.TooLong:
            _say(form.password, _("This is too long: write at most 256 characters."))
        except passwords.TooCommon:
            _say(form.password, _("This is easy to guess. Choose four or five words that do not belong together."))
        except service.WrongCode:
            _say(form.code, _("This code does not fit. Wait for the next one and write it here."))
        else:
            session.clear()
            login_user(user)
            session.renew()  # type: ignore[attr-defined]
            session.confirm()  # type: ignore[attr-defined]
            return page("accounts/recovery_codes.html", codes=codes)
    return _joining(form)


def _say(field: object, message: str) -> None:
    field.errors = [*field.errors, message]  # type: ignore[attr-defined]


@blueprint.get("/confirm")
@signed_in
def confirm() -> Answer:
    """Asks for the second factor again."""
    return page("accounts/confirm.html", form=ConfirmForm(), to=request.args.get("to", ""))


@blueprint.post("/confirm")
@signed_in
def confirmed() -> Answer:
    """Takes the second factor and goes on."""
    form, to = ConfirmForm(), request.form.get("to", "")
    if form.validate() and door.given(form.code):
        return redirect(safe_path(to))
    return again("accounts/confirm.html", form=form, to=to)


@blueprint.get("/me")
@signed_in
def me() -> Answer:
    """One's own account."""
    return page("accounts/me.html")


@blueprint.post("/me/recovery-codes")
@signed_in
def renew_codes() -> Answer:
    """New recovery codes, after the second factor was given lately."""
    if not session.is_confirmed:  # type: ignore[attr-defined]
        return redirect(url_for("accounts.confirm", to=url_for("accounts.me")))
    codes = service.renew_recovery_codes(current_session(), current_user)
    record(current_session(), AccountEvent.CODES_RENEWED, actor=current_user.id, subject=current_user.id)
    return page("accounts/recovery_codes.html", codes=codes)


@blueprint.get("/safety")
@signed_in
def safety_page() -> Answer:
    """What this deployment promises and does not."""
    return page(
        "accounts/safety.html",
        promises=safety.PROMISES,
        running=safety.running(current_app.config["ENGAGE"]),
        columns=safety.columns(),
        classes=safety.CLASSES,
        tones=safety.TONES,
    )


@blueprint.get("/")
@requires(Permission.MANAGE_ACCOUNTS)
def accounts() -> Answer:
    """Every account of the deployment."""
    return _accounts(InviteForm())


def _accounts(form: InviteForm, link: str = "") -> Answer:
    work = current_session()
    listed = [
        (user, unseal(work, user, "name") or "", unseal(work, user, "email") or "", UserState(user.state))
        for user in all_users(work)
    ]
    draw = again if form.errors else page
    return draw("accounts/accounts.html", form=form, listed=listed, link=link)


@blueprint.post("/")
@requires(Permission.MANAGE_ACCOUNTS)
def invite() -> Answer:
    """Opens an account and shows the link to hand over, this once."""
    form = InviteForm()
    if form.validate():
        try:
            _user, token = service.invite(
                current_session(),
                actor=current_user,
                email=form.email.data or "",
                name=form.name.data or "",
                administrator=bool(form.administrator.data),
            )
        except service.EmailTaken:
            _say(form.email, _("There is an account with this address already."))
        else:
            current_session().flush()
            return _accounts(InviteForm(formdata=None), url_for("accounts.join", token=token, _external=True))
    return _accounts(form)


@blueprint.post("/<uuid:user_id>/close")
@requires(Permission.MANAGE_ACCOUNTS)
def close(user_id: UUID) -> Answer:
    """Ends an account that is not one's own."""
    if user_id == current_user.id:
        flash(_("You cannot close your own account."), "attention")
    else:
        service.close(current_session(), actor=current_user, user_id=user_id)
        flash(_("The account is closed, and its sessions have ended."), "good")
    return redirect(url_for("accounts.accounts"))
