"""What a second person agreed to; files that wait to be fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('approval',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('tier', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('lower_tier', 'reveal_more', 'export_identities', 'erase')", name=op.f('ck_approval_kind_known')),
    sa.CheckConstraint("state IN ('waiting', 'agreed', 'refused', 'used', 'withdrawn', 'lapsed')", name=op.f('ck_approval_state_known')),
    sa.CheckConstraint('decided_by <> asked_by', name=op.f('ck_approval_two_persons')),
    sa.CheckConstraint('tier BETWEEN 1 AND 3', name=op.f('ck_approval_tier_known')),
    sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_approval_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['user.id'], name=op.f('fk_approval_decided_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_approval_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval'))
    )
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.create_index('ix_approval_project_asked_by', ['project_id', 'asked_by', 'asked_at'], unique=False)
        batch_op.create_index('ix_approval_project_state', ['project_id', 'state', 'expires_at'], unique=False)
    op.create_table('parcel',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('made_for', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('form', sa.String(length=10), nullable=False),
    sa.Column('tier', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('making', 'ready')", name=op.f('ck_parcel_state_known')),
    sa.ForeignKeyConstraint(['made_for'], ['user.id'], name=op.f('fk_parcel_made_for')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_parcel_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parcel'))
    )
    with op.batch_alter_table('parcel', schema=None) as batch_op:
        batch_op.create_index('ix_parcel_expires_at', ['expires_at'], unique=False)
        batch_op.create_index('ix_parcel_project_made_for', ['project_id', 'made_for'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('parcel', schema=None) as batch_op:
        batch_op.drop_index('ix_parcel_project_made_for')
        batch_op.drop_index('ix_parcel_expires_at')

    op.drop_table('parcel')
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_index('ix_approval_project_state')
        batch_op.drop_index('ix_approval_project_asked_by')

    op.drop_table('approval')
