"""Which language a request is answered in: what the reader chose, else what the browser asks for."""

from __future__ import annotations

from flask import Flask, request, session

from engage.i18n.languages import OFFERED, SOURCE, direction
from engage.i18n.negotiation import negotiate
from engage.i18n.texts import current_language, set_language

CHOSEN = "language"


def install(app: Flask) -> None:
    """Binds the language before each request. `?language=fr` chooses for the session."""

    @app.before_request
    def choose() -> None:
        asked = request.args.get("language", "")
        if asked in OFFERED:
            session[CHOSEN] = asked
        chosen = session.get(CHOSEN) or negotiate(request.headers.get("Accept-Language", ""), OFFERED, SOURCE)
        set_language(chosen if chosen in OFFERED else SOURCE)

    @app.context_processor
    def reading() -> dict[str, object]:
        code = current_language()
        return {
            "language": code,
            "dir": OFFERED[code].direction,
            "languages": [(each.code, each.own_name) for each in OFFERED.values()],
            "direction": direction,
        }
