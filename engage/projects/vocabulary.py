"""What the log says of projects."""

from __future__ import annotations

from engage.accounts.permissions import Role
from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l


class ProjectEvent:
    """Events about projects and their members."""

    OPENED = event_kind("project.opened", _l("Opened a project"))
    RENAMED = event_kind("project.renamed", _l("Changed the name of the project"))
    MEMBER_ADDED = event_kind("project.member_added", _l("Gave someone a role in the project"), role=Role)
    MEMBER_REMOVED = event_kind("project.member_removed", _l("Took someone out of the project"))
