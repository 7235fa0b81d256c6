"""The registry and the referral map."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('stakeholder_import',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('report', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_import_project_id')),
    sa.ForeignKeyConstraint(['started_by'], ['user.id'], name=op.f('fk_stakeholder_import_started_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder_import'))
    )
    with op.batch_alter_table('stakeholder_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stakeholder_import_project_id'), ['project_id'], unique=False)
    op.create_table('stakeholder',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('tier', sa.Integer(), nullable=False),
    sa.Column('pseudonym', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('import_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.Column('profile', sa.LargeBinary(), nullable=True),
    sa.Column('safety', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('person', 'group', 'organisation')", name=op.f('ck_stakeholder_kind_known')),
    sa.CheckConstraint("state IN ('active', 'merged', 'erased')", name=op.f('ck_stakeholder_state_known')),
    sa.CheckConstraint('tier BETWEEN 1 AND 3', name=op.f('ck_stakeholder_tier_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_stakeholder_created_by')),
    sa.ForeignKeyConstraint(['import_id'], ['stakeholder_import.id'], name=op.f('fk_stakeholder_import_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder')),
    sa.UniqueConstraint('project_id', 'pseudonym', name=op.f('uq_stakeholder_project_id_pseudonym'))
    )
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.create_index('ix_stakeholder_project_pseudonym', ['project_id', 'state', 'pseudonym', 'id'], unique=False)
        batch_op.create_index('ix_stakeholder_project_revision', ['project_id', 'revision'], unique=False)
    op.create_table('contact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=2), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_contact_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_contact_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index('ix_contact_project_tag', ['project_id', 'tag'], unique=False)
        batch_op.create_index(batch_op.f('ix_contact_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('reveal_tally',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_reveal_tally_project_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_reveal_tally_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'project_id', 'hour', name=op.f('pk_reveal_tally'))
    )
    op.create_table('referral_map',
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_map_project_id')),
    sa.PrimaryKeyConstraint('project_id', name=op.f('pk_referral_map'))
    )
    op.create_table('referral_start',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder', sa.LargeBinary(), nullable=True),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_start_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_start'))
    )
    with op.batch_alter_table('referral_start', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_start_project_id'), ['project_id'], unique=False)
    op.create_table('referral',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('key_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('namer', sa.LargeBinary(), nullable=True),
    sa.Column('named', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('named', 'approached', 'engaged', 'declined', 'unreachable', 'not_safe')", name=op.f('ck_referral_state_known')),
    sa.ForeignKeyConstraint(['asked_by'], ['user.id'], name=op.f('fk_referral_asked_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_referral_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral'))
    )
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index('ix_referral_project_revision', ['project_id', 'revision'], unique=False)


def downgrade() -> None:
    op.drop_table('referral')
    op.drop_table('referral_start')
    op.drop_table('referral_map')
    op.drop_table('reveal_tally')
    op.drop_table('contact')
    op.drop_table('stakeholder')
    op.drop_table('stakeholder_import')
