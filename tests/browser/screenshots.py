"""Pictures of every page, to be looked at: three languages, light and dark, desk and phone.

`python -m tests.browser.screenshots [part of a name …]` writes ./screenshots/<language>-<scheme>-<width>/<page>.png and
an index to leaf through. With words, only folders are taken whose name holds one of them, such as `ar-dark` or `390`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path

import click
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from engage.accounts.permissions import Role
from engage.i18n.languages import OFFERED
from tests.browser.crawl import crawl, kind_of
from tests.browser.demonstration import Demonstration, demonstration
from tests.browser.doors import ARGUMENTS

FOLDER = Path("screenshots")
WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
BEFORE_SIGNING_IN = ("/accounts/sign-in",)
OF_THE_KEEPER = ("/accounts/", "/projects/new")
PORTAL = ("/", "/open/", "/about", "/nowhere")
WITH_RECEIPT = ("/read", "/answer", "/thanks", "/new-code")
STYLE = """
body { font: 1rem system-ui; margin: 2rem } h2 { margin-block: 2rem .5rem }
ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0 } li { list-style: none; inline-size: 15rem }
img { inline-size: 15rem; block-size: 11rem; object-fit: cover; object-position: top; border: 1px solid #999 }
"""


@dataclass(frozen=True)
class Look:
    """One way of looking at the pages."""

    language: str
    scheme: str
    width: int

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.language}-{self.scheme}-{self.width}"

    def context(self, browser: Browser, **options: object) -> BrowserContext:
        """A browser that looks so."""
        size = {"width": self.width, "height": WIDTHS[self.width]}
        plain = {"viewport": size, "color_scheme": self.scheme, "reduced_motion": "reduce", "locale": self.language}
        return browser.new_context(**plain, **options)  # type: ignore[arg-type]


def name_of(address: str) -> str:
    """A page's kind as the name of a file: `engagements-id-notes`."""
    kind = re.sub(r"^/projects/<id>", "", kind_of(address))
    return re.sub(r"[^a-z0-9]+", "-", kind.replace("<", "").replace(">", "")).strip("-") or "home"


def take(page: Page, folder: Path, name: str) -> None:
    """One picture of the whole open page; a second of the same kind gets a number."""
    names = (name, *(f"{name}-{number}" for number in range(2, 99)))
    free = next(each for each in names if not (folder / f"{each}.png").exists())
    page.screenshot(path=folder / f"{free}.png", full_page=True)


def take_all(browser: Browser, shown: Demonstration, look: Look, addresses: list[str]) -> int:
    """Every page in one look; returns how many."""
    folder = FOLDER / look.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for role, pages in ((Role.LEAD, addresses), (Role.ADMINISTRATOR, [shown.doors.staff + p for p in OF_THE_KEEPER])):
        with look.context(browser, storage_state=shown.signed_in(browser, role)) as context:
            page = context.new_page()
            page.goto(f"{shown.doors.staff}/?language={look.language}")
            for address in pages:
                page.goto(address)
                take(page, folder, name_of(address))
            if role is Role.LEAD:
                _behind_buttons(page, folder, addresses[0])
    with look.context(browser) as context:
        page = context.new_page()
        for path in BEFORE_SIGNING_IN:
            page.goto(f"{shown.doors.staff}{path}?language={look.language}")
            take(page, folder, name_of(path))
        for name in _portal(page, shown, look.language):
            take(page, folder, f"portal-{name}")
    return len(list(folder.glob("*.png")))


def _behind_buttons(page: Page, folder: Path, project: str) -> None:
    """Pages that no link leads to: faults in a form, a look at a reply."""
    page.goto(f"{project}decisions/new")
    _press(page, "main .form .button-primary")
    take(page, folder, "decisions-new-with-faults")
    page.goto(f"{project}summaries/replies")
    _press(page, "main .thing-action button")
    take(page, folder, "summaries-reply")


def _portal(page: Page, shown: Demonstration, language: str) -> Iterator[str]:
    """Opens the portal's pages one after another; gives the name of the open one."""
    for path in PORTAL:
        page.goto(f"{shown.doors.portal}{path}?l={language}")
        yield path.strip("/") or "enter"
    page.goto(f"{shown.doors.portal}/?l={language}")
    page.locator("#code").fill("seven words of nothing in no list")
    _press(page, "main .button-primary")
    yield "enter-with-faults"
    page.locator("#code").fill(shown.receipt.characters())
    _press(page, "main .button-primary")
    for path in WITH_RECEIPT:
        page.goto(f"{shown.doors.portal}{path}?l={language}")
        yield path.strip("/")


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def write_index() -> None:
    """A page to leaf through all pictures, page by page."""
    pictures = sorted(FOLDER.glob("*/*.png"))
    parts = []
    for name in sorted({each.stem for each in pictures}):
        items = "".join(
            f'<li><a href="{each.parent.name}/{each.name}"><img loading="lazy" src="{each.parent.name}/{each.name}" '
            f'alt=""><br>{escape(each.parent.name)}</a></li>'
            for each in pictures
            if each.stem == name
        )
        parts.append(f"<h2>{escape(name)}</h2><ul>{items}</ul>")
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Engage</title><style>{STYLE}</style>'
    (FOLDER / "index.html").write_text(page + "".join(parts), encoding="utf-8")


def main(wanted: list[str]) -> int:
    """Takes the pictures and says how many."""
    program = shutil.which("chromium")
    if program is None:
        click.echo("screenshots: no Chromium (apt-get install chromium)")
        return 1
    looks = [Look(*each) for each in product(OFFERED, SCHEMES, WIDTHS)]
    looks = [look for look in looks if not wanted or any(word in look.name for word in wanted)]
    began = time.monotonic()
    with ExitStack() as opened:
        home = Path(opened.enter_context(tempfile.TemporaryDirectory())) / "home"
        shown, playwright = opened.enter_context(demonstration(home)), opened.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with browser.new_context(storage_state=shown.signed_in(browser, Role.LEAD)) as context:
            page = context.new_page()
            page.goto(shown.doors.staff)
            addresses = [address for _kind, address in crawl(page, page.url)]
        for look in looks:
            count = take_all(browser, shown, look, addresses)
            click.echo(f"screenshots: {count} pages in {FOLDER / look.name}")
        browser.close()
    write_index()
    count, seconds = len(list(FOLDER.glob("*/*.png"))), round(time.monotonic() - began)
    click.echo(f"screenshots: {count} in all after {seconds} seconds; open {FOLDER / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
