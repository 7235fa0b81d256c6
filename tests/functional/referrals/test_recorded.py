"""After a naming was recorded: its steps with their days, taking it back, people meant but not named, paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.db.clock import today
from engage.i18n.texts import use_language
from engage.projects.revisions import bump
from engage.referrals import service
from engage.referrals.queries import NAMINGS, TOPIC, map_of, seen_map
from engage.referrals.recording.queries import withheld_of
from engage.referrals.vocabulary import Question, ReferralState
from tests.factories.referrals import make_naming, make_people, make_person, make_start
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser


def test_each_step_keeps_its_day_and_reason(session: Session, team: Team, browser: Browser) -> None:
    namer, named = make_people(session, team, 2)
    naming = make_naming(session, team, namer, named, asked_on=today() - timedelta(days=9))
    session.commit()
    client, address = browser(Role.ENGAGER), project_url(team, f"referrals/namings/{naming.id}")
    days = [today() - timedelta(days=5), today() - timedelta(days=2)]
    for on, state, reason in ((days[0], "approached", "Called twice"), (days[1], "declined", "Too busy")):
        assert post(client, address, {"state": state, "reason": reason, "on": on.isoformat()}).status_code == 302
    [found] = map_of(session, team.project.id).referrals
    assert [(step.state, step.on, step.reason) for step in found.detail.steps] == [
        ("approached", days[0], "Called twice"),
        ("declined", days[1], "Too busy"),
    ]
    page = client.get(address).get_data(as_text=True)
    assert page.index("Called twice") < page.index("Too busy")
    early = {"state": "engaged", "on": (today() - timedelta(days=10)).isoformat()}
    assert post(client, address, early).status_code == 422, "nothing came of it before it was asked"


def test_what_is_withdrawn_counts_nowhere_and_can_be_recorded_anew(
    session: Session, team: Team, browser: Browser
) -> None:
    one, two, three = make_people(session, team, 3)
    make_start(session, team, one)
    gone, stays = make_naming(session, team, one, two), make_naming(session, team, one, three)
    session.commit()
    assert len(seen_map(session, team.project.id, up_to_tier=3).people) == 3
    client, address = browser(Role.ENGAGER), project_url(team, f"referrals/namings/{gone.id}")
    assert post(client, f"{address}/withdraw", {"reason": " "}).status_code == 422

    assert post(client, f"{address}/withdraw", {"reason": "She never said so"}).status_code == 302

    seen = seen_map(session, team.project.id, up_to_tier=3)
    assert [person.id for person in seen.people] == [one.id, three.id]
    assert [each.id for each in map_of(session, team.project.id).referrals] == [stays.id]
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/withdraw").status_code == 404
    for path in ("referrals/", "referrals/namings"):
        assert two.pseudonym not in client.get(project_url(team, path)).get_data(as_text=True)
    listed = client.get(project_url(team, "referrals/withdrawn")).get_data(as_text=True)
    assert "She never said so" in listed
    assert two.pseudonym in listed
    session.refresh(gone)
    with pytest.raises(service.IsWithdrawn):
        service.move_referral(session, actor=team.lead, referral=gone, state=ReferralState.ENGAGED, reason="")
    make_naming(session, team, one, two)
    assert len(map_of(session, team.project.id).referrals) == 2


def test_withdrawn_namings_of_the_hidden_are_not_listed(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, hidden = make_person(session, team), make_person(session, team, tier=3)
    naming = make_naming(session, team, one, hidden)
    service.withdraw_referral(session, actor=team.lead, referral=naming, reason="Never said so")
    session.commit()
    address = project_url(team, "referrals/withdrawn")
    assert "Never said so" in browser(Role.LEAD).get(address).get_data(as_text=True)
    monkeypatch.setattr("engage.referrals.recording.views.up_to_tier", lambda: 2)
    assert "Never said so" not in browser(Role.ENGAGER).get(address).get_data(as_text=True)


def test_someone_they_will_not_name_is_a_count(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    namer, above = make_person(session, team), make_person(session, team, tier=3)
    typed = {"asked_on": today().isoformat(), "asked_through": "survey", "question": "knows", "may_be_told": "no"}
    for who in (namer, above):
        sent = {**typed, "namer-who": who.pseudonym, "lines-0-who": "", "withheld": "3", "community": "The camp"}
        sent["lines-0-kind"] = "person"
        assert post(browser(Role.LEAD), project_url(team, "referrals/record"), sent).status_code == 302
    assert not map_of(session, team.project.id).referrals
    [known] = withheld_of(session, team.project.id, up_to_tier=2)
    assert (known.namer_id, known.how_many, known.community, known.question) == (namer.id, 3, "The camp", "knows")
    assert len(withheld_of(session, team.project.id, up_to_tier=3)) == 2
    monkeypatch.setattr("engage.referrals.recording.views.up_to_tier", lambda: 2)
    listed = browser(Role.ENGAGER).get(project_url(team, "referrals/withdrawn")).get_data(as_text=True)
    assert namer.pseudonym in listed
    assert above.pseudonym not in listed


@pytest.mark.parametrize(("written_in", "begins"), [("fr", 'lang="fr" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')])
def test_the_form_on_paper_names_nobody(
    session: Session, team: Team, browser: Browser, written_in: str, begins: str
) -> None:
    [person] = make_people(session, team, 1)
    address = project_url(team, f"referrals/record/paper?written_in={written_in}&question=knows")
    page = browser(Role.ENGAGER).get(address).get_data(as_text=True)
    sheet = page[page.index('<section class="paper"') : page.index("</section>")]
    assert begins in sheet
    assert sheet.count("<tr>") == 9
    with use_language(written_in):
        assert str(Question.KNOWS.label) in sheet
    assert "Harbour cameras" not in sheet
    assert str(team.project.id) not in sheet
    assert person.pseudonym not in page


def test_a_row_recorded_before_there_was_a_gist_opens_as_well(session: Session, team: Team) -> None:
    one, two, three = make_people(session, team, 3)
    old, new = make_naming(session, team, one, two), make_naming(session, team, two, three, may_be_told="yes")
    old.gist, old.revision = None, bump(session, team.project.id, TOPIC)
    session.commit()
    NAMINGS.forget()
    opened = [(each.id, each.namer_id, each.named_id, each.told) for each in map_of(session, team.project.id).referrals]
    assert opened == [(old.id, one.id, two.id, "not_asked"), (new.id, two.id, three.id, "yes")]
