"""The search box: somebody is found however their name is written, and only by those who may look at names."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.stakeholders.records import ContactDetail
from tests.factories.stakeholders import add_person
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

PSEUDONYM = re.compile(r'class="pseudonym" translate="no">([^<]+)<')
PEOPLE = {
    "Arabic": ("أحمد بن يُوسُف", "+21698765432", ["احمد", "يوسف احمد", "أحمد"]),
    "French": ("Hélène Çeşme-Lefèvre", "+33611223344", ["helene", "lefevre hel", "CESME"]),
    "Burmese": ("ဒေါ်ခင်မြင့်", "+959250123456", ["ခင်မြင့်", "ဒေါ်ခင်"]),
    "phone": ("Somebody Unnamed", "+254722000111", ["722000", "0722 000", "٧٢٢٠٠٠"]),
}


@pytest.mark.parametrize("way", PEOPLE)
def test_found_by_those_who_may_look_and_by_nobody_else(client: InspectedClient, session: Session, way: str) -> None:
    team = make_team(session)
    everyone = {
        called: add_person(session, team, name=name, tier=2, contacts=[ContactDetail("phone", phone, True)])
        for called, (name, phone, _texts) in PEOPLE.items()
    }
    hidden = add_person(session, team, name=PEOPLE[way][0], tier=3, contacts=[ContactDetail("phone", "+4917", True)])

    def found(role: Role, text: str) -> tuple[list[str], str]:
        sign_in(client, session, team.users[role])
        answer = post(
            client, project_url(team, "stakeholders/found"), {"q": text}, form=project_url(team, "stakeholders/")
        )
        page = answer.get_data(as_text=True)
        said = re.search(r'role="status">\s*([^<]*)<', page)
        return PSEUDONYM.findall(page), said.group(1) if said else ""

    for text in PEOPLE[way][2]:
        who, said = found(Role.LEAD, text)
        expected = {everyone[way].pseudonym} | ({hidden.pseudonym} if way != "phone" else set())
        assert set(who) == expected, text
        assert said.startswith(str(len(expected))), said
        who, said = found(Role.ANALYST, text)
        assert (who, said[:1]) == ([], "0"), text
