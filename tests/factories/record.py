"""What belongs to a person's story: words of lists, notices, consents, ties, notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.db.clock import today
from engage.stakeholders.consents.models import Consent
from engage.stakeholders.consents.queries import notices_of
from engage.stakeholders.consents.records import ConsentDetail
from engage.stakeholders.consents.service import add_notice, record_consent, retire_notice
from engage.stakeholders.lists.models import ListWord
from engage.stakeholders.lists.records import Said
from engage.stakeholders.lists.service import add_word, retire_word
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.service import write_note
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.records import TieDetail
from engage.stakeholders.ties.service import record_tie
from tests.factories.team import Team


def add_group(session: Session, team: Team, text: str = "Fishers", which: str = "groups", **languages: str) -> ListWord:
    """A word of a list, in English and whatever else is given."""
    words = {code: Said(said) for code, said in ({"en": text} | languages).items()}
    return add_word(session, actor=team.lead, project_id=team.project.id, which=which, words=words)


def agreed(session: Session, team: Team, person: Stakeholder, **given: Any) -> Consent:
    """Someone agreed to something ten days ago; `given` replaces what is usual."""
    usual: dict[str, Any] = {
        "kind": "consent",
        "given_on": today() - timedelta(days=10),
        "expires_on": None,
        "detail": ConsentDetail(purposes=["contact"], means="spoken", language="ar"),
    }
    return record_consent(session, actor=team.lead, stakeholder=person, **{**usual, **given})


def tied(
    session: Session, team: Team, first: Stakeholder, second: Stakeholder | None, *, outside: str = "", **detail: str
) -> Tie:
    """The first works for the second, or for somebody outside; `detail` replaces what is usual."""
    return record_tie(
        session,
        actor=team.lead,
        project_id=team.project.id,
        from_id=first.id,
        to_id=second.id if second else None,
        outside=outside,
        detail=TieDetail(**{"relation": "works_for", "source": "They told us.", **detail}),
        up_to_tier=3,
    )


def note_of_each(session: Session, team: Team, person: Stakeholder, say: Callable[[str], str]) -> dict[Role, UUID]:
    """A note about someone by each who may write one: it is removed by its writer."""
    return {
        role: write_note(session, actor=team.users[role], stakeholder=person, text=say("person.note")).id
        for role in (Role.LEAD, Role.ENGAGER)
    }


def record_of_people(
    session: Session, team: Team, people: tuple[Stakeholder, Stakeholder, Stakeholder], say: Callable[[str], str]
) -> dict[str, UUID | str]:
    """One of everything of the first, by the name that addresses give it, and some of the one who is hidden."""
    seen, named, hidden = people
    word = add_group(session, team, say("list.word"))
    retire_word(session, actor=team.lead, word=add_group(session, team, say("list.retired"), which="rights"))
    text = {"language": "fr", "text": say("notice.text")}
    notice = add_notice(session, actor=team.lead, project_id=team.project.id, title=say("notice.title"), **text)
    old = add_notice(session, actor=team.lead, project_id=team.project.id, title=say("notice.old"), **text)
    retire_notice(session, actor=team.lead, notice=old)
    wording = str(notices_of(session, team.project.id)[0].wordings[0].id)
    soon: date = today() + timedelta(days=9)
    detail = ConsentDetail(purposes=["contact"], means="spoken", wording_id=wording, note=say("consent.note"))
    consents = [agreed(session, team, each, expires_on=soon, detail=detail) for each in (seen, hidden)]
    told = {"note": say("tie.note"), "source": say("tie.source")}
    ties = [tied(session, team, seen, named, **told), tied(session, team, hidden, named, **told)]
    tied(session, team, seen, None, outside=say("tie.outside"), **told)
    write_note(session, actor=team.lead, stakeholder=hidden, text=say("person.note"))
    return {
        "which": "groups",
        "word_id": word.id,
        "notice_id": notice.id,
        "consent_id": consents[0].id,
        "tie_id": ties[0].id,
    }
