"""The demonstration: into an empty deployment and nowhere else, once, and whole."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from engage.accounts import service as accounts
from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.app import unlock
from engage.cli import serving
from engage.cli.demonstration import staff
from engage.cli.demonstration.story import told
from engage.crypto import receipts
from engage.crypto.receipts import Receipt
from engage.db.stores import open_session
from engage.feedback.models import FeedbackItem
from engage.jobs.models import Job
from engage.portal import queries as portal_queries
from engage.portal import service as portal
from engage.projects.queries import projects_of
from engage.stakeholders.models import Stakeholder
from engage.summaries.models import Reply
from tests.databases import postgres
from tests.functional.cli.commands import Deployment, addresses, files_below, refused

if TYPE_CHECKING:
    from tests.databases.grounds import Databases

DEMONSTRATION = {"ENGAGE_MODE": "demonstration"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loaded(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """A deployment with the demonstration in it, on each database; tests only look at it."""
    if request.param == "postgresql" and (reason := postgres.why_not()):
        pytest.skip(f"no PostgreSQL: {reason}")
    with ExitStack() as stack:
        settings = addresses(databases, request.param, stack)
        made = Deployment(tmp_path_factory.mktemp("demonstration") / "home", {**settings, **DEMONSTRATION})
        done = made.engage("demo", "load")
        assert done.exit_code == 0, done.output
        yield made


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def test_it_is_whole(loaded: Deployment) -> None:
    stores = loaded.stores()
    vault = unlock(loaded.config, stores)
    with open_session(stores.data, vault=vault, read_only=True) as session:
        people = len(told("rights_holders")["person"]) + len(told("intermediaries")["person"])
        assert session.scalar(select(func.count()).select_from(Stakeholder)) == people
        assert session.scalar(select(func.count()).select_from(FeedbackItem)) == len(told("heard")["item"])
        assert session.scalar(select(func.count()).select_from(Reply)) == 1, "the reply came back from the portal"
        assert set(session.scalars(select(Job.state))) == {"done"}
        users = {user.id: user for user in session.scalars(select(User))}
        roles = {project.role for key in users for project in projects_of(session, key)}
        assert roles == set(Role) - {Role.ADMINISTRATOR}
    for someone in staff.staff():
        with open_session(stores.data, vault=vault) as session:
            accounts.sign_in(session, email=someone.email, password=someone.password, code=someone.code())
            session.rollback()
    stores.dispose()


def test_its_receipt_opens_the_portal_in_three_languages(loaded: Deployment) -> None:
    receipt = Receipt.parse((loaded.home / "demonstration" / "receipt.txt").read_text())
    pepper = loaded.config.pepper_file.read_bytes()
    stores = loaded.stores()
    with open_session(stores.portal) as session:
        token = portal.enter(session, derived=receipts.derive(receipt.code, pepper), pepper=pepper)
        session.flush()
        who = portal.visit(session, token)
        assert who is not None
        for reading in told("towers")["reading"]:
            if reading["audience"] == "participants":
                found = portal_queries.participants_reading(
                    session, who.summary_id, who.content_key, reading["language"]
                )
                assert found is not None
                assert (found.language, found.title) == (reading["language"], reading["title"])
        session.rollback()
    stores.dispose()


def test_loading_twice_touches_nothing(loaded: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "run_all", lambda _commands, _environments: 0)
    secrets = {name: held for name, held in files_below(loaded.home).items() if "sqlite" not in name}
    again = loaded.engage("demo", "load")
    assert again.exit_code == 0
    assert again.output == "demo: it is there already; nothing was touched\n"
    assert {name: held for name, held in files_below(loaded.home).items() if "sqlite" not in name} == secrets

    shown = loaded.engage("demo", "run", "--staff", f"127.0.0.1:{free_port()}", "--portal", f"127.0.0.1:{free_port()}")
    assert shown.exit_code == 0, shown.output
    receipt = Receipt.parse((loaded.home / "demonstration" / "receipt.txt").read_text())
    for spelling in (" ".join(receipt.words("en")), receipt.digits(), receipt.characters()):
        assert spelling in shown.output
    for someone in staff.staff():
        assert someone.email in shown.output
        assert someone.password in shown.output


def test_a_deployment_in_service_is_refused(deployment: Deployment) -> None:
    for settings in ({}, {"ENGAGE_MODE": "production"}):
        assert "ENGAGE_MODE=demonstration" in refused(deployment.engage("demo", "load", **settings))
    assert "ENGAGE_MODE=demonstration" in refused(deployment.engage("demo", "run", ENGAGE_MODE="production"))
    assert deployment.engage("user", "list").output == ""


def test_nothing_is_set_up_in_production(untouched: Deployment) -> None:
    refused(untouched.engage("demo", "load"))
    assert not untouched.home.exists()


def test_other_work_is_left_alone(deployment: Deployment) -> None:
    assert deployment.engage("user", "invite", "noor@example.org", "--name", "Noor").exit_code == 0
    assert "other work" in refused(deployment.engage("demo", "load", **DEMONSTRATION))
    listed = deployment.engage("user", "list").output.splitlines()
    assert len(listed) == 1


def test_a_taken_port_is_said(untouched: Deployment) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert "--staff" in refused(untouched.engage("demo", "run", "--staff", address))
    at = f"127.0.0.1:{free_port()}"
    assert "--portal" in refused(untouched.engage("demo", "run", "--staff", at, "--portal", "here"))
    assert not untouched.home.exists()


def test_codes_of_strangers_are_not_known(untouched: Deployment) -> None:
    assert untouched.engage("demo", "code", "stranger@example.org").exit_code == 1
    lead = next(each for each in staff.staff() if each.role is Role.LEAD)
    assert untouched.engage("demo", "code", lead.email.upper()).stdout.strip().isdigit()


def test_nobody_in_it_can_be_reached() -> None:
    """Addresses end in example.org; numbers are of a range kept for stories."""
    for each in (*told("rights_holders")["person"], *told("intermediaries")["person"]):
        for channel, value, _safe, _note in each.get("reach", ()):
            assert channel != "email" or value.endswith("@example.org")
            assert channel != "phone" or value.startswith("+44 7700 900")
    assert all(someone.email.endswith("@example.org") for someone in staff.staff())
