"""Imports in steps: parts, mappings, progress."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

COUNTS = ('read', 'enriched', 'left_out')
SEALED = ('choices',)


def upgrade() -> None:
    # What was uploaded and not saved is kept in another form from here on: it is brought in anew.
    op.execute("UPDATE stakeholder_import SET state = 'dropped', content = NULL WHERE state = 'preview'")
    with op.batch_alter_table('stakeholder_import', schema=None) as batch_op:
        for count in COUNTS:
            batch_op.add_column(sa.Column(count, sa.Integer(), nullable=False, server_default='0'))
        for column in SEALED:
            batch_op.add_column(sa.Column(column, sa.LargeBinary(), nullable=True))
        batch_op.create_check_constraint(batch_op.f('ck_stakeholder_import_state_known'), "state IN ('preview', 'saving', 'saved', 'undone', 'dropped')")
    op.execute("UPDATE stakeholder_import SET read = accepted + rejected")
    op.create_table('import_part',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('import_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('file', 'rows', 'looked')", name=op.f('ck_import_part_kind_known')),
    sa.ForeignKeyConstraint(['import_id'], ['stakeholder_import.id'], name=op.f('fk_import_part_import_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_import_part_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_part')),
    sa.UniqueConstraint('import_id', 'kind', 'number', name=op.f('uq_import_part_import_id_kind_number'))
    )
    op.create_table('import_mapping',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('fingerprint', sa.LargeBinary(length=16), nullable=False),
    sa.Column('used_on', sa.Date(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_import_mapping_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_mapping')),
    sa.UniqueConstraint('project_id', 'fingerprint', name=op.f('uq_import_mapping_project_id_fingerprint'))
    )


def downgrade() -> None:
    op.drop_table('import_mapping')
    op.drop_table('import_part')
    with op.batch_alter_table('stakeholder_import', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_stakeholder_import_state_known'), type_='check')
        for column in (*COUNTS, *SEALED):
            batch_op.drop_column(column)
