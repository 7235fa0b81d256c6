"""The one check before every page: signed in, member of the project, role that includes the permission.

Whatever fails answers alike: 404, the same bytes, so that what one may not see does not exist.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from flask import Flask, abort, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.projects import viewing
from engage.projects.queries import ProjectRecord, membership
from engage.web.permits import permit_of
from engage.web.unit_of_work import SAFE_METHODS, current_session


def install(app: Flask) -> None:
    """Puts the check before every request."""

    @app.teardown_request
    def leave(_fault: BaseException | None) -> None:
        viewing.look_as(None)

    @app.before_request
    def check() -> Response | None:
        viewing.look_as(viewing.NOBODY)
        if request.endpoint is None:
            return None
        permit = permit_of(app.view_functions[request.endpoint])
        if permit == "public" or request.endpoint == "static":
            return None
        if not current_user.is_authenticated or not current_user.is_active:
            if request.method in SAFE_METHODS:
                return redirect(url_for("accounts.sign_in", to=request.path))
            abort(403)
        viewing.look_as(current_user.id)
        project_id = (request.view_args or {}).get("project_id")
        if project_id is not None:
            g.project = membership(current_session(), current_user.id, project_id)
            if g.project is None:
                abort(404)
        if permit == "signed in":
            return None
        if not isinstance(permit, Permission) or not may(permit):
            abort(404)
        return None


def may(permission: StrEnum) -> bool:
    """Whether the viewer's role in the project at hand, or in the deployment, includes `permission`."""
    if "allowed" not in g:
        g.allowed = _allowed()
    return permission in g.allowed


def _allowed() -> frozenset[Permission]:
    project: ProjectRecord | None = g.get("project")
    if not current_user.is_authenticated:
        return frozenset()
    if project is not None:
        return ROLE_PERMISSIONS[project.role]
    return ROLE_PERMISSIONS[Role.ADMINISTRATOR] if current_user.administrator else frozenset()


def current_project() -> ProjectRecord:
    """The project of the address, which the viewer belongs to."""
    project: ProjectRecord | None = g.get("project")
    if project is None:
        abort(404)
    return project


def current_project_id() -> UUID:
    """Its id."""
    return current_project().id


def up_to_tier() -> int:
    """The highest tier whose existence the viewer may know of: 3 for the core team, else 2."""
    return 3 if may(Permission.VIEW_HIGHEST_TIER) else 2
