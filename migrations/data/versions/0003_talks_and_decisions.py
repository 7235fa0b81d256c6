"""Decisions, engagements, what was heard and what it changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    op.create_table('company_participant',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_company_participant_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_company_participant'))
    )
    with op.batch_alter_table('company_participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_company_participant_engagement_id'), ['engagement_id'], unique=False)
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
    op.drop_table('trace_entry')
    op.drop_table('feedback_item')
    op.drop_table('engagement_note')
    op.drop_table('company_participant')
    op.drop_table('participant')
    op.drop_table('engagement_decision')
    op.drop_table('engagement')
    op.drop_table('decision')
