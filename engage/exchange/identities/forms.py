"""The form that asks for names and contacts of some people."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, StopValidation

from engage.crypto.outside import NotARecipient, recipient_of
from engage.exchange.identities.service import Wanted
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.vocabulary import ChannelKind, Purpose
from engage.web.fields import CheckListField, LongTextField, enum_choices
from engage.web.forms import BaseForm


def _purposes() -> list[Any]:
    safe, whole = _l("Only ways marked as safe go into the file."), _l("All ways go into the file.")
    purposes = (Purpose.INVITE, Purpose.FOLLOW_UP, Purpose.SAFETY)
    return [
        SelectChoice(each.value, each.label, {"data_hint": whole if each is Purpose.SAFETY else safe})
        for each in purposes
    ]


class IdentitiesForm(BaseForm):
    """What for, which ways, for whose key."""

    purpose = RadioField(_l("What do you need it for?"), [InputRequired()], choices=_purposes())
    reason = LongTextField(
        _l("In your words"),
        [InputRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("The second person and the log will read it. Name nobody here."),
    )
    channels = CheckListField(
        _l("Ways to reach them"), choices=enum_choices(ChannelKind), description=_l("The name is always there.")
    )
    recipient = StringField(
        _l("Public key of whoever opens the file"),
        [InputRequired(), Length(max=200)],
        description=_l(
            "An age key: it begins with age1. The file opens with its private half only, which never comes here."
        ),
        render_kw={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"},
    )

    def validate_recipient(self, field: StringField) -> None:
        """Holds it to be a public key, and says what to do."""
        try:
            field.data = recipient_of(field.data or "")
        except NotARecipient:
            raise StopValidation(_("This is not a public age key. Copy it whole: it begins with age1.")) from None

    def wanted(self, people: Any) -> Wanted:
        """What was asked for, about these people."""
        return Wanted(
            tuple(people),
            tuple(self.channels.data or ()),
            self.recipient.data or "",
            Purpose(self.purpose.data),
            self.reason.data or "",
        )
