"""The worker's part: long lists, made for someone who may still have them."""

from __future__ import annotations

from typing import Any

from engage.accounts.models import User
from engage.accounts.permissions import Permission, allows
from engage.exchange.choosing import Choice, people_of
from engage.exchange.service import WORK, Shape, take_out
from engage.exchange.vocabulary import FileForm, Wording
from engage.jobs.models import Job
from engage.jobs.service import Desk, work
from engage.projects.approvals.queries import role_of
from engage.projects.parcels.models import Parcel
from engage.projects.parcels.service import fill
from engage.projects.parcels.vocabulary import ParcelState

HIGHEST = 3


@work(WORK)
def export(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Fills the file, unless it was swept meanwhile or who asked may no longer have it."""
    session = desk.session
    parcel = session.get(Parcel, job.subject_id)
    if parcel is None or parcel.state != ParcelState.MAKING:
        return
    role = role_of(session, parcel.project_id, parcel.made_for)
    if role is None or not allows(role, Permission.EXPORT_STAKEHOLDERS):
        session.delete(parcel)
        return
    # The key of the file was chosen for those it was to be about: nobody above joins it.
    sees = HIGHEST if allows(role, Permission.VIEW_HIGHEST_TIER) else HIGHEST - 1
    choice = Choice.of(words["choice"]["ids"], words["choice"]["asked"])
    people = people_of(session, parcel.project_id, choice, up_to_tier=min(sees, parcel.tier))
    shape = Shape(FileForm(words["form"]), Wording(words["wording"]), tuple(words["columns"]), words["language"])
    actor = session.get_one(User, parcel.made_for)
    content = take_out(session, actor=actor, project_id=parcel.project_id, people=people, shape=shape)
    fill(session, parcel=parcel, content=content, rows=len(people))
