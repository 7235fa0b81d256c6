"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('participant_copy',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participant_copy')),
    sa.UniqueConstraint('summary_id', 'language', name=op.f('uq_participant_copy_summary_id_language'))
    )
    op.create_table('portal_receipt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('tag', sa.LargeBinary(length=16), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('content_key', sa.LargeBinary(), nullable=False),
    sa.Column('mailbox', sa.LargeBinary(), nullable=False),
    sa.Column('deployment_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('revoked', sa.Boolean(), nullable=False),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_receipt')),
    sa.UniqueConstraint('tag', name=op.f('uq_portal_receipt_tag'))
    )
    op.create_table('portal_reply',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_id', sa.Uuid(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('fetched', sa.Boolean(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_reply'))
    )
    with op.batch_alter_table('portal_reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_portal_reply_fetched'), ['fetched'], unique=False)

    op.create_table('portal_session',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('receipt_id', sa.Uuid(), nullable=False),
    sa.Column('content_key', sa.LargeBinary(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_portal_session'))
    )
    with op.batch_alter_table('portal_session', schema=None) as batch_op:
        batch_op.create_index('ix_portal_session_seen_at', ['seen_at'], unique=False)

    op.create_table('portal_throttle',
    sa.Column('key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('free_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_portal_throttle'))
    )
    op.create_table('public_copy',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('summary_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_copy')),
    sa.UniqueConstraint('summary_id', 'language', name=op.f('uq_public_copy_summary_id_language'))
    )
    with op.batch_alter_table('public_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_public_copy_published_on'), ['published_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_public_copy_summary_id'), ['summary_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('public_copy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_public_copy_summary_id'))
        batch_op.drop_index(batch_op.f('ix_public_copy_published_on'))

    op.drop_table('public_copy')
    op.drop_table('portal_throttle')
    with op.batch_alter_table('portal_session', schema=None) as batch_op:
        batch_op.drop_index('ix_portal_session_seen_at')

    op.drop_table('portal_session')
    with op.batch_alter_table('portal_reply', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_portal_reply_fetched'))

    op.drop_table('portal_reply')
    op.drop_table('portal_receipt')
    op.drop_table('participant_copy')
