"""Messages to people, and what became of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

MESSAGE_STATES = "state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'withdrawn')"
INVITATION_STATES = "state IN ('made', 'given', 'missed', 'withdrawn')"


def upgrade() -> None:
    op.create_table('message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('queued_on', sa.Date(), nullable=False),
    sa.Column('queued_by', sa.Uuid(), nullable=False),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('recipient', sa.LargeBinary(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('slip', sa.LargeBinary(), nullable=True),
    sa.Column('outcome', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint(MESSAGE_STATES, name=op.f('ck_message_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_message_project_id')),
    sa.ForeignKeyConstraint(['queued_by'], ['user.id'], name=op.f('fk_message_queued_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_engagement_id'), ['engagement_id'], unique=False)
        batch_op.create_index('ix_message_project_state', ['project_id', 'state'], unique=False)
    op.create_table('invitation_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_invitation_text_engagement_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_invitation_text_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_text'))
    )
    with op.batch_alter_table('invitation_text', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_text_engagement_id'), ['engagement_id'], unique=False)
    op.create_table('invitation_template',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_invitation_template_project_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_invitation_template_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_template'))
    )
    with op.batch_alter_table('invitation_template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_template_project_id'), ['project_id'], unique=False)
    op.create_table('invitation_made',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=True),
    sa.Column('has_code', sa.Boolean(), nullable=False),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint(INVITATION_STATES, name=op.f('ck_invitation_made_state_known')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_invitation_made_engagement_id')),
    sa.ForeignKeyConstraint(['made_by'], ['user.id'], name=op.f('fk_invitation_made_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_made'))
    )
    with op.batch_alter_table('invitation_made', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_made_engagement_id'), ['engagement_id'], unique=False)
    op.create_table('invitation_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('invitation_id', sa.Uuid(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('settlement', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_invitation_answer_engagement_id')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation_made.id'], name=op.f('fk_invitation_answer_invitation_id')),
    sa.ForeignKeyConstraint(['settled_by'], ['user.id'], name=op.f('fk_invitation_answer_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_answer'))
    )
    with op.batch_alter_table('invitation_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_answer_engagement_id'), ['engagement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_answer_invitation_id'), ['invitation_id'], unique=False)


def downgrade() -> None:
    op.drop_table('invitation_answer')
    op.drop_table('invitation_made')
    op.drop_table('invitation_template')
    op.drop_table('invitation_text')
    op.drop_table('message')
