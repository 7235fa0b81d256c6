"""Forms of projects."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from engage.accounts.permissions import PROJECT_ROLES
from engage.i18n.texts import lazy_gettext as _l
from engage.web.forms import BaseForm


class ProjectForm(BaseForm):
    """Opening a project."""

    name = StringField(_l("Name of the project"), [InputRequired(), Length(max=160)])
    lead = SelectField(_l("First lead"), [InputRequired()])


class RenameForm(BaseForm):
    """Changing the name of a project."""

    name = StringField(_l("Name of the project"), [InputRequired(), Length(max=160)])


class MemberForm(BaseForm):
    """Giving someone a role."""

    user = SelectField(_l("Person"), [InputRequired()])
    role = SelectField(_l("Role"), [InputRequired()], choices=[(role.value, role.label) for role in PROJECT_ROLES])
