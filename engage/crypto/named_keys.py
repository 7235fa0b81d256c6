"""Keys that belong to no person: secrets of the deployment by name, and mailbox key pairs by project."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select

from engage.crypto import mailbox, suite
from engage.crypto.errors import CannotOpen, CryptoError
from engage.crypto.models import MailboxKey, SecretKey
from engage.crypto.root import Root


class SecretName(StrEnum):
    """The secrets a deployment has; all are made when the keystore is set up."""

    INDEX = "index"
    RECEIPT_PEPPER = "receipt_pepper"
    AUDIT_SIGNING = "audit_signing"
    SESSION = "session"


def create_all(connection: Connection, root: Root, deployment_id: UUID) -> None:
    """Makes the first key of every name."""
    for name in SecretName:
        add(connection, root, deployment_id, name, suite.new_key())


def add(connection: Connection, root: Root, deployment_id: UUID, name: SecretName, key: bytes) -> int:
    """Stores one more key under a name and gives its number."""
    last = connection.scalar(select(func.max(SecretKey.number)).where(SecretKey.name == name.value))
    number = (last or 0) + 1
    blob = root.wrap(key, _facts(deployment_id, name, number))
    connection.execute(insert(SecretKey).values(name=name.value, number=number, blob=blob))
    return number


def load(connection: Connection, root: Root, deployment_id: UUID, name: SecretName) -> list[bytes]:
    """All keys of a name, newest first. Raises CryptoError when there is none."""
    rows = connection.execute(
        select(SecretKey.number, SecretKey.blob).where(SecretKey.name == name.value).order_by(SecretKey.number.desc())
    ).all()
    if not rows:
        raise CryptoError(f"the keystore has lost its {name.value} key: restore it from a backup")
    return [root.unwrap(row.blob, _facts(deployment_id, name, row.number)) for row in rows]


def remove_older(connection: Connection, name: SecretName) -> int:
    """Removes all keys of a name but the newest; gives how many."""
    newest = connection.scalar(select(func.max(SecretKey.number)).where(SecretKey.name == name.value))
    gone = connection.execute(delete(SecretKey).where(SecretKey.name == name.value, SecretKey.number < newest))
    return gone.rowcount


def mailbox_public(connection: Connection, project_id: UUID) -> bytes | None:
    """The newest public key of a project's mailbox."""
    return connection.scalar(
        select(MailboxKey.public).where(MailboxKey.project_id == project_id).order_by(MailboxKey.number.desc()).limit(1)
    )


def mailbox_create(connection: Connection, root: Root, deployment_id: UUID, project_id: UUID) -> bytes:
    """One more key pair for a project; gives the public key."""
    last = connection.scalar(select(func.max(MailboxKey.number)).where(MailboxKey.project_id == project_id))
    number = (last or 0) + 1
    public, private = mailbox.generate()
    connection.execute(
        insert(MailboxKey).values(
            project_id=project_id,
            number=number,
            key_id=mailbox.key_id(public),
            public=public,
            blob=root.wrap(private, _mailbox_facts(deployment_id, project_id, number, public)),
        )
    )
    return public


def mailbox_private(connection: Connection, root: Root, deployment_id: UUID, project_id: UUID, key_id: bytes) -> bytes:
    """The private key that a letter names. Raises CannotOpen when the project has no such key."""
    row = connection.execute(
        select(MailboxKey.number, MailboxKey.public, MailboxKey.blob).where(
            MailboxKey.project_id == project_id, MailboxKey.key_id == key_id
        )
    ).one_or_none()
    if row is None:
        raise CannotOpen("this letter is addressed to a mailbox that this project does not have")
    return root.unwrap(row.blob, _mailbox_facts(deployment_id, project_id, row.number, row.public))


def mailbox_remove(connection: Connection, project_ids: Iterable[UUID]) -> int:
    """Removes all key pairs of projects; letters not yet opened are lost. Gives how many."""
    return connection.execute(delete(MailboxKey).where(MailboxKey.project_id.in_(list(project_ids)))).rowcount


def _facts(deployment_id: UUID, name: SecretName, number: int) -> bytes:
    return suite.bind("secret", deployment_id, name.value, number)


def _mailbox_facts(deployment_id: UUID, project_id: UUID, number: int, public: bytes) -> bytes:
    return suite.bind("mailbox", deployment_id, project_id, number, public)
