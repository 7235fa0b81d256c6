"""Where a file stands that is made for someone."""

from __future__ import annotations

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class ParcelState(Vocabulary):
    """making → ready; a fetched file is gone."""

    MAKING = "making", _l("Being made")
    READY = "ready", _l("Ready")
