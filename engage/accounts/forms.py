"""Forms of accounts."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Optional

from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import EmailField
from engage.web.forms import BaseForm


class SignInForm(BaseForm):
    """Address, password and second factor together, so that a refusal does not say which was wrong."""

    email = EmailField(_l("E-mail"), [InputRequired()], render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Password"), [InputRequired()], render_kw={"autocomplete": "current-password"})
    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=40)],
        description=_l("Six digits from your authenticator, or a recovery code."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text"},
    )


class JoinForm(BaseForm):
    """An invited person sets password and second factor."""

    password = PasswordField(
        _l("Password"),
        [InputRequired()],
        description=_l("At least 15 characters. Four or five random words are good."),
        render_kw={"autocomplete": "new-password"},
    )
    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=12)],
        description=_l("Six digits that your authenticator shows after you scanned the picture."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class ConfirmForm(BaseForm):
    """The second factor once more."""

    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=40)],
        description=_l("Six digits from your authenticator, or a recovery code."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text"},
    )


class StepUpForm(BaseForm):
    """Something delicate: the code is asked for when the last one is old. See `door.confirmed`."""

    code = StringField(
        _l("Code"),
        [Optional(), Length(max=40)],
        description=_l("Six digits from your authenticator, or a recovery code."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "text"},
    )


class InviteForm(BaseForm):
    """A new account."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=120)])
    email = EmailField(_l("E-mail"), [InputRequired()])
    administrator = BooleanField(_l("Looks after accounts (administrator)"))
