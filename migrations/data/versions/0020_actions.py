"""What comes after an engagement and stays over time: what is owed, records, panels, days to watch, calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('action',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('to_whom', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('promise', 'request', 'correction', 'aftercare', 'follow_up')", name=op.f('ck_action_kind_known')),
    sa.CheckConstraint("state IN ('open', 'done', 'refused')", name=op.f('ck_action_state_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_action_created_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_action_owner_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_action_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action'))
    )
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.create_index('ix_action_owner', ['owner_id', 'state', 'due_on'], unique=False)
        batch_op.create_index('ix_action_project_due_on', ['project_id', 'state', 'due_on', 'id'], unique=False)
        batch_op.create_index('ix_action_subject', ['subject_id', 'due_on', 'id'], unique=False)

    op.create_table('calendar_feed',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('token', sa.LargeBinary(length=32), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_calendar_feed_project_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_calendar_feed_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('project_id', 'user_id', name=op.f('uq_calendar_feed_project_id_user_id')),
    sa.UniqueConstraint('token', name=op.f('uq_calendar_feed_token'))
    )
    with op.batch_alter_table('calendar_feed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feed_user_id'), ['user_id'], unique=False)

    op.create_table('peak_risk',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.Column('lead_days', sa.Integer(), nullable=False),
    sa.Column('watched_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('election', 'anniversary', 'law', 'launch', 'other')", name=op.f('ck_peak_risk_kind_known')),
    sa.CheckConstraint("state IN ('watched', 'dismissed')", name=op.f('ck_peak_risk_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_peak_risk_project_id')),
    sa.ForeignKeyConstraint(['watched_by'], ['user.id'], name=op.f('fk_peak_risk_watched_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peak_risk'))
    )
    with op.batch_alter_table('peak_risk', schema=None) as batch_op:
        batch_op.create_index('ix_peak_risk_project_from_on', ['project_id', 'from_on', 'id'], unique=False)

    op.create_table('standing_panel',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('founded_on', sa.Date(), nullable=False),
    sa.Column('founded_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('standing', 'ended')", name=op.f('ck_standing_panel_state_known')),
    sa.ForeignKeyConstraint(['founded_by'], ['user.id'], name=op.f('fk_standing_panel_founded_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_standing_panel_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standing_panel'))
    )
    with op.batch_alter_table('standing_panel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standing_panel_project_id'), ['project_id'], unique=False)

    op.create_table('approach',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('came_on', sa.Date(), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_approach_engagement_id')),
    sa.ForeignKeyConstraint(['noted_by'], ['user.id'], name=op.f('fk_approach_noted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approach')),
    sa.UniqueConstraint('engagement_id', name=op.f('uq_approach_engagement_id'))
    )
    op.create_table('engagement_turn',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('turn', sa.String(length=20), nullable=False),
    sa.Column('turned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('turned_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("turn IN ('closed', 'reopened', 'kept')", name=op.f('ck_engagement_turn_turn_known')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_engagement_turn_engagement_id')),
    sa.ForeignKeyConstraint(['turned_by'], ['user.id'], name=op.f('fk_engagement_turn_turned_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_turn'))
    )
    with op.batch_alter_table('engagement_turn', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_turn_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('given_information',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_given_information_engagement_id')),
    sa.ForeignKeyConstraint(['noted_by'], ['user.id'], name=op.f('fk_given_information_noted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_given_information'))
    )
    with op.batch_alter_table('given_information', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_given_information_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('panel_member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['panel_id'], ['standing_panel.id'], name=op.f('fk_panel_member_panel_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_panel_member_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_member'))
    )
    with op.batch_alter_table('panel_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_panel_member_panel_id'), ['panel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_panel_member_project_id'), ['project_id'], unique=False)

    op.create_table('panel_review',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.Column('reviewed_by', sa.Uuid(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['panel_id'], ['standing_panel.id'], name=op.f('fk_panel_review_panel_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_panel_review_project_id')),
    sa.ForeignKeyConstraint(['reviewed_by'], ['user.id'], name=op.f('fk_panel_review_reviewed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_review'))
    )
    with op.batch_alter_table('panel_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_panel_review_panel_id'), ['panel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_panel_review_project_id'), ['project_id'], unique=False)

    op.create_table('panel_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_panel_session_engagement_id')),
    sa.ForeignKeyConstraint(['panel_id'], ['standing_panel.id'], name=op.f('fk_panel_session_panel_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_session')),
    sa.UniqueConstraint('panel_id', 'engagement_id', name=op.f('uq_panel_session_panel_id_engagement_id'))
    )
    with op.batch_alter_table('panel_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_panel_session_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('peak_engagement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('peak_id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_peak_engagement_engagement_id')),
    sa.ForeignKeyConstraint(['peak_id'], ['peak_risk.id'], name=op.f('fk_peak_engagement_peak_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peak_engagement')),
    sa.UniqueConstraint('peak_id', 'engagement_id', name=op.f('uq_peak_engagement_peak_id_engagement_id'))
    )
    with op.batch_alter_table('peak_engagement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_peak_engagement_engagement_id'), ['engagement_id'], unique=False)

    op.create_table('shared_record',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('agreed_on', sa.Date(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'sent', 'agreed')", name=op.f('ck_shared_record_state_known')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_shared_record_engagement_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_shared_record_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_record')),
    sa.UniqueConstraint('engagement_id', 'version', name=op.f('uq_shared_record_engagement_id_version'))
    )
    op.create_table('shared_record_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('record_id', sa.Uuid(), nullable=False),
    sa.Column('participant_id', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_shared_record_answer_engagement_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_shared_record_answer_participant_id')),
    sa.ForeignKeyConstraint(['record_id'], ['shared_record.id'], name=op.f('fk_shared_record_answer_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_record_answer')),
    sa.UniqueConstraint('record_id', 'participant_id', name=op.f('uq_shared_record_answer_record_id_participant_id'))
    )
    with op.batch_alter_table('shared_record_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shared_record_answer_engagement_id'), ['engagement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shared_record_answer_participant_id'), ['participant_id'], unique=False)


def downgrade() -> None:
    op.drop_table('shared_record_answer')
    op.drop_table('shared_record')
    op.drop_table('peak_engagement')
    op.drop_table('panel_session')
    op.drop_table('panel_review')
    op.drop_table('panel_member')
    op.drop_table('given_information')
    op.drop_table('engagement_turn')
    op.drop_table('approach')
    op.drop_table('standing_panel')
    op.drop_table('peak_risk')
    op.drop_table('calendar_feed')
    op.drop_table('action')
