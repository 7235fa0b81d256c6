"""Whom the request at hand chose: people ticked in the list, or the conditions of the list."""

from __future__ import annotations

from flask import request

from engage.exchange.choosing import ASKED, Choice


def chosen() -> Choice:
    """What was sent, or stands in the address; ids are only ever sent."""
    ids = request.form.getlist("person") if "person" in request.form else None
    return Choice.of(ids, [(name, request.values.get(name, "")) for name in ASKED])
