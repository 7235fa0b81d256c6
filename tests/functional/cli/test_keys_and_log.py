"""Rotation keeps what is sealed readable; the log says by its exit status what it found."""

from __future__ import annotations

import json

from sqlalchemy import text

from tests.functional.cli.commands import Deployment


def write_a_log(deployment: Deployment) -> None:
    """A few events, anchored."""
    for number in range(3):
        done = deployment.engage("user", "invite", f"person{number}@example.org", "--name", "Somebody")
        assert done.exit_code == 0, done.output
    assert "event 3 is anchored" in deployment.engage("audit", "anchor").output


def test_rotation_keeps_everything_readable(deployment: Deployment) -> None:
    write_a_log(deployment)
    before = deployment.engage("user", "list").output
    status = deployment.engage("keys", "status").output
    rotated = deployment.engage("keys", "rotate")
    assert rotated.exit_code == 0
    assert int(rotated.output.split()[1]) > 3
    assert deployment.engage("user", "list").output == before
    assert deployment.engage("keys", "status").output == status, "old epochs are gone, no key is lost"
    assert deployment.engage("audit", "verify").exit_code == 0


def test_a_whole_log_with_its_anchor_is_verified(deployment: Deployment) -> None:
    write_a_log(deployment)
    done = deployment.engage("audit", "verify")
    assert (done.exit_code, done.output) == (0, "verified: 3 events, nothing was changed\n")
    start = deployment.config.anchor_file.with_name("audit-start.key")
    assert deployment.engage("audit", "verify", "--start-key", start).exit_code == 0


def test_verifying_needs_no_key(deployment: Deployment) -> None:
    write_a_log(deployment)
    deployment.config.root_file.unlink()
    assert deployment.engage("audit", "verify").exit_code == 0


def test_a_changed_log_is_tampered(deployment: Deployment) -> None:
    write_a_log(deployment)
    stores = deployment.stores()
    with stores.data.begin() as connection:
        connection.execute(text("UPDATE audit_event SET code = 'account.closed' WHERE sequence = 2"))
    stores.dispose()
    done = deployment.engage("audit", "verify")
    assert done.exit_code == 1
    assert "event 2" in done.output


def test_a_cut_log_is_tampered(deployment: Deployment) -> None:
    write_a_log(deployment)
    stores = deployment.stores()
    with stores.data.begin() as connection:
        connection.execute(text("DELETE FROM audit_event WHERE sequence = 3"))
    stores.dispose()
    assert deployment.engage("audit", "verify").exit_code == 1


def test_missing_anchors_are_said(deployment: Deployment) -> None:
    write_a_log(deployment)
    deployment.config.anchor_file.unlink()
    done = deployment.engage("audit", "verify")
    assert done.exit_code == 3
    assert "engage audit anchor" in done.output


def test_a_forged_or_spoiled_anchor_cannot_verify(deployment: Deployment) -> None:
    write_a_log(deployment)
    path = deployment.config.anchor_file
    honest = path.read_text()
    path.write_text(json.dumps({**json.loads(honest), "hash": "00" * 32}) + "\n")
    assert deployment.engage("audit", "verify").exit_code == 2
    path.write_text("spoiled\n")
    done = deployment.engage("audit", "verify")
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
