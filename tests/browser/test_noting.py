"""Nothing typed as notes is lost: not with the browser, the server or the session; nor to one another."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from engage.accounts.models import User, WebSession
from engage.accounts.permissions import Role
from engage.crypto.sealed import unseal
from engage.engagements.models import Engagement
from engage.engagements.noting.models import NoteDraft
from engage.engagements.queries import latest_notes
from engage.projects.models import Project
from tests.browser.cast import Someone, assemble
from tests.browser.conftest import NewPage
from tests.browser.doors import ARGUMENTS, HOST, Doors, _listening, _Silent, sign_in
from tests.databases.grounds import Ground
from tests.factories.engagements import hold, make_engagement
from tests.factories.team import Team
from tests.settings import config_for

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SOON = 15_000
FIRST, THEN = "The canteen closes at nine.", "The foreman of the zircon jetty keeps papers."


class Mortal:
    """A staff program that can be killed and begun anew at the same address."""

    def __init__(self, ground: Ground) -> None:
        with _listening() as free:
            self._port = free.getsockname()[1]
        self.staff = f"http://{HOST}:{self._port}"
        self.config = partial(config_for, ground)(ENGAGE_STAFF_ORIGIN=self.staff)
        self._ground = ground
        self.begin()

    def begin(self) -> None:
        """A new program, which remembers nothing."""
        from engage.app import create_app

        app = create_app(self.config, stores=self._ground.stores, vault=self._ground.vault)
        self._server = make_server(HOST, self._port, app, threaded=True, request_handler=_Silent)
        Thread(target=self._server.serve_forever, daemon=True).start()

    def kill(self) -> None:
        """Nobody answers at the address any more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def mortal(ground: Ground) -> Iterator[Mortal]:
    """Killed at the end in any case."""
    program = Mortal(ground)
    yield program
    program.kill()


class Scene:
    """A project in which an engagement is held; its notes have an address."""

    def __init__(self, session: Session, *roles: Role) -> None:
        self.project_id, self.members = assemble(session, "Harbour cameras", *roles)
        lead = session.scalars(select(User)).first()
        assert lead is not None
        self.team = Team(session.get_one(Project, self.project_id), {Role.LEAD: lead, Role.ENGAGER: lead})
        self.engagement: Engagement = hold(session, self.team, make_engagement(session, self.team, "Talk at the pier"))
        session.commit()

    def notes(self, root: str) -> str:
        """The address of the notes."""
        return f"{root}/projects/{self.project_id}/engagements/{self.engagement.id}/notes"


def enter(page: Page, root: Doors | Mortal, scene: Scene, role: Role = Role.LEAD) -> None:
    """Signs in and opens the notes."""
    someone: Someone = scene.members[role]
    sign_in(page, root, email=someone.email, password=someone.password, secret=someone.secret)  # type: ignore[arg-type]
    page.goto(scene.notes(root.staff))


def write(page: Page, text: str) -> None:
    """Types at the end of the notes."""
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def says(page: Page, words: str) -> None:
    """Waits until the line of state says so."""
    expect(page.locator("[data-state]")).to_contain_text(words, timeout=SOON)


def drafts(session: Session, engagement_id: UUID) -> list[str]:
    """What is kept of drafts."""
    session.expire_all()
    rows = session.scalars(select(NoteDraft).where(NoteDraft.engagement_id == engagement_id))
    found = [unseal(session, row, "body") or "" for row in rows]
    session.rollback()  # a reader of SQLite that lingers would keep the server from writing
    return found


def saved(session: Session, engagement_id: UUID) -> tuple[int, str]:
    """The notes that stand."""
    found = latest_notes(session, engagement_id)
    session.rollback()
    return found


def test_the_server_is_killed_while_somebody_types(session: Session, mortal: Mortal, watched: NewPage) -> None:
    scene, page = Scene(session, Role.LEAD), watched()
    enter(page, mortal, scene)
    write(page, FIRST)
    says(page, "Saved as a draft")
    mortal.kill()
    write(page, f"\n{THEN}")
    says(page, "the line is down")
    assert drafts(session, scene.engagement.id) == [FIRST]
    mortal.begin()
    says(page, "Saved as a draft")
    assert drafts(session, scene.engagement.id) == [f"{FIRST}\n{THEN}"]

    # The form is sent only when it will arrive: a dead line takes nothing away.
    mortal.kill()
    page.get_by_role("button", name="Save the notes").click()
    says(page, "the line is down")
    assert page.locator("textarea[name=text]").input_value() == f"{FIRST}\n{THEN}"
    mortal.begin()
    page.get_by_role("button", name="Save the notes").click()
    page.wait_for_url(lambda address: not address.endswith("/notes"))
    assert saved(session, scene.engagement.id) == (1, f"{FIRST}\n{THEN}")
    assert drafts(session, scene.engagement.id) == []


