"""Assessments of intermediaries; what was asked of people and given back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('legitimacy_assessment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('begun_by', sa.Uuid(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('signed_by', sa.Uuid(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f('ck_legitimacy_assessment_state_known')),
    sa.ForeignKeyConstraint(['begun_by'], ['user.id'], name=op.f('fk_legitimacy_assessment_begun_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_legitimacy_assessment_project_id')),
    sa.ForeignKeyConstraint(['signed_by'], ['user.id'], name=op.f('fk_legitimacy_assessment_signed_by')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_legitimacy_assessment_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legitimacy_assessment'))
    )
    with op.batch_alter_table('legitimacy_assessment', schema=None) as batch_op:
        batch_op.create_index('ix_legitimacy_assessment_project_due', ['project_id', 'state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_legitimacy_assessment_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('legitimacy_reply',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('assessment_id', sa.Uuid(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['assessment_id'], ['legitimacy_assessment.id'], name=op.f('fk_legitimacy_reply_assessment_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_legitimacy_reply_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_legitimacy_reply_stakeholder_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_legitimacy_reply_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legitimacy_reply'))
    )
    with op.batch_alter_table('legitimacy_reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legitimacy_reply_assessment_id'), ['assessment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_legitimacy_reply_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('load_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('source', sa.LargeBinary(length=16), nullable=True),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_load_entry_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_load_entry'))
    )
    with op.batch_alter_table('load_entry', schema=None) as batch_op:
        batch_op.create_index('ix_load_entry_project_revision', ['project_id', 'revision'], unique=False)
        batch_op.create_index(batch_op.f('ix_load_entry_source'), ['source'], unique=False)


def downgrade() -> None:
    op.drop_table('load_entry')
    op.drop_table('legitimacy_reply')
    op.drop_table('legitimacy_assessment')
