"""Invitations to read with a code, and what was answered to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('portal_invitation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_invitation'))
    )
    op.create_table('portal_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('invitation_id', sa.Uuid(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('fetched', sa.Boolean(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_answer'))
    )
    with op.batch_alter_table('portal_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_portal_answer_fetched'), ['fetched'], unique=False)
        batch_op.create_index(batch_op.f('ix_portal_answer_invitation_id'), ['invitation_id'], unique=False)


def downgrade() -> None:
    op.drop_table('portal_answer')
    op.drop_table('portal_invitation')
