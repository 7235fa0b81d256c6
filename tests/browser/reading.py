"""What stands in the way of somebody who listens to a page, enlarges it, or uses a keyboard only."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROWEST = {"width": 320, "height": 640}
axe = Axe()

FOCUSED = """() => {
  const one = document.activeElement, seen = getComputedStyle(one), place = one.getBoundingClientRect();
  return {
    name: one.name || '', type: one.type || '', tag: one.localName, id: one.id,
    shown: place.width > 0 && place.height > 0 && place.bottom > 0 && place.top < innerHeight,
    marked: (seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) > 0) || seen.boxShadow !== 'none',
  };
}"""


def barriers(page: Page) -> list[str]:
    """What axe objects to, with the first place of each."""
    found = axe.run(page).response["violations"]
    return [f"{each['id']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:160]}" for each in found]


def sideways(page: Page) -> list[str]:
    """Whether the page has to be moved sideways at 320 pixels; tables and drawings move inside themselves."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROWEST["width"], "height": NARROWEST["height"]})
    width = page.evaluate("document.documentElement.scrollWidth")
    if before:
        page.set_viewport_size(before)
    return [f"{width} pixels wide on a screen of {NARROWEST['width']}"] if width > NARROWEST["width"] else []


def focused(page: Page) -> dict[str, object]:
    """What has the focus: name, type, tag, id, whether it is on the screen and marked."""
    found: dict[str, object] = page.evaluate(FOCUSED)
    return found


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Goes on with the Tab key to the field of this name, or to a `button`. Raises AssertionError."""
    for _step in range(most):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here["shown"], f"the focus is out of sight at {here}"
        assert here["marked"], f"nothing shows that the focus is at {here}"
        if name in (here["name"], here["tag"]):
            return
    raise AssertionError(f"the keyboard does not come to {name}")
