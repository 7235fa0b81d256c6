"""Settings, from the environment. Refuses to start on what is missing or unsafe, and says what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit


class UnsafeConfiguration(RuntimeError):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over, and from which address. `line` is tls, starttls or plain."""

    host: str
    port: int
    line: str
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """The domain of the sender, the only one that a message names."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True)
class Config:
    """Everything a deployment chooses. Paths are created by `engage init`, never silently at start."""

    demonstration: bool
    data_url: str
    keystore_url: str
    portal_url: str
    root_kind: str
    root_file: Path
    root_passphrase: str
    pepper_file: Path
    anchor_file: Path
    staff_origin: str
    portal_origin: str
    leave_to: str
    secure_cookies: bool
    mail: MailServer | None = None
    """Without it, e-mail is not offered."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Reads ENGAGE_* settings. Raises UnsafeConfiguration."""
        env = os.environ if environment is None else environment
        var = Path(env.get("ENGAGE_HOME", "var")).absolute()
        mode = env.get("ENGAGE_MODE", "production")
        if mode not in {"production", "demonstration"}:
            raise UnsafeConfiguration("ENGAGE_MODE is neither production nor demonstration: choose one of the two.")
        demonstration = mode == "demonstration"
        root_kind = env.get("ENGAGE_ROOT", "file")
        if root_kind not in {"file", "passphrase"}:
            raise UnsafeConfiguration("ENGAGE_ROOT is neither file nor passphrase: choose one of the two.")
        passphrase = env.get("ENGAGE_ROOT_PASSPHRASE", "")
        if root_kind == "passphrase" and len(passphrase) < 20:
            raise UnsafeConfiguration(
                "ENGAGE_ROOT_PASSPHRASE is missing or shorter than 20 characters: "
                "set a longer one, six random words or more."
            )
        staff = env.get("ENGAGE_STAFF_ORIGIN", "http://127.0.0.1:8000")
        portal = env.get("ENGAGE_PORTAL_ORIGIN", "http://127.0.0.1:8001")
        if not demonstration:
            for name, origin in (("ENGAGE_STAFF_ORIGIN", staff), ("ENGAGE_PORTAL_ORIGIN", portal)):
                local = origin.startswith(("http://127.0.0.1", "http://localhost"))
                onion = origin.startswith("http://") and origin.rstrip("/").endswith(".onion")
                if not (origin.startswith("https://") or local or onion):
                    raise UnsafeConfiguration(
                        f"{name} must begin with https:// (or be an onion address or this machine itself)."
                    )
        return cls(
            demonstration=demonstration,
            data_url=env.get("ENGAGE_DATA_URL", f"sqlite:///{var / 'data.sqlite'}"),
            keystore_url=env.get("ENGAGE_KEYSTORE_URL", f"sqlite:///{var / 'keys' / 'keystore.sqlite'}"),
            portal_url=env.get("ENGAGE_PORTAL_URL", f"sqlite:///{var / 'portal' / 'portal.sqlite'}"),
            root_kind=root_kind,
            root_file=Path(env.get("ENGAGE_ROOT_FILE", var / "keys" / "root.key")),
            root_passphrase=passphrase,
            pepper_file=Path(env.get("ENGAGE_PEPPER_FILE", var / "portal" / "receipt.pepper")),
            anchor_file=Path(env.get("ENGAGE_ANCHOR_FILE", var / "anchors" / "audit.jsonl")),
            staff_origin=staff.rstrip("/"),
            portal_origin=portal.rstrip("/"),
            leave_to=env.get("ENGAGE_LEAVE_TO", "https://www.wikipedia.org/"),
            secure_cookies=not demonstration or staff.startswith("https://"),
            mail=_mail_server(env.get("ENGAGE_SMTP_URL", ""), env.get("ENGAGE_MAIL_FROM", "")),
        )

    def check_separation(self) -> None:
        """Raises UnsafeConfiguration when two stores share a database: a stolen backup must not carry its own keys."""
        if len({self.data_url, self.keystore_url, self.portal_url}) < 3:
            raise UnsafeConfiguration(
                "Data, keystore and portal need three databases of their own: give each its own address "
                "(ENGAGE_DATA_URL, ENGAGE_KEYSTORE_URL, ENGAGE_PORTAL_URL)."
            )


def _mail_server(url: str, sender: str) -> MailServer | None:
    """The mail server of a URL, or None without one. Raises UnsafeConfiguration; no message repeats the URL."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in {"smtp", "smtps"}:
        raise UnsafeConfiguration("ENGAGE_SMTP_URL must read smtp://host:587 (STARTTLS) or smtps://host:465.")
    name, _at, domain = sender.rpartition("@")
    if not name or "." not in domain or any(sign.isspace() or sign in "<>,;" for sign in sender):
        raise UnsafeConfiguration("ENGAGE_MAIL_FROM must be one plain address whose name and domain tell nothing.")
    # What does not leave this machine, and what Tor carries, needs no second wrapping.
    near = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".onion")
    line = "tls" if parts.scheme == "smtps" else "plain" if near else "starttls"
    return MailServer(
        host=host,
        port=port or (465 if line == "tls" else 587),
        line=line,
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
