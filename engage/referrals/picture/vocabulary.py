"""What is written in the log of pictures of the map."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l


class PictureEvent:
    """Events about pictures."""

    TAKEN_OUT = event_kind(
        "referral.picture_taken_out", _l("Took out the picture of the map, with pseudonyms"), "people"
    )
