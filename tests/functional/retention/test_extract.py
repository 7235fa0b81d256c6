"""The extract: everything about one person, and nobody else."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.stakeholders.notes.service import write_note
from tests.databases.grounds import Ground
from tests.factories.journey import walk
from tests.factories.record import agreed, tied
from tests.factories.referrals import make_naming
from tests.factories.stakeholders import add_person
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

OTHERS = ("Zebedee Quarmby", "Philippa Ondine")


def test_an_extract_holds_all_of_one_and_nobody_else(session: Session, ground: Ground, client: InspectedClient) -> None:
    team = make_team(session)
    walked = walk(session, team, ground, contacts=("hers@example.org", "+33199001234"))
    namer, friend = (add_person(session, team, name=name) for name in OTHERS)
    person = add_person(session, team, name="Salma Haddad")
    make_naming(session, team, namer, person, words="Zebedee said: ask her", may_be_told="yes")
    make_naming(session, team, person, friend)
    tied(session, team, person, friend, note="Philippa is her cousin")
    agreed(session, team, person)
    for text in ("Prefers mornings", f"{OTHERS[1]} drives her home", f"As {namer.pseudonym.lower()} told us"):
        write_note(session, actor=team.lead, stakeholder=person, text=text)
    session.commit()
    page = project_url(team, f"retention/people/{person.id}/extract/")
    for nobody in (team.analyst, team.engager, team.guardian):
        sign_in(client, session, nobody)
        assert client.get(page).status_code == 404
    sign_in(client, session, team.lead, confirmed=False)
    asked = {"written_in": "en", "reason": "She asked what we hold", "form": "json"}
    assert post(client, page, asked).status_code == 422
    sign_in(client, session, team.lead)
    answer = post(client, page, asked)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    whole = answer.get_data(as_text=True)
    sections = {each["section"]: each["entries"] for each in json.loads(whole)["sections"]}
    assert {"record", "consents", "notes", "ties", "map", "looks"} <= set(sections)
    said = [entry["value"] for entry in sections["notes"]]
    assert "Prefers mornings" in said
    assert len(said) == 3
    assert "Salma Haddad" in whole
    assert "People we spoke with named you" in whole
    hers = str(session.get_one(type(person), walked.ids["stakeholder_id"]).pseudonym)
    canaries = (*OTHERS, "Zebedee", "Philippa", namer.pseudonym, friend.pseudonym, hers, "Lead Person", str(namer.id))
    paper = post(client, page, {**asked, "form": "page"}).get_data(as_text=True)
    for text in (whole, paper.split("<article", 1)[1].split("</article>")[0]):
        assert [canary for canary in canaries if canary.lower() in text.lower()] == []
    assert "Salma Haddad" in paper
    assert "Prefers mornings" in paper
    session.expire_all()
    codes = session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence.desc()).limit(4)).all()
    assert codes == ["stakeholder.revealed", "stakeholder.extracted"] * 2
