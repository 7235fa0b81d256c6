"""Views of the list of people that somebody keeps; changes to several people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_view',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('kept_on', sa.Date(), nullable=False),
    sa.Column('look', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_kept_view_project_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_kept_view_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_view'))
    )
    with op.batch_alter_table('kept_view', schema=None) as batch_op:
        batch_op.create_index('ix_kept_view_project_user', ['project_id', 'user_id'], unique=False)
    op.create_table('bulk_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('job_id', sa.Uuid(), nullable=True),
    sa.Column('people', sa.LargeBinary(), nullable=True),
    sa.Column('change', sa.LargeBinary(), nullable=True),
    sa.Column('outcome', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('chosen', 'queued', 'done')", name=op.f('ck_bulk_change_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_bulk_change_project_id')),
    sa.ForeignKeyConstraint(['started_by'], ['user.id'], name=op.f('fk_bulk_change_started_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_change'))
    )
    with op.batch_alter_table('bulk_change', schema=None) as batch_op:
        batch_op.create_index('ix_bulk_change_project_user', ['project_id', 'started_by'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('bulk_change', schema=None) as batch_op:
        batch_op.drop_index('ix_bulk_change_project_user')

    op.drop_table('bulk_change')
    with op.batch_alter_table('kept_view', schema=None) as batch_op:
        batch_op.drop_index('ix_kept_view_project_user')

    op.drop_table('kept_view')
