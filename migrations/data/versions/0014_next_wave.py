"""Who would be approached in the next wave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('map_mark',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('marked_on', sa.Date(), nullable=False),
    sa.Column('marked_by', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['marked_by'], ['user.id'], name=op.f('fk_map_mark_marked_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_map_mark_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_map_mark'))
    )
    with op.batch_alter_table('map_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_mark_project_id'), ['project_id'], unique=False)


def downgrade() -> None:
    op.drop_table('map_mark')
