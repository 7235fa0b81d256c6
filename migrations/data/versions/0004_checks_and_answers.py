"""Checks against the eight principles; summaries, receipts and replies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
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


def downgrade() -> None:
    op.drop_table('summary_reply')
    op.drop_table('receipt_issued')
    op.drop_table('summary_publication')
    op.drop_table('summary_approval')
    op.drop_table('summary_reading')
    op.drop_table('summary')
    op.drop_table('principle_disagreement')
    op.drop_table('principle_check')
