"""Imports what every feature holds of people, so that `stakeholders.holdings` knows all of it. Imported by the app."""

from __future__ import annotations

import engage.engagements.holdings
import engage.feedback.holdings
import engage.referrals.findings.holdings
import engage.referrals.holdings
import engage.stakeholders.consents.holdings
import engage.stakeholders.legitimacy.holdings
import engage.stakeholders.load.holdings
import engage.stakeholders.merging.holdings
import engage.stakeholders.notes.holdings
import engage.stakeholders.ties.holdings
import engage.summaries.holdings  # noqa: F401
