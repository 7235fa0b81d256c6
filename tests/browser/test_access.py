"""Every page for everyone: axe, narrow screens, the keyboard alone. On the demonstration, so that pages are full."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from engage.accounts.permissions import Role
from engage.db.clock import today
from tests.browser.crawl import crawl
from tests.browser.demonstration import DESK, Demonstration
from tests.browser.reading import barriers, focused, sideways, tab_to

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

PHONE = {"width": 390, "height": 844}
LEAST_KINDS = 60
SAMPLE = (
    "/projects/<id>/",
    "/projects/<id>/stakeholders/",
    "/projects/<id>/stakeholders/<id>",
    "/projects/<id>/stakeholders/new",
    "/projects/<id>/referrals/",
    "/projects/<id>/engagements/<id>/",
    "/projects/<id>/decisions/<id>/",
    "/projects/<id>/principles/<id>/",
    "/projects/<id>/summaries/<id>",
    "/projects/<id>/summaries/<id>/review",
)
PORTAL = ("/", "/?over=1", "/open/", "/about", "/nowhere")
WITH_RECEIPT = ("/read", "/answer", "/thanks", "/new-code")


def faults_of(page: Page) -> list[str]:
    """Everything that is wrong with the open page."""
    return [*barriers(page), *sideways(page)]


def refuse(faults: dict[str, list[str]]) -> None:
    wrong = [f"{kind}: {fault}" for kind, found in faults.items() for fault in found]
    assert not wrong, "somebody cannot use these pages:\n- " + "\n- ".join(wrong)


@pytest.fixture
def desk(shown: Demonstration, browser: Browser, watched: NewPage) -> Page:
    """The lead at a desk."""
    return watched(viewport=DESK, storage_state=shown.signed_in(browser, Role.LEAD))


def start_of(page: Page, shown: Demonstration) -> str:
    """The address of the project."""
    page.goto(shown.doors.staff)
    return page.url


def test_a_planted_barrier_is_noticed(watched: NewPage) -> None:
    page = watched(viewport=DESK)
    page.set_content('<!doctype html><html lang="en"><title>x</title><main><h1 style="width:40em">x</h1><input></main>')
    assert any(fault.startswith("label") for fault in barriers(page))
    assert sideways(page)


def test_every_page_of_the_team(desk: Page, shown: Demonstration, browser: Browser, watched: NewPage) -> None:
    faults: dict[str, list[str]] = {}
    for kind, _address in crawl(desk, start_of(desk, shown)):
        faults.setdefault(kind, []).extend(faults_of(desk))
    assert len(faults) >= LEAST_KINDS, "links lead to fewer kinds of pages than there are"
    keeper = watched(viewport=DESK, storage_state=shown.signed_in(browser, Role.ADMINISTRATOR))
    for path in ("/accounts/", "/projects/new", "/accounts/confirm", "/nowhere"):
        keeper.goto(shown.doors.staff + path)
        faults[path] = faults_of(keeper)
    stranger = watched(viewport=DESK)
    stranger.goto(f"{shown.doors.staff}/accounts/sign-in")
    faults["sign in"] = faults_of(stranger)
    refuse(faults)


def test_pages_behind_a_button(desk: Page, shown: Demonstration) -> None:
    project, faults = start_of(desk, shown), {}

    def press(name: str, button: str) -> None:
        with desk.expect_navigation():
            desk.locator(button).first.click()
        faults[name] = faults_of(desk)

    desk.goto(f"{project}decisions/new")
    press("what was left out", "main .form .button-primary")
    assert desk.locator(".error-summary:focus").count() == 1, "the summary of faults is not read out first"
    desk.goto(f"{project}stakeholders/imports/new")
    desk.locator("[name=pasted]").fill("name,type,country\nHarbour Watch,ngo,FR\nHarbour Watch,ngo,FR\n,ngo,XX")
    press("columns of an import", "main .form .button-primary")
    press("words of an import", "main .form .button-primary")
    press("import", "main .form .button-primary")
    press("import given up", "main form[action$='/drop'] button")
    desk.goto(f"{project}stakeholders/")
    desk.goto(desk.locator("main tbody th a").first.evaluate("link => link.href"))
    desk.goto(f"{desk.url}/reveal")
    desk.locator("[name=purpose]").first.check()
    desk.locator("[name=reason]").fill("To see that this page can be read.")
    press("name shown", "main .form .button-primary")
    desk.goto(f"{project}summaries/replies")
    press("reply", "main .thing-action button")
    refuse(faults)


def test_on_a_phone_in_arabic_in_the_dark(shown: Demonstration, browser: Browser, watched: NewPage) -> None:
    cookies = shown.signed_in(browser, Role.ENGAGER)
    page = watched(viewport=PHONE, storage_state=cookies, color_scheme="dark", has_touch=True)
    page.goto(f"{shown.doors.staff}/?language=ar")
    lead = watched(viewport=DESK, storage_state=shown.signed_in(browser, Role.LEAD))
    pages = crawl(lead, start_of(lead, shown), stories=1)
    sample = dict(islice(((kind, address) for kind, address in pages if kind in SAMPLE), len(SAMPLE)))
    assert set(sample) == set(SAMPLE)
    faults = {}
    for kind, address in sample.items():
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        faults[kind] = faults_of(page)
    refuse(faults)


def test_a_form_by_keyboard_alone(desk: Page, shown: Demonstration) -> None:
    project = start_of(desk, shown)
    desk.goto(f"{project}decisions/new")
    desk.keyboard.press("Tab")
    assert desk.locator(".skip:focus").is_visible()
    assert focused(desk)["shown"]
    desk.keyboard.press("Enter")
    assert focused(desk)["id"] == "main"
    due = today() + timedelta(days=40)
    title = "Lamps above the quay"
    written = {"title": title, "juncture": " ", "due_on": due.isoformat(), "still_open": "Where they stand."}
    for name, text in written.items():
        tab_to(desk, name)
        desk.keyboard.type(text)
    with desk.expect_navigation():
        tab_to(desk, "button")
        desk.keyboard.press("Enter")
    assert desk.locator("h1").inner_text() == title


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_portal(shown: Demonstration, watched: NewPage, language: str) -> None:
    # Pages of the portal bring no script of their own; axe needs one, so that here scripts are on.
    page, faults = watched(viewport=DESK, color_scheme="dark" if language == "ar" else "light"), {}

    def see(path: str) -> None:
        page.goto(f"{shown.doors.portal}{path}{'&' if '?' in path else '?'}l={language}")
        faults[path] = faults_of(page)

    def press(name: str) -> None:
        with page.expect_navigation():
            page.locator("main .button-primary").first.click()
        faults[name] = faults_of(page)

    for path in PORTAL:
        see(path)
    see("/open/")
    page.goto(page.locator("main li a").first.evaluate("link => link.href"))
    faults["open text"] = faults_of(page)
    see("/")
    page.locator("#code").fill("seven words of nothing in no list")
    press("unknown words")
    page.locator("#code").fill(shown.receipt.digits())
    press("opened")
    for path in WITH_RECEIPT:
        see(path)
    see("/answer")
    press("nothing chosen")
    see("/leave")
    refuse(faults)
