"""Who should be heard, statements on how far the asking has come, people set apart for now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('scoping_cell',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_scoping_cell_project_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_scoping_cell_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scoping_cell'))
    )
    with op.batch_alter_table('scoping_cell', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scoping_cell_project_id'), ['project_id'], unique=False)
    op.create_table('map_statement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=False),
    sa.Column('signed_by', sa.Uuid(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_map_statement_project_id')),
    sa.ForeignKeyConstraint(['signed_by'], ['user.id'], name=op.f('fk_map_statement_signed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_map_statement'))
    )
    with op.batch_alter_table('map_statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_statement_project_id'), ['project_id'], unique=False)
    op.create_table('map_pause',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_map_pause_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_map_pause'))
    )
    with op.batch_alter_table('map_pause', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_pause_project_id'), ['project_id'], unique=False)


def downgrade() -> None:
    op.drop_table('map_pause')
    op.drop_table('map_statement')
    op.drop_table('scoping_cell')
