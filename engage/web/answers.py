"""Two ways to answer with a page: as asked for, or again with what has to be put right."""

from __future__ import annotations

from typing import Any

from flask import render_template

UNPROCESSABLE = 422


def page(template: str, **context: Any) -> str:
    """The page, drawn."""
    return render_template(template, **context)


def again(template: str, **context: Any) -> tuple[str, int]:
    """The form once more, with everything typed and what is wrong. The status rolls the transaction back."""
    return render_template(template, **context), UNPROCESSABLE
