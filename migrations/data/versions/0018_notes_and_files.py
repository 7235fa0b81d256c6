"""Drafts of notes, files, and counts in place of names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


KINDS = "kind IN ('jpeg', 'png', 'pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'txt', 'wav', 'mp3')"


def upgrade() -> None:
    op.create_table('note_draft',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('based_on', sa.Integer(), nullable=False),
    sa.Column('counter', sa.Integer(), nullable=False),
    sa.Column('hand', sa.Uuid(), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_note_draft_engagement_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_note_draft_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_draft'))
    )
    with op.batch_alter_table('note_draft', schema=None) as batch_op:
        batch_op.create_index('ix_note_draft_engagement_written_by', ['engagement_id', 'written_by'], unique=False)
        batch_op.create_index('ix_note_draft_written_by_touched_at', ['written_by', 'touched_at'], unique=False)
    op.create_table('engagement_file',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('brought_on', sa.Date(), nullable=False),
    sa.Column('brought_by', sa.Uuid(), nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=True),
    sa.Column('person', sa.LargeBinary(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint(KINDS, name=op.f('ck_engagement_file_kind_known')),
    sa.ForeignKeyConstraint(['brought_by'], ['user.id'], name=op.f('fk_engagement_file_brought_by')),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_engagement_file_engagement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_file')),
    sa.UniqueConstraint('engagement_id', 'number', name=op.f('uq_engagement_file_engagement_id_number'))
    )
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counts', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('engagement', schema=None) as batch_op:
        batch_op.drop_column('counts')
    op.drop_table('engagement_file')
    op.drop_table('note_draft')
