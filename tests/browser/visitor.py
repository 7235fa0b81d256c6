"""Somebody before a page, who finds fields by their names and buttons by where they lead.

So the same walk fits every language, with scripts and without. Each page that is opened is looked at: it answers 200,
says its language and direction, and is translated (which can be told of another script only).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response

from engage.i18n.languages import OFFERED
from tests.browser.leftovers import english_in, language_of

Value = str | bool | Path | Sequence[str]
SAVE = "main .form .button-primary"


class Visitor:
    """Looks at pages below `root` in `language`."""

    def __init__(self, page: Page, root: str, language: str) -> None:
        self.page, self.root, self.language = page, root, language

    def go(self, path: str = "") -> None:
        """Opens a page below the root."""
        answer = self.page.goto(self.root + path)
        assert answer is not None
        self.look(answer)

    def fill(self, fields: Mapping[str, Value]) -> None:
        """Writes, ticks and chooses by the names of fields."""
        for name, value in fields.items():
            field = self.page.locator(f'main [name="{name}"]')
            kind = field.first.evaluate("field => field.type")
            self._unfold(name)
            if kind in ("radio", "checkbox"):
                for each in [value] if isinstance(value, str) else value if isinstance(value, Sequence) else [None]:
                    (field if each is None else field.and_(self.page.locator(f'[value="{each}"]'))).first.check()
            elif kind == "select-one":
                field.select_option(str(value))
            elif kind == "file":
                assert isinstance(value, Path)
                field.set_input_files(value)
            else:
                field.fill(str(value))

    def press(self, button: str = SAVE, *, status: int = 200) -> Response:
        """Presses a button, found by its selector, and looks at the page that it leads to."""
        before = self.page.url
        with self.page.expect_navigation() as going:
            self.page.locator(button).first.click()
        answer = going.value
        assert answer is not None, f"{before}: {button} led nowhere"
        self.look(answer, status)
        return answer

    def follow(self, ending: str) -> None:
        """Follows the first link of the content whose address ends so."""
        self.press(f'main a[href$="{ending}"]')

    def look(self, answer: Response, status: int = 200) -> None:
        """Raises AssertionError when the page is not as every page must be."""
        html = self.page.content()
        place = f"{answer.request.method} {urlsplit(answer.url).path}"
        said = self.page.locator(".error-summary, .field-error").all_inner_texts() if answer.status != status else ""
        assert answer.status == status, f"{place}: {answer.status} {said}"
        assert language_of(html) == (self.language, OFFERED[self.language].direction), place
        if OFFERED[self.language].direction == "rtl":
            left = english_in(html)
            assert not left, f"{place} is not translated: {left}"

    def find(self, selector: str) -> Locator:
        """What stands there in the content."""
        return self.page.locator(f"main {selector}")

    def words(self, selector: str) -> str:
        """The text that stands there first."""
        return self.find(selector).first.inner_text().strip()

    def id_at(self, part: int) -> str:
        """The id in the address, counted in parts of the path after the root."""
        return urlsplit(self.page.url.removeprefix(self.root)).path.split("/")[part]

    def _unfold(self, name: str) -> None:
        for folded in self.page.locator(f'main details:not([open]):has([name="{name}"])').all():
            folded.locator("> summary").click()
