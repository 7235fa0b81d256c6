"""Writes the next step of a store from what its models say; `make migration` calls it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from engage.db.engines import open_engine
from engage.db.migrate import MIGRATIONS, STORES, configuration, upgrade
from migrations.models import metadata


def write(store: str, name: str) -> Path | None:
    """The file of the new step, which wants to be read before it is kept; None if the models changed
    nothing.
    """
    folder = MIGRATIONS / store
    folder.joinpath("versions").mkdir(exist_ok=True)
    number = f"{len(list(folder.glob('versions/[0-9]*.py'))) + 1:04}"
    with TemporaryDirectory() as scratch:
        engine = open_engine(f"sqlite:///{scratch}/{store}.db")
        if number != "0001":
            upgrade(engine, store)
        with engine.connect() as connection:
            config = configuration(store, connection)
            config.attributes["metadata"] = metadata(store)
            step = command.revision(config, message=name, autogenerate=True, rev_id=number)
        engine.dispose()
    if step is None or isinstance(step, list):
        return None
    folder.joinpath("HEAD").write_text(number + "\n", encoding="ascii")
    path = Path(step.path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    return path


def main() -> int:
    """Writes one step and says where it lies."""
    parser = argparse.ArgumentParser(prog="make migration", description=__doc__)
    parser.add_argument("--store", choices=STORES, required=True)
    parser.add_argument("--name", required=True)
    given = parser.parse_args()
    step = write(given.store, given.name)
    if step is None:
        sys.stdout.write(f"The models of the {given.store} store ask for no change; no step was written.\n")
        return 0
    sys.stdout.write(f"{step}\nRead it before you keep it; then run `make check`.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
