"""What a naming gains: how it was asked, names withheld, and taking one back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


KNOWN = "state IN ('named', 'approached', 'engaged', 'declined', 'unreachable', 'not_safe'"

APPROVED = "kind IN ('lower_tier', 'reveal_more', 'export_identities', 'erase'"


def upgrade() -> None:
    op.create_table('withheld_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('how_many', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('namer', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_withheld_answer_asked_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_withheld_answer_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_withheld_answer'))
    )
    with op.batch_alter_table('withheld_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_withheld_answer_project_id'), ['project_id'], unique=False)
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gist', sa.LargeBinary(), nullable=True))
        batch_op.drop_constraint(batch_op.f('ck_referral_state_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_referral_state_known'), f"{KNOWN}, 'withdrawn')")

    op.create_table('map_import',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('read', sa.Integer(), nullable=False),
    sa.Column('recorded', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('decisions', sa.LargeBinary(), nullable=True),
    sa.Column('looked', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('preview', 'saving', 'saved', 'dropped')", name=op.f('ck_map_import_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_map_import_project_id')),
    sa.ForeignKeyConstraint(['started_by'], ['user.id'], name=op.f('fk_map_import_started_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_map_import'))
    )
    with op.batch_alter_table('map_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_import_project_id'), ['project_id'], unique=False)
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_approval_kind_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_approval_kind_known'), f"{APPROVED}, 'export_map')")


def downgrade() -> None:
    op.execute("DELETE FROM approval WHERE kind = 'export_map'")
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_approval_kind_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_approval_kind_known'), f"{APPROVED})")
    with op.batch_alter_table('map_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_map_import_project_id'))
    op.drop_table('map_import')
    # There is no older word for a naming taken back that would not put it on the map again.
    op.execute("DELETE FROM referral WHERE state = 'withdrawn'")
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_referral_state_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_referral_state_known'), f"{KNOWN})")
        batch_op.drop_column('gist')
    with op.batch_alter_table('withheld_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_withheld_answer_project_id'))
    op.drop_table('withheld_answer')
