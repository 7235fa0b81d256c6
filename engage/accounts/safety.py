"""What this deployment promises and does not, told from its running settings (security.md 1)."""

from __future__ import annotations

from dataclasses import dataclass

from config import Config
from engage.db.columns import ColumnClass
from engage.db.manifest import ColumnEntry, manifest
from engage.i18n.texts import LazyText
from engage.i18n.texts import lazy_gettext as _l


@dataclass(frozen=True)
class Promise:
    """Against whom, what is promised, and what is not."""

    whom: LazyText
    promise: LazyText
    limit: LazyText


PROMISES = (
    Promise(
        _l("Someone who steals a database, a backup or a disk"),
        _l("No name, contact, note, feedback or naming can be read, and equal addresses cannot be told."),
        _l("How many rows there are, their sizes in steps, days, states and tiers."),
    ),
    Promise(
        _l("Someone who holds a stakeholder's phone"),
        _l("Nothing is stored after leaving, titles and addresses tell nothing, and no code stands in an address."),
        _l("What the phone itself remembers of having opened a page."),
    ),
    Promise(
        _l("A member of the team"),
        _l("Sees only own projects. Each look at a name has a purpose, a limit and a line in the log."),
        _l("What someone remembers or photographs."),
    ),
    Promise(
        _l("Whoever keeps the machine or the database"),
        _l("Cannot read content in the database, its logs or backups. A changed log shows at the next anchor."),
        _l("Someone who rules the running machine can read what is open meanwhile."),
    ),
    Promise(
        _l("An authority that demands data"),
        _l("People who were erased cannot be rebuilt once keystore backups are gone, after seven days at most."),
        _l("Refusing what the law compels."),
    ),
    Promise(
        _l("Someone who watches the network"),
        _l("Connections are encrypted, sizes are padded in the portal, and no page asks anyone else for anything."),
        _l("That a connection was made, unless the reader uses Tor."),
    ),
)

CLASSES = {
    ColumnClass.OPEN: _l("open"),
    ColumnClass.COARSE: _l("coarse"),
    ColumnClass.INDEX: _l("one-way"),
    ColumnClass.SEALED: _l("sealed"),
}
TONES = {
    ColumnClass.OPEN: "attention",
    ColumnClass.COARSE: "attention",
    ColumnClass.INDEX: "quiet",
    ColumnClass.SEALED: "good",
}


@dataclass(frozen=True)
class Running:
    """How this deployment runs, as far as safety goes."""

    demonstration: bool
    root_kind: str
    data_store: str
    keystore: str
    portal_store: str
    secure_cookies: bool
    portal_origin: str


def running(config: Config) -> Running:
    """The settings that matter, without addresses of stores or paths."""

    def kind(address: str) -> str:
        return address.partition(":")[0].partition("+")[0]

    return Running(
        demonstration=config.demonstration,
        root_kind=config.root_kind,
        data_store=kind(config.data_url),
        keystore=kind(config.keystore_url),
        portal_store=kind(config.portal_url),
        secure_cookies=config.secure_cookies,
        portal_origin=config.portal_origin,
    )


def columns() -> dict[str, list[ColumnEntry]]:
    """Every column of the data store by table, with its class and reason."""
    by_table: dict[str, list[ColumnEntry]] = {}
    for row in manifest("data"):
        by_table.setdefault(row.table, []).append(row)
    return by_table
