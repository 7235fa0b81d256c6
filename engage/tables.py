"""Imports every table of the data store, so that its metadata is whole. Imported by migrations and by the app."""

from __future__ import annotations

import engage.accounts.models
import engage.actions.models
import engage.audit.models
import engage.db.deployment
import engage.decisions.models
import engage.engagements.aftercare.models
import engage.engagements.approached.models
import engage.engagements.calendar.models
import engage.engagements.closing.models
import engage.engagements.files.models
import engage.engagements.inviting.models
import engage.engagements.models
import engage.engagements.noting.models
import engage.engagements.peaks.models
import engage.engagements.planning.models
import engage.engagements.reprisals.models
import engage.engagements.sharing.models
import engage.engagements.standing.models
import engage.feedback.models
import engage.influence.models
import engage.intake.surveys.models
import engage.jobs.models
import engage.outreach.models
import engage.outreach.stop.models
import engage.principles.models
import engage.projects.approvals.models
import engage.projects.models
import engage.projects.parcels.models
import engage.referrals.exchange.models
import engage.referrals.findings.models
import engage.referrals.findings.wave.models
import engage.referrals.models
import engage.referrals.recording.models
import engage.stakeholders.consents.models
import engage.stakeholders.importing.models
import engage.stakeholders.legitimacy.models
import engage.stakeholders.life.models
import engage.stakeholders.listing.models
import engage.stakeholders.lists.models
import engage.stakeholders.load.models
import engage.stakeholders.merging.models
import engage.stakeholders.models
import engage.stakeholders.notes.models
import engage.stakeholders.ties.models
import engage.summaries.models  # noqa: F401
from engage.db.base import DataModel

METADATA = DataModel.metadata
