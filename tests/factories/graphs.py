"""Files of who named whom: brought in, asked for, made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import record_of
from engage.projects.approvals.service import agree
from engage.projects.parcels.service import announce, fill
from engage.referrals.exchange import jobs, service
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.service import Wanted
from engage.referrals.exchange.understanding import Usual
from engage.referrals.exchange.vocabulary import EndAnswer, GraphForm, MapPurpose
from engage.referrals.vocabulary import Question
from engage.stakeholders.models import Stakeholder
from tests.factories.approvals import file_of_each
from tests.factories.referrals import make_naming
from tests.factories.team import Team

ALL_QUESTIONS = tuple(str(each.value) for each in Question)
TIERS = {"up_to_tier": 3, "looks_up_to": 3}
USUAL = Usual("should_be_heard", date(2026, 1, 31))


def wanted_map(form: GraphForm, questions: Sequence[str] = ALL_QUESTIONS, reason: str = "To count ways in.") -> Wanted:
    """What one asks a second person for."""
    return Wanted(form, tuple(questions), MapPurpose.ANALYSIS, reason)


def asked_map(session: Session, team: Team, wanted: Wanted, actor: User | None = None) -> Approval:
    """A request that waits."""
    actor = actor or team.lead
    return service.ask(session, actor=actor, project_id=team.project.id, wanted=wanted, up_to_tier=3)


def taken_map(session: Session, team: Team, form: GraphForm, questions: Sequence[str] = ALL_QUESTIONS) -> bytes:
    """The bytes of a file, asked for by the lead and agreed to by the guardian."""
    asked = asked_map(session, team, wanted_map(form, questions))
    agree(session, actor=team.guardian, approval=asked)
    wanted = Wanted.of({**wanted_map(form, questions).what, "until": _until(session, asked)})
    parcel = jobs.make(session, actor=team.lead, project_id=team.project.id, wanted=wanted, up_to_tier=3)
    return service.fetch(session, actor=team.lead, parcel=parcel)


def _until(session: Session, asked: Approval) -> int:
    until: int = record_of(session, asked).what["until"]
    return until


def brought_in(session: Session, team: Team, data: bytes, actor: User | None = None) -> MapImport:
    """A file that was read and looked through."""
    actor = actor or team.lead
    return service.start_import(session, actor=actor, project_id=team.project.id, data=data, usual=USUAL, **TIERS)


def all_new(session: Session, team: Team, row: MapImport) -> None:
    """Everyone whom nobody in the project goes by becomes a new record."""
    service.decide(session, actor=team.lead, row=row, every=EndAnswer.NEW.value, ends={}, **TIERS)


def saved_map(session: Session, team: Team, data: bytes) -> MapImport:
    """A file of which everything is on the map."""
    row = brought_in(session, team, data)
    all_new(session, team, row)
    jobs.save(session, row=row, **TIERS)
    return row


def edge_list(pairs: Iterable[tuple[str, str]]) -> bytes:
    """The simplest file there is."""
    return "\n".join(["from,to", *(f"{one},{other}" for one, other in pairs)]).encode()


def files_of_each(
    session: Session, team: Team, people: Sequence[Stakeholder], say: Callable[[str], str]
) -> dict[Role, dict[str, UUID]]:
    """For each role that may: a list that waits; a graph on its way in, a request for the map, and it as a file."""
    found = {role: {"parcel_id": parcel_id} for role, parcel_id in file_of_each(session, team).items()}
    make_naming(session, team, people[1], people[0], question="not_heard")
    for role in (Role.LEAD, Role.ENGAGER):
        actor = team.users[role]
        parcel = announce(session, actor=actor, project_id=team.project.id, form=GraphForm.EDGES.value, tier=2)
        fill(session, parcel=parcel, content=b"from,to\r\n", rows=0)
        tag, wanted = say("graph.tag"), wanted_map(GraphForm.GEXF, reason=say("graph.reason"))
        row = brought_in(session, team, edge_list([(tag, "Nobody Else")]), actor)
        service.decide(session, actor=actor, row=row, every=None, ends={tag: EndAnswer.OUT.value}, **TIERS)
        found[role] |= {
            "map_import_id": row.id,
            "map_request_id": asked_map(session, team, wanted, actor).id,
            "map_parcel_id": parcel.id,
        }
    return found
