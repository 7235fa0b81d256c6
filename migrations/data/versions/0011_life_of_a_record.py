"""Checking, restricting and erasing what is held about someone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.add_column(sa.Column('checked_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('restricted_on', sa.Date(), nullable=True))
    op.execute("UPDATE stakeholder SET checked_on = created_on")
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.alter_column('checked_on', existing_type=sa.Date(), nullable=False)
        batch_op.create_index('ix_stakeholder_project_checked', ['project_id', 'state', 'checked_on'], unique=False)
        batch_op.create_index('ix_stakeholder_project_restricted', ['project_id', 'restricted_on'], unique=False)
    op.create_table('restriction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('restricted_by', sa.Uuid(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('lifted_on', sa.Date(), nullable=True),
    sa.Column('lifted_by', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('lifted_because', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['lifted_by'], ['user.id'], name=op.f('fk_restriction_lifted_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_restriction_project_id')),
    sa.ForeignKeyConstraint(['restricted_by'], ['user.id'], name=op.f('fk_restriction_restricted_by')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_restriction_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_restriction'))
    )
    with op.batch_alter_table('restriction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_restriction_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_restriction_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('settled_on', sa.Date(), nullable=True),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('wanted', sa.LargeBinary(), nullable=True),
    sa.Column('settlement', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('open', 'done', 'refused')", name=op.f('ck_correction_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_correction_project_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['user.id'], name=op.f('fk_correction_recorded_by')),
    sa.ForeignKeyConstraint(['settled_by'], ['user.id'], name=op.f('fk_correction_settled_by')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_correction_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index('ix_correction_project_due', ['project_id', 'state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_correction_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('erasure',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('main_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('begun_by', sa.Uuid(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('kept', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('open', 'closed')", name=op.f('ck_erasure_state_known')),
    sa.ForeignKeyConstraint(['begun_by'], ['user.id'], name=op.f('fk_erasure_begun_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_erasure_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_erasure_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure')),
    sa.UniqueConstraint('stakeholder_id', name=op.f('uq_erasure_stakeholder_id'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index('ix_erasure_project_state', ['project_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_erasure_main_id'), ['main_id'], unique=False)


def downgrade() -> None:
    op.drop_table('erasure')
    op.drop_table('correction')
    op.drop_table('restriction')
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.drop_index('ix_stakeholder_project_restricted')
        batch_op.drop_index('ix_stakeholder_project_checked')
        batch_op.drop_column('restricted_on')
        batch_op.drop_column('checked_on')
