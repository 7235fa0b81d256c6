"""The form of a kept view."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.validators import InputRequired, Length

from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import ShortTextField
from engage.web.forms import BaseForm


class ViewForm(BaseForm):
    """What a view is called, and who finds it."""

    name = ShortTextField(
        _l("Name of the view"),
        [InputRequired(), Length(max=60)],
        description=_l("For example “Unions in two countries”. Name nobody here."),
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    shared = BooleanField(
        _l("Share it with the team"),
        description=_l("Everybody who sees people in this project finds it. Each sees only whom they may know of."),
    )
