"""The two programs behind real addresses, for a browser: each on a free port of this machine."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyotp
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from config import Config
from engage.crypto.vault import Vault
from engage.db.stores import Stores

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
STEP = 30
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PARTS_OF_PAGES = {"stylesheet", "script", "image", "font"}
_last_step: dict[str, int] = {}


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing: what matters of a request is asserted in the test."""


class _Counted:
    """A program that knows how many requests it is answering."""

    def __init__(self, program: WSGIApplication) -> None:
        self._program = program
        self._idle = Condition()
        self._busy = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._idle:
            self._busy += 1
        try:
            answer = self._program(environ, start_response)
        except BaseException:
            self._done()
            raise
        return self._given(answer)

    def _given(self, answer: Iterable[bytes]) -> Iterator[bytes]:
        # Counted at its last byte: a browser that hangs up on a redirect keeps the server from closing the answer.
        try:
            yield from answer
        finally:
            if close := getattr(answer, "close", None):
                close()
            self._done()

    def _done(self) -> None:
        with self._idle:
            self._busy -= 1
            self._idle.notify_all()

    def settle(self) -> None:
        """Returns when nothing is being answered; at the latest after ten seconds."""
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0, timeout=10)


class Doors:
    """`staff` and `portal` are addresses; the program behind each starts when first asked for."""

    def __init__(self, stores: Stores, vault: Vault, configure: Callable[..., Config]) -> None:
        self.stores, self.vault = stores, vault
        self._sockets = {name: _listening() for name in ("staff", "portal")}
        self._addresses = {name: f"http://{HOST}:{each.getsockname()[1]}" for name, each in self._sockets.items()}
        self.config = configure(
            ENGAGE_STAFF_ORIGIN=self._addresses["staff"], ENGAGE_PORTAL_ORIGIN=self._addresses["portal"]
        )
        self._running: dict[str, BaseWSGIServer] = {}
        self._counted: list[_Counted] = []

    @property
    def staff(self) -> str:
        """Where staff sign in."""
        from engage.app import create_app

        return self._open("staff", lambda: create_app(self.config, stores=self.stores, vault=self.vault))

    @property
    def portal(self) -> str:
        """Where people come who have no account."""
        from engage.portal_app import create_portal_app

        return self._open("portal", lambda: create_portal_app(self.config, portal_engine=self.stores.portal))

    def settle(self) -> None:
        """Returns when no request is being answered any more: a browser closes without waiting for its last ones."""
        for each in self._counted:
            each.settle()

    def close(self) -> None:
        """Ends both programs."""
        for server in self._running.values():
            server.shutdown()
            server.server_close()
        for each in self._sockets.values():
            each.close()

    def _open(self, name: str, make: Callable[[], Flask]) -> str:
        if name not in self._running:
            listening = self._sockets[name]
            port = listening.getsockname()[1]
            counted = _Counted(make())
            self._counted.append(counted)
            server = make_server(HOST, port, counted, threaded=True, request_handler=_Silent, fd=listening.fileno())
            Thread(target=server.serve_forever, daemon=True).start()
            self._running[name] = server
        return self._addresses[name]


def _listening() -> socket.socket:
    listening = socket.socket()
    listening.bind((HOST, 0))
    listening.listen(64)
    return listening


@dataclass
class Watch:
    """Notices what a reader would not: refused scripts, broken parts, a page that calls a stranger."""

    context: BrowserContext
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route("**/*", self._only_ourselves)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.faults.append(f"a script failed: {error.error}"))
        self.context.on("response", self._response)

    def _only_ourselves(self, route: Route, request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname == HOST or address.scheme in ("data", "blob", "about"):
            route.fallback()
            return
        self.faults.append(f"the page asked {address.hostname} for something; only our own files may be used")
        route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        # Whether a page may answer 404 is for the test to say; its parts are looked at below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"the browser complains: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS_OF_PAGES:
            self.faults.append(f"{response.request.resource_type} {urlsplit(response.url).path}: {response.status}")


def code_for(secret: str) -> str:
    """A code of the second factor that was not used yet; waits when the last steps are all used up."""
    while True:
        now = int(time.time() // STEP)
        step = max(_last_step.get(secret, 0) + 1, now)
        if step <= now + 1:
            _last_step[secret] = step
            return pyotp.TOTP(secret).at(step * STEP)
        time.sleep(1)


def sign_in(page: Page, doors: Doors, *, email: str, password: str, secret: str) -> None:
    """Signs somebody in as they would by hand; `secret` is that of their authenticator."""
    page.goto(f"{doors.staff}/accounts/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=code]").fill(code_for(secret))
    page.locator("main form button").first.click()
    page.wait_for_url(lambda address: "/accounts/sign-in" not in address)
