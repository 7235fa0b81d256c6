"""What every template can use: texts, days, places, files, panels, and whether the viewer may."""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask.templating import Environment

from engage.i18n import formats, texts

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATES = HOUSE / "templates"
STATIC = Path(__file__).resolve().parent / "static"


@lru_cache(maxsize=64)
def stamp(name: str) -> str:
    """A short hash of a static file, so that a changed file gets a new address."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """Address of a file of ours."""
    return url_for("static", filename=name, v=stamp(name))


class Pages(Environment):
    """What every template may use is one plain dictionary, as nothing is added once the first template is read.

    A page is many templates, and each looks through all of it: through the chain that Jinja makes, in Python.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def install(app: Flask) -> None:
    """Prepares the template environment: strict about what is undefined, translated, escaped."""
    app.jinja_environment = Pages
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.add_extension("jinja2.ext.do")
    env.policies["ext.i18n.trimmed"] = True
    env.trim_blocks = env.lstrip_blocks = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext, _ngettext, newstyle=True, pgettext=texts.pgettext
    )
    env.globals.update(
        asset=asset,
        day=formats.format_day,
        moment=formats.format_moment,
        number=formats.format_number,
        share=formats.format_share,
        names=formats.format_names,
        language_name=formats.language_name,
        territory_name=formats.territory_name,
    )


def _ngettext(one: str, many: str, n: int) -> str:
    # Jinja fills the placeholders itself.
    return texts.catalogue(texts.current_language()).ngettext(one, many, n)
