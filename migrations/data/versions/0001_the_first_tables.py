"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_chain',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_key', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('next_key', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_chain'))
    )
    op.create_table('audit_event',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('subject_key', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('mac', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('sequence', name=op.f('pk_audit_event')),
    sa.UniqueConstraint('id', name=op.f('uq_audit_event_id'))
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_event_project_id'), ['project_id'], unique=False)

    op.create_table('deployment_mark',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deployment_mark'))
    )
    op.create_table('job',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_key', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('fault', sa.String(length=80), nullable=True),
    sa.CheckConstraint("state IN ('queued', 'claimed', 'done', 'failed')", name=op.f('ck_job_state_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_job_state_due_at', ['state', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_subject_id'), ['subject_id'], unique=False)

    op.create_table('project',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project'))
    )
    op.create_table('throttle',
    sa.Column('key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('free_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttle'))
    )
    op.create_table('user',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.LargeBinary(), nullable=True),
    sa.Column('email_tag', sa.LargeBinary(length=2), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.Column('password_hash', sa.LargeBinary(), nullable=True),
    sa.Column('totp_secret', sa.LargeBinary(), nullable=True),
    sa.Column('totp_last_step', sa.Integer(), nullable=False),
    sa.Column('administrator', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.CheckConstraint("state IN ('invited', 'active', 'closed')", name=op.f('ck_user_state_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user'))
    )
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_email_tag'), ['email_tag'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('window_opens_on', sa.Date(), nullable=True),
    sa.Column('window_closes_on', sa.Date(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('open', 'made', 'withdrawn')", name=op.f('ck_decision_state_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_decision_created_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_decision_owner_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_decision_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index('ix_decision_project_due_on', ['project_id', 'due_on', 'id'], unique=False)

    op.create_table('engagement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=True),
    sa.Column('plan', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("stage IN ('planned', 'held', 'closed', 'cancelled')", name=op.f('ck_engagement_stage_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_engagement_created_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_engagement_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement'))
    )
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.create_index('ix_engagement_project_planned_on', ['project_id', 'planned_on', 'id'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_invitation_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_user_id'), ['user_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.CheckConstraint("role IN ('lead', 'engager', 'analyst', 'guardian', 'counsel', 'translator', 'portal_holder')", name=op.f('ck_membership_role_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_membership_project_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_membership_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('project_id', 'user_id', name=op.f('uq_membership_project_id_user_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_user_id'), ['user_id'], unique=False)

    op.create_table('recovery_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('used_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_recovery_code_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_user_id'), ['user_id'], unique=False)

    op.create_table('referral',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('namer', sa.LargeBinary(), nullable=True),
    sa.Column('named', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('named', 'approached', 'engaged', 'declined', 'unreachable', 'not_safe')", name=op.f('ck_referral_state_known')),
    sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_referral_asked_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral'))
    )
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index('ix_referral_project_revision', ['project_id', 'revision'], unique=False)

    op.create_table('referral_map',
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_map_project_id')),
    sa.PrimaryKeyConstraint('project_id', name=op.f('pk_referral_map'))
    )
    op.create_table('referral_start',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_start_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_start'))
    )
    with op.batch_alter_table('referral_start', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_start_project_id'), ['project_id'], unique=False)

    op.create_table('reveal_tally',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_reveal_tally_project_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_reveal_tally_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'project_id', 'hour', name=op.f('pk_reveal_tally'))
    )
    op.create_table('revision',
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('topic', sa.String(length=30), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_revision_project_id')),
    sa.PrimaryKeyConstraint('project_id', 'topic', name=op.f('pk_revision'))
    )
    op.create_table('stakeholder_import',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('report', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_import_project_id')),
    sa.ForeignKeyConstraint(['started_by'], ['user.id'], name=op.f('fk_stakeholder_import_started_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder_import'))
    )
    with op.batch_alter_table('stakeholder_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stakeholder_import_project_id'), ['project_id'], unique=False)

    op.create_table('web_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('subject_key', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_web_session_user_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_web_session')),
    sa.UniqueConstraint('id', name=op.f('uq_web_session_id'))
    )
    with op.batch_alter_table('web_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_web_session_seen_at'), ['seen_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_web_session_user_id'), ['user_id'], unique=False)

    op.create_table('company_participant',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_company_participant_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_company_participant'))
    )
    with op.batch_alter_table('company_participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_company_participant_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('engagement_decision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_engagement_decision_decision_id')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_engagement_decision_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_decision')),
    sa.UniqueConstraint('engagement_id', 'decision_id', name=op.f('uq_engagement_decision_engagement_id_decision_id'))
    )
    with op.batch_alter_table('engagement_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_decision_decision_id'), ['decision_id'], unique=False)

    op.create_table('engagement_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_engagement_note_engagement_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_engagement_note_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_note')),
    sa.UniqueConstraint('engagement_id', 'version', name=op.f('uq_engagement_note_engagement_id_version'))
    )
    op.create_table('feedback_item',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('heard_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('translation', sa.LargeBinary(), nullable=True),
    sa.Column('speaker', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_feedback_item_created_by')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_feedback_item_engagement_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_feedback_item_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_item'))
    )
    with op.batch_alter_table('feedback_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_item_engagement_id'), ['engagement_id'], unique=False)
        batch_op.create_index('ix_feedback_item_project_heard_on', ['project_id', 'heard_on', 'id'], unique=False)

    op.create_table('participant',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_participant_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participant'))
    )
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participant_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('principle_check',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('checked_by', sa.Uuid(), nullable=False),
    sa.Column('findings', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("stage IN ('planned', 'held', 'closed', 'cancelled')", name=op.f('ck_principle_check_stage_known')),
    sa.ForeignKeyConstraint(['checked_by'], ['user.id'], name=op.f('fk_principle_check_checked_by')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_principle_check_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_principle_check')),
    sa.UniqueConstraint('engagement_id', 'number', name=op.f('uq_principle_check_engagement_id_number'))
    )
    op.create_table('principle_disagreement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('criterion', sa.String(length=60), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('said_by', sa.Uuid(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("verdict IN ('met', 'partly', 'not_met', 'not_yet_due', 'not_applicable')", name=op.f('ck_principle_disagreement_verdict_known')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_principle_disagreement_engagement_id')),
    sa.ForeignKeyConstraint(['said_by'], ['user.id'], name=op.f('fk_principle_disagreement_said_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_principle_disagreement'))
    )
    with op.batch_alter_table('principle_disagreement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_principle_disagreement_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('stakeholder',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('tier', sa.Integer(), nullable=False),
    sa.Column('pseudonym', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('import_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.Column('profile', sa.LargeBinary(), nullable=True),
    sa.Column('safety', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('person', 'group', 'organisation')", name=op.f('ck_stakeholder_kind_known')),
    sa.CheckConstraint("state IN ('active', 'merged', 'erased')", name=op.f('ck_stakeholder_state_known')),
    sa.CheckConstraint('tier BETWEEN 1 AND 3', name=op.f('ck_stakeholder_tier_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_stakeholder_created_by')),
    sa.ForeignKeyConstraint(['import_id'], ['stakeholder_import.id'], name=op.f('fk_stakeholder_import_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder')),
    sa.UniqueConstraint('project_id', 'pseudonym', name=op.f('uq_stakeholder_project_id_pseudonym'))
    )
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.create_index('ix_stakeholder_project_pseudonym', ['project_id', 'state', 'pseudonym', 'id'], unique=False)
        batch_op.create_index('ix_stakeholder_project_revision', ['project_id', 'revision'], unique=False)

    op.create_table('summary',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('content_key', sa.LargeBinary(), nullable=True),
    sa.Column('withheld_because', sa.LargeBinary(), nullable=True),
    sa.Column('acknowledged', sa.LargeBinary(), nullable=True),
    sa.Column('returned_because', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'in_review', 'approved', 'published', 'withdrawn')", name=op.f('ck_summary_state_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_summary_created_by')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_summary_engagement_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_summary_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary'))
    )
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_summary_engagement_id'), ['engagement_id'], unique=False)
        batch_op.create_index('ix_summary_project_created_on', ['project_id', 'created_on', 'id'], unique=False)

    op.create_table('contact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=2), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_contact_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_contact_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index('ix_contact_project_tag', ['project_id', 'tag'], unique=False)
        batch_op.create_index(batch_op.f('ix_contact_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('receipt_issued',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('issued_by', sa.Uuid(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('revoked', sa.Boolean(), nullable=False),
    sa.Column('holder', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['issued_by'], ['user.id'], name=op.f('fk_receipt_issued_issued_by')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_receipt_issued_summary_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt_issued'))
    )
    with op.batch_alter_table('receipt_issued', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_issued_summary_id'), ['summary_id'], unique=False)

    op.create_table('summary_approval',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('approved_by', sa.Uuid(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['user.id'], name=op.f('fk_summary_approval_approved_by')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_summary_approval_summary_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary_approval'))
    )
    with op.batch_alter_table('summary_approval', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_summary_approval_summary_id'), ['summary_id'], unique=False)

    op.create_table('summary_publication',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('published_by', sa.Uuid(), nullable=False),
    sa.Column('copies', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['published_by'], ['user.id'], name=op.f('fk_summary_publication_published_by')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_summary_publication_summary_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary_publication')),
    sa.UniqueConstraint('summary_id', 'version', name=op.f('uq_summary_publication_summary_id_version'))
    )
    op.create_table('summary_reading',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('source_revision', sa.Integer(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("audience IN ('participants', 'public')", name=op.f('ck_summary_reading_audience_known')),
    sa.CheckConstraint("state IN ('draft', 'machine', 'reviewed')", name=op.f('ck_summary_reading_state_known')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_summary_reading_summary_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_summary_reading_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary_reading')),
    sa.UniqueConstraint('summary_id', 'audience', 'language', name=op.f('uq_summary_reading_summary_id_audience_language'))
    )
    op.create_table('summary_reply',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('settlement', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_summary_reply_project_id')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_summary_reply_summary_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary_reply'))
    )
    with op.batch_alter_table('summary_reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_summary_reply_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_summary_reply_summary_id'), ['summary_id'], unique=False)

    op.create_table('trace_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=30), nullable=False),
    sa.Column('considered_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('means', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("outcome IN ('changed', 'changed_in_part', 'did_not', 'under_consideration')", name=op.f('ck_trace_entry_outcome_known')),
    sa.ForeignKeyConstraint(['answered_by'], ['user.id'], name=op.f('fk_trace_entry_answered_by')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_trace_entry_decision_id')),
    sa.ForeignKeyConstraint(['feedback_id'], ['feedback_item.id'], name=op.f('fk_trace_entry_feedback_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_trace_entry_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trace_entry')),
    sa.UniqueConstraint('feedback_id', 'decision_id', 'number', name=op.f('uq_trace_entry_feedback_id_decision_id_number'))
    )
    with op.batch_alter_table('trace_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trace_entry_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trace_entry_project_id'), ['project_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('trace_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trace_entry_project_id'))
        batch_op.drop_index(batch_op.f('ix_trace_entry_decision_id'))

    op.drop_table('trace_entry')
    with op.batch_alter_table('summary_reply', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_summary_reply_summary_id'))
        batch_op.drop_index(batch_op.f('ix_summary_reply_project_id'))

    op.drop_table('summary_reply')
    op.drop_table('summary_reading')
    op.drop_table('summary_publication')
    with op.batch_alter_table('summary_approval', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_summary_approval_summary_id'))

    op.drop_table('summary_approval')
    with op.batch_alter_table('receipt_issued', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_receipt_issued_summary_id'))

    op.drop_table('receipt_issued')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_stakeholder_id'))
        batch_op.drop_index('ix_contact_project_tag')

    op.drop_table('contact')
    with op.batch_alter_table('summary', schema=None) as batch_op:
        batch_op.drop_index('ix_summary_project_created_on')
        batch_op.drop_index(batch_op.f('ix_summary_engagement_id'))

    op.drop_table('summary')
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.drop_index('ix_stakeholder_project_revision')
        batch_op.drop_index('ix_stakeholder_project_pseudonym')

    op.drop_table('stakeholder')
    with op.batch_alter_table('principle_disagreement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_principle_disagreement_engagement_id'))

    op.drop_table('principle_disagreement')
    op.drop_table('principle_check')
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_participant_engagement_id'))

    op.drop_table('participant')
    with op.batch_alter_table('feedback_item', schema=None) as batch_op:
        batch_op.drop_index('ix_feedback_item_project_heard_on')
        batch_op.drop_index(batch_op.f('ix_feedback_item_engagement_id'))

    op.drop_table('feedback_item')
    op.drop_table('engagement_note')
    with op.batch_alter_table('engagement_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_engagement_decision_decision_id'))

    op.drop_table('engagement_decision')
    with op.batch_alter_table('company_participant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_company_participant_engagement_id'))

    op.drop_table('company_participant')
    with op.batch_alter_table('web_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_web_session_user_id'))
        batch_op.drop_index(batch_op.f('ix_web_session_seen_at'))

    op.drop_table('web_session')
    with op.batch_alter_table('stakeholder_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stakeholder_import_project_id'))

    op.drop_table('stakeholder_import')
    op.drop_table('revision')
    op.drop_table('reveal_tally')
    with op.batch_alter_table('referral_start', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_start_project_id'))

    op.drop_table('referral_start')
    op.drop_table('referral_map')
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_index('ix_referral_project_revision')

    op.drop_table('referral')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_user_id'))

    op.drop_table('recovery_code')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_user_id'))

    op.drop_table('membership')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_user_id'))

    op.drop_table('invitation')
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.drop_index('ix_engagement_project_planned_on')

    op.drop_table('engagement')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index('ix_decision_project_due_on')

    op.drop_table('decision')
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_email_tag'))

    op.drop_table('user')
    op.drop_table('throttle')
    op.drop_table('project')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_subject_id'))
        batch_op.drop_index('ix_job_state_due_at')
        batch_op.drop_index(batch_op.f('ix_job_project_id'))

    op.drop_table('job')
    op.drop_table('deployment_mark')
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_event_project_id'))

    op.drop_table('audit_event')
    op.drop_table('audit_chain')