def test_the_session_ends_while_somebody_types(session: Session, server: Doors, new_page: NewPage) -> None:
    scene, page = Scene(session, Role.LEAD), new_page()
    enter(page, server, scene)
    write(page, FIRST)
    says(page, "Saved as a draft")
    session.execute(delete(WebSession))
    session.commit()
    write(page, f"\n{THEN}")
    says(page, "you are signed out")
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    someone = scene.members[Role.LEAD]
    other = page.context.new_page()
    sign_in(other, server, email=someone.email, password=someone.password, secret=someone.secret)
    says(page, "Saved as a draft")
    assert drafts(session, scene.engagement.id) == [f"{FIRST}\n{THEN}"]


def test_two_people_write_at_once(session: Session, server: Doors, new_page: NewPage) -> None:
    scene = Scene(session, Role.LEAD, Role.ENGAGER)
    hers, his = new_page(), new_page()
    enter(hers, server, scene, Role.LEAD)
    enter(his, server, scene, Role.ENGAGER)
    write(hers, FIRST)
    says(hers, "Saved as a draft")
    write(his, THEN)
    says(his, "Saved as a draft")
    expect(his.locator("[data-writing]")).to_have_text("Lead Person is writing here too.")
    assert sorted(drafts(session, scene.engagement.id)) == sorted([FIRST, THEN])
    for page in (hers, his):
        page.get_by_role("button", name="Save the notes").click()
    expect(his.locator(".sides")).to_contain_text(FIRST)
    expect(his.locator(".sides")).to_contain_text(THEN)
    write(his, f"\n{FIRST}")
    his.get_by_role("button", name="Save the notes").click()
    his.wait_for_url(lambda address: not address.endswith("/notes"))
    assert saved(session, scene.engagement.id) == (2, f"{THEN}\n{FIRST}")
    assert drafts(session, scene.engagement.id) == []


def test_the_browser_is_killed_while_the_line_is_down(
    session: Session, server: Doors, browser: Browser, tmp_path: Path
) -> None:
    scene, profile = Scene(session, Role.LEAD), tmp_path / "profile"
    context = _on_disk(browser, profile)
    page = context.new_page()
    enter(page, server, scene)
    write(page, FIRST)
    says(page, "Saved as a draft")
    context.set_offline(True)
    write(page, f"\n{THEN}")
    says(page, "sealed in this browser")
    _kill(profile)

    # A browser brings back what was typed after a crash, from its disk in clear, unless it is told not to keep it.
    left = b"".join(each.read_bytes() for each in profile.rglob("*") if each.is_file())
    assert left
    for secret in ("zircon", FIRST):
        assert secret.encode() not in left
        assert secret.encode("utf-16-le") not in left

    context = _on_disk(browser, profile)
    page = context.new_page()
    enter(page, server, scene)
    assert page.locator("textarea[name=text]").input_value() == FIRST
    expect(page.locator("[data-kept-text]")).to_have_text(f"{FIRST}\n{THEN}")
    page.get_by_role("button", name="Bring them back").click()
    says(page, "Saved as a draft")
    assert drafts(session, scene.engagement.id) == [f"{FIRST}\n{THEN}"]
    page.reload()
    expect(page.locator("[data-kept-words]")).to_be_hidden()
    context.close()


def _on_disk(browser: Browser, profile: Path) -> BrowserContext:
    """A browser that keeps what browsers keep."""
    program = shutil.which("chromium")
    return browser.browser_type.launch_persistent_context(str(profile), executable_path=program, args=ARGUMENTS)


def _kill(profile: Path) -> None:
    """Ends the browser of this profile, and no other, as a machine without power would."""
    own = f"--user-data-dir={profile}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if own in line and b"chrom" in line.split(b"\0")[0]:
            os.kill(int(process.name), signal.SIGKILL)
