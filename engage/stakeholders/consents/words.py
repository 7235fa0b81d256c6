"""The words of consents that templates need."""

from __future__ import annotations

from engage.stakeholders.consents.vocabulary import ConsentKind, ConsentMeans, ConsentPurpose

WORDS = {
    "kinds": {word.value: word for word in ConsentKind},
    "purposes": {word.value: word for word in ConsentPurpose},
    "means": {word.value: word for word in ConsentMeans},
}
