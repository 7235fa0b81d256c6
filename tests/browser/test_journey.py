"""The whole journey through pages only: from a spreadsheet of names to an answer that came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

import engage.stakeholders
from engage.accounts.permissions import Role
from engage.db.clock import today
from engage.db.stores import open_session
from engage.summaries.jobs import fetch_replies
from engage.worker.loop import run_jobs
from tests.browser.cast import AS_HEARD, HEARD_IN, SPOKEN, TITLES, Someone, assemble
from tests.browser.doors import Doors, sign_in
from tests.browser.visitor import SAVE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage
    from tests.databases.grounds import Ground

SPREADSHEET = Path(engage.stakeholders.__file__).parent / "examples" / "consulted_organisations.csv"
ROWS = 74
PRINCIPLES = 8
LEAST_FINDINGS = 16
LANGUAGES = ("en", "fr", "ar")
ASSESSED = ("threats", "retaliation_by", "retaliation_answer", "if_leaked", "meeting", "withdrawal", "measures")

VARIANTS = {
    "English on SQLite": ("sqlite", "en", True),
    "English on PostgreSQL": ("postgresql", "en", True),
    "Arabic on SQLite": ("sqlite", "ar", True),
    "English without scripts": ("sqlite", "en", False),
}


@dataclass
class Journey:
    """Who walks, in which language, and what came to be on the way."""

    ground: Ground
    server: Doors
    new_page: Callable[[], Page]
    language: str
    project: str
    members: dict[Role, Someone]
    ids: dict[str, str]
    second: Visitor | None = None
    """Who agreed before, still signed in."""

    @property
    def said(self) -> dict[str, str]:
        """What is written down, in the language of the walk."""
        return SPOKEN[self.language]

    def enter(self, role: Role) -> Visitor:
        """Somebody of the team signs in by hand, in a browser of their own."""
        page, someone = self.new_page(), self.members[role]
        page.goto(f"{self.server.staff}/accounts/sign-in?language={self.language}")
        sign_in(page, self.server, email=someone.email, password=someone.password, secret=someone.secret)
        return Visitor(page, f"{self.server.staff}/projects/{self.project}/", self.language)

    def work(self) -> None:
        """What the worker does, once."""
        run_jobs(self.ground.stores, self.ground.vault)


@pytest.fixture
def journey(
    request: pytest.FixtureRequest, ground: Ground, server: Doors, new_page: NewPage, language: str, scripts: bool
) -> Journey:
    """A project without anybody in it, and three who work on it."""
    with open_session(ground.stores.data, vault=ground.vault) as session:
        name = SPOKEN[language]["project"]
        project, members = assemble(session, name, Role.LEAD, Role.GUARDIAN, Role.PORTAL_HOLDER)
    desk = {"viewport": {"width": 1440, "height": 900}, "java_script_enabled": scripts}
    return Journey(ground, server, lambda: new_page(**desk), language, str(project), members, {})


@pytest.mark.parametrize(("database", "language", "scripts"), VARIANTS.values(), ids=VARIANTS, indirect=["database"])
def test_the_whole_journey(journey: Journey) -> None:
    lead = journey.enter(Role.LEAD)
    bring_in_the_spreadsheet(journey, lead)
    add_by_hand(journey, lead)
    look_at_a_name(journey, lead)
    begin_the_map(journey, lead)
    register_a_decision(journey, lead)
    plan(journey, lead)
    assess_safety_and_invite(journey, lead)
    hold(journey, lead)
    write_down_what_was_heard(journey, lead)
    see_the_map(journey, lead)
    answer_in_four_ways(journey, lead)
    check_the_eight(journey, lead)
    draw_up(journey, lead)
    holder = agree_and_publish(journey)
    receipt = hand_out_a_receipt(journey, holder)
    read_and_answer_back(journey, receipt)
    read_the_reply(journey, lead)


def bring_in_the_spreadsheet(_journey: Journey, lead: Visitor) -> None:
    lead.go("stakeholders/")
    lead.follow("/imports/new")
    lead.fill({"file": SPREADSHEET})
    lead.press()
    while lead.page.url.endswith(("/columns", "/words")):
        lead.press()
    assert lead.words(".figures .figure-number") == str(ROWS)
    lead.press("main .button-form .button-primary")
    lead.go("stakeholders/")
    assert str(ROWS) in lead.words(".pager-words")


def add_by_hand(journey: Journey, lead: Visitor) -> None:
    said = journey.said
    lead.go("stakeholders/new")
    known: dict[str, Any] = {"kind": "person", "name": said["person"], "roles": ["rights_holder"], "tier": "2"}
    way: dict[str, Any] = {"contacts-0-channel": "phone", "contacts-0-value": said["contact"], "contacts-0-safe": True}
    lead.fill({**known, **way, "safe_channels": ["phone"], "languages": ["ar", "en"]})
    lead.press()
    journey.ids["person"], journey.ids["pseudonym"] = lead.id_at(1), lead.words("h1")
    assert said["person"] not in lead.page.content(), "a name stands where only a pseudonym may"


def look_at_a_name(journey: Journey, lead: Visitor) -> None:
    said, person = journey.said, journey.ids["person"]
    lead.follow("/reveal")
    lead.fill({"purpose": "invite", "reason": said["look"]})
    shown = lead.press()
    assert said["person"] in lead.page.content()
    hides = (shown.header_value("refresh") or "").split("; url=")
    assert hides == ["60", f"/projects/{journey.project}/stakeholders/{person}"], "the name does not hide by itself"
    lead.follow(f"/stakeholders/{person}")
    assert said["person"] not in lead.page.content()


def begin_the_map(journey: Journey, lead: Visitor) -> None:
    said = journey.said
    lead.go("referrals/starts")
    lead.fill({"stakeholder-who": journey.ids["pseudonym"], "reason": said["reason"]})
    lead.press()
    record_naming(journey, lead, said["named"])


def record_naming(journey: Journey, lead: Visitor, name: str, *, where: str = "") -> None:
    """The person answers whom else to hear; the new name becomes a record of its own."""
    lead.go(f"referrals/record?engagement={where}&namer={journey.ids['person']}")
    answer = {"question": "should_be_heard", "lines-0-who": name, "may_be_told": "yes"}
    lead.fill({**answer, "asked_on": today().isoformat(), "words": journey.said["said of them"]})
    lead.press()


def register_a_decision(journey: Journey, lead: Visitor) -> None:
    said = journey.said
    lead.go("decisions/new")
    due = today() + timedelta(days=60)
    days = {"due_on": due.isoformat(), "window_closes_on": (due - timedelta(days=10)).isoformat()}
    texts = {"title": said["decision"], "still_open": said["open"], "already_decided": said["decided"]}
    lead.fill({**texts, **days, "juncture": "product_design"})
    lead.press()
    journey.ids["decision"] = lead.id_at(1)


def plan(journey: Journey, lead: Visitor) -> None:
    said = journey.said
    lead.go(f"engagements/plan?decision={journey.ids['decision']}")
    texts = {"title": said["engagement"], "purpose": said["purpose"], "selection_explained": said["selection"]}
    lead.fill({**texts, "decisions": [journey.ids["decision"]], "planned_on": today().isoformat()})
    lead.fill({"format": "interview", "languages": ["ar", "en"], "safety_measures": said["measures"]})
    lead.press()
    journey.ids["engagement"] = lead.id_at(1)
    there = f"engagements/{lead.id_at(1)}"
    assert said["open"] in lead.page.content(), "what is open was not taken from the decision"

    lead.go(f"{there}/people")
    lead.fill({"find": journey.ids["pseudonym"]})
    lead.press('main button[name="look"]')
    lead.fill({"people": [journey.ids["person"]], "selected_because": said["selected"]})
    lead.press()
    lead.go(f"{there}/company")
    lead.fill({"name": said["board"], "function": said["function"], "authority": "decides", "knowledge": ["place"]})
    lead.press()


def assess_safety_and_invite(journey: Journey, lead: Visitor) -> None:
    seat = lead.find('a[href*="/people/"]').first.get_attribute("href") or ""
    path = seat.partition(f"/{journey.project}/")[2]
    lead.go(path)
    lead.fill({"answer": "invited"})
    lead.press(status=422)
    assert lead.find(".error-summary").count() == 1, "somebody could be invited before their safety was assessed"
    lead.go(f"{path}/safety")
    lead.fill(dict.fromkeys(ASSESSED, journey.said["measures"]))
    lead.fill({"channel": "phone", "retaliation_likely": "possible", "interpreting": "not_needed"})
    lead.press('main form[action$="/safety"] .button-primary')
    lead.fill({"reason": journey.said["reason"]})
    lead.press('main form[action$="/ask"] button')
    guardian = journey.enter(Role.GUARDIAN)
    guardian.go("approvals/")
    guardian.press('main a[href*="/approvals/"]')
    guardian.press('main form[action$="/agree"] button')
    journey.second = guardian
    lead.go(path)
    lead.fill({"answer": "accepted", "attribution": "pseudonym", "may_record": "no"})
    lead.press()


def hold(journey: Journey, lead: Visitor) -> None:
    there = f"engagements/{journey.ids['engagement']}"
    lead.go(f"{there}/hold")
    attendance = lead.find('select[name^="of_"]')
    assert attendance.count() == 2
    for name in [each.get_attribute("name") or "" for each in attendance.all()]:
        lead.fill({name: "present"})
    lead.fill({"held_on": today().isoformat()})
    lead.press()
    lead.go(f"{there}/notes")
    lead.fill({"text": journey.said["notes"]})
    lead.press()
    assert journey.said["notes"] not in lead.page.content(), "notes stand where everyone reads"


def write_down_what_was_heard(journey: Journey, lead: Visitor) -> None:
    said, where = journey.said, journey.ids["engagement"]
    other = "en" if journey.language == "ar" else "ar"
    translation = {"translation": said["translation"], "translation_language": journey.language}
    heard = {
        "risk": {"words": said["risk"], "language": journey.language},
        "proposal": {"words": said["proposal"], "language": journey.language},
        "question": {"words": AS_HEARD, "language": "ar", **translation}
        if other == "ar"
        else {"words": SPOKEN["en"]["translation"], "language": "en", **translation},
    }
    for kind, words in heard.items():
        lead.go(f"feedback/new?engagement={where}")
        lead.fill({**words, "kind": kind, "speaker": journey.ids["person"], "heard_on": today().isoformat()})
        lead.press()
        journey.ids[kind] = lead.id_at(1)
    assert lead.find(f'[lang="{other}"]').first.inner_text().strip(), "words stand without their language"
    record_naming(journey, lead, said["named later"], where=where)


def see_the_map(journey: Journey, lead: Visitor) -> None:
    lead.go("referrals/")
    assert lead.find(".wave").count() >= 2
    assert lead.find(".wave-card").count() == 3
    lead.go("referrals/picture")
    assert lead.find("svg a.map-person").count() == 3
    lead.go("referrals/table")
    assert lead.find("tbody tr").count() == 3


def answer_in_four_ways(journey: Journey, lead: Visitor) -> None:
    said = journey.said
    promise = {"means": said["means"], "until_on": (today() + timedelta(days=20)).isoformat()}
    answers: list[tuple[str, str, dict[str, str]]] = [
        ("risk", "under_consideration", promise),
        ("risk", "changed", {"reason": said["changed"]}),
        ("proposal", "changed_in_part", {"reason": said["in part"]}),
        ("question", "did_not", {"reason": said["did not"]}),
    ]
    for kind, outcome, words in answers:
        lead.go(f"influence/answer/{journey.ids[kind]}?decision={journey.ids['decision']}")
        lead.fill({"outcome": outcome, **words})
        lead.fill({"considered_by": said["considered by"], "considered_on": today().isoformat()})
        lead.press()
    lead.go(f"feedback/{journey.ids['risk']}")
    assert lead.find(".timeline .event").count() == 2, "an answer was overwritten"


def check_the_eight(journey: Journey, lead: Visitor) -> None:
    lead.go(f"principles/{journey.ids['engagement']}/")
    assert lead.find(".panel:has(.findings)").count() == PRINCIPLES
    findings = lead.find(".finding").count()
    assert findings >= LEAST_FINDINGS
    lead.press('main form[action$="/keep"] button')
    assert lead.find(".finding").count() == findings


def draw_up(journey: Journey, lead: Visitor) -> None:
    said, first = journey.said, journey.language
    lead.go(f"summaries/draw-up/{journey.ids['engagement']}")
    lead.fill({"language": first})
    lead.press()
    summary = journey.ids["summary"] = lead.id_at(1)
    assert said["risk"] in lead.page.content(), "the draft does not hold what was heard"
    lead.fill({"title": TITLES[first], "heard": HEARD_IN[first]})
    lead.press()
    lead.go(f"summaries/{summary}/write/public/{first}")
    lead.fill({"title": TITLES[first], "withheld_because": said["withheld"], "state": "reviewed"})
    lead.press()
    for language in LANGUAGES:
        if language != first:
            lead.go(f"summaries/{summary}/write/participants/{language}")
            lead.fill({"title": TITLES[language], "heard": HEARD_IN[language], "state": "reviewed"})
            lead.press()
    lead.go(f"summaries/{summary}/check")
    for reason in lead.find('input[name^="reason_"]').all():
        reason.fill(said["stays"])
    lead.press(f"{SAVE} >> nth=-1")


def agree_and_publish(journey: Journey) -> Visitor:
    guardian = journey.second or journey.enter(Role.GUARDIAN)
    guardian.go(f"summaries/{journey.ids['summary']}/review")
    guardian.press('main form[action$="/approve"] button')
    holder = journey.enter(Role.PORTAL_HOLDER)
    holder.go(f"summaries/{journey.ids['summary']}")
    holder.press('main form[action$="/publish"] button')
    journey.work()
    return holder


def hand_out_a_receipt(journey: Journey, holder: Visitor) -> dict[str, str]:
    """The same code in its three spellings, each for the language it is tried in."""
    holder.go(f"summaries/{journey.ids['summary']}/receipts")
    holder.fill({"through": "in_person", "language": "fr"})
    holder.press()
    words = " ".join(holder.find(".slip-words li").all_inner_texts())
    digits, characters = holder.find(".slip-code").all_inner_texts()
    journey.work()
    return {"fr": words, "ar": digits, "en": characters}


def read_and_answer_back(journey: Journey, receipt: dict[str, str]) -> None:
    page = journey.new_page()
    for language in sorted(LANGUAGES, key=lambda each: each == journey.language):
        reader = Visitor(page, journey.server.portal, language)
        reader.go(f"/?l={language}")
        reader.fill({"code": receipt[language]})
        reader.press()
        assert reader.words("h1") == TITLES[language]
        assert HEARD_IN[language] in reader.words("article")
    reader.go(f"/answer?l={journey.language}")
    reader.fill({"kind": "add", "words": journey.said["reply"]})
    reader.press()
    assert fetch_replies(journey.ground.stores, journey.ground.vault) == 1


def read_the_reply(journey: Journey, lead: Visitor) -> None:
    lead.go("summaries/replies")
    assert journey.said["reply"] not in lead.page.content(), "a reply stands where no look is on record"
    lead.press(".thing-action button")
    assert journey.said["reply"] in lead.page.content()
