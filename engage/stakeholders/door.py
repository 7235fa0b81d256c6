"""How far the viewer at hand may look at names."""

from __future__ import annotations

from engage.accounts.permissions import ROLE_PERMISSIONS
from engage.projects.door import current_project
from engage.stakeholders import reveal


def looks_up_to_tier() -> int:
    """The highest tier whose names the viewer may look at; 0 for none."""
    return reveal.looks_up_to_tier(ROLE_PERMISSIONS[current_project().role])
