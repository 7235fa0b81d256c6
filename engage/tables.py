"""Imports every table of the data store, so that its metadata is whole. Imported by migrations and by the app."""

from __future__ import annotations

import engage.accounts.models
import engage.audit.models
import engage.db.deployment
import engage.decisions.models
import engage.engagements.models
import engage.feedback.models
import engage.influence.models
import engage.jobs.models
import engage.principles.models
import engage.projects.models
import engage.referrals.models
import engage.stakeholders.models
import engage.summaries.models  # noqa: F401
from engage.db.base import DataModel

METADATA = DataModel.metadata
