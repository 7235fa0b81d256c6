"""The picture walked with the keyboard: from person to person, the words going along, covered while nobody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from engage.accounts.permissions import Role
from engage.referrals.picture import levels
from tests.browser.demonstration import DESK, Demonstration
from tests.browser.reading import barriers, sideways

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage

FOCUSED = "document.activeElement.dataset.person"


@pytest.fixture
def desk(shown: Demonstration, browser: Browser, watched: NewPage) -> Page:
    """The lead at a desk, before the picture."""
    page = watched(viewport=DESK, storage_state=shown.signed_in(browser, Role.LEAD))
    page.goto(shown.doors.staff)
    page.goto(page.url.rstrip("/") + "/referrals/picture")
    return page


def test_arrow_keys_step_along_circles_and_lines_and_the_tree_goes_along(desk: Page) -> None:
    people = desk.locator("svg[data-map] a[data-person]")
    people.first.focus()
    begun = desk.evaluate(FOCUSED)
    desk.keyboard.press("ArrowDown")
    named = desk.evaluate(FOCUSED)
    assert named != begun
    expect(desk.locator("tr.is-same")).to_have_attribute("data-person", named)
    desk.keyboard.press("ArrowUp")
    assert desk.evaluate(FOCUSED) != named
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowLeft")
    assert desk.locator("svg[data-map] a[tabindex='0']").count() == 1
    desk.locator("tr[data-person] a").last.focus()
    last = desk.locator("tr[data-person]").last.get_attribute("data-person")
    expect(desk.locator("svg[data-map] a.is-same")).to_have_attribute("data-person", last or "")
    desk.keyboard.press("Tab")
    assert barriers(desk) == sideways(desk) == []


def test_the_picture_is_covered_while_the_window_is_elsewhere(desk: Page) -> None:
    frame = desk.locator(".map-frame").first
    desk.evaluate("window.dispatchEvent(new Event('blur'))")
    expect(frame).to_be_hidden()
    expect(desk.get_by_text("The picture is covered until you come back to this page.")).to_be_visible()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(frame).to_be_visible()
    desk.emulate_media(media="print")
    expect(frame).to_be_hidden()


def test_a_drawn_map_is_walked_and_opened_with_the_keyboard(desk: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MOST_FOCUSABLE", 2)
    desk.reload()
    canvas = desk.locator("canvas")
    expect(canvas).to_be_visible()
    assert barriers(desk) == sideways(desk) == []
    canvas.focus()
    desk.keyboard.press("ArrowRight")
    said = desk.locator("[data-said-here]")
    expect(said).to_contain_text("Asked by us, one of our starts")
    desk.keyboard.press("ArrowDown")
    expect(said).not_to_contain_text("one of our starts")
    who = said.inner_text().split(":")[0].strip("\u2068\u2069")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_contain_text(who)
    assert barriers(desk) == sideways(desk) == []
