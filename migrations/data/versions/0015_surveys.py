"""Surveys that ask whom people see as speaking for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('survey',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('code', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f('ck_survey_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_survey_project_id')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_survey_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey'))
    )
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_project_id'), ['project_id'], unique=False)
    op.create_table('survey_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('reviewed_by', sa.Uuid(), nullable=True),
    sa.Column('said', sa.LargeBinary(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'reviewed', 'set_aside')", name=op.f('ck_survey_answer_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_survey_answer_project_id')),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_survey_answer_survey_id')),
    sa.ForeignKeyConstraint(['reviewed_by'], ['user.id'], name=op.f('fk_survey_answer_reviewed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer'))
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_answer_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_survey_answer_survey_id', ['survey_id', 'state', 'id'], unique=False)
    op.create_table('survey_naming',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('named', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_survey_naming_project_id')),
    sa.ForeignKeyConstraint(['answer_id'], ['survey_answer.id'], name=op.f('fk_survey_naming_answer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_naming'))
    )
    with op.batch_alter_table('survey_naming', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_naming_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_naming_answer_id'), ['answer_id'], unique=False)


def downgrade() -> None:
    op.drop_table('survey_naming')
    op.drop_table('survey_answer')
    op.drop_table('survey')
