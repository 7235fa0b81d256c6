"""Records of the same person brought together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('stakeholder_merge',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kept_id', sa.Uuid(), nullable=False),
    sa.Column('gone_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('merged_by', sa.Uuid(), nullable=False),
    sa.Column('merged_on', sa.Date(), nullable=False),
    sa.Column('undone_by', sa.Uuid(), nullable=True),
    sa.Column('undone_on', sa.Date(), nullable=True),
    sa.Column('before', sa.LargeBinary(), nullable=True),
    sa.Column('moved', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['gone_id'], ['stakeholder.id'], name=op.f('fk_stakeholder_merge_gone_id')),
    sa.ForeignKeyConstraint(['kept_id'], ['stakeholder.id'], name=op.f('fk_stakeholder_merge_kept_id')),
    sa.ForeignKeyConstraint(['merged_by'], ['user.id'], name=op.f('fk_stakeholder_merge_merged_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_merge_project_id')),
    sa.ForeignKeyConstraint(['undone_by'], ['user.id'], name=op.f('fk_stakeholder_merge_undone_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder_merge'))
    )
    with op.batch_alter_table('stakeholder_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stakeholder_merge_gone_id'), ['gone_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stakeholder_merge_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index('ix_stakeholder_merge_project_number', ['project_id', 'number'], unique=False)
    op.create_table('stakeholder_two_people',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('first_id', sa.Uuid(), nullable=False),
    sa.Column('second_id', sa.Uuid(), nullable=False),
    sa.Column('said_by', sa.Uuid(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['first_id'], ['stakeholder.id'], name=op.f('fk_stakeholder_two_people_first_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_two_people_project_id')),
    sa.ForeignKeyConstraint(['said_by'], ['user.id'], name=op.f('fk_stakeholder_two_people_said_by')),
    sa.ForeignKeyConstraint(['second_id'], ['stakeholder.id'], name=op.f('fk_stakeholder_two_people_second_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder_two_people')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_stakeholder_two_people_first_id_second_id'))
    )
    with op.batch_alter_table('stakeholder_two_people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stakeholder_two_people_project_id'), ['project_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('stakeholder_two_people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stakeholder_two_people_project_id'))
    op.drop_table('stakeholder_two_people')
    with op.batch_alter_table('stakeholder_merge', schema=None) as batch_op:
        batch_op.drop_index('ix_stakeholder_merge_project_number')
        batch_op.drop_index(batch_op.f('ix_stakeholder_merge_kept_id'))
        batch_op.drop_index(batch_op.f('ix_stakeholder_merge_gone_id'))
    op.drop_table('stakeholder_merge')
