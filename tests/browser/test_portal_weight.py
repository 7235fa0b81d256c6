"""What the portal costs somebody on an old phone and a slow line, counted by the browser; and what it leaves there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.demonstration import Demonstration

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

FIRST_VIEW, STEP = 14_000, 30_000
PHONE = {"width": 360, "height": 640}
LANGUAGES = ("en", "fr", "ar")


@dataclass
class Line:
    """Counts the bytes that come over the line to a page, headers included, and notes who was asked."""

    page: Page
    came: int = 0
    asked: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.requestWillBeSent", self._sent)
        session.send("Network.enable")
        # Each step is counted as if it were the first: nothing may lean on what was kept.
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def _finished(self, event: dict[str, int]) -> None:
        self.came += event["encodedDataLength"]

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        # What led to a page by a redirect is given with the next request, and has no end of its own.
        self.came += int(event.get("redirectResponse", {}).get("encodedDataLength", 0))
        self.asked.add(urlsplit(event["request"]["url"]).hostname or "")
        self.kinds.add(str(event["type"]))

    def taken(self) -> int:
        """What came since the last count."""
        self.page.wait_for_load_state("networkidle")
        self.came, came = 0, self.came
        return came


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_light_and_leaves_nothing(shown: Demonstration, watched: NewPage, language: str) -> None:
    page = watched(viewport=PHONE)
    line = Line(page)
    weights: dict[str, int] = {}

    def see(path: str) -> None:
        page.goto(f"{shown.doors.portal}{path}?l={language}")
        weights[path] = line.taken()

    def press(name: str) -> None:
        with page.expect_navigation():
            page.locator("main .button-primary").first.click()
        weights[name] = line.taken()

    see("/")
    assert weights["/"] > 4_000, "nothing was counted"
    assert weights["/"] <= FIRST_VIEW
    for path in ("/open/", "/about"):
        see(path)
    assert page.context.cookies() == [], "a cookie was left before there was a code"

    see("/")
    page.locator("#code").fill(" ".join(shown.receipt.words(language)))
    press("opened")
    assert [each["httpOnly"] for each in page.context.cookies()] == [True]
    for path in ("/read", "/new-code", "/answer"):
        see(path)
    page.locator("[name=kind]").first.check()
    page.locator("#words").fill("مساء النور")
    press("sent")
    heavy = {name: weight for name, weight in weights.items() if weight > STEP}
    assert not heavy, "these steps are too heavy for a slow line"
    assert line.asked == {urlsplit(shown.doors.portal).hostname}
    assert line.kinds <= {"Document", "Stylesheet", "Image", "Other"}, "more than text and its look was fetched"
    assert page.locator("script").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
