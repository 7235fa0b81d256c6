"""The vault: subjects come, go for good, and stay readable through every rotation."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, select, update

from engage.crypto import mailbox, wraps
from engage.crypto import vault as vaults
from engage.crypto.errors import CannotOpen, KeyErased, UnknownSubject, WrongRoot
from engage.crypto.models import OLD, EpochKey, Wrap
from engage.crypto.sealed import opener, sealer
from engage.crypto.vault import Vault

Another = Callable[[], Vault]


def made(vault: Vault, count: int, project_id: UUID | None = None, tier: int = 2) -> list[UUID]:
    ids = [uuid4() for _ in range(count)]
    vault.create_subjects([(subject_id, project_id, tier) for subject_id in ids])
    return ids


def test_the_same_key_in_every_process(vault: Vault, another_process: Another) -> None:
    (subject,) = made(vault, 1)
    assert vault.data_key(subject).derive("a") == another_process().data_key(subject).derive("a")
    assert vault.data_key(subject).derive("a") != vault.data_key(subject).derive("b")


def test_making_a_subject_twice_changes_nothing(vault: Vault, another_process: Another) -> None:
    (subject,) = made(vault, 1)
    before = vault.data_key(subject).derive("a")
    vault.create_subjects([(subject, uuid4(), 3), (subject, None, 1)])
    assert another_process().data_key(subject).derive("a") == before


def test_unknown_subject(vault: Vault) -> None:
    assert not vault.has_subject(uuid4())
    with pytest.raises(UnknownSubject) as refused:
        vault.data_key(uuid4())
    assert not isinstance(refused.value, KeyErased)


def test_destroyed_is_gone_at_once_and_for_ever(vault: Vault, another_process: Another) -> None:
    subject, neighbour = made(vault, 2)
    row_id = uuid4()
    value = sealer(vault, "person", "name")(subject, row_id, "Amina")
    vault.destroy_subject(subject)
    vault.destroy_subject(subject)
    for where in (vault, another_process()):
        assert not where.has_subject(subject)
        with pytest.raises(KeyErased):
            opener(where, "person", "name")(subject, row_id, value)
        with pytest.raises(KeyErased):
            where.create_subject(subject, project_id=None, tier=1)
    assert vault.data_key(neighbour)


def test_another_process_notices(vault: Vault, another_process: Another, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "CHECK_SECONDS", 0.05)
    subject, neighbour = made(vault, 2)
    row_id = uuid4()
    other = another_process()
    value = sealer(other, "person", "name")(subject, row_id, "Amina")
    open_one = opener(other, "person", "name")
    assert open_one(subject, row_id, value) == "Amina"
    other.data_key(neighbour)
    vault.destroy_subject(subject)
    vault.rotate_index_key()
    time.sleep(0.06)
    with pytest.raises(KeyErased):
        open_one(subject, row_id, value)
    assert other.status().keys_in_memory == 1
    assert len(other.index_keys()) == 2


def test_no_bytes_of_a_destroyed_key_stay_in_the_files(vault: Vault, keystore_engine: Engine, tmp_path: Path) -> None:
    if keystore_engine.dialect.name != "sqlite":
        pytest.skip("the files of a server are not ours to read")
    (subject,) = made(vault, 1)
    with keystore_engine.connect() as connection:
        blob = connection.scalar(select(Wrap.blob).where(Wrap.subject_id == subject))
    assert blob is not None

    def found() -> list[str]:
        return [path.name for path in tmp_path.glob("keystore.db*") if blob[20:60] in path.read_bytes()]

    assert found(), "the search must find the key while it is there"
    vault.destroy_subject(subject)
    assert found() == []


def test_warm_asks_once(vault: Vault, another_process: Another, keystore_engine: Engine) -> None:
    project = uuid4()
    ids = made(vault, 50, project)
    made(vault, 5, uuid4())
    other = another_process()
    asked: list[str] = []
    event.listen(keystore_engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert other.warm(project) == 50
    for subject in ids:
        other.field_cipher(subject.bytes)
    assert len([statement for statement in asked if statement != "BEGIN"]) == 1
    assert set(other.subjects(project)) == set(ids)


def test_deployment_subjects(vault: Vault, another_process: Another) -> None:
    accounts = vault.deployment_subject("accounts")
    assert accounts == vault.deployment_subject("accounts") == another_process().deployment_subject("accounts")
    assert accounts != vault.deployment_subject("audit")
    assert vault.data_key(accounts)


def test_rotation_keeps_all_readable_and_leaves_no_old_key(vault: Vault, another_process: Another) -> None:
    project = uuid4()
    ids = [*made(vault, 20, project, 1), *made(vault, 20, project, 3), *made(vault, 5, uuid4())]
    before = [vault.data_key(subject).derive("a") for subject in ids]
    bystander = another_process()
    assert vault.rotate_epochs(project) == 40
    assert vault.rotate_epochs() == 45
    status = vault.status()
    assert (status.subjects, status.epochs_current, status.epochs_old) == (45, 3, 0)
    for where in (vault, bystander, another_process()):
        assert [where.data_key(subject).derive("a") for subject in ids] == before
    made(bystander, 1, project, 1)


def test_an_interrupted_rotation_is_finished_by_the_next(
    vault: Vault, another_process: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wraps, "BATCH", 10)
    ids = made(vault, 35, uuid4())
    before = [vault.data_key(subject).derive("a") for subject in ids]
    real, calls = wraps._rewrap, []

    def failing(*args: object, **kwargs: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError("power cut")
        real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(wraps, "_rewrap", failing)
    with pytest.raises(OSError, match="power cut"):
        vault.rotate_epochs()
    assert vault.status().epochs_old == 1
    assert [another_process().data_key(subject).derive("a") for subject in ids] == before
    monkeypatch.setattr(wraps, "_rewrap", real)
    vault.rotate_epochs()
    assert (vault.status().epochs_current, vault.status().epochs_old) == (1, 0)
    assert [another_process().data_key(subject).derive("a") for subject in ids] == before


def test_a_thousand_wraps_rotate_quickly(vault: Vault) -> None:
    made(vault, 1000, uuid4())
    started = time.perf_counter()
    assert vault.rotate_epochs() == 1000
    assert time.perf_counter() - started < 3


def test_change_tier(vault: Vault, another_process: Another, keystore_engine: Engine) -> None:
    (subject,) = made(vault, 1, uuid4(), 2)
    before = vault.data_key(subject).derive("a")
    vault.change_tier(subject, 3)
    assert another_process().data_key(subject).derive("a") == before
    with keystore_engine.connect() as connection:
        assert connection.scalar(select(Wrap.tier)) == 3
    with pytest.raises(UnknownSubject):
        vault.change_tier(uuid4(), 3)


@pytest.mark.parametrize("column", ["subject_id", "project_id", "tier"])
def test_a_moved_wrap_does_not_open(
    vault: Vault, another_process: Another, keystore_engine: Engine, column: str
) -> None:
    project = uuid4()
    (subject,) = made(vault, 1, project, 2)
    moved = {"subject_id": uuid4(), "project_id": uuid4(), "tier": 1}[column]
    with keystore_engine.begin() as connection:
        connection.execute(update(Wrap).values({column: moved}))
        if column != "subject_id":
            connection.execute(update(EpochKey).values({column: moved}))
    other = another_process()
    with pytest.raises((CannotOpen, WrongRoot)):
        other.data_key(moved if isinstance(moved, UUID) and column == "subject_id" else subject)


def test_secrets(vault: Vault, another_process: Another) -> None:
    names = ("index", "receipt_pepper", "audit_signing", "session")
    assert len({vault.secret(name) for name in names}) == 4
    assert [vault.secret(name) for name in names] == [another_process().secret(name) for name in names]
    before = vault.secret("session")
    vault.replace_secret("session")
    assert vault.secret("session") != before
    vault.replace_secret("audit_signing", b"n" * 32)
    assert another_process().secret("audit_signing") == b"n" * 32
    with pytest.raises(ValueError, match="pepper"):
        vault.secret("pepper")


def test_mailboxes(vault: Vault, another_process: Another) -> None:
    project, other_project, info = uuid4(), uuid4(), b"thread"
    public = vault.mailbox_public(project)
    assert public == vault.mailbox_public(project) != vault.mailbox_public(other_project)
    letter = mailbox.seal_to(public, b"hello", info)
    assert vault.rotate_mailbox(project) != public
    assert another_process().mailbox_open(project, letter, info) == b"hello"
    with pytest.raises(CannotOpen):
        vault.mailbox_open(other_project, letter, info)
    with pytest.raises(CannotOpen):
        vault.mailbox_open(project, b"", info)
    vault.destroy_mailbox(project)
    with pytest.raises(CannotOpen):
        vault.mailbox_open(project, letter, info)


def test_nothing_is_shown(vault: Vault) -> None:
    (subject,) = made(vault, 1)
    for shown in (vault, vault.data_key(subject), vault._keystore):
        assert repr(shown).startswith("<")
        assert "b'" not in repr(shown)
    for refused in (vault, vault.data_key(subject)):
        with pytest.raises(TypeError):
            pickle.dumps(refused)


def test_threads_open_while_keys_go(vault: Vault) -> None:
    kept, going = made(vault, 1, uuid4())[0], made(vault, 30, uuid4())
    failures: list[BaseException] = []
    stop = threading.Event()

    def reading() -> None:
        try:
            while not stop.is_set():
                vault.field_cipher(kept.bytes)
                for subject in going[:3]:
                    try:
                        vault.data_key(subject)
                    except KeyErased:
                        continue
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=reading) for _ in range(4)]
    for thread in threads:
        thread.start()
    for subject in going:
        vault.destroy_subject(subject)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert vault.status().keys_in_memory == 1
    for subject in going:
        with pytest.raises(KeyErased):
            vault.data_key(subject)


def test_old_state_is_known(vault: Vault, keystore_engine: Engine) -> None:
    made(vault, 1, uuid4())
    with keystore_engine.begin() as connection:
        connection.execute(update(EpochKey).values(state=OLD))
    made(vault, 1, uuid4())
    assert (vault.status().epochs_current, vault.status().epochs_old) == (1, 1)


def test_subjects_made_while_keys_rotate_stay_readable(vault: Vault, another_process: Another) -> None:
    project, stop = uuid4(), threading.Event()
    found: dict[UUID, bytes] = {}
    failures: list[BaseException] = []

    def making(where: Vault) -> None:
        try:
            while not stop.is_set():
                for subject in made(where, 3, project):
                    found[subject] = where.data_key(subject).derive("a")
                stop.wait(0.02)  # as people do; without a breath two writers starve the third
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=making, args=(another_process(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        vault.rotate_epochs(project)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    fresh = another_process()
    assert fresh.warm(project) == len(found) > 0
    assert {subject: fresh.data_key(subject).derive("a") for subject in found} == found
    assert fresh.status().epochs_old == 0
