"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('deployment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('root_kind', sa.String(length=20), nullable=False),
    sa.Column('root_salt', sa.LargeBinary(), nullable=True),
    sa.Column('root_check', sa.LargeBinary(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('created', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deployment'))
    )
    op.create_table('epoch_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('tier', sa.SmallInteger(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('blob', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('created', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_epoch_key')),
    sa.UniqueConstraint('project_id', 'tier', 'number', name=op.f('uq_epoch_key_project_id_tier_number'))
    )
    op.create_table('erased_key',
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('subject_id', name=op.f('pk_erased_key'))
    )
    with op.batch_alter_table('erased_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erased_key_generation'), ['generation'], unique=False)

    op.create_table('mailbox_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key_id', sa.LargeBinary(), nullable=False),
    sa.Column('public', sa.LargeBinary(), nullable=False),
    sa.Column('blob', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailbox_key')),
    sa.UniqueConstraint('project_id', 'number', name=op.f('uq_mailbox_key_project_id_number'))
    )
    op.create_table('secret_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('blob', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_secret_key')),
    sa.UniqueConstraint('name', 'number', name=op.f('uq_secret_key_name_number'))
    )
    op.create_table('wrap',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('tier', sa.SmallInteger(), nullable=False),
    sa.Column('recipient_kind', sa.String(length=20), nullable=False),
    sa.Column('recipient_id', sa.Uuid(), nullable=False),
    sa.Column('epoch_id', sa.Uuid(), nullable=True),
    sa.Column('blob', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['epoch_id'], ['epoch_key.id'], name=op.f('fk_wrap_epoch_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wrap')),
    sa.UniqueConstraint('subject_id', 'recipient_kind', 'recipient_id', name=op.f('uq_wrap_subject_id_recipient_kind_recipient_id'))
    )
    with op.batch_alter_table('wrap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wrap_epoch_id'), ['epoch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wrap_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wrap_subject_id'), ['subject_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('wrap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wrap_subject_id'))
        batch_op.drop_index(batch_op.f('ix_wrap_project_id'))
        batch_op.drop_index(batch_op.f('ix_wrap_epoch_id'))

    op.drop_table('wrap')
    op.drop_table('secret_key')
    op.drop_table('mailbox_key')
    with op.batch_alter_table('erased_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_erased_key_generation'))

    op.drop_table('erased_key')
    op.drop_table('epoch_key')
    op.drop_table('deployment')
