"""Surveys, and answers to them on their way to the team."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('portal_survey',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=32), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('mailbox', sa.LargeBinary(), nullable=False),
    sa.Column('deployment_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=False),
    sa.Column('came', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_survey')),
    sa.UniqueConstraint('tag', name=op.f('uq_portal_survey_tag'))
    )
    op.create_table('portal_survey_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('fetched', sa.Boolean(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_survey_answer'))
    )
    with op.batch_alter_table('portal_survey_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_portal_survey_answer_fetched'), ['fetched'], unique=False)


def downgrade() -> None:
    op.drop_table('portal_survey_answer')
    op.drop_table('portal_survey')
