"""Templates of engagements, what changed in their plans, and those only for the people named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('only_named', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.alter_column('only_named', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
        batch_op.create_index(batch_op.f('ix_engagement_only_named'), ['only_named'], unique=False)
    op.create_table('engagement_member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_engagement_member_engagement_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_engagement_member_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_member')),
    sa.UniqueConstraint('engagement_id', 'user_id', name=op.f('uq_engagement_member_engagement_id_user_id'))
    )
    with op.batch_alter_table('engagement_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_member_user_id'), ['user_id'], unique=False)
    op.create_table('engagement_template',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kept_on', sa.Date(), nullable=False),
    sa.Column('kept_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['kept_by'], ['user.id'], name=op.f('fk_engagement_template_kept_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_engagement_template_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_template'))
    )
    with op.batch_alter_table('engagement_template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_template_project_id'), ['project_id'], unique=False)
    op.create_table('plan_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by'], ['user.id'], name=op.f('fk_plan_change_changed_by')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_plan_change_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_change'))
    )
    with op.batch_alter_table('plan_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_change_engagement_id'), ['engagement_id'], unique=False)


def downgrade() -> None:
    op.drop_table('plan_change')
    op.drop_table('engagement_template')
    op.drop_table('engagement_member')
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_engagement_only_named'))
        batch_op.drop_column('only_named')
