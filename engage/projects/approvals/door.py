"""What is asked, as the feature that asked says it to the viewer: who may not know of it is not told that it waits."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app
from markupsafe import Markup

from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.door import may
from engage.web.panels import Panels


def in_words(asked: ApprovalRecord) -> Markup:
    """What is asked, in words; nothing when the viewer may not know of it."""
    panels: Panels = current_app.extensions["engage_panels"]
    return panels.draw("approval", asked, may)


def readable(waiting: Iterable[ApprovalRecord]) -> list[ApprovalRecord]:
    """Those of the requests that the viewer may read: nobody agrees to what they cannot read."""
    return [each for each in waiting if in_words(each)]
