"""Settings, from the environment. Refuses to start on what is missing or unsafe, and says what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class UnsafeConfiguration(RuntimeError):
    """A setting is missing or unsafe; the message says which and what to do."""


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
        )

    def check_separation(self) -> None:
        """Raises UnsafeConfiguration when two stores share a database: a stolen backup must not carry its own keys."""
        if len({self.data_url, self.keystore_url, self.portal_url}) < 3:
            raise UnsafeConfiguration(
                "Data, keystore and portal need three databases of their own: give each its own address "
                "(ENGAGE_DATA_URL, ENGAGE_KEYSTORE_URL, ENGAGE_PORTAL_URL)."
            )
