"""Imports what every feature holds of people, so that `stakeholders.holdings` knows all of it, and what rooms above
engagements leave open when one is closed, so that `engagements.closing` does. Imported by the app.
"""

from __future__ import annotations

import engage.engagements.after.holdings
import engage.engagements.aftercare.holdings
import engage.engagements.approached.holdings
import engage.engagements.files.holdings
import engage.engagements.holdings
import engage.engagements.inviting.holdings
import engage.engagements.reprisals.holdings
import engage.engagements.standing.holdings
import engage.feedback.holdings
import engage.influence.loose
import engage.intake.surveys.holdings
import engage.outreach.holdings
import engage.outreach.stop.holdings
import engage.referrals.findings.holdings
import engage.referrals.findings.wave.holdings
import engage.referrals.holdings
import engage.referrals.recording.holdings
import engage.stakeholders.consents.holdings
import engage.stakeholders.legitimacy.holdings
import engage.stakeholders.load.holdings
import engage.stakeholders.merging.holdings
import engage.stakeholders.notes.holdings
import engage.stakeholders.ties.holdings
import engage.summaries.holdings
import engage.summaries.loose  # noqa: F401
