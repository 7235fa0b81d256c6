"""The browser of the tests sees what it must: a stranger, a refused script, a missing part."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.doors import HOST, Doors, Watch

FAULTS = {
    "calls a stranger": ('<img src="http://stranger.test/a.png" alt="">', "asked stranger.test"),
    "writes a script into itself": ("<script>document.title = 'x'</script>", "Content Security Policy"),
    "misses a part": ('<link rel="stylesheet" href="/gone.css">', "stylesheet /gone.css: 404"),
}


@pytest.fixture(params=FAULTS.values(), ids=FAULTS)
def fault(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The address of a page with one fault, and what is to be noticed of it."""
    markup, noticed = request.param
    app = Flask("faulty", static_folder=None)
    app.add_url_rule("/", "page", view_func=lambda: (markup, {"Content-Security-Policy": "script-src 'self'"}))
    app.add_url_rule("/favicon.ico", "icon", view_func=lambda: "")
    server = make_server(HOST, 0, app)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_port}/", noticed
    server.shutdown()
    server.server_close()


def test_a_planted_fault_is_noticed(browser: Browser, fault: tuple[str, str]) -> None:
    address, noticed = fault
    with browser.new_context() as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(100)
        assert any(noticed in found for found in watch.faults), watch.faults


def test_the_sign_in_page_opens_without_complaint(any_page: Page, server: Doors) -> None:
    answer = any_page.goto(f"{server.staff}/accounts/sign-in")
    assert answer is not None
    assert answer.status == 200
    assert any_page.locator("h1").count() == 1
