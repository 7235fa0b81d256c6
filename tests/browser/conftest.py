"""A browser and two real programs for it. Rows are those of `session`: commit it before a page is opened."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demonstration import Demonstration, demonstration
from tests.browser.doors import ARGUMENTS, Doors, Watch
from tests.databases.grounds import Ground
from tests.settings import config_for

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once for each test process."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _opened() -> Iterator[dict[str, Doors]]:
    doors: dict[str, Doors] = {}
    yield doors
    for each in doors.values():
        each.close()


@pytest.fixture
def server(ground: Ground, _opened: dict[str, Doors]) -> Iterator[Doors]:
    """Staff and portal behind real addresses, over `stores`: `server.staff`, `server.portal`."""
    if ground.kind not in _opened:
        _opened[ground.kind] = Doors(ground.stores, ground.vault, partial(config_for, ground))
    yield _opened[ground.kind]
    _opened[ground.kind].settle()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration behind real addresses, for tests that only look; once for each test process."""
    with demonstration(tmp_path_factory.mktemp("demonstration") / "home") as loaded:
        yield loaded


@pytest.fixture
def watched(browser: Browser) -> Iterator[NewPage]:
    """Opens a page in a context of its own; options are Playwright's: `java_script_enabled`, `locale` …

    The test fails when a page complains, breaks, or asks a stranger.
    """
    watches: list[Watch] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        watches.append(Watch(context))
        return context.new_page()

    yield open_page
    for watch in watches:
        watch.context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "the pages are not as they should be:\n- " + "\n- ".join(faults)


@pytest.fixture
def new_page(server: Doors, watched: NewPage) -> NewPage:
    """The same over `server`, which waits for the last answer before the rows are swept."""
    return watched


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desk, scripts on."""
    return new_page(viewport={"width": 1440, "height": 900})


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def any_page(new_page: NewPage, request: pytest.FixtureRequest) -> Page:
    """A page with scripts on, then one with scripts off: what a person can do must not depend on it."""
    return new_page(viewport={"width": 1440, "height": 900}, java_script_enabled=request.param)
